// Gateways of the regions: every reference leads to an object of the same cluster, the health path to a server, and the spreading to what was
// simulated.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "deploy/kustomize.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;
using Objects = std::map<std::string, json>;

namespace {

World with(Balancing balancing) {
  World world = test::chat();
  world.workloads[0].balancing = balancing;
  return world;
}

Files exported(const World& world) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  return test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"gateway"}));
}

Objects region(const Files& files, const std::string& name) { return test::Kustomize::build(files, "kubernetes/overlays/" + name); }

const std::vector<std::string> regions = {"aws-us-east-1", "gcp-europe-west4", "azure-japaneast"};

// Every backend of every route is there, with its port.
void check_backends(const Objects& objects) {
  for (const auto& [name, object] : objects) {
    if (!name.starts_with("HTTPRoute/")) continue;
    INFO(name);
    for (const json& rule : object["spec"]["rules"])
      for (const json& backend : rule["backendRefs"]) {
        const std::string kind = backend.value("kind", "Service");
        REQUIRE(objects.contains(kind + "/" + backend["name"].get<std::string>()));
        if (kind != "Service") continue;
        const json ports = objects.at(kind + "/" + backend["name"].get<std::string>())["spec"]["ports"];
        CHECK(std::ranges::any_of(ports, [&](const json& port) { return port["port"] == backend["port"]; }));
      }
    const json parent = object["spec"]["parentRefs"][0], listener = objects.at("Gateway/inference")["spec"]["listeners"][0];
    CHECK(parent["name"] == "inference");
    CHECK(parent["sectionName"] == listener["name"]);
    CHECK(listener["tls"]["certificateRefs"][0]["name"] == objects.at("Certificate/gateway-tls")["spec"]["secretName"]);
  }
}

}  // namespace

TEST_CASE("requests of every region lead to its own replicas, for each way to spread them", "[gateway]") {
  for (const Balancing balancing :
       {Balancing::round_robin, Balancing::least_outstanding, Balancing::power_of_two, Balancing::prefix_affinity, Balancing::least_tokens})
    for (const World& world : {with(balancing), test::fraud(BatchServer::Kind::triton), test::fraud(BatchServer::Kind::torchserve)}) {
      const Files files = exported(world);
      for (const std::string& name : regions) {
        INFO(name << " " << to_string(balancing));
        check_backends(region(files, name));
      }
    }
}

TEST_CASE("each name answers for its own workload's health, where there are several", "[gateway]") {
  const World world = test::chat_and_fraud();
  const Topology topology = test::chat_and_fraud_topology(world);
  const Files files = test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"gateway"}));
  const Objects objects = region(files, "aws-us-east-1");
  check_backends(objects);
  const json rule = objects.at("HTTPRoute/fraud")["spec"]["rules"][1];
  CHECK(rule["matches"][0]["path"]["value"] == "/health");
  CHECK(rule["filters"][0]["urlRewrite"]["path"]["replacePrefixMatch"] == "/v2/health/ready");
  CHECK(rule["backendRefs"][0]["name"] == "fraud");
  CHECK(objects.at("HTTPRoute/chat")["spec"]["rules"][1]["backendRefs"][0] == json({{"name", "chat"}, {"port", 8000}}));
}

TEST_CASE("the load balancer of a gateway is open, and asks what every gateway answers", "[gateway]") {
  const Files files = exported(with(Balancing::round_robin));
  const auto told = [&](const char* name) { return region(files, name).at("Gateway/inference")["spec"].value("infrastructure", json::object()); };
  CHECK(told("aws-us-east-1")["annotations"]["service.beta.kubernetes.io/aws-load-balancer-type"] == "nlb");
  CHECK(told("aws-us-east-1")["annotations"]["service.beta.kubernetes.io/aws-load-balancer-scheme"] == "internet-facing");
  CHECK(told("azure-japaneast")["annotations"] == json({{"service.beta.kubernetes.io/port_443_health-probe_protocol", "tcp"}}));
  CHECK(told("gcp-europe-west4").empty());
}

TEST_CASE("an LLM's replicas are picked by what was simulated, others by their Service", "[gateway]") {
  for (const auto& [balancing, scorer] : std::map<Balancing, std::string>{{Balancing::prefix_affinity, "prefix-cache-scorer"},
                                                                          {Balancing::least_outstanding, "running-requests-size-scorer"},
                                                                          {Balancing::least_tokens, "kv-cache-utilization-scorer"}}) {
    const Files files = exported(with(balancing));
    const Objects objects = region(files, "aws-us-east-1");
    const json pool = objects.at("InferencePool/chat")["spec"];
    CHECK(pool["selector"]["matchLabels"] == objects.at("Service/chat")["spec"]["selector"]);
    const std::string picker = pool["endpointPickerRef"]["name"];
    CHECK(objects.at("Service/" + picker)["spec"]["ports"][0]["port"] == pool["endpointPickerRef"]["port"]["number"]);
    const json pod = objects.at("Deployment/" + picker)["spec"]["template"];
    for (const auto& [key, value] : objects.at("Service/" + picker)["spec"]["selector"].items()) CHECK(pod["metadata"]["labels"][key] == value);
    CHECK(objects.at("RoleBinding/" + picker)["subjects"][0]["name"] == pod["spec"]["serviceAccountName"]);
    CHECK(pod["spec"]["securityContext"]["runAsNonRoot"] == true);
    const json config = test::YamlReader::read(objects.at("ConfigMap/" + picker)["data"]["plugins.yaml"]);
    CHECK(config["plugins"].size() == config["schedulingProfiles"][0]["plugins"].size());
    CHECK(std::ranges::any_of(config["plugins"], [&](const json& plugin) { return plugin["type"] == scorer; }));
    // The server's own pods are no picker.
    CHECK(objects.at("Service/chat")["spec"]["selector"] != objects.at("Service/" + picker)["spec"]["selector"]);
  }
  CHECK_FALSE(region(exported(with(Balancing::round_robin)), "aws-us-east-1").contains("InferencePool/chat"));
  CHECK(region(exported(test::fraud(BatchServer::Kind::triton)), "aws-us-east-1").contains("DestinationRule/fraud"));
}

TEST_CASE("the path that traffic managers check leads to the server's own", "[gateway]") {
  const auto rule = [](const World& world) { return region(exported(world), "aws-us-east-1").at("HTTPRoute/inference--health")["spec"]["rules"][0]; };
  CHECK(rule(test::chat())["matches"][0]["path"]["value"] == "/health");
  CHECK_FALSE(rule(test::chat()).contains("filters"));
  CHECK(rule(test::fraud(BatchServer::Kind::triton))["filters"][0]["urlRewrite"]["path"]["replacePrefixMatch"] == "/v2/health/ready");
  // On GKE each backend of its own has a check of its own.
  const Objects gke = region(exported(with(Balancing::prefix_affinity)), "gcp-europe-west4");
  CHECK(gke.at("HealthCheckPolicy/chat")["spec"]["targetRef"]["kind"] == "InferencePool");
  CHECK(gke.at("HealthCheckPolicy/chat--service")["spec"]["targetRef"]["kind"] == "Service");
  CHECK(gke.at("Gateway/inference")["spec"]["gatewayClassName"] == "gke-l7-regional-external-managed");
}

TEST_CASE("several workloads are told apart by their names below the domain, and none clashes with what stands beside it", "[gateway]") {
  World world = test::with_workload_of(with(Balancing::prefix_affinity), with(Balancing::prefix_affinity));
  for (const char* name : {"health", "chat-picker", "chat--picker", "gateway", "inference"}) {
    world.workloads[1].name = name;
    Topology topology = test::tiny_topology(world, {0, 1}, 4);
    for (const std::size_t first : {0U, 1U}) topology.pools.push_back({1, topology.pools[first].offer, 2});
    const Bundle bundle = export_bundle({world, topology, "spring", "t7"}, {"gateway"});
    const Files files = test::files_of(bundle);
    CHECK(files.size() == bundle.size());  // no file twice
    for (const std::string region_name : {"aws-us-east-1", "gcp-europe-west4"}) {
      std::size_t count = 0;
      const Objects objects = region(files, region_name);
      for (const auto& [key, object] : objects)
        if (key.starts_with("HTTPRoute/")) ++count;
      CHECK(count == 3);
      CHECK(objects.at("HTTPRoute/chat")["spec"]["hostnames"] == json({"chat.change-me.example"}));
      check_backends(objects);
    }
  }
  CHECK_FALSE(region(exported(test::chat()), "aws-us-east-1").at("HTTPRoute/chat")["spec"].contains("hostnames"));
}
