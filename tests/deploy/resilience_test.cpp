// Drills and the load test, against the simulated failures and the demand.
#include <algorithm>
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
                                              failure("a node of gcp:europe-west4", "node"), failure("link DE", "link")});
  const auto only = [&](const std::string& folder, const std::string& mode) {
    json found;
    for (const auto& [path, text] : files)
      if (path.starts_with("resilience/chaos/" + folder + "/"))
        if (const json object = test::YamlReader::read(text); object["spec"]["mode"] == mode) {
          CHECK_THAT(text, ContainsSubstring("17.50 %") && ContainsSubstring("1 min 33 s"));
          // Not the pods that only pull images, nor a gateway's.
          CHECK(object["spec"]["selector"]["expressionSelectors"][0]["operator"] == "In");
          CHECK(object["spec"]["selector"]["expressionSelectors"][0]["values"] == json::array({"vllm"}));
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
  CHECK_THAT(files.at("README.md"), ContainsSubstring("not an experiment here:\n\n- link DE\n"));
}

TEST_CASE("grey failures are played on what the simulation has them befall", "[resilience]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.expected_pools.resize(2);
  input.expected_pools[0].latency_p50_ms = 150;
  input.expected_pools[0].network_p50_ms = 30;
  input.failures = {failure("a GPU of aws:us-east-1", "gpu"),
                    failure("a slow replica of aws:us-east-1", "slow_replica"),
                    failure("a slow replica of gcp:europe-west4", "slow_replica"),
                    failure("answers of aws:us-east-1", "one_way_loss"),
                    failure("registry of aws:us-east-1", "registry"),
                    failure("metrics of aws:us-east-1", "metrics"),
                    failure("DNS", "dns")};
  const Files files = test::files_of(export_bundle(input, {"resilience"}));
  const auto read = [&](const std::string& tool, const std::string& kind) {
    json found;
    for (const auto& [path, text] : files)
      if (path.starts_with("resilience/" + tool))
        if (const json object = test::YamlReader::read(text); object["metadata"]["name"].get<std::string>().starts_with(kind)) found = object;
    REQUIRE_FALSE(found.is_null());
    return found;
  };
  CHECK(read("chaos/", "a-gpu")["spec"]["mode"] == "one");
  // Ten times as slow: nine times the 120 ms at the server on top.
  const json slow = read("chaos/aws", "a-slow-replica")["spec"];
  CHECK(slow["delay"] == "1080ms");
  CHECK(slow["port"] == 8000);
  CHECK(slow["path"] == "/v1/*");  // not the health path
  CHECK(read("chaos/", "answers")["spec"]["loss"]["loss"] == "50");
  CHECK(read("chaos/", "registry")["spec"]["externalTargets"] == json({"huggingface.co"}));
  CHECK(read("chaos/", "metrics")["spec"]["target"]["selector"]["namespaces"] == json({"monitoring"}));
  const json dns = read("chaos/load-test/", "dns");
  CHECK(dns["kind"] == "DNSChaos");
  CHECK(dns["metadata"]["namespace"] == "load-test");
  // Where the time at the server is not known, nothing can be made slower by a factor.
  CHECK_THAT(files.at("README.md"), ContainsSubstring("not an experiment here:\n\n- a slow replica of gcp:europe-west4\n"));

  const json engine = read("litmus/", "a-gpu");
  CHECK(engine["metadata"]["namespace"] == "litmus");
  CHECK(engine["spec"]["appinfo"]["applabel"] == "app.kubernetes.io/instance=chat");
  const auto environment = [](const json& object, const std::string& name) {
    for (const json& variable : object["spec"]["experiments"][0]["spec"]["components"]["env"])
      if (variable["name"] == name) return variable["value"].get<std::string>();
    return std::string();
  };
  CHECK(environment(engine, "PODS_AFFECTED_PERC") == "25");  // one of four
  CHECK(environment(engine, "TOTAL_CHAOS_DURATION") == "600");
  CHECK(environment(read("litmus/", "a-slow-replica"), "LATENCY") == "1080");
  CHECK(environment(read("litmus/", "answers"), "NETWORK_PACKET_LOSS_PERCENTAGE") == "50");
}

TEST_CASE("an incident of several faults is a workflow in each region that it befalls", "[resilience]") {
  World world = test::chat();
  const auto fault = [](FaultKind kind, std::uint32_t region, double after_s = 0, double for_s = 0) {
    return IncidentFault{kind, region, {}, 1, after_s, for_s};
  };
  world.incidents = {{"storm", {fault(FaultKind::zone, 0, 0, 300), fault(FaultKind::gpu, 0, 60), fault(FaultKind::region, 1, 0, 120)}},
                     {"elsewhere", {fault(FaultKind::region, 2)}},
                     {"mixed", {fault(FaultKind::region, 0), fault(FaultKind::flapping_check, 0)}}};
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.failures = {failure("incident storm", "incident"), failure("incident elsewhere", "incident"), failure("incident mixed", "incident")};
  const Files files = test::files_of(export_bundle(input, {"resilience"}));
  const auto chaos = [&](const std::string& region) {
    for (const auto& [path, text] : files)
      if (path.starts_with("resilience/chaos/" + region + "/incident-storm")) return test::YamlReader::read(text);
    return json();
  };
  const json us = chaos("aws-us-east-1");
  CHECK(us["kind"] == "Workflow");
  CHECK(us["spec"]["templates"][0]["children"] == json({"fault-1", "fault-2-later"}));
  const auto named = [&](const std::string& name) {
    for (const json& one : us["spec"]["templates"])
      if (one["name"] == name) return one;
    return json();
  };
  CHECK(named("fault-1")["deadline"] == "300s");
  CHECK(named("fault-2")["deadline"] == "600s");  // as long as the campaign's faults
  CHECK(named("fault-2-pause")["deadline"] == "60s");
  CHECK(named("fault-2-later")["children"] == json({"fault-2-pause", "fault-2"}));
  const json europe = chaos("gcp-europe-west4");
  CHECK(europe["kind"] == "PodChaos");
  CHECK(europe["spec"]["duration"] == "120s");
  CHECK_THAT(files.at("README.md"), ContainsSubstring("- incident elsewhere\n- incident mixed\n"));
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

TEST_CASE("several workloads are asked for by their own names", "[resilience]") {
  const World world = test::chat_and_fraud();
  const Topology topology = test::chat_and_fraud_topology(world);
  const Files files = test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"resilience", "gateway"}));
  const json workloads = json::parse(files.at("resilience/load/demand.json"))["workloads"];
  for (const json& workload : workloads) {
    const std::string name = workload["name"];
    const std::string route = files.at("gateway/aws-us-east-1/" + name + "-route.yaml"), job = files.at("resilience/load/job.yaml");
    const json host = test::YamlReader::read(route)["spec"]["hostnames"][0];
    const json environment = test::YamlReader::read(job)["spec"]["template"]["spec"]["containers"][0]["env"];
    const auto domain = std::ranges::find_if(environment, [](const json& variable) { return variable["name"] == "DOMAIN"; });
    REQUIRE(domain != environment.end());
    CHECK(host == workload["host_prefix"].get<std::string>() + (*domain)["value"].get<std::string>());
  }
  CHECK_FALSE(json::parse(exported(test::chat(), {}).at("resilience/load/demand.json"))["workloads"][0].contains("host_prefix"));
}

TEST_CASE("everything that the load test's kustomization names is there", "[resilience]") {
  const Files files = exported(test::chat(), {});
  const json kustomization = test::YamlReader::read(files.at("resilience/load/kustomization.yaml"));
  for (const json& name : kustomization["resources"]) CHECK(files.contains("resilience/load/" + name.get<std::string>()));
  for (const json& name : kustomization["configMapGenerator"][0]["files"]) CHECK(files.contains("resilience/load/" + name.get<std::string>()));
}
