#include "language/syntax_error.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>

namespace tradewind::language {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::size_t skip_white_space(std::string_view text, std::size_t offset) {
  const std::size_t next = text.find_first_not_of(white_space, offset);
  return next == std::string_view::npos ? text.size() : next;
}

// The characters of a word or number from `offset` on, at most 40.
std::string word_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && end < offset + 40 &&
         (is_letter(text[end]) || is_digit(text[end]) || std::string_view("+-._").find(text[end]) != std::string_view::npos))
    ++end;
  return std::string(text.substr(offset, end - offset));
}

// Moves over a good separator to the token that is wrong, and says what should stand there.
std::string pass_separators(std::string_view text, const SyntaxStop& stop, std::size_t& offset) {
  const bool at_comma = offset < text.size() && text[offset] == ',';
  const bool at_colon = offset < text.size() && text[offset] == ':';
  switch (stop.awaited) {
    case Awaited::document:
      return "a JSON object: {...}";
    case Awaited::end_of_file:
      return "the end of the file after the document";
    case Awaited::first_key:
      return "a field name in double quotes, or '}'";
    case Awaited::colon:
      if (!at_colon) return "':' after the field name";
      offset = skip_white_space(text, offset + 1);
      return "a value";
    case Awaited::object_rest:
      if (!at_comma) return fmt::format("',' or '}}' for the object that starts in line {}", stop.opened_in_line);
      offset = skip_white_space(text, offset + 1);
      return "another field name in double quotes";
    case Awaited::first_item:
      return "a value, or ']'";
    case Awaited::array_rest:
      if (!at_comma) return fmt::format("',' or ']' for the list that starts in line {}", stop.opened_in_line);
      offset = skip_white_space(text, offset + 1);
      break;
  }
  return "another value";
}

// Why the string that starts at `offset` is none; moves to the place inside it.
ProblemList::Finding explain_string(std::string_view text, std::size_t& offset) {
  for (std::size_t i = offset + 1; i < text.size(); ++i) {
    if (text[i] == '"') break;
    if (static_cast<unsigned char>(text[i]) < 0x20) {
      offset = i;
      return {text[i] == '\n' || text[i] == '\r' ? "a line break inside a string" : "a control character inside a string",
              "the closing '\"', or an escape such as \\n"};
    }
    if (text[i] != '\\') continue;
    const char escaped = i + 1 < text.size() ? text[i + 1] : '\0';
    if (std::string_view("\"\\/bfnrtu").find(escaped) == std::string_view::npos && escaped != '\0') {
      offset = i;
      return {fmt::format("the escape \\{}", escaped), "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"};
    }
    ++i;
    if (i >= text.size()) return {"the end of the file inside a string", "the closing '\"'"};
  }
  if (text.find('"', offset + 1) == std::string_view::npos) return {"a string that does not end", "the closing '\"'"};
  return {"a string with a broken \\u escape", "four hexadecimal digits after \\u, and surrogates in pairs"};
}

ProblemList::Finding explain_number(const std::string& word) {
  if (word.find("Inf") != std::string::npos || word.find("inf") != std::string::npos || word.find("NaN") != std::string::npos)
    return {word, "a number: JSON has no NaN and no infinity"};
  double value = 0;
  if (std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc::result_out_of_range)
    return {"the number " + word, "a number between -1.8e308 and 1.8e308"};
  return {"the number " + word, json_number};
}

ProblemList::Finding explain_word(const std::string& word, const std::string& expected) {
  if (word == "NaN" || word == "nan" || word == "Infinity" || word == "inf") return {word, "a number: JSON has no NaN and no infinity"};
  if (word == "True" || word == "TRUE") return {"the word " + word, expected, "true"};
  if (word == "False" || word == "FALSE") return {"the word " + word, expected, "false"};
  return {"the word " + word, expected, "\"" + word + "\""};
}

}  // namespace

SyntaxError explain_syntax_error(std::string_view text, const SyntaxStop& stop) {
  std::size_t offset = skip_white_space(text, stop.offset);
  const std::size_t before = offset;
  const std::string expected = pass_separators(text, stop, offset);
  if (offset >= text.size()) return {text.size(), {"the end of the file", expected}};

  const char c = text[offset];
  if ((c == '}' || c == ']') && offset != before && text[before] == ',')
    return {offset, {fmt::format("'{}' after a comma", c), expected + ": JSON has no trailing commas"}};
  if (c == '/' || c == '#') return {offset, {"a comment", expected + ": JSON has no comments"}};
  if (c == '\'') return {offset, {"a single quote", expected + ": JSON strings stand in double quotes"}};
  if (c == '"' && expected.find("value") == std::string::npos && expected.find("field name") == std::string::npos)
    return {offset, {"a string", expected}};
  if (c == '"') {
    const ProblemList::Finding finding = explain_string(text, offset);
    return {offset, finding};
  }
  const std::string word = word_at(text, offset);
  if (expected.find("value") != std::string::npos && (is_digit(c) || c == '-' || c == '+' || c == '.')) return {offset, explain_number(word)};
  if (is_letter(c)) return {offset, explain_word(word, expected)};
  if (!word.empty()) return {offset, {"the number " + word, expected}};
  if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20) return {offset, {"a character outside of any string", expected}};
  return {offset, {fmt::format("'{}'", c), expected}};
}

}  // namespace tradewind::language
