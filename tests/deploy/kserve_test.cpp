// KServe's InferenceServices against the Deployments whose place they take.
#include <catch2/catch_test_macros.hpp>

#include "deploy/kustomize.h"
#include "deploy/worlds.h"

using namespace tradewind;
using nlohmann::json;
using test::Files;

namespace {

// Which pods a constraint counts, of a pod with these labels: those of its selector, and those that have the same values of its keys.
json counted(const json& constraint, const json& labels) {
  json all = constraint["labelSelector"].value("matchLabels", json::object());
  for (const json& key : constraint.value("matchLabelKeys", json::array())) all[key.get<std::string>()] = labels.at(key.get<std::string>());
  return all;
}

}  // namespace

TEST_CASE("an InferenceService has the pods of the Deployment in whose place it stands", "[kserve]") {
  for (const World& world : {test::chat(), test::fraud(BatchServer::Kind::triton), test::fraud(BatchServer::Kind::tensorflow_serving),
                             test::fraud(BatchServer::Kind::torchserve)}) {
    const std::string name = world.workloads[0].name;
    const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
    const Files files = test::files_of(export_bundle({world, topology, "spring", "t7"}, {"kserve"}));
    for (const std::string region : {"aws-us-east-1", "gcp-europe-west4", "azure-japaneast"}) {
      INFO(name << " in " << region);
      const auto before = test::Kustomize::build(files, "kubernetes/overlays/" + region),
                 after = test::Kustomize::build(files, "kserve/regions/" + region);
      CHECK_FALSE(after.contains("Deployment/" + name));
      CHECK_FALSE(after.contains("ScaledObject/" + name));
      CHECK(after.size() == before.size() - 1);  // the image's DaemonSet, Service, policies and the rest stay
      const json deployment = before.at("Deployment/" + name)["spec"]["template"], scaled = before.at("ScaledObject/" + name)["spec"];
      const json predictor = after.at("InferenceService/" + name)["spec"]["predictor"];
      json pod = deployment["spec"];
      pod["containers"][0]["name"] = "kserve-container";
      // Beside the labels, which stand elsewhere, the same spread over zones.
      const json spread = predictor["topologySpreadConstraints"][0], spread_before = pod["topologySpreadConstraints"][0];
      for (const char* key : {"maxSkew", "topologyKey", "whenUnsatisfiable"}) CHECK(spread[key] == spread_before[key]);
      CHECK(counted(spread, predictor["labels"]) == counted(spread_before, deployment["metadata"]["labels"]));
      CHECK(spread["labelSelector"].is_object());  // keys alone are refused
      pod.erase("topologySpreadConstraints");
      for (const auto& [key, value] : pod.items()) {
        INFO(key);
        CHECK(predictor[key] == value);
      }
      for (const auto& [key, value] : deployment["metadata"]["labels"].items()) CHECK(predictor["labels"][key] == value);
      CHECK(predictor["minReplicas"] == scaled["minReplicaCount"]);
      CHECK(predictor["maxReplicas"] == scaled["maxReplicaCount"]);
      const json metric = predictor["autoScaling"]["metrics"][0]["external"];
      CHECK(metric["metric"]["query"] == scaled["triggers"][0]["metadata"]["query"]);
      CHECK(metric["target"]["averageValue"] == scaled["triggers"][0]["metadata"]["threshold"]);
      CHECK(predictor["autoScaling"]["behavior"] == scaled["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]);
    }
  }
}
