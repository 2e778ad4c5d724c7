// What a bundle has whatever its targets, and how targets are put together.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "deploy/files.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

std::vector<std::string> all_targets() {
  std::vector<std::string> names;
  for (const ExportTarget& target : export_targets()) names.push_back(target.name);
  return names;
}

}  // namespace

TEST_CASE("targets say what they write and for which versions", "[export]") {
  std::set<std::string> names;
  for (const ExportTarget& target : export_targets()) {
    CHECK(names.insert(target.name).second);
    CHECK_FALSE(target.writes.empty());
    CHECK(target.made_for.find_first_of("0123456789") != std::string::npos);
  }
}

TEST_CASE("targets are combined in any order, and each is written as it is alone", "[export]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  const ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  std::vector<std::string> names = all_targets();
  const test::Files together = test::files_of(export_bundle(input, names));
  std::ranges::reverse(names);
  names.push_back(names.front());
  CHECK(test::files_of(export_bundle(input, names)) == together);
  std::set<std::string> own;
  for (const std::string& name : all_targets())
    for (const auto& [path, text] : test::files_of(export_bundle(input, {name}))) {
      if (path == "README.md") continue;
      INFO(path);
      REQUIRE(together.contains(path));
      // Overlays take the gateway in where there is one.
      std::string expected = together.at(path);
      const std::size_t gateway = expected.find("- ../../../gateway/");
      if (path.ends_with("/kustomization.yaml") && gateway != std::string::npos && name != "gateway")
        expected.erase(gateway, expected.find('\n', gateway) + 1 - gateway);
      // A runbook names the folders of the other targets.
      if (name != "runbook") CHECK(expected == text);
      if (path != "EXPECTED.json" && path != "topology.json") own.insert(path);
    }
  CHECK(together.size() == own.size() + 3);
}

TEST_CASE("an unknown target and no target are refused, naming those that there are", "[export]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const ExportInput input{world, topology, "s", "t1"};
  for (const std::vector<std::string>& names : {std::vector<std::string>{"kubernetes", "cobol"}, {}})
    CHECK_THROWS_WITH(export_bundle(input, names),
                      Catch::Matchers::ContainsSubstring("'kubernetes'") && Catch::Matchers::ContainsSubstring("'terraform'"));
}

TEST_CASE("EXPECTED.json has what was simulated of each pool, and the bill by region", "[export]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 300.25};
  input.expected_pools = {{12.5, 0.4, 0.6, 110, 380, 21}, {}};
  input.bill.price_book = "book-1";
  input.bill.lines = {{"aws", "us-east-1", "gpu instances", "p5", "chat", 1, {}, {20010}},
                      {"aws", "us-east-1", "internet egress", "first 10 TB", "chat", 1, {}, {15}},
                      {"gcp", "europe-west4", "gpu instances", "a3", "chat", 1, {}, {10000}}};
  const json expected = json::parse(test::files_of(export_bundle(input, {"kubernetes"})).at("EXPECTED.json"));
  CHECK(expected["pools"][0]["utilization_p95"] == 0.6);
  CHECK(expected["pools"][0]["latency_p95_ms"] == 380);
  CHECK_FALSE(expected["pools"][1].contains("latency_p95_ms"));
  CHECK(expected["price_book"] == "book-1");
  CHECK(expected["cost"][0] == json::parse(R"({"region": "aws:us-east-1", "monthly_usd": 200.25,
                                               "services": {"gpu instances": 200.1, "internet egress": 0.15}})"));
  double sum = 0;
  for (const json& region : expected["cost"]) sum += region["monthly_usd"].get<double>();
  CHECK(sum == expected["monthly_usd"]);
}

TEST_CASE("the README says in which order the targets that are there come", "[export]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const auto readme_of = [&](const std::vector<std::string>& targets) {
    return test::files_of(export_bundle({world, topology, "spring", "t7"}, targets)).at("README.md");
  };
  const std::string all = readme_of({"terraform", "pulumi", "kubernetes", "helm", "observability", "resilience", "runbook"});
  CHECK_THAT(all, ContainsSubstring("Apply one of these: `terraform/` or `pulumi/`; `kubernetes/overlays` or `helm/`."));
  CHECK_THAT(all, ContainsSubstring("aws eks update-kubeconfig --region us-east-1 --name chat-us-east-1 --alias aws-us-east-1\n"));
  CHECK_THAT(all,
             ContainsSubstring("--region europe-west4 && kubectl config rename-context \"$(kubectl config current-context)\" gcp-europe-west4\n"));
  CHECK_THAT(all, ContainsSubstring("--name chat-japaneast --context azure-japaneast\n"));
  std::size_t last = 0;
  for (const char* step : {"makes the clusters", "kubernetes/gpu-device-plugin", ": the servers", "`observability/`.", "READINESS.md",
                           "resilience/load", "users come", "the drills"}) {
    INFO(step);
    CHECK(all.find(step, last) != std::string::npos);
    last = all.find(step, last);
  }
  const std::string alone = readme_of({"kubernetes"});
  CHECK(alone.find("users come") == std::string::npos);
  CHECK(alone.find("Apply one of these") == std::string::npos);
}
