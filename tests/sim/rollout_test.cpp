// Rollouts with their users: against the run without one, against arithmetic, and against what they promise.
#include "tradewind/sim/rollout.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "support/tiny_world.h"

using namespace tradewind;
using Catch::Approx;

namespace {

// An artifact of 16 GB: 10 s from region 0 to 1 and 20 s to 2; replicas start in 45 s on a new node, in 35 s where there is one.
World world_with(Rollout rollout, double rate_rps = 3) {
  World world = test::tiny_llm_world(rate_rps);
  world.workloads[0].start_up = {.node_s = 10, .image_pull_s = 0, .load_s_per_gb = 1, .warm_up_s = 19, .stock_out = 0};
  Artifact artifact;
  artifact.name = "weights";
  artifact.size_gb = 16;
  artifact.versions_per_month = 1;
  world.data.artifacts = {artifact};
  rollout.name = "new";
  rollout.artifact = 0;
  rollout.sync_interval_s = rollout.sync_jitter_s = 0;
  world.rollouts = {rollout};
  return world;
}

ReplicationNetwork network() {
  ReplicationNetwork network{Grid(3, 3, 12.8), Grid(3, 3), Grid(3, 3)};
  return network;
}

Rollout canary(std::vector<CanaryStep> steps = {{0.25, 120}, {1, 0}}) {
  Rollout rollout;
  rollout.strategy = RolloutStrategy::canary;
  rollout.steps = std::move(steps);
  return rollout;
}

Rollout with_analysis(Rollout rollout) {
  rollout.analysis.emplace();
  rollout.analysis->interval_s = 30;
  rollout.analysis->metrics_delay_s = 10;
  rollout.analysis->max_latency_ms = 1e6;
  return rollout;
}

constexpr RolloutOptions options() { return {.warmup_s = 30, .before_s = 60, .after_s = 60, .moment_s = 5}; }

RolloutResult play(const World& world, int replicas = 2, const RolloutOptions& with = options()) {
  return play_rollouts(world, test::tiny_topology(world, {0, 1, 2}, replicas), network(), with).rollouts.at(0);
}

std::optional<double> when(const RolloutResult& result, const std::string& what) {
  const auto event = std::ranges::find(result.events, what, &RolloutEvent::what);
  return event == result.events.end() ? std::nullopt : std::optional(event->at_s - options().before_s);
}

}  // namespace

TEST_CASE("a rollout of a good version loses nobody, and every region ends with it") {
  for (const RolloutStrategy strategy : {RolloutStrategy::rolling, RolloutStrategy::blue_green, RolloutStrategy::canary}) {
    Rollout rollout = canary();
    rollout.strategy = strategy;
    rollout.grace_period_s = 120;
    const RolloutResult result = play(world_with(rollout));
    CAPTURE(to_string(strategy));
    CHECK(result.failed == 0);
    CHECK(result.done_s);
    CHECK_FALSE(result.failed_s);
    std::uint64_t sent = 0, by_new = 0, last_old = 0;
    for (const RolloutMoment& moment : result.moments) {
      CHECK(moment.completed <= moment.sent);
      CHECK(moment.by_new <= moment.completed);
      sent += moment.sent;
      by_new += moment.by_new;
      if (moment.by_new < moment.completed) last_old = static_cast<std::uint64_t>(moment.at_s);
    }
    CHECK(by_new == result.by_new);
    CHECK(sent > 1000);
    CHECK(static_cast<double>(last_old) <= options().before_s + *result.done_s);
    CHECK(result.moments.back().by_new == result.moments.back().completed);
    for (const RolloutRegion& region : result.regions) CHECK(region.done_s);
  }
}

TEST_CASE("before the new version answers, nothing differs from the run without a rollout") {
  const World world = world_with(canary());
  World without = world;
  without.rollouts[0].pipeline_s = 3000;
  const RolloutResult now = play(world), later = play(without);
  const double first_s = options().before_s + *now.regions[0].first_answer_s;
  std::size_t same = 0;
  for (std::size_t i = 0; now.moments[i].at_s + 40 < first_s; ++i, ++same) {
    CHECK(now.moments[i].sent == later.moments[i].sent);
    CHECK(now.moments[i].completed == later.moments[i].completed);
    CHECK(now.moments[i].p95_ms == later.moments[i].p95_ms);
  }
  CHECK(same >= 8);
}

TEST_CASE("rollouts are the same for any number of threads, and other for another seed") {
  const World world = world_with(canary());
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  RolloutOptions with = options();
  with.replications = 2;
  with.threads = 1;
  const auto alone = play_rollouts(world, topology, network(), with).fingerprint;
  with.threads = 3;
  CHECK(play_rollouts(world, topology, network(), with).fingerprint == alone);
  with.seed = 2;
  CHECK(play_rollouts(world, topology, network(), with).fingerprint != alone);
}

TEST_CASE("no region begins before its copy is there, and no request meets a version before a replica could have loaded it") {
  Rollout rollout = canary();
  rollout.pipeline_s = 100;
  rollout.stalls = {{2, 5, 300}};
  const RolloutResult result = play(world_with(rollout));
  REQUIRE(result.regions.size() == 3);
  // A star: 16 GB at 12.8 Gbit/s are 10 s, one copy after the other.
  CHECK(*result.regions[0].arrived_s == Approx(100));
  CHECK(*result.regions[1].arrived_s == Approx(110));
  CHECK(*result.regions[2].arrived_s == Approx(100 + 305 + 10));  // its turn comes after 10 s, and it stands still until 305 s
  for (const RolloutRegion& region : result.regions) {
    CHECK(*region.began_s >= *region.arrived_s);
    CHECK(*region.first_answer_s >= *region.began_s + 45 + 5);  // start and shift
    CHECK(*region.first_answer_s <= *region.began_s + 45 + 5 + 20);
  }
}

TEST_CASE("waves follow one another, each after the time for which the one before was watched") {
  Rollout rollout = canary();
  rollout.waves = {{{1}, 200}, {{0}, 0}};
  const RolloutResult result = play(world_with(rollout));
  CHECK(result.regions[0].wave == 1);
  CHECK(result.regions[1].wave == 0);
  CHECK(result.regions[2].wave == 2);
  CHECK(*result.regions[0].began_s == Approx(*result.regions[1].done_s + 200));
  CHECK(*result.regions[2].began_s == Approx(*result.regions[0].done_s));
  CHECK(*result.done_s == Approx(*result.regions[2].done_s));
}

TEST_CASE("the share of the new version is the weight of the canary, and the skew lasts as long as both answer") {
  const RolloutResult result = play(world_with(canary({{0.25, 1200}, {1, 0}}), 6));
  std::uint64_t completed = 0, by_new = 0;
  const double from_s = options().before_s + 60 + 40, to_s = from_s + 1000;
  for (const RolloutMoment& moment : result.moments)
    if (moment.at_s >= from_s && moment.at_s < to_s) completed += moment.completed, by_new += moment.by_new;
  const double share = static_cast<double>(by_new) / static_cast<double>(completed);
  CHECK(std::abs(share - 0.25) < 4 * std::sqrt(0.25 * 0.75 / static_cast<double>(completed)));
  CHECK(result.skew.seconds > 1200);
  CHECK(result.skew.seconds < 1400);
  CHECK(result.skew.share == Approx(0.25).margin(0.03));
}

TEST_CASE("a bad version is found by the first measurement that has seen it, and leaves within the bound") {
  for (const RolloutStrategy strategy : {RolloutStrategy::rolling, RolloutStrategy::blue_green, RolloutStrategy::canary}) {
    Rollout rollout = with_analysis(canary());
    rollout.strategy = strategy;
    rollout.scale_down_delay_s = 300;
    rollout.bad_version = {0.5, 1, 0};
    const RolloutResult result = play(world_with(rollout, 10));
    CAPTURE(to_string(strategy));
    REQUIRE(result.failed_s);
    CHECK(result.back_s);
    CHECK_FALSE(result.done_s);
    const double first_sent_s = *result.first_error_s - 10;  // an answer takes some seconds
    CHECK(*result.failed_s > first_sent_s + 30 + 10 - 5);
    CHECK(*result.failed_s < *result.first_error_s + 30 + 10 + 5);
    CHECK(*result.clean_after_s <= *result.clean_bound_s);
    CHECK(result.failed == result.bad_answers);  // nobody asks again
    // Half of what the new version was asked.
    const double asked = static_cast<double>(result.by_new + result.bad_answers);
    CHECK(std::abs(static_cast<double>(result.bad_answers) - asked / 2) < 4 * std::sqrt(asked / 4));
    CHECK(result.moments.back().by_new == 0);
    CHECK(result.moments.back().new_replicas == 0);
  }
}

TEST_CASE("a slow version is found by its latency") {
  Rollout rollout = with_analysis(canary());
  rollout.analysis->max_latency_ms = 300;
  rollout.analysis->min_requests = 5;
  CHECK_FALSE(play(world_with(rollout, 5)).failed_s);
  rollout.bad_version = {0, 20, 0};
  const RolloutResult result = play(world_with(rollout, 5));
  CHECK(result.failed_s);
  CHECK(result.bad_answers == 0);
  CHECK(result.late > result.usually_late);
}

TEST_CASE("what is wrong under load alone passes a small canary and shows when all requests come") {
  Rollout rollout = with_analysis(canary({{0.1, 200}, {1, 0}}));
  rollout.analysis->min_requests = 5;
  rollout.scale_down_delay_s = 300;
  rollout.bad_version = {1, 1, 6};
  const World world = world_with(rollout, 8);
  const RolloutResult result = play(world);
  REQUIRE(result.first_error_s);
  const auto everybody = when(result, "aws:us-east-1 sends 100 % to the new version");
  REQUIRE(everybody);
  CHECK(*result.first_error_s > *everybody);
  CHECK(result.failed_s);
  World lighter = world;
  lighter.rollouts[0].bad_version->above_requests = 1000;
  CHECK_FALSE(play(lighter).first_error_s);
  // Slow under load: one replica more than it can bear is slowed down, and stays so.
  World slow = world;
  slow.rollouts[0].bad_version = BadVersion{0, 50, 6};
  slow.rollouts[0].analysis.reset();
  CHECK(play(slow).late > 2 * play(lighter).late);
}

TEST_CASE("conversations that stick to a version change it once; others change it back and forth") {
  Rollout rollout = canary({{0.3, 600}, {1, 0}});
  World world = world_with(rollout);
  auto& llm = std::get<LlmServing>(world.workloads[0].serving);
  llm.prompt_tokens = {100, 300, 1000};
  llm.session = {6, 10, 30};
  const VersionSkew loose = play(world, 4).skew;
  world.rollouts[0].sticky = true;
  const VersionSkew sticky = play(world, 4).skew;
  CHECK(static_cast<double>(loose.conversations) == Approx(static_cast<double>(sticky.conversations)).epsilon(0.02));
  CHECK(loose.turns > loose.conversations);
  CHECK(loose.switched > loose.split);
  CHECK(sticky.switched == sticky.split);
  CHECK(sticky.split < loose.split / 2);
  CHECK(sticky.split > 0);
  // What comes when one version alone is left does not count.
  RolloutOptions longer = options();
  longer.after_s = 1200;
  CHECK(static_cast<double>(play(world, 4, longer).skew.turns) == Approx(static_cast<double>(sticky.turns)).epsilon(0.05));
}

TEST_CASE("copies and surge are counted as they are made") {
  const auto gb = [](const RolloutResult& result) {
    double sum = 0;
    for (const CopiedBytes& copy : result.usage.copies) sum += copy.gb;
    return sum;
  };
  const auto hours = [](const RolloutResult& result) {
    double sum = 0;
    for (const SurgeUsage& surge : result.usage.surge) sum += surge.instance_hours;
    return sum;
  };
  Rollout rollout = canary();
  rollout.strategy = RolloutStrategy::blue_green;
  const RolloutResult waits = play(world_with(rollout), 2, {.warmup_s = 30, .before_s = 60, .after_s = 1000, .moment_s = 5});
  CHECK(gb(waits) == Approx(2 * 16));
  // Two instances in each of three regions: start, shift, delay, draining up to its grace, and ten minutes more.
  CHECK(hours(waits) * 3600 >= 6 * (45 + 5 + 30 + 600));
  CHECK(hours(waits) * 3600 <= 6 * (45 + 5 + 30 + 30 + 600));

  // Instances that are not needed any more are paid for until they go, whenever the run ends.
  const RolloutResult shorter = play(world_with(rollout), 2, {.warmup_s = 30, .before_s = 60, .after_s = 0, .moment_s = 5});
  CHECK(hours(shorter) == Approx(hours(waits)));

  rollout.wait_for_replication = false;
  rollout.stalls = {{1, 0, 5000}, {2, 0, 5000}};
  CHECK(gb(play(world_with(rollout))) == Approx(2 * 16 + 4 * 16));  // four replicas load from region 0
}

TEST_CASE("copies by a provider's service say that they follow a design target") {
  World world = world_with(canary());
  CHECK(std::ranges::none_of(play(world).notes, [](const std::string& note) { return note.starts_with("Copies by"); }));
  world.data.artifacts[0].replication = ArtifactReplication::s3_time_control;
  world.data.artifacts[0].delay = {30, 900, 99.99, true};
  const RolloutResult result = play(world);
  CHECK(std::ranges::any_of(result.notes, [](const std::string& note) {
    return note.starts_with("Copies by s3_time_control follow a design target, not a measurement: 99.99 % of the files within 900 s (");
  }));
  // Each region has a delay of its own; the home region none.
  CHECK(*result.regions[0].arrived_s == 0);
  CHECK(*result.regions[1].arrived_s > 0);
  CHECK(*result.regions[1].arrived_s != *result.regions[2].arrived_s);
}

TEST_CASE("a replica that may not finish breaks requests off") {
  Rollout rollout;
  rollout.grace_period_s = 0;
  const RolloutResult hasty = play(world_with(rollout, 5));
  CHECK(hasty.failed > 0);
  rollout.grace_period_s = 120;
  CHECK(play(world_with(rollout, 5)).failed == 0);
}

TEST_CASE("rollouts that never finish are refused, with the way out") {
  const auto problems = [](const World& world) {
    std::vector<std::string> all;
    for (const Problem& problem : check_rollouts(world, test::tiny_topology(world, {0, 1}, 2), network()))
      all.push_back(problem.pointer + ": " + problem.found + "; " + problem.expected);
    return all;
  };
  Rollout rollout = canary();
  CHECK(problems(world_with(rollout)).empty());

  rollout.progress_deadline_s = 44;
  CHECK(problems(world_with(rollout)) ==
        std::vector<std::string>{"/rollouts/0/progress_deadline_s: 44 s for replicas in aws:us-east-1 that take 45 s to start (16 GB to load); more "
                                 "than 45 s, or a quicker start_up: such a rollout never finishes",
                                 "/rollouts/0/progress_deadline_s: 44 s for replicas in aws:eu-west-1 that take 45 s to start (16 GB to load); more "
                                 "than 45 s, or a quicker start_up: such a rollout never finishes"});
  rollout.progress_deadline_s = 600;

  World few = world_with(rollout);
  few.constraints.max_instances_per_region = 3;
  REQUIRE(problems(few).size() == 2);
  CHECK(problems(few)[0].starts_with(
      "/rollouts/0/strategy: 4 replicas of canary at once in aws:us-east-1, which are 4 instances where the limits of the scenario leave it 3"));
  few.rollouts[0].strategy = RolloutStrategy::rolling;
  CHECK(problems(few).empty());

  rollout.waves = {{{2}, 0}};
  CHECK(problems(world_with(rollout)) ==
        std::vector<std::string>{"/rollouts/0/waves/0/regions/0: aws:ap-northeast-1, where the topology has no replica of chat; regions that serve "
                                 "the workload"});
  rollout.waves = {{{0}, 8 * 86400.0}};
  CHECK(problems(world_with(rollout)).size() == 1);
}
