// Rollouts as Argo carries them out, against the scenario's rollouts.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "deploy/read_yaml.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

World with_rollout(RolloutStrategy strategy) {
  World world = test::chat();
  world.data.artifacts = {{"Weights v1", 0, 16, 4, 0, 2, ArtifactReplication::s3, {30, 900, 99, false}}};
  Rollout rollout;
  rollout.name = "spring release";
  rollout.strategy = strategy;
  rollout.artifact = 0;
  rollout.waves = {{{1}, 600}};
  rollout.steps = {{0.05, 300}, {0.5, 900}, {1, 0}};
  rollout.scale_down_delay_s = 120;
  rollout.progress_deadline_s = 1200;
  rollout.analysis = RolloutAnalysis{.interval_s = 60, .metrics_delay_s = 30, .failure_limit = 2, .max_error_share = 0.03, .max_latency_ms = 400};
  world.rollouts = {rollout};
  return world;
}

Files exported(const World& world) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  return test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"rollouts"}));
}

const std::string us = "rollouts/regions/aws-us-east-1/", europe = "rollouts/regions/gcp-europe-west4/";

}  // namespace

TEST_CASE("a canary has the steps that were simulated, and takes the Deployment's pods over", "[rollouts]") {
  const Files files = exported(with_rollout(RolloutStrategy::canary));
  const json spec = test::read_yaml(files, us + "chat-rollout.yaml")["spec"];
  CHECK(spec["workloadRef"]["name"] == "chat");
  CHECK(spec["progressDeadlineSeconds"] == 1200);
  CHECK(spec["strategy"]["canary"]["steps"] ==
        json::parse(R"([{"setWeight": 5}, {"pause": {"duration": "300s"}}, {"setWeight": 50}, {"pause": {"duration": "900s"}}])"));
  CHECK_FALSE(files.contains(us + "chat-preview.yaml"));
  // It builds on the overlay, which is in the bundle, and turns its autoscaler to the Rollout.
  CHECK(files.contains("kubernetes/overlays/aws-us-east-1/kustomization.yaml"));
  CHECK(test::read_yaml(files, us + "kustomization.yaml")["resources"][0] == "../../../kubernetes/overlays/aws-us-east-1");
  const json scaled = test::read_yaml(files, "kubernetes/base/chat/scaled-object.yaml").patch(test::read_yaml(files, us + "chat-scaling.yaml"));
  CHECK(scaled["spec"]["scaleTargetRef"] == json::parse(R"({"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "name": "chat"})"));
  const json monitor = test::read_yaml(files, "kubernetes/base/chat/pod-monitor.yaml").patch(test::read_yaml(files, us + "chat-monitor.yaml"));
  CHECK(monitor["spec"]["podTargetLabels"] == json({"app.kubernetes.io/instance", "rollouts-pod-template-hash"}));
}

TEST_CASE("blue-green waits behind a preview service and is judged after its promotion", "[rollouts]") {
  const Files files = exported(with_rollout(RolloutStrategy::blue_green));
  const json strategy = test::read_yaml(files, us + "chat-rollout.yaml")["spec"]["strategy"]["blueGreen"];
  CHECK(strategy["activeService"] == "chat");
  CHECK(strategy["previewService"] == test::read_yaml(files, us + "chat-preview.yaml")["metadata"]["name"]);
  CHECK(strategy["scaleDownDelaySeconds"] == 120);
  CHECK(strategy["postPromotionAnalysis"]["templates"][0]["templateName"] == test::read_yaml(files, us + "chat-analysis.yaml")["metadata"]["name"]);
  CHECK(test::read_yaml(files, us + "chat-preview.yaml")["spec"]["selector"] ==
        test::read_yaml(files, "kubernetes/base/chat/service.yaml")["spec"]["selector"]);
}

TEST_CASE("no two Services of a region share a name, whatever the workloads are called", "[rollouts]") {
  const std::string longest(63, 'x');
  for (const std::string& name : {std::string("chat"), longest}) {
    World world = test::with_workload_of(with_rollout(RolloutStrategy::blue_green), test::chat());
    world.workloads[0].name = name;
    Topology topology = test::tiny_topology(world, {0}, 4);
    topology.pools.push_back({1, topology.pools[0].offer, 2});
    // Named as the preview of the other is, with one hyphen or two.
    for (const char* preview : {"-preview", "--preview"}) {
      world.workloads[1].name = name + preview;
      std::set<std::string> names;
      for (const auto& [path, text] : test::files_of(export_bundle({world, topology, "spring", "t7"}, {"rollouts"}))) {
        if (!path.ends_with("-preview.yaml") && !path.ends_with("/service.yaml")) continue;
        const std::string service = test::YamlReader::read(text)["metadata"]["name"];
        INFO(path << ": " << service);
        CHECK(names.insert(service).second);
        CHECK(service.size() <= 63);
      }
      CHECK(names.size() == 3);
    }
  }
}

TEST_CASE("the analysis has the simulated thresholds, on the new version alone", "[rollouts]") {
  const json metric = test::read_yaml(exported(with_rollout(RolloutStrategy::canary)), us + "chat-analysis.yaml")["spec"]["metrics"][0];
  CHECK(metric["interval"] == "60s");
  CHECK(metric["failureLimit"] == 2);
  CHECK_THAT(metric["successCondition"].get<std::string>(), ContainsSubstring("result[0] <= 0.08"));  // 5 % late, 3 % failed
  const std::string query = metric["provider"]["prometheus"]["query"];
  CHECK_THAT(query, ContainsSubstring("rollouts_pod_template_hash=\"{{args.version}}\"") && ContainsSubstring("* 60 >= 20"));
  // 400 ms lie 3/5 of the way from the bound 0.25 s to 0.5 s.
  CHECK_THAT(query, ContainsSubstring("0.4 * sum(") && ContainsSubstring("0.6 * sum("));
}

TEST_CASE("waves of regions follow the scenario, wait for the copy and bake", "[rollouts]") {
  const Files files = exported(with_rollout(RolloutStrategy::canary));
  const json spec = test::read_yaml(files, "rollouts/argocd/application-set.yaml")["spec"];
  CHECK(spec["generators"][0]["list"]["elements"] ==
        json::parse(R"([{"region": "aws-us-east-1", "wave": "1"}, {"region": "gcp-europe-west4", "wave": "0"},
                                                                     {"region": "azure-japaneast", "wave": "1"}])"));
  CHECK(spec["strategy"]["rollingSync"]["steps"].size() == 2);
  CHECK_FALSE(files.contains(us + "wait.yaml"));  // home of the artifact
  CHECK(test::read_yaml(files, europe + "wait.yaml")["metadata"]["annotations"]["argocd.argoproj.io/hook"] == "PreSync");
  CHECK_THAT(files.at(europe + "kustomization.yaml"), ContainsSubstring("ARTIFACT_URI=gs://CHANGE-ME-gcp-europe-west4/weights-v1/VERSION/COMPLETE"));
  CHECK(test::read_yaml(files, europe + "bake.yaml")["spec"]["template"]["spec"]["containers"][0]["command"] == json({"sleep", "600"}));
  CHECK_FALSE(files.contains(us + "bake.yaml"));
}

TEST_CASE("on AKS the job that waits for a copy is given an identity, and logs in with it", "[rollouts]") {
  const json pod = test::read_yaml(exported(with_rollout(RolloutStrategy::canary)), "rollouts/regions/azure-japaneast/wait.yaml")["spec"]["template"];
  CHECK(pod["metadata"]["labels"]["azure.workload.identity/use"] == "true");
  const std::string script = pod["spec"]["containers"][0]["command"][2];
  CHECK(script.find("az login") < script.find("az storage blob show"));
  CHECK_THAT(script, ContainsSubstring("$AZURE_FEDERATED_TOKEN_FILE"));
  CHECK_FALSE(test::read_yaml(exported(with_rollout(RolloutStrategy::canary)), europe + "wait.yaml")["spec"]["template"].contains("metadata"));
}

TEST_CASE("without a rollout in the scenario regions come one by one, the quietest first", "[rollouts]") {
  World world = test::chat();
  for (int hour = 0; hour < hours_per_week; ++hour) world.rate_rps[0](2, static_cast<std::size_t>(hour)) = 1;  // Tokyo
  const Files files = exported(world);
  const json spec = test::read_yaml(files, "rollouts/argocd/application-set.yaml")["spec"];
  CHECK(spec["generators"][0]["list"]["elements"][2] == json::parse(R"({"region": "azure-japaneast", "wave": "0"})"));
  CHECK(spec["strategy"]["rollingSync"]["steps"].size() == 3);
  CHECK_FALSE(files.contains(us + "chat-rollout.yaml"));
  CHECK(test::read_yaml(files, us + "kustomization.yaml")["resources"].size() == 1);
  // A rolling rollout is what the Deployment does.
  CHECK_FALSE(exported(with_rollout(RolloutStrategy::rolling)).contains(us + "chat-rollout.yaml"));
}
