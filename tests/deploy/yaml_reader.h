// Reads the block-style YAML of a bundle into JSON, from the rules of YAML 1.2 and without the writer's code: indentation, dashes, comments, scalars.
// Throws std::runtime_error for what it does not understand, a key given twice among it.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

namespace tradewind::test {

class YamlReader {
 public:
  static nlohmann::json read(const std::string& text) {
    YamlReader reader(text);
    const nlohmann::json document = reader.block(reader.indent());
    if (reader.at_ != reader.lines_.size()) throw std::runtime_error("not read to the end: " + reader.lines_[reader.at_]);
    return document;
  }

  // Plain scalars by the core schema and by YAML 1.1, so that a string which either takes for another type is seen.
  static nlohmann::json scalar(const std::string& text) {
    static const std::regex number(
        R"([-+]?(\d[\d_]*)?\.?\d+([eE][-+]?\d+)?|[-+]?\d[\d_]*\.?|0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+|[-+]?\d+(:[0-5]?\d)+(\.\d*)?|[-+]?\.inf)",
        std::regex::icase);
    static const std::regex integer("-?(0|[1-9]\\d*)");
    static const std::regex word("y|n|yes|no|on|off|true|false|null|~|\\.nan", std::regex::icase);
    static const std::regex date(R"(\d{4}-\d\d?-\d\d?.*)");
    if (text.empty()) throw std::runtime_error("an empty scalar");
    if (text.front() == '"') return nlohmann::json::parse(text);
    if (text.front() == '\'') return text.substr(1, text.size() - 2);
    if (text == "true" || text == "false") return text == "true";
    if (std::regex_match(text, integer)) return std::stoll(text);
    if (std::regex_match(text, number) || std::regex_match(text, word) || std::regex_match(text, date))
      throw std::runtime_error("a plain scalar that is no string: " + text);
    if (std::string("[]{},#&*!|>%@`\"'").find(text.front()) != std::string::npos || text.find(" #") != std::string::npos || text.ends_with(':') ||
        text.find(": ") != std::string::npos)
      throw std::runtime_error("a plain scalar with an indicator: " + text);
    return text;
  }

 private:
  explicit YamlReader(const std::string& text) {
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
      const std::string line = text.substr(start, end - start);
      if (line.find('\t') != std::string::npos || line.ends_with(' ')) throw std::runtime_error("tab or trailing space: " + line);
      const std::size_t first = line.find_first_not_of(' ');
      if (first != std::string::npos && line[first] != '#') lines_.push_back(line);
    }
    if (start != text.size()) throw std::runtime_error("no newline at the end");
  }

  std::size_t indent() const { return at_ < lines_.size() ? lines_[at_].find_first_not_of(' ') : 0; }
  bool is_item(std::size_t level) const { return at_ < lines_.size() && indent() == level && lines_[at_].compare(level, 2, "- ") == 0; }

  nlohmann::json block(std::size_t level) { return is_item(level) ? list(level) : map(level); }

  nlohmann::json list(std::size_t level) {
    nlohmann::json items = nlohmann::json::array();
    while (is_item(level)) {
      const std::string rest = lines_[at_].substr(level + 2);
      if (key_end(rest) == std::string::npos) {
        items.push_back(scalar(rest));
        ++at_;
      } else {
        lines_[at_][level] = ' ';
        items.push_back(map(level + 2));
      }
    }
    return items;
  }

  nlohmann::json map(std::size_t level) {
    nlohmann::json entries = nlohmann::json::object();
    while (at_ < lines_.size() && indent() == level && !is_item(level)) {
      const std::string line = lines_[at_++].substr(level);
      const std::size_t end = key_end(line);
      if (end == std::string::npos) throw std::runtime_error("no key: " + line);
      const std::string key = scalar(line.substr(0, end));
      if (entries.contains(key)) throw std::runtime_error("a key given twice: " + key);
      entries[key] = end + 1 == line.size() ? nested(level) : value(line.substr(end + 2));
    }
    return entries;
  }

  nlohmann::json nested(std::size_t level) {
    if (is_item(level)) return list(level);
    if (indent() <= level) throw std::runtime_error("a key without a value");
    return block(indent());
  }

  static nlohmann::json value(const std::string& text) {
    if (text == "{}") return nlohmann::json::object();
    if (text == "[]") return nlohmann::json::array();
    return scalar(text);
  }

  // Position of the colon that ends a key; npos for a scalar.
  static std::size_t key_end(const std::string& text) {
    std::size_t at = 0;
    if (text.front() == '"') {
      for (at = 1; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    } else if (text.front() == '\'') {
      at = text.find('\'', 1);
    }
    for (; at < text.size(); ++at)
      if (text[at] == ':' && (at + 1 == text.size() || text[at + 1] == ' ')) return at;
    return std::string::npos;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
};

}  // namespace tradewind::test
