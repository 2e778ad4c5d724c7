#include "yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "comment.h"
#include "utf8.h"

namespace tradewind::yaml {
namespace {

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Words that YAML 1.1 or 1.2 reads as a boolean, a null or a float.
bool is_reserved_word(std::string_view text) {
  constexpr std::array<std::string_view, 14> words = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", ".nan"};
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

// Numbers, dates and times of day in any of their spellings; stricter than needed, for quotes do no harm.
bool looks_like_number(std::string_view text) {
  if (!is_one_of("0123456789+-.", text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_one_of("0123456789abcdefABCDEFxXoOTZtz_.:+- infINF", c); });
}

bool is_plain(std::string_view text) {
  if (text.empty() || is_reserved_word(text) || looks_like_number(text)) return false;
  const bool is_flag = text.starts_with("--") && text.size() > 2 && is_alnum(text[2]);
  if (!is_alnum(text.front()) && !is_one_of("/_.", text.front()) && !is_flag) return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_alnum(text[i]) && !is_one_of("_./-:=+@$() ,", text[i])) return false;
    if (text[i] == ':' && text[i + 1] == ' ') return false;
  }
  return true;
}

// Double quotes or backslashes inside, and nothing that single quotes cannot hold as it is.
bool reads_better_in_single_quotes(std::string_view text) {
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '\''; });
  return is_ascii && text.find_first_of("\"\\") != std::string_view::npos;
}

void append_quoted(std::string& out, char32_t point) {
  if (point == '"' || point == '\\') {
    out += '\\';
    out += static_cast<char>(point);
  } else if (point == '\n') {
    out += "\\n";
  } else if (point == '\t') {
    out += "\\t";
  } else if (!utf8::is_printable(point)) {
    out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(point));
  } else {
    utf8::append(out, point);
  }
}

void emit(std::string& out, const Map& map, std::size_t indent);
void emit(std::string& out, const List& list, std::size_t indent);

void emit_action(std::string& out, const Action& action, std::size_t indent) {
  out += action.lines ? fmt::format("{{{{- {} | nindent {} }}}}\n", action.expression, indent) : fmt::format("{{{{ {} }}}}\n", action.expression);
}

// What stands after "key:": a scalar or an empty collection on the same line, a collection below it.
void emit_value(std::string& out, const Node& node, std::size_t indent) {
  if (const auto* string = std::get_if<std::string>(&node.value)) {
    out += fmt::format(" {}\n", scalar(*string));
  } else if (const auto* number = std::get_if<std::int64_t>(&node.value)) {
    out += fmt::format(" {}\n", *number);
  } else if (const auto* flag = std::get_if<bool>(&node.value)) {
    out += *flag ? " true\n" : " false\n";
  } else if (const auto* map = std::get_if<Map>(&node.value)) {
    out += map->entries.empty() ? " {}\n" : "\n";
    emit(out, *map, indent + 2);
  } else if (const auto* list = std::get_if<List>(&node.value)) {
    out += list->items.empty() ? " []\n" : "\n";
    emit(out, *list, indent);
  } else if (const auto* action = std::get_if<Action>(&node.value)) {
    out += ' ';
    emit_action(out, *action, indent + 2);
  }
}

void emit(std::string& out, const Map& map, std::size_t indent) {
  for (const auto& [key, node] : map.entries) {
    out += comment_lines(node.comment, "#", indent);
    out += fmt::format("{:{}}", "", indent);
    if (const auto* action = std::get_if<Action>(&node.value); action != nullptr && key.empty()) {
      emit_action(out, *action, indent);
      continue;
    }
    out += scalar(key) + ":";
    emit_value(out, node, indent);
  }
}

// An item that is a collection is written one level deeper, and its first indentation replaced by the dash.
void emit(std::string& out, const List& list, std::size_t indent) {
  for (const Node& item : list.items) {
    out += comment_lines(item.comment, "#", indent);
    std::string nested;
    if (const auto* map = std::get_if<Map>(&item.value)) emit(nested, *map, indent + 2);
    if (const auto* inner = std::get_if<List>(&item.value)) emit(nested, *inner, indent + 2);
    if (nested.empty()) {
      out += fmt::format("{:{}}-", "", indent);
      emit_value(out, item, indent);
    } else {
      std::size_t first = 0;  // comments above the first entry stay above the dash
      while (nested[first + indent + 2] == '#') first = nested.find('\n', first) + 1;
      nested[first + indent] = '-';
      out += nested;
    }
  }
}

}  // namespace

Map::Map(std::initializer_list<Entry> list) : entries(list) {}

Map& Map::add(std::string key, Node value) {
  entries.push_back({std::move(key), std::move(value)});
  return *this;
}

List::List(std::initializer_list<Node> list) : items(list) {}

List& List::add(Node value) {
  items.push_back(std::move(value));
  return *this;
}

Node note(std::string comment, Node node) {
  node.comment = std::move(comment);
  return node;
}

std::string scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  if (reads_better_in_single_quotes(text)) return fmt::format("'{}'", text);
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) append_quoted(out, utf8::next(text, at));
  return out + '"';
}

std::string text(const Map& document, const std::string& head) {
  std::string out;
  out += comment_lines(head, "#", 0);
  emit(out, document, 0);
  return out;
}

std::string text(const List& document, const std::string& head) {
  std::string out;
  out += comment_lines(head, "#", 0);
  emit(out, document, 0);
  return out;
}

}  // namespace tradewind::yaml
