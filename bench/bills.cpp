// Bills a second of a topology in 20 regions, as planning asks for them: totals, whole bills, and bills whose prices are looked up anew each time.
#include <fmt/format.h>

#include <chrono>

#include "tradewind/pricing/bill.h"

namespace {

using namespace tradewind;

double per_second(int count, const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < count; ++i) work(i);
  return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main() {
  const LoadedScenario loaded = load_scenario_text(R"({"name": "bills", "populations": [{"metros": {"top": 200}}],
    "workloads": [{"name": "chat", "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 200, "p95": 800, "max": 2000}, "output_tokens": {"p50": 100, "p95": 400, "max": 1000}},
                   "requests_per_user_day": 0.01, "slo": {"metric": "ttft", "percentile": 95, "target_ms": 2000}}],
    "regions": {"providers": ["aws", "gcp"]}, "offers": {"gpus": ["h100-sxm-80gb", "a100-sxm-80gb", "l4-24gb", "a10g-24gb"]}})",
                                                   "bills.json");
  if (has_errors(loaded.problems)) {
    for (const Problem& problem : loaded.problems) fmt::print(stderr, "{}: {}\n", problem.pointer, problem.found);
    return 1;
  }
  const World& world = loaded.world;
  Topology topology;
  std::vector<bool> open(world.regions.size());
  for (std::uint32_t offer = 0; offer < world.offers.size() && topology.pools.size() < 20; ++offer)
    if (!open[world.offers[offer].region] && world.serving(0, offer) != nullptr) {
      open[world.offers[offer].region] = true;
      topology.pools.push_back({0, offer, 4});
    }
  const Usage usage = expected_usage(world, topology);
  const Pricing pricing(world, PriceBook::shipped());
  std::int64_t sum = 0;
  const double totals = per_second(100000, [&](int) { sum += pricing.total(topology, usage).value; });
  const double bills = per_second(5000, [&](int) { sum += pricing.bill(topology, usage).total().value; });
  const double anew = per_second(200, [&](int) { sum += price(world, topology, usage, PriceBook::shipped()).total().value; });
  fmt::print("{} pools, {} lines, {} flows to metro areas\n", topology.pools.size(), pricing.bill(topology, usage).lines.size(),
             usage.internet_egress.size());
  fmt::print("totals to the cent: {:.0f}/s\nwhole bills: {:.0f}/s\nprices looked up anew: {:.0f}/s; totals are {:.0f} times as fast\n", totals, bills,
             anew, totals / anew);
  return sum == 0;
}
