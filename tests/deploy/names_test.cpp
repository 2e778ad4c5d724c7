#include "names.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <regex>
#include <set>

#include "markdown.h"

using namespace tradewind;

namespace {

std::string random_name(std::mt19937& random) {
  std::string text;
  for (std::size_t length = random() % 90; text.size() < length;)
    text += static_cast<char>(random() % 5 == 0 ? random() % 256 : "abcXYZ019-_.: "[random() % 14]);
  return text;
}

}  // namespace

TEST_CASE("names that Kubernetes takes stay as they are", "[names]") {
  CHECK(dns_label("aws-us-east-1") == "aws-us-east-1");
  CHECK(dns_label(std::string(63, 'a')) == std::string(63, 'a'));
  CHECK(label_value("Standard_NC40ads_H100_v5") == "Standard_NC40ads_H100_v5");
  CHECK(slug("BERT 4-layer distilled") == "bert-4-layer-distilled");
}

TEST_CASE("every text gets a name by the rules, and different texts different ones", "[names]") {
  const std::regex label("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"), value("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  std::mt19937 random(4);
  std::set<std::string> texts, labels, values;
  for (int i = 0; i < 5000; ++i) texts.insert(random_name(random));
  for (const std::string& text : texts) {
    INFO(text);
    REQUIRE(std::regex_match(dns_label(text), label));
    REQUIRE(std::regex_match(label_value(text), value));
    labels.insert(dns_label(text));
    values.insert(label_value(text));
  }
  CHECK(labels.size() == texts.size());
  CHECK(values.size() == texts.size());
}

TEST_CASE("texts that only differ past the cut or in case keep apart", "[names]") {
  const std::string longest(80, 'a');
  CHECK(dns_label(longest + "b") != dns_label(longest + "c"));
  CHECK(dns_label("Chat") != dns_label("chat"));
  CHECK(dns_label("3d") != dns_label("n-3d"));
}

TEST_CASE("text of others is no markup in a Markdown page", "[names]") {
  CHECK(markdown("a|b\n<script>") == "a\\|b \\<script\\>");
  CHECK(markdown("[x](y)") == "\\[x\\](y)");
}
