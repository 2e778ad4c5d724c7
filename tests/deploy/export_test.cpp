// What a bundle has whatever its targets, and how targets are put together.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "deploy/kustomize.h"
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

TEST_CASE("a kustomization takes in every file that stands beside it", "[export]") {
  World world = test::chat_and_fraud();
  world.workloads[0].balancing = Balancing::prefix_affinity;
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  const test::Files files = test::files_of(export_bundle({world, test::chat_and_fraud_topology(world), "spring", "t7"}, all_targets()));
  std::map<std::string, std::set<std::string>> named;  // by the folder of the kustomization, what it names
  for (const auto& [path, text] : files) {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!path.ends_with("/kustomization.yaml")) continue;
    std::set<std::string>& names = named[folder.string()];
    const json kustomization = test::read_yaml(files, path);
    for (const char* key : {"resources", "configurations"})
      for (const json& name : kustomization.value(key, json::array())) names.insert(name);
    for (const json& patch : kustomization.value("patches", json::array())) names.insert(patch["path"]);
    for (const json& generator : kustomization.value("configMapGenerator", json::array()))
      for (const json& name : generator.value("files", json::array())) names.insert(name);
  }
  for (const auto& [path, text] : files)
    for (const auto& [folder, names] : named) {
      if (!path.starts_with(folder + "/") || path.ends_with("/kustomization.yaml")) continue;
      const std::string name = path.substr(folder.size() + 1);
      const bool is_test = folder.starts_with("observability/") && name.ends_with("_test.yaml");
      INFO(path);
      CHECK((is_test || names.contains(name)));
    }
}

TEST_CASE("every region has its gateway and its disruption budgets, by whichever folder it is applied", "[export]") {
  const World world = test::chat_and_fraud();
  const test::Files files = test::files_of(export_bundle({world, test::chat_and_fraud_topology(world), "spring", "t7"}, all_targets()));
  const std::map<std::string, std::vector<std::string>> workloads = {
      {"aws-us-east-1", {"chat", "fraud"}}, {"gcp-europe-west4", {"chat"}}, {"azure-japaneast", {"chat", "fraud"}}};
  for (const std::string folder : {"kubernetes/overlays/", "kserve/regions/", "rollouts/regions/"})
    for (const auto& [region, names] : workloads) {
      INFO(folder << region);
      const auto objects = test::Kustomize::build(files, folder + region);
      for (const auto& [name, object] : test::Kustomize::build(files, "gateway/" + region)) CHECK(objects.contains(name));
      CHECK(objects.contains("Gateway/inference"));
      CHECK(std::ranges::count_if(objects, [](const auto& object) { return object.first.starts_with("PodDisruptionBudget/"); }) ==
            static_cast<std::ptrdiff_t>(names.size()));
      for (const std::string& name : names) {
        REQUIRE(objects.contains("PodDisruptionBudget/" + name));
        CHECK(objects.at("PodDisruptionBudget/" + name)["spec"]["selector"]["matchLabels"] == objects.at("Service/" + name)["spec"]["selector"]);
      }
    }
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
  CHECK_THAT(
      all, ContainsSubstring(
               "--region europe-west4 --project PROJECT && kubectl config rename-context \"$(kubectl config current-context)\" gcp-europe-west4\n"));
  CHECK_THAT(all, ContainsSubstring("--name chat-japaneast --context azure-japaneast\n"));
  std::size_t last = 0;
  for (const char* step : {"makes the clusters", "kubernetes/gpu-device-plugin", ": the servers", "`observability/`.", "READINESS.md",
                           "resilience/load", "users come", "the drills"}) {
    INFO(step);
    CHECK(all.find(step, last) != std::string::npos);
    last = all.find(step, last);
  }
  // A gateway is asked by its name, for its certificate has that.
  const std::string with_gateways = readme_of({"terraform", "gateway", "resilience"});
  CHECK(with_gateways.find("Make a name for the gateway") < with_gateways.find("Play `resilience/load`"));
  CHECK(with_gateways.find("Play `resilience/load`") < with_gateways.find("users come."));
  World managed = world;
  managed.traffic.manager = *find_traffic_manager("azure_front_door");
  CHECK_THAT(test::files_of(export_bundle({managed, topology, "spring", "t7"}, {"terraform"})).at("README.md"),
             ContainsSubstring("by CNAME to where the outputs say"));
  const std::string alone = readme_of({"kubernetes"});
  CHECK(alone.find("users come") == std::string::npos);
  CHECK(alone.find("Apply one of these") == std::string::npos);
}

TEST_CASE("the README sends nobody to a folder that is not there", "[export]") {
  const World world = test::chat();
  for (const std::vector<std::uint32_t>& regions : {std::vector<std::uint32_t>{0}, {1}, {0, 1, 2}}) {
    const Topology topology = test::tiny_topology(world, regions, 2);
    const test::Files files = test::files_of(export_bundle({world, topology, "spring", "t7"}, all_targets()));
    const std::string& readme = files.at("README.md");
    const std::size_t begin = readme.find("## In which order"), end = readme.find("\n## ", begin + 1);
    const std::string order = readme.substr(begin, end - begin);
    CHECK(order.find("data-plane") == std::string::npos);  // the scenario has no stream, store or artifact
    static const std::regex folder("`([a-z-]+(?:/[a-z.A-Z-]*)*)`");
    int named = 0;
    for (std::sregex_iterator at(order.begin(), order.end(), folder), last; at != last; ++at) {
      const std::string path = (*at)[1];
      if (path.find('/') == std::string::npos) continue;  // a variable
      INFO(path);
      CHECK(std::ranges::any_of(files, [&](const auto& file) { return file.first.starts_with(path); }));
      ++named;
    }
    CHECK(named > 10);
  }
}

// Behind a point of a list, Markdown takes lines for the point's text unless they are four columns further in than that.
TEST_CASE("commands stand apart from the text around them", "[export]") {
  World world = test::chat();
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  ExportInput input{world, test::tiny_topology(world, {0, 1, 2}, 2), "spring", "t7"};
  input.failures = {{.name = "region aws:us-east-1", .group = "region"}};
  static const std::regex point("^( *)(- |[0-9]+\\. )"), command("^ *(kubectl|helm|aws|az|gcloud|sh|terraform|grep|npm|curl) [a-z-].*");
  int commands = 0;
  for (const auto& [path, text] : test::files_of(export_bundle(input, all_targets()))) {
    if (!path.ends_with(".md")) continue;
    std::istringstream lines(text);
    std::size_t of_point = 0;
    bool fenced = false, after_blank = true;
    for (std::string line; std::getline(lines, line); after_blank = line.empty()) {
      if (line.starts_with("```")) fenced = !fenced;
      const std::size_t indent = line.find_first_not_of(' ');
      std::smatch match;
      if (std::regex_search(line, match, point))
        of_point = static_cast<std::size_t>(match.length());
      else if (indent == 0)
        of_point = 0;
      if (!std::regex_match(line, command) || indent == 0 || !(after_blank || indent >= of_point + 4)) continue;
      INFO(path << ": " << line);
      CHECK((fenced || indent >= of_point + 4));
      ++commands;
    }
    CHECK_FALSE(fenced);
  }
  CHECK(commands > 20);
}
