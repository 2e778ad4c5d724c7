// Ten fixed runs whose every request must have the same history on any number of threads, with any compiler setting. A change that moves a
// fingerprint says why.
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <vector>

#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

struct FixedRun {
  std::string name;
  World world;
  Topology topology;
  SimulationOptions options;
  std::uint64_t fingerprint;
};

VllmServer& vllm(World& world) { return std::get<LlmServing>(world.workloads[0].serving).server; }
BatchServer& batcher(World& world) { return std::get<ClassicServing>(world.workloads[0].serving).server; }

World changed(World world, const std::function<void(World&)>& change) {
  change(world);
  return world;
}

std::vector<FixedRun> fixed_runs() {
  const SimulationOptions options{.seed = 7, .replications = 3, .windows = 5, .window_s = 10, .warmup_s = 5};
  const World chat = test::tiny_llm_world(), fraud = test::tiny_classic_world();
  const auto three = test::tiny_topology(chat, {0, 1, 2}, 1), one = test::tiny_topology(chat, {1}, 4);
  Topology weighted = three;
  weighted.policy = RoutingPolicy::weighted;
  weighted.shares = {Grid(3, 3, 1.0 / 3)};
  return {
      {"chat", chat, three, options, 0x6417821df75dff50},
      {"chat, one region", chat, one, options, 0xf6e79b28a6e91ee9},
      {"chat, weighted", chat, weighted, options, 0x5d462b95e958b877},
      {"chat, busy", test::tiny_llm_world(25), three, options, 0x63419ff7bdbbeb96},
      {"chat, little memory",
       changed(test::tiny_llm_world(3),
               [](World& world) {
                 for (ServingOption& option : world.serving_options) option.kv_blocks = 400;
               }),
       three, options, 0x5fbed7d03dba1f97},
      {"chat, no chunks", changed(chat, [](World& world) { vllm(world).chunked_prefill = false, vllm(world).max_num_batched_tokens = 8192; }), three,
       options, 0x1f2629bdd24af093},
      {"chat, power of two", changed(chat, [](World& world) { world.workloads[0].balancing = Balancing::power_of_two; }), one, options,
       0xa310eec9e077a473},
      {"fraud", fraud, three, options, 0x84f246ceea96401a},
      {"fraud, delayed",
       changed(test::tiny_classic_world(400), [](World& world) { batcher(world).max_queue_delay_us = 3000, batcher(world).instances = 2; }), three,
       options, 0x8913d03925f620a5},
      {"fraud, full queue", changed(test::tiny_classic_world(1500), [](World& world) { batcher(world).max_waiting = 40; }), one, options,
       0x9b6272cc68519a19},
  };
}

}  // namespace

TEST_CASE("ten fixed runs keep their fingerprints on 1, 2 and 5 threads") {
  for (FixedRun& run : fixed_runs()) {
    INFO(run.name);
    std::string text;
    for (const int threads : {1, 2, 5}) {
      run.options.threads = threads;
      Outcome outcome = simulate(run.world, run.topology, run.options);
      CHECK(outcome.fingerprint == run.fingerprint);
      outcome.wall_s = 0;
      if (text.empty()) text = to_json(outcome);
      CHECK(to_json(outcome) == text);
    }
  }
}
