// Whole bundles, byte by byte. A change of the manifests shows as a change of tests/data/bundles, to be read like code. To take over new bytes:
// TRADEWIND_UPDATE_GOLDEN=1 test_deploy "[golden]"
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "deploy/worlds.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/traffic_managers.h"

using namespace tradewind;

namespace {

// The manifests one after the other, but for those that are files of this repository as they are; README.md and EXPECTED.json name the version of the
// program.
std::string manifests(const World& world, const Topology& topology, const std::vector<ExpectedPool>& pools, const std::string& target = "kubernetes",
                      const Bill& bill = {}) {
  std::string text;
  for (const BundleFile& file : export_bundle({world, topology, "spring", "t7", 412.34, 12345.67, pools, bill}, {target})) {
    const bool is_static = file.path.starts_with("terraform/modules/") || file.path.starts_with("pulumi/components/");
    if (file.path.starts_with(target + "/") && !is_static) text += "=== " + file.path + "\n" + file.contents;
  }
  return text;
}

// A chat that users reach by Route 53, whose weights are copied and whose machines come by Karpenter on AWS.
World with_weights(World world, ArtifactReplication replication) {
  world.name = "chat";
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  Artifact weights;
  weights.name = "weights";
  weights.replication = replication;
  world.data.artifacts = {weights};
  return world;
}

const Bill one_line = {"book-1", {{"aws", "us-east-1", "gpu instances", "", "", 1, {}, {123456}}}};

void check_golden(const std::string& name, const std::string& text) {
  const std::string file = std::string(TRADEWIND_SOURCE_DIR) + "/tests/data/bundles/" + name;
  if (std::getenv("TRADEWIND_UPDATE_GOLDEN") != nullptr) write_file(file, text);
  CHECK(text == read_file(file));
}

}  // namespace

TEST_CASE("the bundle of a chat on three clouds", "[golden]") {
  const World world = test::chat();
  check_golden("chat.txt", manifests(world, test::tiny_topology(world, {0, 1, 2}, 4), {{12.5}, {20}, {7}}));
}

TEST_CASE("the gateways of a chat on three clouds, picked by prefix", "[golden]") {
  World world = test::chat();
  world.workloads[0].balancing = Balancing::prefix_affinity;
  check_golden("chat_gateway.txt", manifests(world, test::tiny_topology(world, {0, 1, 2}, 4), {}, "gateway"));
}

TEST_CASE("the chart of a fraud check", "[golden]") {
  const World world = test::fraud(BatchServer::Kind::triton);
  check_golden("fraud_helm.txt", manifests(world, test::tiny_topology(world, {0}, 2), {}, "helm"));
}

TEST_CASE("the bundle of a chat whose clusters bring spot machines", "[golden]") {
  World world = test::chat();
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  world.purchase = Purchase::spot;
  check_golden("chat_nodes.txt", manifests(world, test::tiny_topology(world, {0, 1, 2}, 4), {}));
}

TEST_CASE("the bundle of a fraud check on Triton", "[golden]") {
  const World world = test::fraud(BatchServer::Kind::triton);
  check_golden("fraud_triton.txt", manifests(world, test::tiny_topology(world, {0}, 2), {}));
}

TEST_CASE("the bundle of a fraud check on TensorFlow Serving", "[golden]") {
  const World world = test::fraud(BatchServer::Kind::tensorflow_serving);
  check_golden("fraud_tensorflow.txt", manifests(world, test::tiny_topology(world, {1}, 2), {}));
}

TEST_CASE("alerts, forecast and dashboards of a chat", "[golden]") {
  const World world = test::chat();
  const ExpectedPool seen{.batch_mean = 12.5,
                          .utilization_mean = 0.4,
                          .utilization_p95 = 0.6,
                          .latency_p50_ms = 110,
                          .latency_p95_ms = 380,
                          .network_p50_ms = 21,
                          .knee_rps = 1.75};
  check_golden("chat_observability.txt", manifests(world, test::tiny_topology(world, {0}, 4), {seen}, "observability"));
}

TEST_CASE("the Terraform of a chat in two regions of AWS, whose weights S3 copies in time", "[golden]") {
  const World world = with_weights(test::tiny_llm_world(), ArtifactReplication::s3_time_control);
  check_golden("chat_terraform.txt", manifests(world, test::tiny_topology(world, {0, 1}, 4), {}, "terraform", one_line));
}

TEST_CASE("the Pulumi program of a chat on three clouds", "[golden]") {
  const World world = with_weights(test::chat(), ArtifactReplication::star);
  check_golden("chat_pulumi.txt", manifests(world, test::tiny_topology(world, {0, 1, 2}, 4), {}, "pulumi", one_line));
}
