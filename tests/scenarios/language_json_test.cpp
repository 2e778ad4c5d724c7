#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "language/json_parser.h"

using namespace tradewind;
using namespace tradewind::language;

namespace {

Problems problems_of(std::string_view text) {
  ProblemList list("x.json");
  parse_json(text, list);
  return list.sorted();
}

nlohmann::ordered_json plain(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return nullptr;
    case Node::Kind::boolean:
      return node.boolean;
    case Node::Kind::number:
      return nlohmann::ordered_json::parse(node.text);
    case Node::Kind::string:
      return node.text;
    case Node::Kind::array: {
      auto array = nlohmann::ordered_json::array();
      for (const Node& item : node.items) array.push_back(plain(item));
      return array;
    }
    case Node::Kind::object:
      break;
  }
  auto object = nlohmann::ordered_json::object();
  for (const Member& member : node.members) object[member.key] = plain(member.value);
  return object;
}

}  // namespace

TEST_CASE("a good document keeps its values and knows where they stand") {
  const std::string text = "{\n  \"a\": [1, -2.5e3, \"x\\\"\\u00e4,:\", true,\n    false, null, {}],\n\t\"b\" :{\"c\":[]}\n}\n";
  ProblemList problems("x.json");
  const auto root = parse_json(text, problems);
  REQUIRE(root);
  CHECK(problems.sorted().empty());
  CHECK(plain(*root) == nlohmann::ordered_json::parse(text));
  const Node& a = root->members[0].value;
  CHECK((root->members[0].key_at.line == 2 && root->members[0].key_at.column == 3));
  CHECK((a.items[1].at.line == 2 && a.items[1].at.column == 12 && a.items[1].text == "-2.5e3"));
  CHECK((a.items[3].at.line == 2 && a.items[3].at.column == 35));
  CHECK((a.items[6].at.line == 3 && a.items[6].at.column == 18));
  CHECK((root->members[1].value.members[0].value.at.line == 4 && root->members[1].value.members[0].value.at.column == 12));
}

TEST_CASE("syntax errors are said in plain words, with their place") {
  struct Case {
    std::string text;
    int line, column;
    std::string found, expected;
  };
  const auto c = GENERATE(values<Case>({
      {"", 1, 1, "an empty file", "a JSON object"},
      {" \n ", 1, 1, "an empty file", "a JSON object"},
      {"{\"a\": 1", 1, 8, "the end of the file", "',' or '}' for the object that starts in line 1"},
      {"{\"a\": [1,\n2", 2, 2, "the end of the file", "',' or ']' for the list that starts in line 1"},
      {"{\"a\": \"tex", 1, 7, "a string that does not end", "the closing"},
      {"{\"a\": \"te\nx\"}", 1, 10, "a line break inside a string", "the closing"},
      {"{\"a\": \"\\x\"}", 1, 8, "the escape \\x", "one of"},
      {"{\"a\": \"\\ud800\"}", 1, 7, "broken \\u escape", "surrogates in pairs"},
      {"{\"a\": 1,}", 1, 9, "'}' after a comma", "no trailing commas"},
      {"{\"a\": [1,]}", 1, 10, "']' after a comma", "no trailing commas"},
      {"{\"a\" 1}", 1, 6, "the number 1", "':' after the field name"},
      {"{\"a\": }", 1, 7, "'}'", "a value"},
      {"{a: 1}", 1, 2, "the word a", "a field name in double quotes"},
      {"{'a': 1}", 1, 2, "a single quote", "double quotes"},
      {"{\"a\": NaN}", 1, 7, "NaN", "no NaN"},
      {"{\"a\": -Infinity}", 1, 7, "-Infinity", "no NaN and no infinity"},
      {"{\"a\": True}", 1, 7, "the word True", "a value"},
      {"{\"a\": 01}", 1, 7, "the number 01", "a JSON number"},
      {"{\"a\": 1.}", 1, 7, "the number 1.", "a JSON number"},
      {"{\"a\": 1e999}", 1, 7, "the number 1e999", "between"},
      {"{\"a\": 1 // one\n}", 1, 9, "a comment", "no comments"},
      {"{\"a\": 1} x", 1, 10, "the word x", "the end of the file"},
      {"{\"a\": 1 \"b\": 2}", 1, 9, "a string", "',' or '}'"},
      {"[1 2]", 1, 4, "the number 2", "',' or ']'"},
      {"nonsense", 1, 1, "the word nonsense", "a JSON object"},
      {std::string("{}\0", 3), 1, 1, "UTF-16", "UTF-8"},
      {std::string("{    }\0x", 8), 1, 7, "0x00", "UTF-8"},
      {"{\"a\": \"\xC0\xAF\"}", 1, 8, "0xC0", "UTF-8"},
      {"{\"a\": \"\xED\xA0\x80\"}", 1, 8, "0xED", "UTF-8"},
      {"{\"a\": \"\xE2\x82\"}", 1, 8, "0xE2", "UTF-8"},
      {std::string("\xFF\xFE{\0", 4), 1, 1, "UTF-16", "UTF-8"},
      {std::string("\0{\0}", 4), 1, 1, "UTF-16", "UTF-8"},
  }));
  CAPTURE(c.text);
  const Problems problems = problems_of(c.text);
  REQUIRE(problems.size() == 1);
  CAPTURE(to_string(problems[0]));
  CHECK(problems[0].line == c.line);
  CHECK(problems[0].column == c.column);
  CHECK(problems[0].found.find(c.found) != std::string::npos);
  CHECK(problems[0].expected.find(c.expected) != std::string::npos);
}

TEST_CASE("a byte order mark is a warning") {
  const Problems problems = problems_of("\xEF\xBB\xBF{}");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].severity == Severity::warning);
}

TEST_CASE("every key may stand once; the first one counts") {
  ProblemList list("x.json");
  const auto root = parse_json("{\"a\": {\"k~/\": 1,\n \"k~/\": {\"b\": 2}}}", list);
  REQUIRE(root);
  REQUIRE(list.sorted().size() == 1);
  CHECK(list.sorted()[0].pointer == "/a/k~0~1");
  CHECK(list.sorted()[0].line == 2);
  REQUIRE(root->members[0].value.members.size() == 1);
  CHECK(root->members[0].value.members[0].value.number == 1);
}

TEST_CASE("ten megabytes of nesting get one message") {
  const std::string deep = GENERATE(std::string(10'000'000, '['), [] {
    std::string text;
    for (int i = 0; i < 2'000'000; ++i) text += "{\"a\":";
    return text;
  }());
  const Problems problems = problems_of(deep);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].found == "nesting deeper than 100 levels");
}

TEST_CASE("every cut of a good document is a problem, never a crash") {
  const std::string text = "{\"a\": [1, -2.5e3, \"x\\\"\\u00e4,:\", true, null, {\"b\": {}}], \"c\": \"\xE2\x82\xAC\"}";
  for (std::size_t length = 0; length < text.size(); ++length) {
    CAPTURE(length);
    CHECK(problems_of(text.substr(0, length)).size() == 1);
  }
}

TEST_CASE("every changed byte of a document leaves a tree or a problem") {
  const std::string text = "{\"a\": [1, -2.5e3, \"x\\\"\\u00e4,:\", true, null, {\"b\": {}}], \"c\": \"\xE2\x82\xAC\"}";
  for (std::size_t i = 0; i < text.size(); ++i)
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[i] = static_cast<char>(byte);
      ProblemList list("x.json");
      const auto root = parse_json(changed, list);
      CAPTURE(changed);
      CHECK((root.has_value() || list.sorted().size() == 1));
      CHECK(root.has_value() == nlohmann::json::accept(changed));
    }
}
