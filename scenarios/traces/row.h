// One row of a trace of any format: what the columns of a CSV file or the keys of a JSON line say.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind::traces {

enum class Field {
  arrival_s,  // seconds since the start of the trace
  datetime,   // calendar time
  seconds,    // of some clock
  timestamp,  // of some clock in some unit
  prompt_tokens,
  output_tokens,
  priority,
  deadline_s,
  prompt_id,
  prefix_id,
  prefix_tokens,
  session_id,
  hash_ids,
  chat_id,
  parent_chat_id,
  items,
  ignored
};

struct FieldName {
  std::string_view name;
  Field field;
};
// The names by which the formats call their fields; every format has its own, so that they recognise it.
inline constexpr std::array<FieldName, 23> field_names = {{{"arrival_s", Field::arrival_s},
                                                           {"prompt_tokens", Field::prompt_tokens},
                                                           {"output_tokens", Field::output_tokens},
                                                           {"priority", Field::priority},
                                                           {"deadline_s", Field::deadline_s},
                                                           {"prompt_id", Field::prompt_id},
                                                           {"prefix_id", Field::prefix_id},
                                                           {"prefix_tokens", Field::prefix_tokens},
                                                           {"session_id", Field::session_id},
                                                           {"hash_ids", Field::hash_ids},
                                                           {"items", Field::items},
                                                           // Azure LLM inference traces
                                                           {"TIMESTAMP", Field::datetime},
                                                           {"ContextTokens", Field::prompt_tokens},
                                                           {"GeneratedTokens", Field::output_tokens},
                                                           // BurstGPT
                                                           {"Timestamp", Field::seconds},
                                                           {"Request tokens", Field::prompt_tokens},
                                                           {"Response tokens", Field::output_tokens},
                                                           {"Session ID", Field::session_id},
                                                           // Mooncake and Qwen-Bailian
                                                           {"timestamp", Field::timestamp},
                                                           {"input_length", Field::prompt_tokens},
                                                           {"output_length", Field::output_tokens},
                                                           {"chat_id", Field::chat_id},
                                                           {"parent_chat_id", Field::parent_chat_id}}};

Field field_of(std::string_view name);  // `ignored` for a name that no format has
bool is_time(Field field);

// A set of fields.
class Fields {
 public:
  void insert(Field field) { bits_ |= bit(field); }
  void clear() { bits_ = 0; }
  bool contains(Field field) const { return (bits_ & bit(field)) != 0; }
  bool has_time() const { return contains(Field::arrival_s) || contains(Field::datetime) || contains(Field::seconds) || contains(Field::timestamp); }

 private:
  static std::uint32_t bit(Field field) { return std::uint32_t{1} << static_cast<int>(field); }
  std::uint32_t bits_ = 0;
};

inline constexpr double most_tokens = 1e9;  // prompt and answer together stay below 2^31

struct Row {
  double clock = 0;              // arrival_s, seconds or timestamp
  std::int64_t datetime_ns = 0;  // since 1970
  std::int64_t prompt_tokens = 0, output_tokens = 0, prefix_tokens = 0;
  std::int64_t items = 0;  // of a request to a classic model
  std::int32_t priority = 0;
  std::int64_t deadline_ns = 0;
  // Ids as 64-bit names; 0 = none was given.
  std::uint64_t prompt_id = 0, prefix_id = 0, session_id = 0, chat_id = 0, parent_chat_id = 0;
  std::vector<std::uint64_t> hash_ids;

  void clear();
};

// What is wrong with a row.
struct RowFinding {
  std::string found, expected, proposal = {};
  int column = 0;  // in bytes, from 1; 0 = not known
};
using RowFindings = std::vector<RowFinding>;

class RowParser {
 public:
  virtual ~RowParser() = default;
  // Reads one line. A row with findings must not be used.
  virtual void parse(std::string_view line, Row& row, RowFindings& findings) = 0;
};

// Stores a value in a field of the row; false when the field does not take it.
bool store_number(Row& row, Field field, double value);
bool store_integer(Row& row, Field field, std::int64_t value);  // an id may be a whole number
bool store_text(Row& row, Field field, std::string_view text);  // an id, a list of ids, a calendar time, or a number in digits
std::string expected_in(Field field);                           // what the field takes

// A text of the file for a message: its first bytes, and "?" for what is not plain ASCII.
std::string shown(std::string_view text);

}  // namespace tradewind::traces
