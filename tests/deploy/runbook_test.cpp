// The runbook, against the failures that were simulated.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "runbook/failures.h"
#include "runbook/page.h"
#include "runbook/procedures.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

test::Files exported(const World& world, std::vector<ExpectedFailure> failures, const std::vector<std::string>& targets = {"runbook"},
                     int replicas = 4) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, replicas);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.failures = std::move(failures);
  return test::files_of(export_bundle(input, targets));
}

ExpectedFailure region_loss() {
  ExpectedFailure failure{"region aws:us-east-1", "region"};
  failure.detect_s = 93;
  failure.shift_s = 125;
  failure.fault_for_s = 600;
  failure.sent = 1000, failure.failed = 175, failure.late = 20;
  return failure;
}

}  // namespace

TEST_CASE("each failure has its times, and what it did to whom", "[runbook]") {
  const test::Files files = exported(test::chat(), {region_loss()});
  for (const char* file : {"runbook/RUNBOOK.md", "runbook/RUNBOOK.html"}) {
    INFO(file);
    CHECK_THAT(files.at(file), ContainsSubstring("region aws:us-east-1") && ContainsSubstring("1 min 33 s") && ContainsSubstring("2 min 5 s") &&
                                   ContainsSubstring("17.50 %") && ContainsSubstring("does NOT carry the load"));
  }
  const auto expected = nlohmann::json::parse(files.at("EXPECTED.json"))["failures"][0];
  CHECK(expected["detect_s"] == 93);
  CHECK(expected["recover_s"].is_null());
  CHECK_THAT(files.at("runbook/READINESS.md"), ContainsSubstring("1 of 1 simulated failures"));
}

TEST_CASE("the other regions together take over what a lost region had", "[runbook]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 5);
  const std::vector<RegionPlan> regions = region_plans({world, topology, "s", "t1"});
  const std::vector<runbook::TakenOver> pools = runbook::taken_over(regions, regions[0]);
  REQUIRE(pools.size() == 2);
  for (const runbook::TakenOver& taken : pools) {
    CHECK(taken.replicas == 8);  // its 5 and half of the 5 that are lost, rounded up
    CHECK(taken.instances == 8);
    CHECK(taken.region != &regions[0]);
  }
}

TEST_CASE("replicas are held so that no sync of a repository takes them back, and the files that keep them are named", "[runbook]") {
  const World world = test::chat();
  const std::string alone = exported(world, {}).at("runbook/RUNBOOK.md");
  CHECK_THAT(
      alone,
      ContainsSubstring(
          "kubectl --context gcp-europe-west4 -n inference-chat annotate scaledobject chat autoscaling.keda.sh/paused-replicas=6 --overwrite"));
  CHECK_THAT(alone, ContainsSubstring("annotate scaledobject --all autoscaling.keda.sh/paused-replicas-"));
  CHECK(alone.find("patch scaledobject") == std::string::npos);
  CHECK(alone.find("kubernetes/overlays") == std::string::npos);
  const std::string all = exported(world, {}, {"runbook", "helm", "kserve"}).at("runbook/RUNBOOK.md");
  for (const char* file :
       {"kubernetes/overlays/CLUSTER/WORKLOAD-scaling.yaml", "helm/inference-chat/regions/CLUSTER.yaml", "kserve/regions/CLUSTER/WORKLOAD.yaml"})
    CHECK_THAT(all, ContainsSubstring(file));
}

TEST_CASE("a runbook names the folders of its own bundle", "[runbook]") {
  World world = test::chat();
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  const auto page = [&](const std::vector<std::string>& targets, const char* file) { return exported(world, {region_loss()}, targets).at(file); };
  for (const char* file : {"runbook/RUNBOOK.md", "runbook/RUNBOOK.html", "runbook/READINESS.md"}) {
    INFO(file);
    CHECK_THAT(page({"runbook", "pulumi"}, file), ContainsSubstring("pulumi/") && !ContainsSubstring("terraform/"));
    CHECK_THAT(page({"runbook", "terraform"}, file), ContainsSubstring("terraform/") && !ContainsSubstring("pulumi/"));
    CHECK_THAT(page({"runbook", "terraform", "pulumi"}, file), ContainsSubstring("terraform/ or pulumi/"));
    CHECK_THAT(page({"runbook"}, file), !ContainsSubstring("terraform/") && !ContainsSubstring("pulumi/"));
  }
  CHECK_THAT(page({"runbook", "pulumi"}, "runbook/RUNBOOK.md"), ContainsSubstring("Take aws-us-east-1 out of the endpoints of pulumi/ and apply"));
}

TEST_CASE("an evacuation says which limits of machines stand in its way, and where", "[runbook]") {
  World world = test::chat();
  const auto limits = [&](const std::vector<std::string>& targets) { return exported(world, {}, targets, 1).at("runbook/RUNBOOK.md"); };
  CHECK_THAT(exported(world, {}).at("runbook/RUNBOOK.md"), !ContainsSubstring("machines needed"));  // 6 of 6
  world.constraints.max_instances_per_region = 1;
  CHECK_THAT(limits({"runbook", "terraform"}), ContainsSubstring("| gcp-europe-west4 | chat | 2 | 1 | terraform/regions.tf.json: max\\_instances |"));
  CHECK_THAT(limits({"runbook", "pulumi"}), ContainsSubstring("pulumi/plan.ts: maxInstances"));
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  const std::string by_cluster = limits({"runbook", "terraform"});
  CHECK_THAT(by_cluster, ContainsSubstring("| aws-us-east-1 | chat | 2 | 1 | the NodePool chat: limits |"));
  CHECK_THAT(by_cluster, !ContainsSubstring("| gcp-europe-west4 | chat | 2 | 1"));  // a compute class has no limit
}

TEST_CASE("a version is taken back by whatever brings it", "[runbook]") {
  World world = test::chat();
  Rollout rollout;
  rollout.name = "careful";
  rollout.strategy = RolloutStrategy::canary;
  world.rollouts = {rollout};
  CHECK_THAT(exported(world, {}, {"runbook", "kubernetes"}).at("runbook/RUNBOOK.md"),
             ContainsSubstring("kubectl --context aws-us-east-1 -n inference-chat rollout undo deployment/chat"));
  CHECK_THAT(exported(world, {}, {"runbook", "rollouts"}).at("runbook/RUNBOOK.md"),
             ContainsSubstring("kubectl argo rollouts --context aws-us-east-1 -n inference-chat abort chat") && !ContainsSubstring("rollout undo"));
}

TEST_CASE("nothing that a user names becomes markup", "[runbook]") {
  World world = test::chat();
  world.name = "<script>alert(1)</script> | `x` [a](b)\n# c";
  ExpectedFailure failure = region_loss();
  failure.group = "incident";
  failure.name = "incident <img src=x>";
  failure.hardest_hit = "a | b";
  const test::Files files = exported(world, {failure});
  CHECK(files.at("runbook/RUNBOOK.html").find("<script>") == std::string::npos);
  CHECK(files.at("runbook/RUNBOOK.html").find("<img") == std::string::npos);
  const std::string& markdown = files.at("runbook/RUNBOOK.md");
  CHECK(markdown.find("<script>") == std::string::npos);
  CHECK(markdown.find("\n# c") == std::string::npos);
  CHECK_THAT(markdown, ContainsSubstring("a \\| b"));
}

TEST_CASE("every kind of fault has its advice", "[runbook]") {
  const World world = test::chat();
  for (std::size_t i = 0; i < fault_kinds; ++i) {
    ExpectedFailure failure = region_loss();
    failure.group = std::string(to_string(static_cast<FaultKind>(i)));
    INFO(failure.group);
    CHECK(exported(world, {failure}).at("runbook/RUNBOOK.md").find("An incident of the scenario") == std::string::npos);
  }
}

TEST_CASE("durations read as people say them", "[runbook]") {
  CHECK(runbook::duration(0.2) == "at once");
  CHECK(runbook::duration(59.6) == "1 min");
  CHECK(runbook::duration(93) == "1 min 33 s");
}
