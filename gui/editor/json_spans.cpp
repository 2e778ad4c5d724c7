#include "editor/json_spans.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tradewind::gui {
namespace {

constexpr int deepest = 100, indent = 2;

// Recursive descent; `fail` is set at the first breach.
class Parser {
 public:
  explicit Parser(const QString& text) : text_(text) {}

  std::optional<JsonSpan> document() {
    JsonSpan root = value(0);
    skip_space();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return root;
  }

 private:
  QChar look() const { return at_ < text_.size() ? text_[at_] : QChar(); }
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  bool take(QChar letter) {
    skip_space();
    if (look() != letter) return false;
    ++at_;
    return true;
  }
  void fail() { failed_ = true; }

  JsonSpan value(int depth) {
    skip_space();
    JsonSpan span;
    span.begin = at_;
    if (depth > deepest) fail();
    if (failed_) return span;
    if (look() == '{')
      object(span, depth);
    else if (look() == '[')
      array(span, depth);
    else if (look() == '"')
      span.kind = JsonSpan::Kind::string, string();
    else
      literal(span);
    span.end = at_;
    return span;
  }

  void object(JsonSpan& span, int depth) {
    span.kind = JsonSpan::Kind::object;
    ++at_;
    if (take('}')) return;
    do {
      skip_space();
      JsonMember member;
      member.begin = at_;
      if (look() != '"') return fail();
      string();
      member.key = unquoted_json(text_.mid(member.begin, at_ - member.begin));
      if (!take(':')) return fail();
      member.value = value(depth + 1);
      span.members.push_back(std::move(member));
    } while (!failed_ && take(','));
    if (!take('}')) fail();
  }

  void array(JsonSpan& span, int depth) {
    span.kind = JsonSpan::Kind::array;
    ++at_;
    if (take(']')) return;
    do span.items.push_back(value(depth + 1));
    while (!failed_ && take(','));
    if (!take(']')) fail();
  }

  void string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] < QChar(0x20)) return fail();
      if (text_[at_] == '\\') ++at_;
    }
    if (at_ >= text_.size()) return fail();
    ++at_;
  }

  void literal(JsonSpan& span) {
    const int begin = at_;
    while (at_ < text_.size() && (text_[at_].isLetterOrNumber() || text_[at_] == '-' || text_[at_] == '+' || text_[at_] == '.')) ++at_;
    const QString word = text_.mid(begin, at_ - begin);
    if (word == "true" || word == "false")
      span.kind = JsonSpan::Kind::boolean;
    else if (word == "null")
      span.kind = JsonSpan::Kind::null;
    else if (!word.isEmpty() && nlohmann::json::accept(word.toStdString()))
      span.kind = JsonSpan::Kind::number;
    else
      fail();
  }

  const QString& text_;
  int at_ = 0;
  bool failed_ = false;
};

// Spaces at the begin of the line in which the position is.
QString indentation_at(const QString& text, int position) {
  int begin = position;
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  int end = begin;
  while (end < text.size() && text[end] == ' ') ++end;
  return text.mid(begin, end - begin);
}

// Children of an object or a list: where each begins and ends.
std::vector<std::pair<int, int>> children_of(const JsonSpan& span) {
  std::vector<std::pair<int, int>> all;
  for (const JsonMember& member : span.members) all.emplace_back(member.begin, member.value.end);
  for (const JsonSpan& item : span.items) all.emplace_back(item.begin, item.end);
  return all;
}

// `words` as a further child of the object or list: on a line of its own where the others are.
QString with_child(const QString& text, const JsonSpan& parent, const QString& words) {
  const auto children = children_of(parent);
  if (children.empty()) {
    const QString outer = indentation_at(text, parent.begin), inner = outer + QString(indent, ' ');
    const bool in_line = parent.kind == JsonSpan::Kind::array && !words.startsWith('{');
    return text.left(parent.begin + 1) + (in_line ? words : "\n" + inner + words + "\n" + outer) + text.mid(parent.end - 1);
  }
  const int last_begin = children.back().first, last_end = children.back().second;
  const bool own_lines = text.mid(parent.begin, children.front().first - parent.begin).contains('\n');
  return text.left(last_end) + (own_lines ? ",\n" + indentation_at(text, last_begin) : QString(", ")) + words + text.mid(last_end);
}

int child_index(const JsonSpan& parent, const QString& key) {
  if (parent.kind == JsonSpan::Kind::array) {
    bool is_number = false;
    const int index = key.toInt(&is_number);
    return is_number && index >= 0 && index < static_cast<int>(parent.items.size()) ? index : -1;
  }
  const auto found = std::ranges::find(parent.members, key, &JsonMember::key);
  return found == parent.members.end() ? -1 : static_cast<int>(found - parent.members.begin());
}

}  // namespace

const JsonSpan* JsonSpan::member(const QString& key) const {
  const auto found = std::ranges::find(members, key, &JsonMember::key);
  return found == members.end() ? nullptr : &found->value;
}

QString pointer_of(const JsonPath& path) {
  QString pointer;
  for (QString part : path) pointer += "/" + part.replace("~", "~0").replace("/", "~1");
  return pointer;
}

JsonPath path_of(const QString& pointer) {
  if (pointer.isEmpty()) return {};
  JsonPath path = pointer.mid(1).split('/');
  for (QString& part : path) part.replace("~1", "/").replace("~0", "~");
  return path;
}

std::optional<JsonSpan> parse_spans(const QString& text) { return Parser(text).document(); }

const JsonSpan* find_span(const JsonSpan& root, const JsonPath& path) {
  const JsonSpan* at = &root;
  for (const QString& key : path) {
    const int index = child_index(*at, key);
    if (index < 0) return nullptr;
    at = at->kind == JsonSpan::Kind::array ? &at->items[static_cast<std::size_t>(index)] : &at->members[static_cast<std::size_t>(index)].value;
  }
  return at;
}

QString with_value(const QString& text, const JsonPath& path, const QString& value) {
  const auto root = parse_spans(text);
  if (!root) return text;
  if (const JsonSpan* there = find_span(*root, path)) return text.left(there->begin) + value + text.mid(there->end);
  const JsonPath parent_path = path.mid(0, path.size() - 1);
  const JsonSpan* parent = find_span(*root, parent_path);
  if (parent == nullptr) {
    const QString made = with_value(text, parent_path, "{}");
    return made == text ? text : with_value(made, path, value);
  }
  if (parent->kind != JsonSpan::Kind::object) return text;
  return with_child(text, *parent, quoted_json(path.back()) + ": " + value);
}

QString without_value(const QString& text, const JsonPath& path) {
  const auto root = parse_spans(text);
  if (!root || path.isEmpty() || find_span(*root, path) == nullptr) return text;
  const JsonPath parent_path = path.mid(0, path.size() - 1);
  const JsonSpan& parent = *find_span(*root, parent_path);
  const auto children = children_of(parent);
  const auto index = static_cast<std::size_t>(child_index(parent, path.back()));
  if (children.size() == 1) {
    bool is_item = false;
    if (!parent_path.isEmpty()) (void)parent_path.back().toInt(&is_item);
    if (parent.kind == JsonSpan::Kind::object && !parent_path.isEmpty() && !is_item) return without_value(text, parent_path);
    return text.left(parent.begin + 1) + text.mid(parent.end - 1);
  }
  if (index == 0) return text.left(children[0].first) + text.mid(children[1].first);
  return text.left(children[index - 1].second) + text.mid(children[index].second);
}

QString with_item(const QString& text, const JsonPath& list, const QString& value) {
  const auto root = parse_spans(text);
  if (!root) return text;
  const JsonSpan* there = find_span(*root, list);
  if (there == nullptr) return with_value(text, list, "[" + value + "]");
  return there->kind == JsonSpan::Kind::array ? with_child(text, *there, value) : text;
}

QString quoted_json(const QString& text) { return QString::fromStdString(nlohmann::json(text.toStdString()).dump()); }

QString unquoted_json(const QString& literal) {
  const auto value = nlohmann::json::parse(literal.toStdString(), nullptr, false);
  return value.is_string() ? QString::fromStdString(value.get<std::string>()) : literal;
}

}  // namespace tradewind::gui
