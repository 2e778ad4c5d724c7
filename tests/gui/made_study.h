// Studies that nobody has planned: topologies by hand, for views that need many, or parts that no plan in the tests has.
#pragma once

#include <set>

#include "planner/small_plan.h"
#include "tradewind/planner/study.h"

namespace tradewind::test {

// small_scenario with more members, as "\"rollouts\": []".
inline std::string small_scenario_with(const std::string& members) {
  std::string text = small_scenario;
  return text.insert(text.rfind('}'), ", " + members);
}

// One offer that the first workload runs on in each of the first regions.
inline std::vector<std::uint32_t> offers_in_regions(const World& world, std::size_t regions) {
  std::vector<std::uint32_t> offers;
  std::set<std::uint32_t> has;
  for (const ServingOption& option : world.serving_options)
    if (offers.size() < regions && has.insert(world.offers[option.offer].region).second) offers.push_back(option.offer);
  std::ranges::sort(offers);
  return offers;
}

// So many replicas in each of the regions of the offers; the figures are made up.
inline Candidate made_candidate(const std::vector<std::uint32_t>& offers, int replicas, double latency_ms, double monthly_usd) {
  Candidate c;
  for (const std::uint32_t offer : offers) c.topology.pools.push_back({0, offer, replicas});
  c.outcome.replications = 2;
  c.outcome.requests = {.offered = 1000, .completed = 1000};
  c.outcome.availability = 1;
  c.outcome.latency.perceived = {.count = 1000, .mean = latency_ms, .p50 = latency_ms, .p95 = latency_ms};
  c.outcome.latency.perceived_at_objective_ms = latency_ms;
  c.bill.price_book = "made up";
  c.bill.lines.push_back({.provider = "aws",
                          .region = "eu-west-1",
                          .service = "gpu instances",
                          .item = "made up",
                          .workload = {},
                          .quantity = 1,
                          .price = {monthly_usd, "month", "made up", "2026", ""},
                          .amount = to_cents(monthly_usd)});
  return c;
}

// Candidates that differ in replicas; the more, the faster and the dearer.
inline void make_study(const std::filesystem::path& file, const std::string& scenario, int candidates) {
  Study study = Study::in_memory(scenario, "made.json");
  const std::vector<std::uint32_t> offers = offers_in_regions(study.world(), 2);
  for (int i = 1; i <= candidates; ++i) study.add(made_candidate(offers, i + 1, 500 + 300.0 / i, 1000.0 * i));
  study.finish();
  Study::create_or_open(file, scenario, "made.json").merge(study);
}

}  // namespace tradewind::test
