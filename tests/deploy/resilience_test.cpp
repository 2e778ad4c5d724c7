// Drills and the load test, against the simulated failures and the demand.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

ExpectedFailure failure(const std::string& name, const std::string& group) {
  ExpectedFailure failure{name, group};
  failure.detect_s = 93;
  failure.fault_for_s = 600;
  failure.sent = 1000, failure.failed = 175, failure.late = 20;
  return failure;
}

Files exported(const World& world, std::vector<ExpectedFailure> failures) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.failures = std::move(failures);
  return test::files_of(export_bundle(input, {"resilience"}));
}

}  // namespace

TEST_CASE("each failure that a cluster can play has its experiment with the expected effect", "[resilience]") {
  const Files files = exported(test::chat(), {failure("region aws:us-east-1", "region"), failure("a zone of aws:us-east-1", "zone"),
                                              failure("a node of gcp:europe-west4", "node"), failure("DNS", "dns")});
  const auto only = [&](const std::string& folder, const std::string& mode) {
    json found;
    for (const auto& [path, text] : files)
      if (path.starts_with("resilience/chaos/" + folder + "/"))
        if (const json object = test::YamlReader::read(text); object["spec"]["mode"] == mode) {
          CHECK_THAT(text, ContainsSubstring("17.50 %") && ContainsSubstring("1 min 33 s"));
          found = object;
        }
    REQUIRE_FALSE(found.is_null());
    return found;
  };
  CHECK(only("aws-us-east-1", "all")["spec"]["duration"] == "600s");
  CHECK(only("aws-us-east-1", "fixed-percent")["spec"]["value"] == "34");
  const json node = only("gcp-europe-west4", "fixed");
  CHECK(node["spec"]["value"] == "1");
  CHECK(node["spec"]["selector"]["labelSelectors"]["app.kubernetes.io/instance"] == "chat");
  CHECK_THAT(files.at("README.md"), ContainsSubstring("not an experiment here:\n\n- DNS\n"));
}

TEST_CASE("the load test has the demand of the busiest day and the objectives", "[resilience]") {
  World world = test::chat();
  for (std::size_t population = 0; population < 3; ++population) world.rate_rps[0](population, 100) = 4;  // on the fifth day
  const json workload = json::parse(exported(world, {}).at("resilience/load/demand.json"))["workloads"][0];
  CHECK(workload["hourly_rps"].size() == 24);
  CHECK(workload["hourly_rps"][4] == 12);  // hour 100 = 4 x 24 + 4; three cities
  CHECK(workload["hourly_rps"][5] == 6);
  CHECK(workload["metric"] == "ttft");
  CHECK(workload["target_ms"] == 500);
  CHECK(workload["prompt_tokens"]["p95"] == 1500);
  for (const auto& [kind, path] : std::map<BatchServer::Kind, std::string>{{BatchServer::Kind::triton, "/v2/models/dlrm/infer"},
                                                                           {BatchServer::Kind::tensorflow_serving, "/v1/models/dlrm:predict"},
                                                                           {BatchServer::Kind::torchserve, "/predictions/dlrm"}})
    CHECK(json::parse(exported(test::fraud(kind), {}).at("resilience/load/demand.json"))["workloads"][0]["path"] == path);
}

TEST_CASE("everything that the load test's kustomization names is there", "[resilience]") {
  const Files files = exported(test::chat(), {});
  const json kustomization = test::YamlReader::read(files.at("resilience/load/kustomization.yaml"));
  for (const json& name : kustomization["resources"]) CHECK(files.contains("resilience/load/" + name.get<std::string>()));
  for (const json& name : kustomization["configMapGenerator"][0]["files"]) CHECK(files.contains("resilience/load/" + name.get<std::string>()));
}
