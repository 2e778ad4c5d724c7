// The runbook, against the failures that were simulated.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "runbook/failures.h"
#include "runbook/page.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

test::Files exported(const World& world, std::vector<ExpectedFailure> failures) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.failures = std::move(failures);
  return test::files_of(export_bundle(input, {"runbook"}));
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
  const std::vector<std::string> lines = runbook::scale_out_commands(world, regions, regions[0]);
  REQUIRE(lines.size() == 2);
  for (const std::string& line : lines) {
    CHECK_THAT(line, ContainsSubstring("\"minReplicaCount\":8") && ContainsSubstring("scaledobject chat"));
    CHECK(line.find("aws-us-east-1") == std::string::npos);
  }
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
