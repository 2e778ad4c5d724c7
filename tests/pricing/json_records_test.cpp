// Records of a JSON document that is passed over as a stream.
#include "import/json_records.h"

#include <catch2/catch_test_macros.hpp>

#include "support/command.h"

using namespace tradewind;
using namespace tradewind::price_import;
using nlohmann::json;

namespace {

struct Read {
  std::vector<std::pair<KeyPath, json>> records;
  std::vector<int> lines;  // in which the records begin
  json rest;
  Problems problems;
};

Read read(const std::string& text, const std::function<Visit(const KeyPath&)>& visit, std::vector<std::string_view> fields = {}) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "document", text);
  Read result;
  const auto take = [&](const KeyPath& keys, const json& record, int line) {
    result.records.emplace_back(keys, record);
    result.lines.push_back(line);
  };
  result.rest = read_records(folder.path() / "document", {visit, take, std::move(fields)}, result.problems);
  return result;
}

}  // namespace

TEST_CASE("a record's line is that of its beginning, also far into a file") {
  std::string text = "{\"a\": [\n";
  for (int i = 0; i < 30000; ++i) text += "{\n\"x\":\n1},\n";
  const Read got = read(text + "{}]}", [](const KeyPath& keys) { return keys.size() == 1 ? Visit::enter : Visit::take; });
  REQUIRE(got.lines.size() == 30001);
  CHECK(got.lines[0] == 2);
  CHECK(got.lines[1] == 5);
  CHECK(got.lines[30000] == 90002);
}

TEST_CASE("records come with their keys, and what is skipped is never asked about") {
  std::vector<KeyPath> asked;
  const auto visit = [&](const KeyPath& keys) {
    asked.push_back(keys);
    if (keys[0] == "b") return Visit::skip;
    return keys.size() < 2 ? Visit::enter : Visit::take;
  };
  const Read got = read(R"({"a": [{"x": [1.50, "t", null, true, {}]}, 7], "b": {"c": [{"d": 1}]}, "e": {"f": {"g": {"h": []}}}, "i": 1})", visit);
  REQUIRE(got.problems.empty());
  REQUIRE(got.records.size() == 3);
  CHECK(got.records[0] == std::pair(KeyPath{"a", ""}, json::parse(R"({"x": ["1.50", "t", null, true, {}]})")));
  CHECK(got.records[1] == std::pair(KeyPath{"a", ""}, json("7")));
  CHECK(got.records[2] == std::pair(KeyPath{"e", "f"}, json::parse(R"({"g": {"h": []}})")));
  CHECK(asked == std::vector<KeyPath>{{"a"}, {"a", ""}, {"a", ""}, {"b"}, {"e"}, {"e", "f"}, {"i"}});
}

TEST_CASE("of a record only the fields that are wanted are kept") {
  const auto visit = [](const KeyPath& keys) { return keys.size() < 2 ? Visit::enter : Visit::take_fields; };
  const Read got =
      read(R"({"list": [{"no": {"a": 1, "list": [{"a": 2}]}, "a": {"no": 1, "b": [{"a": 3, "no": [[]]}, {"b": 4, "no": "x"}, [5]]}}, {"a": 6}],
                            "a": "root", "no": "root", "b": [1]})",
           visit, {"a", "b"});
  REQUIRE(got.problems.empty());
  REQUIRE(got.records.size() == 3);
  CHECK(got.records[0].second == json::parse(R"({"a": {"b": [{"a": "3"}, {"b": "4"}, ["5"]]}})"));
  CHECK(got.records[1].second == json::parse(R"({"a": "6"})"));
  CHECK(got.records[2].first == KeyPath{"b", ""});
  CHECK(got.rest == json::parse(R"({"a": "root", "b": []})"));
}

TEST_CASE("a document of one value has no records") {
  for (const char* text : {"3", "null", "\"x\"", "[]", "{}"}) {
    CAPTURE(text);
    const Read got = read(text, [](const KeyPath&) { return Visit::take; });
    CHECK(got.records.empty());
    CHECK(got.problems.empty());
  }
}
