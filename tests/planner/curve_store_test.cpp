// A stored capacity curve may be used again only where nothing that it depends on has changed.
#include "capacity/curve_store.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "support/tiny_world.h"

using namespace tradewind;
using capacity::curve_inputs;

namespace {

std::string inputs_after(World world, const std::function<void(World&)>& change) {
  change(world);
  return curve_inputs(world, world.serving_options.front(), {});
}

}  // namespace

TEST_CASE("whatever changes how an LLM server serves changes the key of its curve") {
  const World world = test::tiny_llm_world();
  const std::string before = curve_inputs(world, world.serving_options.front(), {});
  const auto server = [](World& w) -> VllmServer& { return std::get<LlmServing>(w.workloads.front().serving).server; };
  const auto model = [](World& w) -> IterationModel& { return std::get<IterationModel>(w.serving_options.front().timing); };
  const std::vector<std::function<void(World&)>> changes = {
      [&](World& w) { server(w).max_num_seqs += 1; },
      [&](World& w) { server(w).chunked_prefill = !server(w).chunked_prefill; },
      [&](World& w) { server(w).prefix_caching = !server(w).prefix_caching; },
      [&](World& w) { server(w).async_scheduling = !server(w).async_scheduling; },
      [&](World& w) { server(w).enforce_eager = !server(w).enforce_eager; },
      [&](World& w) { server(w).scheduling_policy = SchedulingPolicy::priority; },
      [&](World& w) { server(w).max_waiting = 7; },
      [&](World& w) { w.workloads.front().balancing = Balancing::prefix_affinity; },
      [&](World& w) { w.serving_options.front().kv_blocks += 1; },
      [&](World& w) { model(w).host_pause_ms += 1; },
      [&](World& w) { model(w).host_pause_requests += 1; },
      [&](World& w) { model(w).scale *= 1.01; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    INFO("change " << i);
    CHECK(inputs_after(world, changes[i]) != before);
  }
  CHECK(inputs_after(world, [](World&) {}) == before);
}
