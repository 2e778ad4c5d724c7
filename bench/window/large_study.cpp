#include "large_study.h"

#include <algorithm>
#include <vector>

#include "support/made_candidate.h"

namespace tradewind::bench {
namespace {

constexpr const char* scenario = R"({"name": "bench", "populations": [{"metros": 1000, "users_share": 0.001}],
  "workloads": [{"name": "assistant", "requests_per_user_day": 1, "slo": {"metric": "ttft", "target_ms": 800},
    "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 4000}, "output_tokens": {"p50": 80, "p95": 200, "max": 400}}}],
  "regions": {"providers": ["aws", "azure", "gcp"]}})";

// The same numbers on every machine.
class Numbers {
 public:
  double next() { return (state_ = state_ * 1664525u + 1013904223u) / 4294967296.0; }

 private:
  std::uint32_t state_ = 1;
};

// Every metro to its three nearest regions, each metro with latencies of its own.
void spread(const World& world, const std::vector<std::uint32_t>& offers, Candidate& c) {
  c.topology.policy = RoutingPolicy::weighted;
  c.topology.shares.assign(1, Grid(world.populations.size(), world.regions.size()));
  for (const std::uint32_t offer : offers) c.topology.pools.push_back({0, offer, 4});
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    std::vector<std::uint32_t> near;
    for (const std::uint32_t offer : offers) near.push_back(world.offers[offer].region);
    std::ranges::partial_sort(near, near.begin() + 3, {}, [&](std::uint32_t r) { return world.rtt_ms(p, r); });
    for (std::size_t i = 0; i < 3; ++i) c.topology.shares[0](p, near[i]) = i == 0 ? 0.5 : 0.25;
    PopulationOutcome outcome{world.populations[p].name, world.populations[p].continent, {.offered = 10, .completed = 10}, {}};
    outcome.latency.perceived = made::latency_around(300 + world.rtt_ms(p, near[0]), 10);
    c.outcome.populations.push_back(std::move(outcome));
  }
}

}  // namespace

void write_large_study(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return;
  Study study = Study::in_memory(scenario, "bench.json");
  const World& world = study.world();
  const std::vector<std::uint32_t> offers = made::offers_in_regions(world, world.regions.size());
  Numbers numbers;
  for (int i = 0; i < candidates; ++i) {
    const bool cheap = i % 2000 == 0;
    const double latency_ms = 350 + 700 * numbers.next();
    Candidate c = made::candidate(latency_ms, 6e7 / (latency_ms - 250) + (cheap ? 0 : 4e5 * numbers.next()));
    if (i < with_people)
      spread(world, offers, c);
    else
      for (int pool = 0; pool < 3; ++pool)
        c.topology.pools.push_back({0, offers[static_cast<std::size_t>(i + 7 * pool) % offers.size()], 1 + i / static_cast<int>(offers.size())});
    std::ranges::sort(c.topology.pools, {}, &Pool::offer);
    study.add(std::move(c));
  }
  study.finish();
  Study::create_or_open(file, scenario, "bench.json").merge(study);
}

}  // namespace tradewind::bench
