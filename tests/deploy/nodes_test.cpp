// Machines of the pools: one owner each, as much and as bought as the topology says, and such that the pods fit on them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "deploy/read_yaml.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;
using test::read_yaml;

namespace {

World karpenter() {
  World world = test::chat();
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  return world;
}

Files exported(const World& world, const std::vector<std::string>& targets = {"kubernetes", "terraform"}) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 5);
  return test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, targets));
}

const std::string us = "kubernetes/nodes/aws-us-east-1/", europe = "kubernetes/nodes/gcp-europe-west4/";

json module(const Files& files, const std::string& name) {
  return json::parse(files.at("terraform/regions.tf.json"))["module"][name]["pools"]["chat"];
}

json pod_of(const json& object) { return object["spec"]["template"]["spec"]; }

// Whether a pod bears a taint, by the rules of the scheduler.
bool bears(const json& pod, const json& taint) {
  return std::ranges::any_of(pod["tolerations"], [&](const json& toleration) {
    return toleration["key"] == taint["key"] && (toleration.value("operator", "Equal") == "Exists" || toleration["value"] == taint["value"]) &&
           toleration["effect"] == taint["effect"];
  });
}

std::vector<std::string> values(const json& node_pool, const std::string& key) {
  for (const json& requirement : node_pool["spec"]["template"]["spec"]["requirements"])
    if (requirement["key"] == key) return requirement["values"];
  return {};
}

// What pods may ask of a node's disk, in GiB: the kubelet evicts below a tenth of it; EKS keeps 1 GiB more, GKE what its page on the sizes of nodes
// says (plan-node-sizes: with a disk of 100 GiB, of which 94.25 are a file system, 43.8 GiB are left).
double left_to_pods(const std::string& region, double disk) {
  const double kubelet = 0.9 * 0.9425 * disk;
  if (region.starts_with("gcp")) return kubelet - std::min({0.5 * disk, 6 + 0.35 * disk, 100.0});
  return region.starts_with("aws") ? kubelet - 1 : kubelet;
}

double gibibytes(const std::string& quantity) {
  REQUIRE(quantity.ends_with("Gi"));
  return std::stod(quantity);
}

}  // namespace

TEST_CASE("every machine has one owner: Terraform, or the cluster where the scenario says so", "[nodes]") {
  const Files by_terraform = exported(test::chat());
  CHECK(std::ranges::none_of(by_terraform, [](const auto& file) { return file.first.starts_with("kubernetes/nodes/"); }));
  CHECK(module(by_terraform, "aws_us_east_1")["karpenter"] == false);
  CHECK(module(by_terraform, "gcp_europe_west4")["compute_class"] == false);

  const Files by_cluster = exported(karpenter());
  CHECK(module(by_cluster, "aws_us_east_1")["karpenter"] == true);
  CHECK(module(by_cluster, "gcp_europe_west4")["compute_class"] == true);
  CHECK(by_cluster.contains(us + "chat-node-pool.yaml"));
  CHECK(by_cluster.contains(europe + "chat-compute-class.yaml"));
  // On AKS Terraform keeps the pool, and the README says which is which.
  CHECK_FALSE(by_cluster.contains("kubernetes/nodes/azure-japaneast/kustomization.yaml"));
  CHECK_THAT(by_cluster.at("README.md"), ContainsSubstring("- `aws-us-east-1`, chat: 5 p5.4xlarge, at most 8, by Karpenter\n") &&
                                             ContainsSubstring("at most 8, by a compute class\n") &&
                                             ContainsSubstring("at most 8, by a node pool\n"));
  for (const std::string& folder : {us, europe})
    for (const json& name : read_yaml(by_cluster, folder + "kustomization.yaml")["resources"])
      CHECK(by_cluster.contains(folder + name.get<std::string>()));
}

TEST_CASE("Karpenter may bring the planned instances and the headroom, as they are bought", "[nodes]") {
  World world = karpenter();
  const auto pool = [&] { return read_yaml(exported(world), us + "chat-node-pool.yaml"); };
  CHECK(pool()["spec"]["limits"]["nvidia.com/gpu"] == "8");  // 8 instances of one GPU
  CHECK(values(pool(), "node.kubernetes.io/instance-type") == std::vector<std::string>{"p5.4xlarge"});
  CHECK(values(pool(), "karpenter.sh/capacity-type") == std::vector<std::string>{"on-demand"});
  CHECK(pool()["spec"]["disruption"]["consolidationPolicy"] == "WhenEmpty");
  world.workloads[0].nodes.consolidate = true;
  CHECK(pool()["spec"]["disruption"]["consolidationPolicy"] == "WhenEmptyOrUnderutilized");

  world.purchase = Purchase::spot;
  CHECK(values(pool(), "karpenter.sh/capacity-type") == std::vector<std::string>{"spot", "on-demand"});
  world.purchase = Purchase::reserved_1y;
  CHECK(values(pool(), "karpenter.sh/capacity-type") == std::vector<std::string>{"reserved", "on-demand"});
  CHECK(read_yaml(exported(world), us + "chat-node-class.yaml")["spec"]["capacityReservationSelectorTerms"][0]["tags"]["scenario"] == "chat");
  world.purchase = Purchase::savings_1y;  // of the price alone
  CHECK(values(pool(), "karpenter.sh/capacity-type") == std::vector<std::string>{"on-demand"});
}

TEST_CASE("of a purchase mix at most the share is spot, and it comes first", "[nodes]") {
  World world = karpenter();
  world.purchase = Purchase::on_demand;
  world.billing.purchase_mix = PurchaseMix{{Purchase::on_demand, Purchase::spot}, 0.5, 0.2, 0.25};
  const json spot = read_yaml(exported(world), us + "chat-spot-pool.yaml");
  CHECK(spot["spec"]["limits"]["nvidia.com/gpu"] == "2");  // half of 5 planned
  CHECK(spot["spec"]["weight"] == 10);
  CHECK(values(spot, "karpenter.sh/capacity-type") == std::vector<std::string>{"spot"});
  CHECK(spot["metadata"]["name"] != read_yaml(exported(world), us + "chat-node-pool.yaml")["metadata"]["name"]);
  world.billing.purchase_mix->kinds = {Purchase::on_demand, Purchase::reserved_1y};
  CHECK_FALSE(exported(world).contains(us + "chat-spot-pool.yaml"));
}

TEST_CASE("a compute class asks for the pool's machine, spot before on demand", "[nodes]") {
  World world = karpenter();
  const auto priorities = [&] { return read_yaml(exported(world), europe + "chat-compute-class.yaml")["spec"]["priorities"]; };
  REQUIRE(priorities().size() == 1);
  CHECK(priorities()[0]["machineType"] == "a3-highgpu-1g");
  CHECK(priorities()[0]["gpu"] == json({{"type", "nvidia-h100-80gb"}, {"count", 1}, {"driverVersion", "default"}}));
  CHECK(priorities()[0]["spot"] == false);
  world.purchase = Purchase::spot;
  REQUIRE(priorities().size() == 2);
  CHECK((priorities()[0]["spot"] == true && priorities()[1]["spot"] == false));
}

TEST_CASE("a compute class empties nodes that are at most half in use where the scenario consolidates, and empty ones alone elsewhere", "[nodes]") {
  World world = karpenter();
  for (const bool consolidates : {false, true}) {
    world.workloads[0].nodes.consolidate = consolidates;
    const json policy = read_yaml(exported(world), europe + "chat-compute-class.yaml")["spec"]["autoscalingPolicy"];
    // The simulation empties nodes that its pods would leave half free (docs/elasticity.md); Google's bounds are 0 to 100 % and 1 to 1440 minutes.
    const int percent = consolidates ? 50 : 0;
    CHECK(policy == json({{"consolidationDelayMinutes", 1}, {"consolidationThreshold", percent}, {"gpuConsolidationThreshold", percent}}));
  }
}

TEST_CASE("pods fit on the nodes that are brought for them, their images' too", "[nodes]") {
  for (const bool spot : {false, true})
    for (World world : {test::chat(), karpenter()}) {
      if (spot) world.purchase = Purchase::spot;
      const Files files = exported(world);
      const json base = pod_of(read_yaml(files, "kubernetes/base/chat/deployment.yaml"));
      for (const std::string region : {"aws-us-east-1", "gcp-europe-west4", "azure-japaneast"}) {
        INFO(region << (spot ? " spot" : ""));
        json pod = base;
        pod.merge_patch(pod_of(read_yaml(files, "kubernetes/overlays/" + region + "/chat-deployment.yaml")));
        const json pull = pod_of(read_yaml(files, "kubernetes/overlays/" + region + "/chat-image.yaml"));
        CHECK(pull["nodeSelector"] == pod["nodeSelector"]);
        CHECK(pull["tolerations"] == pod["tolerations"]);
        CHECK(bears(pod, {{"key", "nvidia.com/gpu"}, {"value", "present"}, {"effect", "NoSchedule"}}));
        if (spot && region.starts_with("azure"))  // the taint that AKS puts on spot nodes
          CHECK(bears(pod, {{"key", "kubernetes.azure.com/scalesetpriority"}, {"value", "spot"}, {"effect", "NoSchedule"}}));
        if (files.contains(us + "chat-node-pool.yaml") && region.starts_with("aws")) {
          const json node_pool = read_yaml(files, us + "chat-node-pool.yaml");
          for (const json& taint : node_pool["spec"]["template"]["spec"]["taints"]) CHECK(bears(pod, taint));
          CHECK(values(node_pool, "node.kubernetes.io/instance-type")[0] == pod["nodeSelector"]["node.kubernetes.io/instance-type"]);
        }
        if (files.contains(europe + "chat-compute-class.yaml") && region.starts_with("gcp")) {
          const json name = read_yaml(files, europe + "chat-compute-class.yaml")["metadata"]["name"];
          CHECK(pod["nodeSelector"]["cloud.google.com/compute-class"] == name);
          CHECK(bears(pod, {{"key", "cloud.google.com/compute-class"}, {"value", name}, {"effect", "NoSchedule"}}));
        }
      }
    }
}

TEST_CASE("images are pulled by pods that nothing takes for a model server", "[nodes]") {
  for (const World& world : {test::chat(), test::fraud(BatchServer::Kind::triton), test::fraud(BatchServer::Kind::tensorflow_serving),
                             test::fraud(BatchServer::Kind::torchserve)}) {
    const std::string name = world.workloads[0].name, base = "kubernetes/base/" + name + "/";
    const Files files = exported(world, {"kubernetes"});
    const json object = read_yaml(files, "kubernetes/overlays/aws-us-east-1/" + name + "-image.yaml");
    CHECK(pod_of(object)["initContainers"][0]["image"] == pod_of(read_yaml(files, base + "deployment.yaml"))["containers"][0]["image"]);
    const json labels = object["spec"]["template"]["metadata"]["labels"];
    CHECK_FALSE(labels["app.kubernetes.io/name"] == read_yaml(files, base + "service.yaml")["spec"]["selector"]["app.kubernetes.io/name"]);
    for (const auto& [key, value] : object["spec"]["selector"]["matchLabels"].items()) CHECK(labels[key] == value);
    for (const char* containers : {"initContainers", "containers"}) {
      const json one = pod_of(object)[containers][0];
      CHECK(one["securityContext"]["allowPrivilegeEscalation"] == false);
      CHECK_FALSE(one["resources"]["requests"].contains("nvidia.com/gpu"));
    }
    CHECK(pod_of(object)["securityContext"]["runAsNonRoot"] == true);
  }
}

TEST_CASE("the priority of the pods is an object of the bundle", "[nodes]") {
  const Files files = exported(test::chat(), {"kubernetes"});
  const json priority = read_yaml(files, "kubernetes/namespace/priority-class.yaml");
  CHECK(pod_of(read_yaml(files, "kubernetes/base/chat/deployment.yaml"))["priorityClassName"] == priority["metadata"]["name"]);
  CHECK(priority["value"] > 0);
}

TEST_CASE("the device plugin is written for the clouds that have none of their own", "[nodes]") {
  const std::string plugin = "kubernetes/gpu-device-plugin/daemon-set.yaml";
  const World world = test::chat();
  const auto files = [&](std::vector<std::uint32_t> regions) {
    const Topology topology = test::tiny_topology(world, regions, 2);
    return test::files_of(export_bundle({world, topology, "spring", "t7"}, {"kubernetes"}));
  };
  CHECK_FALSE(files({1}).contains(plugin));
  CHECK(files({0}).contains(plugin));
  CHECK(files({1, 2}).contains(plugin));
  CHECK_THAT(files({0, 1}).at("README.md"), ContainsSubstring("--context aws-us-east-1 apply -k kubernetes/gpu-device-plugin") &&
                                                !ContainsSubstring("--context gcp-europe-west4 apply -k kubernetes/gpu-device-plugin"));
}

TEST_CASE("the disk of a node holds what its pods ask for, beside the system and the image", "[nodes]") {
  CHECK(std::abs(left_to_pods("gcp", 100) - 43.8) < 0.1);
  constexpr double image_and_system = 50;
  for (const double weights_gb : {1.0, 16.0, 70.0, 141.0, 640.0})
    for (const int replicas : {1, 2, 8})
      for (const std::string dtype : {"bf16", "fp8"}) {
        World world = test::chat();
        std::get<LlmServing>(world.workloads[0].serving).dtype = dtype;
        for (ServingOption& option : world.serving_options) {
          option.replicas_per_instance = replicas;
          std::get<IterationModel>(option.timing).weights_bytes = std::llround(1e9 * weights_gb);
        }
        const Files files = exported(world);
        const json container = pod_of(read_yaml(files, "kubernetes/base/chat/deployment.yaml"))["containers"][0];
        const double asked = replicas * gibibytes(container["resources"]["requests"]["ephemeral-storage"]);
        for (const std::string region : {"aws_us_east_1", "gcp_europe_west4", "azure_japaneast"}) {
          const double disk = module(files, region)["disk_gb"];
          INFO(region << ": " << disk << " for " << replicas << " x " << weights_gb << " GB, " << asked << " asked for");
          CHECK(left_to_pods(region, disk) >= asked);
          CHECK(disk - asked >= image_and_system);
          // And little more is paid for: a tenth for what is rounded and assumed, and the step of 10 GB twice.
          const double smaller = 0.9 * disk - 20;
          CHECK((left_to_pods(region, smaller) < asked || smaller - asked < image_and_system));
        }
      }
}

TEST_CASE("nodes have at least the disk that the scenario prices, whoever brings them", "[nodes]") {
  World world = karpenter();
  world.billing.node_disk_gb = 512;
  const Files files = exported(world);
  for (const char* region : {"aws_us_east_1", "gcp_europe_west4", "azure_japaneast"}) CHECK(module(files, region)["disk_gb"] == 520);
  CHECK(read_yaml(files, us + "chat-node-class.yaml")["spec"]["blockDeviceMappings"][0]["ebs"]["volumeSize"] == "520Gi");
  CHECK(read_yaml(files, europe + "chat-compute-class.yaml")["spec"]["priorities"][0]["storage"]["bootDiskSize"] == 520);
}

TEST_CASE("a machine of Google Cloud boots from a disk that it takes", "[nodes]") {
  for (const auto& [machine, disk] :
       std::vector<std::pair<std::string, std::string>>{{"a3-highgpu-1g", "pd-balanced"}, {"g4-standard-48", "hyperdisk-balanced"}}) {
    World world = karpenter();
    world.offers[2].instance_type = machine;
    const Files files = exported(world);
    CHECK(module(files, "gcp_europe_west4")["disk_type"] == disk);
    CHECK(read_yaml(files, europe + "chat-compute-class.yaml")["spec"]["priorities"][0]["storage"]["bootDiskType"] == disk);
  }
}
