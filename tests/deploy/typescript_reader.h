// Reads the constants of a generated plan.ts into JSON, from the rules of ECMAScript and without the writer's code: "export const name: Type =
// literal;". Throws std::runtime_error for anything else, a name given twice among it.
#pragma once

#include <cctype>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace tradewind::test {

class TypescriptReader {
 public:
  static nlohmann::json constants(const std::string& text) {
    TypescriptReader reader(text);
    nlohmann::json all = nlohmann::json::object();
    for (reader.skip(); reader.at_ < text.size(); reader.skip()) {
      if (reader.takes("import type ")) {
        reader.at_ = text.find(";\n", reader.at_) + 1;
        continue;
      }
      reader.expect("export const ");
      const std::string name = reader.identifier();
      if (all.contains(name)) throw std::runtime_error("twice: " + name);
      reader.at_ = text.find(" = ", reader.at_) + 3;
      all[name] = reader.value();
      reader.expect(";");
    }
    return all;
  }

 private:
  explicit TypescriptReader(const std::string& text) : text_(text) {}

  // Blanks and line comments.
  void skip() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0)
        ++at_;
      else if (text_.compare(at_, 2, "//") == 0)
        at_ = std::min(text_.size(), text_.find('\n', at_));
      else
        return;
    }
  }

  bool takes(const std::string& word) {
    if (text_.compare(at_, word.size(), word) != 0) return false;
    at_ += word.size();
    return true;
  }

  void expect(const std::string& word) {
    skip();
    if (!takes(word)) throw std::runtime_error("expected " + word + " at " + text_.substr(at_, 60));
  }

  std::string identifier() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_' || text_[at_] == '$')) ++at_;
    if (begin == at_) throw std::runtime_error("no name at " + text_.substr(at_, 60));
    return text_.substr(begin, at_ - begin);
  }

  // A double-quoted string of ECMAScript as JSON has it: no line end inside.
  std::string string() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\n') throw std::runtime_error("a string over a line's end");
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    return nlohmann::json::parse(text_.substr(begin, ++at_ - begin));
  }

  nlohmann::json value() {
    skip();
    const char c = text_.at(at_);
    if (c == '"') return string();
    if (c == '{') return object();
    if (c == '[') return array();
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string(",;]} \n").find(text_[at_]) == std::string::npos) ++at_;
    return nlohmann::json::parse(text_.substr(begin, at_ - begin));
  }

  nlohmann::json object() {
    nlohmann::json result = nlohmann::json::object();
    ++at_;
    for (skip(); !takes("}"); skip()) {
      const std::string name = text_.at(at_) == '"' ? string() : identifier();
      if (result.contains(name)) throw std::runtime_error("twice: " + name);
      expect(":");
      result[name] = value();
      skip();
      takes(",");
    }
    return result;
  }

  nlohmann::json array() {
    nlohmann::json result = nlohmann::json::array();
    ++at_;
    for (skip(); !takes("]"); skip()) {
      result.push_back(value());
      skip();
      takes(",");
    }
    return result;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace tradewind::test
