#include "yaml.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "deploy/yaml_reader.h"
#include "utf8.h"

using namespace tradewind;
using test::YamlReader;

namespace {

std::string random_bytes(std::mt19937& random) {
  static const std::string awkward = "\"'\\:#-?{}[],&*!|>%@`~ \n\t\r$<>=yYnNoO0123456789.eE+xX_abc/\x7f\xc3\xa9\xf0\x9f\x98\x80\xff\xe2\x80\xa8";
  std::string text;
  for (std::size_t length = random() % 12; text.size() < length;) text += awkward[random() % awkward.size()];
  return text;
}

// What a reader must give back: the text with U+FFFD in place of bytes that are not UTF-8.
std::string repaired(const std::string& text) {
  const auto dumped = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return nlohmann::json::parse(dumped).get<std::string>();
}

bool is_utf8(const std::string& text) { return repaired(text) == text; }

}  // namespace

TEST_CASE("strings that another type would be taken for are quoted", "[yaml]") {
  for (const char* text :
       {"",      "no",   "No",   "NO",         "y",        "on",  "true", "null", "~",    "1",     "-1", "1.5", "1e3",  "0x1F", "0o7",
        "1_000", ".inf", ".NaN", "2026-01-12", "12:30:45", "- a", "a: b", "a:",   "a #b", "#a",    "[a", "{a",  "&a",   "*a",   "!a",
        "|",     ">",    "%a",   "@a",         "`a",       "? a", " a",   "a ",   "---",  "--- a", "<<", "=",   "a\nb", "a\tb", "\xEF\xBB\xBFx"}) {
    INFO(text);
    const std::string scalar = yaml::scalar(text);
    CHECK((scalar.front() == '"' || scalar.front() == '\''));
    CHECK(YamlReader::scalar(scalar) == text);
  }
}

TEST_CASE("strings of everyday manifests stay plain", "[yaml]") {
  for (const char* text : {"chat", "p5.4xlarge", "vllm/vllm-openai:v0.24.0", "--max-num-seqs=128", "app.kubernetes.io/name", "204Gi", "12800m", "15s",
                           "http://prometheus-operated.monitoring.svc:9090", "/v2/health/ready", "Standard_NC40ads_H100_v5"})
    CHECK(yaml::scalar(text) == text);
}

TEST_CASE("single quotes where the text has double ones", "[yaml]") {
  CHECK(yaml::scalar(R"(up{a="b"})") == R"('up{a="b"}')");
  CHECK(yaml::scalar(R"(it's "x")") == R"("it's \"x\"")");
}

TEST_CASE("every string comes back from its scalar", "[yaml]") {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_bytes(random);
    if (!is_utf8(text)) continue;
    INFO(nlohmann::json(text).dump());
    REQUIRE(YamlReader::scalar(yaml::scalar(text)) == text);
  }
}

TEST_CASE("bytes that are not UTF-8 become replacement characters", "[yaml]") {
  CHECK(yaml::scalar("a\xff") == "\"a\xEF\xBF\xBD\"");
  // Overlong, surrogate, past the last code point, cut short.
  for (const char* text : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    std::size_t at = 0;
    CHECK(utf8::next(text, at) == utf8::replacement);
    CHECK(at == 1);
  }
  std::mt19937 random(2);
  for (int i = 0; i < 5000; ++i) CHECK(is_utf8(yaml::scalar(random_bytes(random))));
}

TEST_CASE("a document is laid out in block style with comments above entries", "[yaml]") {
  const yaml::Map document = {{"kind", "Pod"},
                              {"spec", yaml::note("Why\nso.", yaml::Map{{"empty", yaml::Map{}}, {"none", yaml::List{}}, {"on", true}})},
                              {"list", yaml::List{"a", yaml::note("Second.", yaml::Map{{"b", 1}, {"c", yaml::List{"d"}}})}}};
  CHECK(yaml::text(document, "Head") == R"(# Head
kind: Pod
# Why so.
spec:
  empty: {}
  none: []
  "on": true
list:
- a
# Second.
- b: 1
  c:
  - d
)");
}

TEST_CASE("random documents are read back as they were meant", "[yaml]") {
  std::mt19937 random(3);
  struct Builder {
    std::mt19937& random;
    std::pair<yaml::Node, nlohmann::json> node(int depth) {
      switch (random() % (depth > 0 ? 5 : 3)) {
        case 0: {
          const auto number = static_cast<int>(random() % 2000) - 1000;
          return {yaml::note(random_bytes(random), number), number};
        }
        case 1: {
          const std::string text = repaired(random_bytes(random));
          return {text, text};
        }
        case 2:
          return {true, true};
        case 3:
          return map(depth);
        default:
          return list(depth);
      }
    }
    std::pair<yaml::Node, nlohmann::json> map(int depth) {
      yaml::Map entries;
      nlohmann::json json = nlohmann::json::object();
      for (unsigned i = 0, size = random() % 4; i < size; ++i) {
        auto [node_value, expected] = node(depth - 1);
        const std::string key = std::to_string(i) + repaired(random_bytes(random));
        node_value.comment = random_bytes(random);
        entries.add(key, std::move(node_value));
        json[key] = expected;
      }
      return {entries, json};
    }
    std::pair<yaml::Node, nlohmann::json> list(int depth) {
      yaml::List items;
      nlohmann::json json = nlohmann::json::array();
      for (unsigned i = 0, size = 1 + random() % 3; i < size; ++i) {
        auto [node_value, expected] = node(0);
        if (depth > 1 && random() % 2 == 0) std::tie(node_value, expected) = map(depth - 1);
        if (expected.empty() && expected.is_object()) continue;
        items.add(std::move(node_value));
        json.push_back(expected);
      }
      return {items, json};
    }
  };
  Builder builder{random};
  for (int i = 0; i < 2000; ++i) {
    const auto [node_value, expected] = builder.map(4);
    const std::string text = yaml::text(std::get<yaml::Map>(node_value.value));
    if (expected.empty()) continue;
    INFO(text);
    REQUIRE(YamlReader::read(text) == expected);
  }
}
