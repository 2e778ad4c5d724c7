#include "import/record_handler.h"

#include <fmt/format.h>

#include <algorithm>

namespace tradewind::price_import {
namespace {

using nlohmann::json;

constexpr std::size_t deepest = 64, most_values = 100000;

}  // namespace

bool RecordHandler::Key(const char* text, rapidjson::SizeType size, bool) {
  if (skipped_from_ > 0) return true;
  key_.assign(text, size);
  unwanted_ = in_record() && only_fields_ && !wanted(key_);
  if (in_record() && !unwanted_ && building_.back()->contains(key_))
    return fail(fmt::format("the key \"{}\" twice in one object", key_.substr(0, 40)));
  return true;
}

bool RecordHandler::wanted(std::string_view key) const { return std::ranges::find(plan_.fields, key) != plan_.fields.end(); }

// What to do with the value that begins here, outside records.
Visit RecordHandler::visit_next() {
  if (depth_ == 0) return Visit::enter;
  path_.push_back(lists_.back() ? std::string() : key_);
  return plan_.visit(path_);
}

bool RecordHandler::single(json value) {
  if (in_record()) return add_to_record(std::move(value), false);
  if (depth_ == 0) return true;
  if (depth_ == 1 && !lists_.back() && wanted(key_)) rest_[key_] = value;
  const Visit visit = visit_next();
  if (visit == Visit::take || visit == Visit::take_fields) plan_.take(path_, value, source_.line());
  path_.pop_back();
  return true;
}

bool RecordHandler::open(json container) {
  if (++depth_ > deepest) return fail(fmt::format("JSON nested deeper than {} levels", deepest));
  if (skipped_from_ > 0) return true;
  if (std::exchange(unwanted_, false)) {
    skipped_from_ = depth_;
    return true;
  }
  if (in_record()) return add_to_record(std::move(container), true);
  --depth_;
  const Visit visit = visit_next();
  ++depth_;
  if (depth_ == 2 && !lists_.back() && wanted(key_)) rest_[key_] = container.is_array() ? json::array() : json::object();
  if (visit == Visit::skip) {
    skipped_from_ = depth_;
  } else if (visit == Visit::enter) {
    lists_.push_back(container.is_array());
  } else {
    record_ = std::move(container);
    line_ = source_.line();
    building_ = {&record_};
    only_fields_ = visit == Visit::take_fields;
    values_ = 0;
  }
  return true;
}

bool RecordHandler::add_to_record(json value, bool container) {
  if (++values_ > most_values) return fail(fmt::format("a record of more than {} values", most_values));
  json& parent = *building_.back();
  json* added = nullptr;
  if (parent.is_array()) {
    parent.push_back(std::move(value));
    added = &parent.back();
  } else {
    added = &(parent[key_] = std::move(value));
  }
  if (container) building_.push_back(added);
  return true;
}

bool RecordHandler::close() {
  const std::size_t closed = depth_--;
  if (skipped_from_ > 0) {
    if (closed > skipped_from_) return true;
    skipped_from_ = 0;
    if (!in_record()) path_.pop_back();
  } else if (in_record()) {
    building_.pop_back();
    if (in_record()) return true;
    plan_.take(path_, record_, line_);
    path_.pop_back();
  } else {
    lists_.pop_back();
    if (depth_ > 0) path_.pop_back();
  }
  return true;
}

bool RecordHandler::fail(std::string why) {
  failure_ = std::move(why);
  return false;
}

}  // namespace tradewind::price_import
