#include "import/csv_rows.h"

#include <csv.h>

#include <algorithm>
#include <new>
#include <string_view>

#include "import/price_file.h"

namespace tradewind::price_import {
namespace {

struct Reading {
  const std::function<void(const std::vector<std::string>&, int)>& take;
  std::vector<std::string> fields;  // of the row; strings are used again by the next one
  std::size_t count = 0;            // of the fields that the row has so far
  int line = 1;
  std::size_t row_bytes = 0;
};

constexpr std::size_t longest_row = 1 << 20;  // bytes

void take_field(void* bytes, std::size_t size, void* reading) {
  auto& all = *static_cast<Reading*>(reading);
  if (all.count == all.fields.size()) all.fields.emplace_back();
  all.fields[all.count++].assign(static_cast<const char*>(bytes), size);
}

void take_row(int, void* reading) {
  auto& all = *static_cast<Reading*>(reading);
  all.fields.resize(all.count);
  all.take(all.fields, all.line);
  all.count = all.row_bytes = 0;
}

int no_space(unsigned char) { return 0; }

// Reads by pieces that end with a line, so that the number of the line is known when a row ends.
class CsvReader {
 public:
  CsvReader(const PriceFile& file, const std::function<void(const std::vector<std::string>&, int)>& take)
      : bytes_(file.path, price_file), watch_(file.watch), reading_{take, {}, 0, 1, 0} {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_space_func(&parser_, no_space);
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  void read() {
    std::vector<char> buffer(1 << 16);
    for (std::size_t size = 0; (size = bytes_.read(buffer.data(), buffer.size())) > 0;) {
      watch_(bytes_.progress());
      for (std::string_view rest(buffer.data(), size); !rest.empty();) {
        const std::string_view piece = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
        parse(piece);
        rest.remove_prefix(piece.size());
      }
    }
    if (csv_fini(&parser_, take_field, take_row, &reading_) != 0) fail("the end inside quotes", "a whole file");
  }

 private:
  void parse(std::string_view piece) {
    if (csv_parse(&parser_, piece.data(), piece.size(), take_field, take_row, &reading_) != piece.size())
      fail("quotes that do not match", "fields in quotes, with inner quotes doubled");
    if (piece.ends_with('\n')) ++reading_.line;
    reading_.row_bytes += piece.size();
    if (reading_.row_bytes > longest_row) fail("a row of more than 1 MiB", "rows of prices; is a quote left open?");
  }

  [[noreturn]] void fail(const char* found, const char* expected) const {
    throw InvalidInput({{Severity::error, bytes_.file_name(), reading_.line, 0, "", found, expected, ""}});
  }

  ByteReader bytes_;
  const std::function<void(double)>& watch_;
  csv_parser parser_{};
  Reading reading_;
};

}  // namespace

void read_rows(const PriceFile& file, const std::function<void(const std::vector<std::string>&, int)>& take, Problems& problems) {
  gather(problems, [&] { CsvReader(file, take).read(); });
}

}  // namespace tradewind::price_import
