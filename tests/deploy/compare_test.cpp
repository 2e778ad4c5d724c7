// Bundles held against each other on disk, against what was changed between them.
#include "tradewind/deploy/compare.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "deploy/worlds.h"
#include "support/command.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

ExportInput input_of(const World& world, const Topology& topology) {
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  for (std::size_t i = 0; i < topology.pools.size(); ++i)
    input.expected_pools.push_back({.utilization_mean = 0.5, .latency_p50_ms = 110, .latency_p95_ms = 380, .latency_p95_ci95_ms = 4});
  input.precision = {7, 3, 5.5, {400, 410, 420}, {12000, 12300, 12700}};
  return input;
}

std::string written(const test::TemporaryFolder& folder, const char* name, const ExportInput& input, const std::string& target = "kubernetes") {
  const std::filesystem::path path = folder.path() / name;
  write_bundle(export_bundle(input, {target}), path);
  return path.string();
}

const BundleChange* change(const BundleComparison& comparison, const std::string& part, const std::string& of, const std::string& figure) {
  const auto found =
      std::ranges::find_if(comparison.changes, [&](const BundleChange& each) { return each.part == part && each.of == of && each.figure == figure; });
  return found == comparison.changes.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a bundle does not differ from itself", "[compare]") {
  const test::TemporaryFolder folder;
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  const ExportInput input = input_of(world, topology);
  const BundleComparison same = compare_bundles(written(folder, "a", input), written(folder, "b", input));
  CHECK(same.changes.empty());
  CHECK(same.files.empty());
  CHECK(same.not_in_both.empty());
  CHECK(same.same_files == export_bundle(input, {"kubernetes"}).size());
  CHECK(same.a.precision.latency_ms == std::vector<double>{400, 410, 420});
  CHECK(same.a.precision.monthly_usd == std::vector<double>{12000, 12300, 12700});
}

TEST_CASE("what was decided and forecast is told apart, region by region", "[compare]") {
  const test::TemporaryFolder folder;
  World world = test::chat();
  const Topology two = test::tiny_topology(world, {0, 1}, 4);
  Topology moved = test::tiny_topology(world, {0, 2}, 4);
  moved.pools[0].replicas = 6;
  const std::string a = written(folder, "a", input_of(world, two));
  ExportInput after = input_of(world, moved);
  after.expected_latency_ms = 300;
  after.expected_pools[0].latency_p95_ms = 350;
  after.expected_pools[0].latency_p95_ci95_ms = 3;
  const BundleComparison comparison = compare_bundles(a, written(folder, "b", after));
  CHECK(comparison.a.latency_ms == 412.3);
  CHECK(comparison.b.latency_ms == 300);
  REQUIRE(change(comparison, "regions", "azure:japaneast", "open") != nullptr);
  CHECK(std::get<bool>(change(comparison, "regions", "azure:japaneast", "open")->b));
  CHECK_FALSE(std::get<bool>(change(comparison, "regions", "gcp:europe-west4", "open")->b));
  CHECK(change(comparison, "regions", "aws:us-east-1", "open") == nullptr);

  const BundleChange* replicas = change(comparison, "pools", "chat in aws:us-east-1", "replicas");
  REQUIRE(replicas != nullptr);
  CHECK(std::get<double>(replicas->a) == 4);
  CHECK(std::get<double>(replicas->b) == 6);
  CHECK(change(comparison, "pools", "chat in aws:us-east-1", "instance_type") == nullptr);
  const BundleChange* closed = change(comparison, "pools", "chat in gcp:europe-west4", "instance_type");
  REQUIRE(closed != nullptr);
  CHECK(std::get<std::string>(closed->a) == "a3-highgpu-1g");
  CHECK(std::holds_alternative<std::monostate>(closed->b));

  const BundleChange* latency = change(comparison, "forecast", "chat in aws:us-east-1", "latency_p95_ms");
  REQUIRE(latency != nullptr);
  CHECK(latency->a_ci95 == 4);
  CHECK(latency->b_ci95 == 3);
  CHECK(change(comparison, "forecast", "chat in aws:us-east-1", "utilization_mean") == nullptr);
  const BundleChange* share = change(comparison, "routing", "chat in gcp:europe-west4", "share");
  REQUIRE(share != nullptr);
  CHECK(std::get<double>(share->a) > 0);
  CHECK(std::holds_alternative<std::monostate>(share->b));

  const auto file = [&](const std::string& path) { return std::ranges::find(comparison.files, path, &FileChange::path); };
  REQUIRE(file("kubernetes/overlays/azure-japaneast/kustomization.yaml") != comparison.files.end());
  CHECK(file("kubernetes/overlays/azure-japaneast/kustomization.yaml")->state == FileState::only_b);
  CHECK(file("kubernetes/overlays/gcp-europe-west4/kustomization.yaml")->state == FileState::only_a);
  CHECK(file("EXPECTED.json")->state == FileState::differs);
  CHECK(comparison.same_files > 0);
}

TEST_CASE("traffic, replication and cost are compared figure by figure", "[compare]") {
  const test::TemporaryFolder folder;
  World world = test::chat();
  Artifact weights;
  weights.name = "weights";
  weights.size_gb = 16;
  world.data.artifacts = {weights};
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  ExportInput before = input_of(world, topology);
  before.data.hops = {{"weights", "aws:us-east-1", "gcp:europe-west4", 40, true, 40, 40}};
  before.bill = {"book-1", {{"aws", "us-east-1", "gpu instances", "", "", 1, {}, {100000}}, {"aws", "us-east-1", "egress", "", "", 1, {}, {500}}}};
  const std::string a = written(folder, "a", before);
  world.traffic.manager.ttl_s = 77;
  world.data.artifacts[0].replication = ArtifactReplication::chain;
  ExportInput after = input_of(world, topology);
  after.data.hops = {{"weights", "aws:us-east-1", "gcp:europe-west4", 40, true, 60, 60}};
  after.bill = before.bill;
  after.bill.lines[1].amount = {900};
  const BundleComparison comparison = compare_bundles(a, written(folder, "b", after));
  REQUIRE(change(comparison, "traffic", "", "ttl_s") != nullptr);
  CHECK(std::get<double>(change(comparison, "traffic", "", "ttl_s")->b) == 77);
  CHECK(std::get<std::string>(change(comparison, "replication", "weights in gcp:europe-west4", "replication")->b) == "chain");
  CHECK(std::get<double>(change(comparison, "replication", "weights in gcp:europe-west4", "lag_p50_s")->b) == 60);
  CHECK(std::get<double>(change(comparison, "cost", "aws:us-east-1", "egress")->b) == 9);
  CHECK(std::get<double>(change(comparison, "cost", "aws:us-east-1", "monthly_usd")->a) == 1005);
  CHECK(change(comparison, "cost", "aws:us-east-1", "gpu instances") == nullptr);
}

TEST_CASE("a folder that is no bundle is refused with what is missing", "[compare]") {
  const test::TemporaryFolder folder;
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const std::string good = written(folder, "good", input_of(world, topology)), bad = written(folder, "bad", input_of(world, topology));
  const std::filesystem::path expected = folder.path() / "bad" / "EXPECTED.json";
  const std::string text = test::slurp(expected);
  const auto refused = [&](const std::string& other, const char* why) {
    INFO(why);
    CHECK_THROWS_WITH(compare_bundles(good, other), ContainsSubstring(why));
    CHECK_THROWS_AS(compare_bundles(other, good), InvalidInput);
  };
  refused((folder.path() / "none").string(), "the folder of a bundle");
  refused(expected.string(), "a file");
  std::filesystem::create_directory(folder.path() / "empty");
  refused((folder.path() / "empty").string(), ".tradewind-bundle");
  test::spit(expected, text.substr(0, text.size() / 2));
  refused(bad, "no JSON at byte");
  test::spit(expected, "[1]");
  refused(bad, "a JSON object");
  nlohmann::json json = nlohmann::json::parse(text);
  for (const auto& [pointer, value, why] : std::vector<std::tuple<const char*, nlohmann::json, const char*>>{
           {"/latency_ms", "fast", "/latency_ms"},
           {"/pools", 3, "/pools"},
           {"/pools/0", 3, "/pools/0"},
           {"/pools/0/region", 3, "/pools/0/region"},
           {"/precision/seed", "x", "/precision/seed"},
           {"/precision/latency_ms", nlohmann::json::array({"x"}), "/precision/latency_ms"},
           {"/precision", nlohmann::json::array({1}), "/precision"}}) {
    nlohmann::json spoilt = json;
    spoilt[nlohmann::json::json_pointer(pointer)] = value;
    test::spit(expected, spoilt.dump());
    refused(bad, why);
  }
  std::filesystem::remove(expected);
  refused(bad, "EXPECTED.json");
}

TEST_CASE("what an older bundle does not say is no difference", "[compare]") {
  const test::TemporaryFolder folder;
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const std::string a = written(folder, "a", input_of(world, topology)), b = written(folder, "b", input_of(world, topology));
  nlohmann::json json = nlohmann::json::parse(test::slurp(folder.path() / "a" / "EXPECTED.json"));
  json.erase("routing");
  json.erase("precision");
  test::spit(folder.path() / "a" / "EXPECTED.json", json.dump());
  const BundleComparison comparison = compare_bundles(a, b);
  CHECK(comparison.not_in_both == std::vector<std::string>{"routing"});
  CHECK(std::ranges::none_of(comparison.changes, [](const BundleChange& each) { return each.part == "routing"; }));
  CHECK(comparison.a.precision.replications == 0);
}
