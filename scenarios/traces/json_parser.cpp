#include "traces/json_parser.h"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace tradewind::traces {
namespace {

// Stores the values of the outermost object as they come; no tree is built.
class RowHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  RowHandler(Row& row, Fields& seen, RowFindings& findings) : row_(row), seen_(seen), findings_(findings) {}

  bool null() override { return true; }  // as if the key were absent
  bool boolean(bool value) override { return store(false, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    return store(wanted() && store_integer(row_, field_, value), fmt::format("the number {}", value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) return number_float(static_cast<double>(value), "");
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) override {
    return store(wanted() && store_number(row_, field_, value), fmt::format("the number {}", value));
  }
  bool string(string_t& value) override {
    const bool good = wanted() && store_text(row_, field_, value);
    return store(good, fmt::format("the text \"{}\"", shown(value)));
  }
  bool binary(binary_t&) override { return true; }  // JSON has none

  bool start_object(std::size_t) override {
    if (depth_ == 1) store(false, "an object");
    ++depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      field_ = field_of(name);
      key_ = name;
    }
    return true;
  }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override {
    if (depth_ == 0) return refuse("a list", "an object a line: {\"arrival_s\": ..., ...}");
    if (depth_ == 1 && field_ == Field::hash_ids) {
      in_ids_ = true;
      seen_.insert(field_);
    } else if (depth_ == 1) {
      store(false, "a list");
    }
    ++depth_;
    return true;
  }
  bool end_array() override {
    in_ids_ = false;
    return leave();
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    findings_.push_back({"broken JSON", "an object a line: {\"arrival_s\": ..., ...}", "", static_cast<int>(position)});
    return false;
  }

 private:
  bool leave() {
    --depth_;
    return true;
  }
  // Whether the value that comes is one of a field.
  bool wanted() const { return field_ != Field::ignored && (depth_ == 1 || (depth_ == 2 && in_ids_)); }

  bool store(bool good, const std::string& found) {
    if (depth_ == 0) return refuse(found, "an object a line: {\"arrival_s\": ..., ...}");
    if (field_ == Field::ignored || (depth_ != 1 && !in_ids_)) return true;
    seen_.insert(field_);
    if (!good) findings_.push_back({fmt::format("{} for \"{}\"", found, key_), expected_in(field_)});
    return true;
  }
  bool refuse(const std::string& found, const std::string& expected) {
    findings_.push_back({found, expected});
    return false;
  }

  Row& row_;
  Fields& seen_;
  RowFindings& findings_;
  Field field_ = Field::ignored;
  std::string key_;
  int depth_ = 0;
  bool in_ids_ = false;
};

}  // namespace

void JsonParser::parse(std::string_view line, Row& row, RowFindings& findings) {
  row.clear();
  seen_.clear();
  RowHandler handler(row, seen_, findings);
  if (!nlohmann::json::sax_parse(line, &handler) || !findings.empty()) return;
  if (!seen_.has_time()) findings.push_back({"no time", "\"arrival_s\" (s) or \"timestamp\""});
  if (of_items_) {
    if (!seen_.contains(Field::items)) findings.push_back({"no items", "\"items\": the pool serves a classic model"});
    return;
  }
  if (!seen_.contains(Field::prompt_tokens)) findings.push_back({"no prompt length", "\"prompt_tokens\" or \"input_length\""});
  if (!seen_.contains(Field::output_tokens)) findings.push_back({"no answer length", "\"output_tokens\" or \"output_length\""});
}

}  // namespace tradewind::traces
