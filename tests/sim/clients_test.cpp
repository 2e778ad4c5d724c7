// What the clients of a scenario bring along: urgency, a common system prompt, and patience that ends.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "support/tiny_world.h"
#include "tradewind/sim/capacity.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

SimulationOptions brief() { return {.replications = 2, .windows = 4, .window_s = 30, .warmup_s = 10}; }

LlmServing& llm(World& world) { return std::get<LlmServing>(world.workloads[0].serving); }

Outcome one_replica(const World& world) { return simulate(world, test::tiny_topology(world, {0}, 1), brief()); }

// More requests than may run at once, so that some wait.
World crowded_world() {
  World world = test::tiny_llm_world(6);
  llm(world).server.max_num_seqs = 16;
  return world;
}

}  // namespace

TEST_CASE("urgent requests pass the others, and only under priority scheduling") {
  World world = crowded_world();
  llm(world).priority_classes = {{"urgent", 0, 0.2}, {"patient", 1, 0.8}};
  const Outcome alike = one_replica(world);
  llm(world).server.scheduling_policy = SchedulingPolicy::priority;
  const Outcome by_priority = one_replica(world);

  for (const Outcome& outcome : {alike, by_priority}) {
    const auto& classes = outcome.workloads[0].priority_classes;
    REQUIRE(classes.size() == 2);
    CHECK(classes[0].requests.offered + classes[1].requests.offered == outcome.requests.offered);
    CHECK_THAT(static_cast<double>(classes[0].requests.offered) / static_cast<double>(outcome.requests.offered), WithinAbs(0.2, 0.03));
    CHECK(classes[0].name == "urgent");
  }
  const auto queue_ms = [](const Outcome& outcome, std::size_t c) { return outcome.workloads[0].priority_classes[c].latency.queue.mean; };
  REQUIRE(queue_ms(alike, 0) > 100);
  CHECK_THAT(queue_ms(alike, 0), WithinRel(queue_ms(alike, 1), 0.2));
  CHECK(queue_ms(by_priority, 0) < 0.2 * queue_ms(alike, 0));
  CHECK(queue_ms(by_priority, 1) > queue_ms(alike, 1));
}

TEST_CASE("a workload of one class has no rows of classes, and its figures do not depend on how the class is called") {
  World world = test::tiny_llm_world();
  const Outcome plain = one_replica(world);
  CHECK(plain.workloads[0].priority_classes.empty());
  llm(world).priority_classes = {{"all", 7, 1}};
  CHECK(one_replica(world).fingerprint == plain.fingerprint);
}

TEST_CASE("a system prompt costs its tokens without a prefix cache, and next to nothing with one") {
  World world = test::tiny_llm_world();
  const Outcome without = one_replica(world);
  llm(world).system_prompt_tokens = 3000;
  const Outcome cached = one_replica(world);
  llm(world).server.prefix_caching = false;
  const Outcome computed = one_replica(world);
  CHECK(cached.latency.ttft.p50 < 1.15 * without.latency.ttft.p50);
  CHECK(computed.latency.ttft.p50 > 1.5 * without.latency.ttft.p50);
  // The application adds it in the region: nobody uploads it.
  CHECK(computed.usage.requests.at(0).request_gb == without.usage.requests.at(0).request_gb);
}

TEST_CASE("as many system prompts as requests share nothing") {
  World world = test::tiny_llm_world();
  llm(world).system_prompt_tokens = 3000;
  llm(world).system_prompt_variants = 100'000;
  const Outcome varied = one_replica(world);
  llm(world).server.prefix_caching = false;
  const Outcome computed = one_replica(world);
  CHECK_THAT(varied.latency.ttft.p50, WithinRel(computed.latency.ttft.p50, 0.02));
}

TEST_CASE("a system prompt lowers what a replica can serve, a prefix cache gives it back") {
  World world = test::tiny_llm_world();
  const CapacityOptions quick{.requests_per_point = 2000};
  const double without = capacity_curve(world, world.serving_options[0], quick).max_rate_rps;
  llm(world).system_prompt_tokens = 3000;
  const double cached = capacity_curve(world, world.serving_options[0], quick).max_rate_rps;
  llm(world).server.prefix_caching = false;
  const double computed = capacity_curve(world, world.serving_options[0], quick).max_rate_rps;
  CHECK(computed < 0.7 * without);
  CHECK(cached > 1.2 * computed);
}

TEST_CASE("clients that give up count as timed out, and leave room for the others") {
  World world = crowded_world();
  const Outcome patient = one_replica(world);
  world.workloads[0].client.timeout_s = 5;
  const Outcome impatient = one_replica(world);
  CHECK(impatient.requests.offered == patient.requests.offered);
  CHECK(impatient.requests.timed_out > 0);
  CHECK(impatient.requests.completed + impatient.requests.timed_out == impatient.requests.offered);
  CHECK(impatient.latency.e2e.max <= 5000.001);
  CHECK(impatient.latency.queue.mean < patient.latency.queue.mean);
}

TEST_CASE("clients whose patience is never needed change nothing") {
  World world = test::tiny_llm_world();
  const Outcome patient = one_replica(world);
  world.workloads[0].client.timeout_s = 3600;
  const Outcome bounded = one_replica(world);
  CHECK(bounded.fingerprint == patient.fingerprint);
  CHECK(bounded.requests.timed_out == patient.requests.timed_out);
}

TEST_CASE("clients of a classic model give up too") {
  World world = test::tiny_classic_world(4000);
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const SimulationOptions seconds{.replications = 1, .windows = 1, .window_s = 3, .warmup_s = 2};
  const Outcome patient = simulate(world, topology, seconds);
  world.workloads[0].client.timeout_s = 0.5;
  const Outcome impatient = simulate(world, topology, seconds);
  CHECK(impatient.requests.offered == patient.requests.offered);
  CHECK(impatient.requests.timed_out > patient.requests.timed_out);
  CHECK(impatient.latency.e2e.max <= 500.001);
}

namespace {

// Every request takes a second on the one instance, and nobody may wait: a loss system.
World loss_world(double offered_load) {
  World world = test::tiny_classic_world(offered_load / 3);
  auto& classic = std::get<ClassicServing>(world.workloads[0].serving);
  classic.server.max_batch_size = 1;
  classic.server.max_waiting = 0;
  for (ServingOption& option : world.serving_options) {
    auto& timing = std::get<BatchModel>(option.timing);
    timing.base_ms = 999.9;
    timing.ms_per_item = 0.1;
  }
  return world;
}

}  // namespace

TEST_CASE("retries multiply the load by the sum of the powers of the chance to fail") {
  // So slow a timeout that it never comes, except that every attempt is hopeless: the service takes longer than the client waits. Then each of n
  // attempts fails, and a request weighs n of them.
  World world = loss_world(0.5);
  world.workloads[0].client = {.timeout_s = 0.5, .max_attempts = 4, .backoff_ms = 1000, .backoff_max_ms = 4000};
  const Outcome outcome = one_replica(world);
  CHECK(outcome.requests.timed_out == outcome.requests.offered);
  CHECK(outcome.requests.retried == 3 * outcome.requests.offered);
}

TEST_CASE("a retry budget bounds the retries of a storm, and the requests that would have succeeded still do") {
  World world = loss_world(0.5);
  world.workloads[0].client = {.timeout_s = 0.5, .max_attempts = 4, .backoff_ms = 1000, .backoff_max_ms = 4000, .retry_budget = 0.2};
  const SimulationOptions longer{.replications = 1, .windows = 1, .window_s = 3000, .warmup_s = 600};
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 1), longer);
  CHECK_THAT(static_cast<double>(outcome.requests.retried) / static_cast<double>(outcome.requests.offered), WithinAbs(0.2, 0.03));
}

TEST_CASE("who finds the queue full comes back later, and gets through more often") {
  World world = test::tiny_llm_world(6);
  llm(world).server.max_num_seqs = 8;
  llm(world).server.max_waiting = 2;
  const Outcome once = one_replica(world);
  REQUIRE(once.requests.rejected > once.requests.offered / 10);
  world.workloads[0].client.max_attempts = 3;
  const Outcome thrice = one_replica(world);
  CHECK(thrice.requests.offered == once.requests.offered);
  CHECK(thrice.requests.retried > 0);
  CHECK(thrice.requests.completed > once.requests.completed);
  CHECK(thrice.requests.completed + thrice.requests.rejected == thrice.requests.offered);
}
