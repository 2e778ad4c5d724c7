// Requests that are sent once more beside an attempt that is late.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "engine/window.h"
#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Replicas of the first pool that take so many times as long for everything, from the start.
class Speeds final : public engine::Surroundings {
 public:
  Speeds(const engine::Plan& plan, std::vector<double> slowness) : routing_(plan), slowness_(std::move(slowness)) {}
  std::optional<Led> lead(kernel::Time now, const Caller& caller) override { return routing_.lead(now, caller); }
  kernel::Time next_wake() const override { return set_ ? kernel::never : 1; }
  void wake(kernel::Time now, engine::Fleet& fleet) override {
    for (std::uint32_t replica = 0; replica < slowness_.size(); ++replica) fleet.set_slowness(now, 0, replica, slowness_[replica]);
    set_ = true;
  }

 private:
  engine::Unchanging routing_;
  std::vector<double> slowness_;
  bool set_ = false;
};

struct Window {
  std::vector<engine::RequestRecord> records;  // in the order in which they were sent
  engine::WindowRun run;

  template <class Holds>
  double share(const Holds& holds) const {
    return static_cast<double>(std::ranges::count_if(records, holds)) / static_cast<double>(records.size());
  }
  double hedged() const {
    return share([](const engine::RequestRecord& record) { return record.attempts > 1; });
  }
  double slower_than(double ms) const {
    return share([ms](const engine::RequestRecord& record) { return kernel::to_ms(record.e2e()) > ms; });
  }
};

// As many replicas in one region as there are speeds.
Window window_of(const World& world, const std::vector<double>& slowness, double window_s) {
  const Topology topology = test::tiny_topology(world, {0}, static_cast<int>(slowness.size()));
  const engine::Plan plan(world, topology, {.replications = 1, .windows = 1, .window_s = window_s, .warmup_s = 10});
  Speeds speeds(plan, slowness);
  Window window;
  window.run = engine::simulate_window(plan, 0, 0, speeds, [&](const engine::RequestRecord& record) { window.records.push_back(record); }, {});
  std::ranges::sort(window.records, {}, &engine::RequestRecord::number);
  for (std::uint64_t number = 0; number < window.records.size(); ++number) REQUIRE(window.records[number].number == number);
  return window;
}

World hedging(World world, double hedge_after_ms, int max_attempts = 2) {
  world.workloads[0].client.hedge_after_ms = hedge_after_ms;
  world.workloads[0].client.max_attempts = max_attempts;
  return world;
}

// Any request takes 100 ms alone on a replica that is as fast as it should be; which replica takes it is drawn.
World drawn_replicas(double rate_rps) {
  World world = test::tiny_classic_world(rate_rps);
  world.workloads[0].balancing = Balancing::power_of_two;
  std::get<ClassicServing>(world.workloads[0].serving).server.max_batch_size = 1;
  for (ServingOption& option : world.serving_options) {
    auto& timing = std::get<BatchModel>(option.timing);
    timing.base_ms = 99.9;
    timing.ms_per_item = 0.1;
  }
  return world;
}

SimulationOptions brief() { return {.replications = 2, .windows = 4, .window_s = 30, .warmup_s = 10}; }

std::string text_of(Outcome outcome) {
  outcome.wall_s = 0;
  return to_json(outcome);
}

}  // namespace

TEST_CASE("a hedge that never comes changes no byte of the outcome") {
  for (const World& world : {test::tiny_llm_world(6), test::tiny_classic_world(400)}) {
    const Topology topology = test::tiny_topology(world, {0, 1}, 1);
    CHECK(text_of(simulate(hedging(world, 3'600'000), topology, brief())) == text_of(simulate(hedging(world, 0), topology, brief())));
  }
}

TEST_CASE("hedged requests have the same history on any number of threads") {
  World world = hedging(test::tiny_llm_world(6), 2000, 3);
  world.workloads[0].client.timeout_s = 6;
  const Topology topology = test::tiny_topology(world, {0, 1}, 2);
  SimulationOptions options = brief();
  options.threads = 1;
  const std::string one = text_of(simulate(world, topology, options));
  options.threads = 3;
  CHECK(text_of(simulate(world, topology, options)) == one);
}

TEST_CASE("beside a slow replica, a request takes the hedge's delay and the time of the fast one") {
  const double after_ms = 300;
  World world = drawn_replicas(0.05);
  world.rtt_ms = Grid(3, 3, 10);
  const Window window = window_of(hedging(world, after_ms), {1, 20}, 20'000);
  REQUIRE(window.records.size() > 1000);
  CHECK_THAT(window.hedged(), WithinAbs(0.5, 0.06));
  std::size_t unlike = 0;  // who met another request
  for (const engine::RequestRecord& record : window.records) {
    const double at_servers_ms = kernel::to_ms(record.queue + record.service);
    unlike += std::abs(at_servers_ms - (record.attempts == 2 ? after_ms + 100 : 100)) > 1e-3;
    CHECK(record.fate == engine::Fate::completed);
  }
  CHECK(static_cast<double>(unlike) < 0.1 * static_cast<double>(window.records.size()));
}

TEST_CASE("two independent attempts are both late as often as the product of their chances says") {
  // Each replica has a pace of its own, so that the time of an attempt is that of a replica which is drawn anew: P(T > t) = P(S > t) P(S > t - h).
  std::vector<double> slowness;
  constexpr int replicas = 200;
  for (int replica = 0; replica < replicas; ++replica) slowness.push_back(1 - 10 * std::log((replica + 0.5) / replicas));
  const double after_ms = 800;
  World world = drawn_replicas(0.7);
  world.rtt_ms = Grid(3, 3, 10);
  const Window single = window_of(world, slowness, 4000), hedged = window_of(hedging(world, after_ms), slowness, 4000);
  REQUIRE(single.records.size() == hedged.records.size());
  REQUIRE(single.records.size() > 7000);
  for (const double ms : {300.0, 700.0, 1000.0, 1200.0, 1500.0, 2000.0, 2500.0}) {
    CAPTURE(ms);
    CHECK_THAT(hedged.slower_than(ms), WithinAbs(single.slower_than(ms) * single.slower_than(ms - after_ms), 0.02));
  }
  CHECK_THAT(hedged.hedged(), WithinAbs(single.slower_than(after_ms), 0.01));
}

TEST_CASE("as many requests are hedged as take longer than the delay, on their way back too") {
  // The user is so far away that much of the time is that of the network.
  World world = test::tiny_llm_world(0.05);
  world.rtt_ms = Grid(3, 3, 400);
  const Window single = window_of(world, {1, 1}, 10'000);
  for (const double after_ms : {1500.0, 2500.0}) {
    const Window hedged = window_of(hedging(world, after_ms), {1, 1}, 10'000);
    REQUIRE(single.slower_than(after_ms) > 0.1);
    CHECK_THAT(hedged.hedged(), WithinAbs(single.slower_than(after_ms), 0.005));
  }
}

TEST_CASE("hedges take the tail that a slow replica makes") {
  // Both attempts go there in one of a hundred requests.
  World world = test::tiny_llm_world(1);
  world.workloads[0].balancing = Balancing::round_robin;
  const std::vector<double> one_slow{1, 1, 1, 1, 1, 1, 1, 1, 1, 8};
  const Window single = window_of(world, one_slow, 2000), hedged = window_of(hedging(world, 4000), one_slow, 2000);
  const auto p99_ms = [](const Window& window) {
    std::vector<double> times;
    for (const engine::RequestRecord& record : window.records) times.push_back(kernel::to_ms(record.e2e()));
    std::ranges::sort(times);
    return times[times.size() * 99 / 100];
  };
  CAPTURE(p99_ms(single), p99_ms(hedged), hedged.hedged());
  CHECK(p99_ms(hedged) < 0.5 * p99_ms(single));
  CHECK(hedged.hedged() < 0.12);
}

TEST_CASE("the attempt that is not needed any more leaves its server") {
  // On the slow replica, an iteration takes ten times as long: until its twin has been answered, an attempt has done a small part of its work. If it
  // stayed, there would be 1.5 times the work.
  World world = test::tiny_llm_world(0.02);
  world.workloads[0].balancing = Balancing::power_of_two;
  std::get<LlmServing>(world.workloads[0].serving).output_tokens = {400, 400, 400};
  const Window single = window_of(world, {1, 10}, 20'000), hedged = window_of(hedging(world, 3500), {1, 10}, 20'000);
  CHECK_THAT(hedged.hedged(), WithinAbs(0.5, 0.06));
  const double more = hedged.run.loads[0].servers.occupancy / single.run.loads[0].servers.occupancy;
  CHECK(more > 1.02);
  CHECK(more < 1.2);
}

TEST_CASE("a retry budget bounds hedges") {
  World world = hedging(test::tiny_llm_world(1), 10);
  world.workloads[0].client.retry_budget = 0.1;
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 4), {.replications = 1, .windows = 1, .window_s = 2000, .warmup_s = 300});
  CHECK(outcome.requests.completed == outcome.requests.offered);
  CHECK_THAT(static_cast<double>(outcome.requests.retried) / static_cast<double>(outcome.requests.offered), WithinAbs(0.1, 0.005));
}

TEST_CASE("hedges and retries together are no more than the attempts of a client") {
  // Nobody waits long enough for an answer: all attempts are made.
  World world = hedging(test::tiny_llm_world(1), 30, 5);
  world.workloads[0].client.timeout_s = 0.1;
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 2), brief());
  REQUIRE(outcome.requests.offered > 100);
  CHECK(outcome.requests.timed_out == outcome.requests.offered);
  CHECK(outcome.requests.retried == 4 * outcome.requests.offered);
}

TEST_CASE("no request is lost or counted twice where servers are full and clients impatient") {
  World world = test::tiny_llm_world(6);
  auto& server = std::get<LlmServing>(world.workloads[0].serving).server;
  server.max_num_seqs = 8;
  server.max_waiting = 6;
  world.workloads[0].client.timeout_s = 4;
  const Topology topology = test::tiny_topology(world, {0}, 2);
  const Outcome single = simulate(world, topology, brief()), hedged = simulate(hedging(world, 1500, 4), topology, brief());
  CHECK(hedged.requests.offered == single.requests.offered);
  CHECK(hedged.requests.completed + hedged.requests.rejected + hedged.requests.timed_out == hedged.requests.offered);
  CHECK(hedged.requests.completed > 0);
  CHECK(hedged.requests.rejected > 0);
  CHECK(hedged.requests.timed_out > 0);
}

TEST_CASE("a request of which neither attempt is answered by the end counts once") {
  const Window window = window_of(hedging(test::tiny_llm_world(1), 1000), {1e5, 1e5}, 20);
  REQUIRE(window.records.size() > 30);
  CHECK(window.hedged() == 1);
  for (const engine::RequestRecord& record : window.records) CHECK(record.fate == engine::Fate::timed_out);
}

TEST_CASE("faults around hedged requests lose none of them from the count, and a hedge saves what a lost replica had") {
  World world = test::tiny_llm_world(2);
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  world.region_rtt_ms = Grid(3, 3, 100);
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  for (const double timeout_s : {0.0, 10.0}) {
    world.workloads[0].client.timeout_s = timeout_s;
    const ChaosOptions options{.warmup_s = 30,
                               .fault_at_s = 30,
                               .fault_for_s = 120,
                               .after_s = 60,
                               .faults = {FaultKind::region, FaultKind::zone, FaultKind::node, FaultKind::link, FaultKind::edge}};
    const ChaosOutcome single = chaos(world, topology, options), hedged = chaos(hedging(world, 4000), topology, options);
    REQUIRE(hedged.experiments.size() == single.experiments.size());
    for (const ChaosExperiment& experiment : hedged.experiments) {
      CAPTURE(experiment.name, timeout_s);
      const auto same = std::ranges::find(single.experiments, experiment.name, &ChaosExperiment::name);
      REQUIRE(same != single.experiments.end());
      CHECK(experiment.sent == same->sent);
      CHECK(experiment.failed <= same->failed);
      for (const ChaosMoment& moment : experiment.moments) CHECK(moment.completed <= moment.sent);
    }
  }
}
