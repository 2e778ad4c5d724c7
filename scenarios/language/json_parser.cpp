#include "language/json_parser.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "language/encoding.h"
#include "language/syntax_error.h"

namespace tradewind::language {
namespace {

// Builds the tree from the parser's events. The events come in the order of the text and carry no position; so a cursor follows them through the
// text: each event is one token, found behind the white space, commas and colons that follow the token before.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, ProblemList& problems) : text_(text), problems_(problems) {}

  Node& root() { return root_; }

  bool null() override {
    begin_value(Node::Kind::null);
    return end_scalar(4);
  }
  bool boolean(bool value) override {
    begin_value(Node::Kind::boolean).boolean = value;
    return end_scalar(value ? 4 : 5);
  }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t& /*literal*/) override { return number(value); }
  bool string(string_t& value) override {
    begin_value(Node::Kind::string).text = std::move(value);
    return end_scalar(string_length());
  }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(Node::Kind::object); }
  bool start_array(std::size_t /*size*/) override { return open(Node::Kind::array); }
  bool end_object() override {
    std::erase_if(open_.back().node->members, [](const Member& member) { return member.again; });
    return close();
  }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    find_token();
    Open& object = open_.back();
    const auto [first, is_new] = object.keys.try_emplace(name, at_.line);
    if (!is_new)
      problems_.error(at_, child_pointer(pointer(), name),
                      {fmt::format("the field \"{}\" a second time (first in line {})", name, first->second), "each field once"});
    object.node->members.push_back({std::move(name), at_, {}, !is_new});
    pass_token(string_length());
    return true;
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const nlohmann::detail::exception& /*error*/) override {
    const SyntaxError error = explain_syntax_error(text_, {cursor_, awaited(), open_.empty() ? 0 : open_.back().node->at.line});
    problems_.error(position_of(text_, error.offset), pointer(), error.finding);
    return false;
  }

 private:
  struct Open {
    Node* node;
    std::map<std::string, int> keys = {};  // with the line of the first
  };

  // Moves the cursor to the start of the next token and counts lines on the way.
  void find_token() {
    while (cursor_ < text_.size() && std::string_view(" \t\r\n,:").find(text_[cursor_]) != std::string_view::npos) {
      if (text_[cursor_] == '\n') {
        ++line_;
        line_start_ = cursor_ + 1;
      }
      ++cursor_;
    }
    at_ = {line_, static_cast<int>(cursor_ - line_start_) + 1};
  }
  void pass_token(std::size_t length) { cursor_ += length; }

  // Length of the string token at the cursor, quotes included.
  std::size_t string_length() const {
    std::size_t end = cursor_ + 1;
    while (text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return end + 1 - cursor_;
  }

  Node& begin_value(Node::Kind kind) {
    find_token();
    Node* node = &root_;
    if (!open_.empty()) {
      Node& parent = *open_.back().node;
      node = parent.kind == Node::Kind::object ? &parent.members.back().value : &parent.items.emplace_back();
    }
    node->kind = kind;
    node->at = at_;
    current_ = node;
    return *node;
  }
  bool end_scalar(std::size_t length) {
    pass_token(length);
    done_ = open_.empty();
    return true;
  }
  bool number(double value) {
    Node& node = begin_value(Node::Kind::number);
    const std::size_t end = text_.find_first_not_of("0123456789+-.eE", cursor_);
    node.text = text_.substr(cursor_, end == std::string_view::npos ? end : end - cursor_);
    node.number = value;
    // The parser sees 0 and then 1 in "01"; its author sees one number.
    if (!nlohmann::json::accept(node.text)) {
      problems_.error(at_, pointer(), {"the number " + node.text, json_number});
      return false;
    }
    return end_scalar(node.text.size());
  }

  bool open(Node::Kind kind) {
    if (open_.size() >= deepest_nesting) {
      find_token();
      problems_.error(at_, pointer(), {fmt::format("nesting deeper than {} levels", deepest_nesting), "objects and lists that are not that deep"});
      return false;
    }
    begin_value(kind);
    open_.push_back({current_});
    pass_token(1);
    return true;
  }
  bool close() {
    find_token();
    pass_token(1);
    open_.pop_back();
    done_ = open_.empty();
    return true;
  }

  // Of the innermost open object or list.
  std::string pointer() const {
    std::string text;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Node& node = *open_[i].node;
      text = child_pointer(text, node.kind == Node::Kind::object ? node.members.back().key : std::to_string(node.items.size() - 1));
    }
    return text;
  }

  Awaited awaited() const {
    if (open_.empty()) return done_ ? Awaited::end_of_file : Awaited::document;
    const Node& node = *open_.back().node;
    if (node.kind == Node::Kind::array) return node.items.empty() ? Awaited::first_item : Awaited::array_rest;
    if (node.members.empty()) return Awaited::first_key;
    // A value that was read stands behind its key; one that was not has no place yet.
    return node.members.back().value.at.line == 0 ? Awaited::colon : Awaited::object_rest;
  }

  std::string_view text_;
  ProblemList& problems_;
  Node root_;
  Node* current_ = nullptr;
  std::vector<Open> open_;
  bool done_ = false;
  std::size_t cursor_ = 0, line_start_ = 0;
  int line_ = 1;
  Position at_;
};

}  // namespace

std::optional<Node> parse_json(std::string_view text, ProblemList& problems) {
  if (text.size() > largest_text) {
    problems.file_error({fmt::format("a file of {} bytes", text.size()), fmt::format("at most {} bytes", largest_text)});
    return std::nullopt;
  }
  const auto checked = checked_encoding(text, problems);
  if (!checked) return std::nullopt;
  TreeBuilder builder(*checked, problems);
  if (!nlohmann::json::sax_parse(checked->begin(), checked->end(), &builder)) return std::nullopt;
  return std::move(builder.root());
}

}  // namespace tradewind::language
