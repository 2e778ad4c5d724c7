// What runs, read from the documents of kubectl and Terraform.
#include "tradewind/deploy/import.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "deploy/kustomize.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

// A Deployment as a cluster tells it: labels may be missing, the GPU stands in limits or requests, as number or text.
json deployment(const std::string& name, json pod, json replicas = 3) {
  pod["containers"] = {{{"name", "vllm"}, {"resources", {{"limits", {{"nvidia.com/gpu", "1"}}}}}},
                       {{"name", "sidecar"}, {"resources", json::object()}}};
  json item = {{"kind", "Deployment"}, {"metadata", {{"name", name}, {"namespace", "inference"}}}, {"spec", {{"template", {{"spec", pod}}}}}};
  if (!replicas.is_null()) item["spec"]["replicas"] = replicas;
  return item;
}

std::string list(const std::vector<json>& items) { return json{{"kind", "List"}, {"items", items}}.dump(); }

// What the cluster of an overlay would say: KEDA sets the replicas, of the Deployment or of the Rollout that has taken its pods over.
json applied(const test::Files& files, const std::string& overlay) {
  const bool rolled_out = files.contains("rollouts/regions/" + overlay + "/kustomization.yaml");
  const auto objects = test::Kustomize::build(files, (rolled_out ? "rollouts/regions/" : "kubernetes/overlays/") + overlay);
  json items = json::array();
  for (const auto& [key, object] : objects) {
    if (object["kind"] != "Deployment" && object["kind"] != "Rollout") continue;
    items.push_back(object);
    const json scaled = objects.at("ScaledObject/" + object["metadata"]["name"].get<std::string>())["spec"];
    const bool holds = scaled["scaleTargetRef"].value("kind", "Deployment") == object["kind"];
    items.back()["spec"]["replicas"] = holds ? scaled["minReplicaCount"] : json(0);
  }
  const std::string nodes = "kubernetes/nodes/" + overlay;
  if (files.contains(nodes + "/kustomization.yaml"))
    for (const auto& [key, object] : test::Kustomize::build(files, nodes)) items.push_back(object);
  return items;
}

// The pools of all three clusters, each told by its own kubectl.
std::vector<RunningPool> running(const test::Files& files) {
  std::vector<RunningPool> pools;
  for (const char* overlay : {"aws-us-east-1", "gcp-europe-west4", "azure-japaneast"}) {
    const json items = applied(files, overlay);
    for (RunningPool& pool : read_running_pools(list({items.begin(), items.end()}), overlay)) pools.push_back(std::move(pool));
  }
  return pools;
}

json resource(const std::string& address, const std::string& type, json values) {
  return {{"address", address}, {"mode", "managed"}, {"type", type}, {"values", std::move(values)}};
}

// What `terraform show -json` says of a module's pool that was applied: as modules/*/gpu_pools.tf has it, a block as a list of one, nodes of Google
// Cloud counted in each of three zones and rounded down.
json applied_pool(const std::string& module, const std::string& name, const json& region, const json& pool) {
  const std::string address = "module." + module + ".";
  if (module.starts_with("aws"))
    return resource(address + "aws_eks_node_group.gpu[\"" + name + "\"]", "aws_eks_node_group",
                    {{"arn", "arn:aws:eks:" + region["region"].get<std::string>() + ":123456789012:nodegroup/x/y/z"},
                     {"node_group_name", name},
                     {"instance_types", {pool["instance_type"]}},
                     {"labels", {{"workload", pool["workload"]}}},
                     {"scaling_config", {{{"desired_size", pool["instances"]}, {"max_size", pool["max_instances"]}}}}});
  if (module.starts_with("gcp"))
    return resource(address + "google_container_node_pool.gpu[\"" + name + "\"]", "google_container_node_pool",
                    {{"name", name},
                     {"location", region["region"]},
                     {"node_locations", {"a", "b", "c"}},
                     {"node_count", pool["instances"].get<int>() / 3},
                     {"autoscaling", {{{"total_min_node_count", pool["instances"]}, {"total_max_node_count", pool["max_instances"]}}}},
                     {"node_config", {{{"machine_type", pool["machine_type"]}, {"labels", {{"workload", pool["workload"]}}}}}}});
  return resource(address + "azurerm_kubernetes_cluster_node_pool.gpu[\"" + name + "\"]", "azurerm_kubernetes_cluster_node_pool",
                  {{"name", name},
                   {"kubernetes_cluster_id", "/cluster/" + module},
                   {"vm_size", pool["vm_size"]},
                   {"node_labels", {{"workload", pool["workload"]}}},
                   {"node_count", pool["instances"]}});
}

std::string applied_state(const test::Files& files) {
  const json calls = json::parse(files.at("terraform/regions.tf.json"))["module"];
  json modules = json::array();
  for (const auto& [module, region] : calls.items()) {
    json resources = json::array();
    if (module.starts_with("azure"))
      resources.push_back(resource("module." + module + ".azurerm_kubernetes_cluster.this", "azurerm_kubernetes_cluster",
                                   {{"id", "/cluster/" + module}, {"location", region["location"]}}));
    for (const auto& [name, pool] : region["pools"].items()) resources.push_back(applied_pool(module, name, region, pool));
    modules.push_back(json{{"resources", resources}});
  }
  return json{{"format_version", "1.0"}, {"values", {{"root_module", {{"child_modules", modules}}}}}}.dump();
}

void check_same(const World& world, const Topology& topology, const Imported& imported) {
  INFO(to_json(world, imported.topology));
  CHECK(imported.notes.empty());
  CHECK(imported.topology.pools.size() == topology.pools.size());
  for (const Pool& pool : topology.pools)
    CHECK(std::ranges::any_of(imported.topology.pools, [&](const Pool& found) {
      return found.workload == pool.workload && found.offer == pool.offer && found.replicas == pool.replicas;
    }));
}

// A chat on three clouds and a fraud check on two, with a number of replicas that no count of zones divides.
Topology three_clouds(const World& world) {
  Topology topology = test::chat_and_fraud_topology(world);
  topology.pools[1].replicas = 7;
  return topology;
}

}  // namespace

TEST_CASE("an exported bundle that is applied comes back as the same topology", "[import]") {
  World world = test::chat_and_fraud();
  world.workloads[0].name = "no";  // a word of YAML
  const Topology topology = three_clouds(world);
  const ExportInput input{world, topology, "spring", "t7"};
  check_same(world, topology, import_topology(world, running(test::files_of(export_bundle(input, {"kubernetes"})))));
  const std::string state = applied_state(test::files_of(export_bundle(input, {"terraform"})));
  check_same(world, topology, import_topology(world, read_running_pools(state, "state.json")));
}

TEST_CASE("machines that the clusters bring come back with the classes that choose them", "[import]") {
  World world = test::chat_and_fraud();
  for (Workload& workload : world.workloads) workload.nodes.provisioner = Provisioner::karpenter;
  Topology topology = three_clouds(world);
  topology.pools[1].offer = 3;  // not the machine that is taken where nothing is said
  check_same(world, topology, import_topology(world, running(test::files_of(export_bundle({world, topology, "spring", "t7"}, {"kubernetes"})))));
}

TEST_CASE("pods that a Rollout has taken over are counted there", "[import]") {
  World world = test::chat_and_fraud();
  Rollout canary;
  canary.name = "canary";
  canary.strategy = RolloutStrategy::canary;
  canary.steps = {{0.5, 300}, {1, 0}};
  world.rollouts = {canary};
  const Topology topology = three_clouds(world);
  const test::Files files = test::files_of(export_bundle({world, topology, "spring", "t7"}, {"rollouts"}));
  REQUIRE(files.contains("rollouts/regions/aws-us-east-1/chat-rollout.yaml"));
  check_same(world, topology, import_topology(world, running(files)));
}

TEST_CASE("regions are found by selector, affinity, zone or hint", "[import]") {
  const World world = test::chat();
  const auto zones = [](const std::string& zone) {
    return json::parse(R"({"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
      {"matchExpressions": [{"key": "topology.kubernetes.io/zone", "operator": "In", "values": [")" +
                       zone + "\"]}]}]}}}}");
  };
  const auto region_of = [&](const json& pod, const ImportHints& hints = {}) {
    const Imported imported = import_topology(world, read_deployments(list({deployment("chat", pod)}), "running.json"), hints);
    return world.regions[world.offers[imported.topology.pools.at(0).offer].region].key();
  };
  CHECK(region_of({{"nodeSelector", {{"topology.kubernetes.io/region", "europe-west4"}}}}) == "gcp:europe-west4");
  CHECK(region_of(zones("us-east-1b")) == "aws:us-east-1");
  CHECK(region_of(zones("europe-west4-c")) == "gcp:europe-west4");
  CHECK(region_of(json::object(), {.region = "azure:japaneast"}) == "azure:japaneast");
  CHECK_THROWS_WITH(region_of(zones("eu-south-2a")), ContainsSubstring("eu-south-2") && ContainsSubstring("none of the scenario's"));
}

TEST_CASE("machines are found by type or by GPU, and what was assumed is said", "[import]") {
  World world = test::chat();
  const ImportHints hints{.region = "aws:us-east-1"};
  const auto imported = [&](const json& selector) {
    return import_topology(world, read_deployments(list({deployment("chat", {{"nodeSelector", selector}})}), "running.json"), hints);
  };
  const auto type = [&](const Imported& found) { return world.offers[found.topology.pools.at(0).offer].instance_type; };
  CHECK(type(imported({{"node.kubernetes.io/instance-type", "g6e.xlarge"}})) == "g6e.xlarge");
  CHECK(type(imported({{"nvidia.com/gpu.product", "NVIDIA-H100-80GB-HBM3"}})) == "p5.4xlarge");
  const Imported any = imported(json::object());
  CHECK_THAT(any.notes.at(0), ContainsSubstring("smallest machine"));
  CHECK_THROWS_WITH(imported({{"node.kubernetes.io/instance-type", "p6.48xlarge"}}), ContainsSubstring("p6.48xlarge"));
}

TEST_CASE("pools of one workload in a region are joined on the machine that most replicas run on", "[import]") {
  const World world = test::chat();
  const auto pool = [](const char* type, int replicas) {
    return RunningPool{
        .source = type, .names = {"chat"}, .provider = "aws", .region = "us-east-1", .instance_type = type, .gpu_product = "", .replicas = replicas};
  };
  // Five replicas run on the H100 and four on the L40S, in three pools: neither the largest pool nor the last one told decides.
  const std::vector<std::vector<RunningPool>> orders = {{pool("p5.4xlarge", 3), pool("g6e.xlarge", 4), pool("p5.4xlarge", 2)},
                                                        {pool("g6e.xlarge", 4), pool("p5.4xlarge", 3), pool("p5.4xlarge", 2)},
                                                        {pool("p5.4xlarge", 2), pool("p5.4xlarge", 3), pool("g6e.xlarge", 4)}};
  for (const auto& running : orders) {
    const Imported imported = import_topology(world, running);
    REQUIRE(imported.topology.pools.size() == 1);
    CHECK(world.offers[imported.topology.pools[0].offer].instance_type == "p5.4xlarge");
    CHECK(imported.topology.pools[0].replicas == 9);
    REQUIRE(imported.notes.size() == 1);
    CHECK_THAT(imported.notes[0], ContainsSubstring("chat in aws:us-east-1 runs on 2 kinds of machine") && ContainsSubstring("p5.4xlarge, which 5"));
  }
  // On one kind of machine nothing is assumed.
  const Imported same = import_topology(world, {pool("g6e.xlarge", 4), pool("g6e.xlarge", 1)});
  CHECK(same.topology.pools.at(0).replicas == 5);
  CHECK(same.notes.empty());
}

TEST_CASE("Deployments without GPUs or replicas are no pools; the default is one replica", "[import]") {
  const World world = test::chat();
  json plain = deployment("web", json::object());
  plain["spec"]["template"]["spec"]["containers"] = {{{"name", "web"}}};
  const std::vector<json> items = {plain, deployment("chat", json::object(), 0), deployment("chat", json::object(), nullptr)};
  const Imported imported = import_topology(world, read_deployments(list(items), "running.json"), {.region = "aws:us-east-1"});
  CHECK(imported.topology.pools.size() == 1);
  CHECK(imported.topology.pools[0].replicas == 1);
  CHECK_THAT(imported.notes.at(0), ContainsSubstring("Deployment inference/chat is left out: it has no replicas"));
  CHECK_THROWS_WITH(import_topology(world, read_deployments(list({plain}), "running.json")), ContainsSubstring("no pool with GPUs"));
  // Every reason is told, not only the first.
  CHECK_THROWS_WITH(
      import_topology(world, read_deployments(list({deployment("a", json::object()), deployment("b", json::object(), 0)}), "running.json")),
      ContainsSubstring("inference/a is left out: its region") && ContainsSubstring("inference/b is left out: it has no replicas"));
  CHECK_THROWS_WITH(read_running_pools("{}", "x.json"), ContainsSubstring("x.json") && ContainsSubstring("kubectl get deployments"));
  CHECK_THROWS_WITH(read_running_pools("kind: List", "x.yaml"), ContainsSubstring("no JSON"));
}

TEST_CASE("names in the cluster are led to workloads by hint", "[import]") {
  World world = test::chat();
  world.workloads.push_back(world.workloads[0]);
  world.workloads[1].name = "search";
  for (ServingOption option : test::chat().serving_options) {
    option.workload = 1;
    world.serving_options.push_back(option);
  }
  const auto pools = read_deployments(list({deployment("llama-8b", json::object())}), "running.json");
  CHECK_THROWS_WITH(import_topology(world, pools, {.region = "aws:us-east-1"}), ContainsSubstring("chat, search"));
  CHECK(import_topology(world, pools, {.region = "aws:us-east-1", .workloads = {{"llama-8b", "search"}}}).topology.pools.at(0).workload == 1);
}

TEST_CASE("node pools of a Terraform state give machines of their regions", "[import]") {
  const json module = {{"resources",
                        {{{"address", "module.a.google_container_node_pool.l4"},
                          {"mode", "managed"},
                          {"type", "google_container_node_pool"},
                          {"values",
                           {{"name", "chat"},
                            {"location", "europe-west4"},
                            {"node_locations", {"europe-west4-a", "europe-west4-b"}},
                            {"node_count", 3},
                            {"node_config", {{{"machine_type", "a3-highgpu-1g"}}}}}}},
                         {{"address", "module.a.azurerm_kubernetes_cluster.this"},
                          {"mode", "managed"},
                          {"type", "azurerm_kubernetes_cluster"},
                          {"values", {{"id", "/subscriptions/1/clusters/x"}, {"location", "japaneast"}}}},
                         {{"address", "module.a.azurerm_kubernetes_cluster_node_pool.gpu"},
                          {"mode", "managed"},
                          {"type", "azurerm_kubernetes_cluster_node_pool"},
                          {"values",
                           {{"name", "chat"},
                            {"kubernetes_cluster_id", "/subscriptions/1/clusters/x"},
                            {"vm_size", "Standard_NC40ads_H100_v5"},
                            {"node_count", 2}}}}}}};
  const json state = {{"format_version", "1.0"},
                      {"values",
                       {{"root_module",
                         {{"resources",
                           {{{"address", "aws_eks_node_group.gpu[\"h100\"]"},
                             {"mode", "managed"},
                             {"type", "aws_eks_node_group"},
                             {"values",
                              {{"arn", "arn:aws:eks:us-east-1:123456789012:nodegroup/a/b/c"},
                               {"instance_types", {"p5.4xlarge"}},
                               {"scaling_config", {{{"desired_size", 4}, {"max_size", 6}}}}}}},
                            {{"address", "data.aws_ami.this"}, {"mode", "data"}, {"type", "aws_instance"}, {"values", json::object()}}}},
                          {"child_modules", {module}}}}}}};
  World world = test::chat();
  world.serving_options[0].replicas_per_instance = 2;
  const Imported imported = import_topology(world, read_running_pools(state.dump(), "state.json"));
  REQUIRE(imported.topology.pools.size() == 3);
  CHECK(imported.topology.pools[0].replicas == 8);  // 4 machines of 2
  CHECK(imported.topology.pools[1].replicas == 6);  // 3 in each of 2 zones
  CHECK(imported.topology.pools[2].replicas == 2);
  CHECK(world.offers[imported.topology.pools[2].offer].instance_type == "Standard_NC40ads_H100_v5");
}
