#include "import/json_records.h"

#include <fmt/format.h>
#include <rapidjson/error/en.h>

#include <cstdlib>

#include "import/json_source.h"
#include "import/record_handler.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

struct TooLong {};

// Of the reader's stack, which holds the text that is being read: a text without an end must not fill the memory.
class BoundedAllocator {
 public:
  static constexpr bool kNeedFree = true;
  static constexpr std::size_t most = 16 << 20;  // bytes
  void* Malloc(std::size_t size) { return Realloc(nullptr, 0, size); }
  void* Realloc(void* old, std::size_t, std::size_t size) {
    if (size > most) throw TooLong();
    void* memory = std::realloc(old, size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
  }
  static void Free(void* memory) { std::free(memory); }
};

std::string reason_of(const rapidjson::ParseResult& result) {
  std::string reason = rapidjson::GetParseError_En(result.Code());
  if (reason.ends_with('.')) reason.pop_back();
  return reason;
}

void parse(JsonSource& source, RecordHandler& handler, const std::function<void(std::string found)>& fail) {
  constexpr unsigned flags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, BoundedAllocator> reader;
  try {
    const rapidjson::ParseResult result = reader.Parse<flags>(source, handler);
    if (result.IsError() && handler.failure().empty())
      fail(fmt::format("no JSON from byte {} on ({})", result.Offset() + 1, reason_of(result)));
    else if (result.IsError())
      fail(fmt::format("{}, at byte {}", handler.failure(), source.Tell()));
    else if (!source.at_end())
      fail(fmt::format("a byte 0 behind the document, at byte {}", source.Tell() + 1));
  } catch (const TooLong&) {
    fail(fmt::format("a text of more than {} MiB before byte {}", BoundedAllocator::most >> 20, source.Tell() + 1));
  }
}

}  // namespace

json read_records(const PriceFile& file, const RecordPlan& plan, Problems& problems) {
  json rest;
  gather(problems, [&] {
    JsonSource source(file);
    RecordHandler handler(plan, source);
    parse(source, handler, [&](std::string found) {
      problems.push_back({Severity::error, file.name(), source.line(), 0, "", std::move(found), "a whole JSON document", ""});
    });
    rest = std::move(handler.rest());
  });
  return rest;
}

json read_list(const PriceFile& file, const std::string& name, std::vector<std::string_view> fields,
               const std::function<void(const json&, int)>& take, Problems& problems) {
  const std::size_t before = problems.size();
  fields.push_back(name);
  const auto visit = [&](const KeyPath& keys) {
    if (keys.front() != name) return Visit::skip;
    return keys.size() == 1 ? Visit::enter : Visit::take_fields;
  };
  json root = read_records(file, {visit, [&](const KeyPath&, const json& record, int line) { take(record, line); }, std::move(fields)}, problems);
  if (problems.size() == before && !member(root, name.c_str()).is_array())
    problems.push_back({Severity::error, file.name(), 0, 0, "/" + name, "nothing", "a list of prices", ""});
  return root;
}

const json& member(const json& value, const char* key) {
  static const json none;
  if (!value.is_object()) return none;
  const auto found = value.find(key);
  return found == value.end() ? none : *found;
}

std::string text(const json& value, const char* key) {
  const json& found = member(value, key);
  return found.is_string() ? found.get<std::string>() : "";
}

std::optional<Decimal> amount(const json& value) { return value.is_string() ? parse_decimal(value.get_ref<const std::string&>()) : std::nullopt; }

}  // namespace tradewind::price_import
