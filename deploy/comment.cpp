#include "comment.h"

#include <fmt/format.h>

#include <vector>

#include "utf8.h"

namespace tradewind {
namespace {

constexpr std::size_t columns = 100;

// Words of a comment.
std::vector<std::string> words(std::string_view comment) {
  std::vector<std::string> list(1);
  for (std::size_t at = 0; at < comment.size();) {
    const char32_t point = utf8::next(comment, at);
    if (point == ' ' || !utf8::is_printable(point)) {
      if (!list.back().empty()) list.emplace_back();
    } else {
      utf8::append(list.back(), point);
    }
  }
  if (list.back().empty()) list.pop_back();
  return list;
}

}  // namespace

std::string comment_lines(std::string_view text, std::string_view mark, std::size_t indent) {
  std::string out, line;
  const auto flush = [&] {
    if (!line.empty()) out += fmt::format("{:{}}{}{}\n", "", indent, mark, line);
    line.clear();
  };
  for (const std::string& word : words(text)) {
    if (indent + line.size() + word.size() + 2 > columns) flush();
    line += ' ';
    line += word;
  }
  flush();
  return out;
}

}  // namespace tradewind
