// Turns the events of RapidJSON's reader into the records of a plan.
#pragma once

#include <rapidjson/reader.h>

#include <string>
#include <utility>
#include <vector>

#include "import/json_records.h"
#include "import/json_source.h"

namespace tradewind::price_import {

class RecordHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RecordHandler> {
 public:
  RecordHandler(const RecordPlan& plan, JsonSource& source) : plan_(plan), source_(source) {}

  // A false result ends the reading; failure() says why.
  bool Null() { return pass_over() || single(nullptr); }
  bool Bool(bool value) { return pass_over() || single(value); }
  bool String(const char* text, rapidjson::SizeType size, bool) { return pass_over() || single(nlohmann::json::string_t(text, size)); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool copied) { return String(text, size, copied); }
  bool Key(const char* text, rapidjson::SizeType size, bool);
  bool StartObject() { return open(nlohmann::json::object()); }
  bool StartArray() { return open(nlohmann::json::array()); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  const std::string& failure() const { return failure_; }
  nlohmann::json& rest() { return rest_; }

 private:
  bool pass_over() { return skipped_from_ > 0 || std::exchange(unwanted_, false); }  // whether the single value that is read now is not wanted
  bool in_record() const { return !building_.empty(); }
  bool single(nlohmann::json value);
  bool open(nlohmann::json container);
  bool close();
  bool add_to_record(nlohmann::json value, bool container);
  bool wanted(std::string_view key) const;
  Visit visit_next();
  bool fail(std::string why);

  const RecordPlan& plan_;
  JsonSource& source_;
  std::string failure_, key_;  // key_: of the value to come
  nlohmann::json rest_, record_;
  std::size_t depth_ = 0, skipped_from_ = 0;  // containers that are open; the one from which on all is passed over, or 0
  bool unwanted_ = false, only_fields_ = false;
  KeyPath path_;                           // of the containers that are open outside records, without the root
  std::vector<bool> lists_;                // which of them, with the root, are lists
  std::vector<nlohmann::json*> building_;  // of the record: the containers that are open
  std::size_t values_ = 0;                 // of the record
  int line_ = 0;                           // in which it begins
};

}  // namespace tradewind::price_import
