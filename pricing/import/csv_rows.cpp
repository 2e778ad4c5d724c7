#include "import/csv_rows.h"

#include <csv.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>

namespace tradewind::price_import {
namespace {

struct Reading {
  const std::function<void(const std::vector<std::string>&, int)>& take;
  std::vector<std::string> fields;
  int line = 0;
};

void take_field(void* bytes, std::size_t size, void* reading) {
  static_cast<Reading*>(reading)->fields.emplace_back(static_cast<const char*>(bytes), size);
}

void take_row(int, void* reading) {
  auto& all = *static_cast<Reading*>(reading);
  all.take(all.fields, all.line);
  all.fields.clear();
}

int no_space(unsigned char) { return 0; }

struct FreeParser {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

}  // namespace

void read_rows(const std::filesystem::path& file, const std::function<void(const std::vector<std::string>&, int)>& take, Problems& problems) {
  const auto fail = [&](int line, const std::string& found, const std::string& expected) {
    problems.push_back({Severity::error, file.string(), line, 0, "", found, expected, ""});
  };
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(0, std::strerror(errno), "a file that can be read");
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  const std::unique_ptr<csv_parser, FreeParser> owner(&parser);
  csv_set_space_func(&parser, no_space);
  Reading reading{take, {}, 0};
  for (std::string line; std::getline(stream, line);) {
    ++reading.line;
    if (reading.line == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    line += '\n';
    if (csv_parse(&parser, line.data(), line.size(), take_field, take_row, &reading) != line.size())
      return fail(reading.line, "quotes that do not match", "fields in quotes, with inner quotes doubled");
  }
  if (csv_fini(&parser, take_field, take_row, &reading) != 0) fail(reading.line, "the end inside quotes", "a whole file");
}

}  // namespace tradewind::price_import
