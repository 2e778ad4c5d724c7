// Topologies that nobody has planned or simulated, with figures made up around a latency and a cost: for tests and benchmarks that need many.
#pragma once

#include <algorithm>
#include <set>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind::made {

// One offer that the first workload runs on in each of the first regions; ascending.
inline std::vector<std::uint32_t> offers_in_regions(const World& world, std::size_t regions) {
  std::vector<std::uint32_t> offers;
  std::set<std::uint32_t> has;
  for (const ServingOption& option : world.serving_options)
    if (offers.size() < regions && has.insert(world.offers[option.offer].region).second) offers.push_back(option.offer);
  std::ranges::sort(offers);
  return offers;
}

inline LatencySummary latency_around(double p95_ms, std::uint64_t count) {
  return {.count = count,
          .mean = 0.6 * p95_ms,
          .p50 = 0.5 * p95_ms,
          .p90 = 0.9 * p95_ms,
          .p95 = p95_ms,
          .p99 = 1.4 * p95_ms,
          .p999 = 2 * p95_ms,
          .max = 3 * p95_ms,
          .ci95 = 0.01 * p95_ms};
}

// Without pools.
inline Candidate candidate(double latency_ms, double monthly_usd) {
  Candidate c;
  c.outcome.replications = 2;
  c.outcome.requests = {.offered = 1000, .completed = 1000};
  c.outcome.slo_attainment = 0.97;
  c.outcome.availability = 1;
  c.outcome.latency.perceived = latency_around(latency_ms, 1000);
  c.outcome.latency.perceived_at_objective_ms = latency_ms;
  c.outcome.latency.perceived_at_objective_ci95_ms = 0.01 * latency_ms;
  c.bill.price_book = "made up";
  c.bill.lines.push_back({.provider = "aws",
                          .region = "eu-west-1",
                          .service = "gpu instances",
                          .item = "made up",
                          .workload = {},
                          .quantity = 1,
                          .price = {monthly_usd, "month", "made up", "2026", ""},
                          .amount = to_cents(monthly_usd)});
  c.promised_latency_ms = latency_ms;
  c.promised_monthly_usd = monthly_usd;
  return c;
}

}  // namespace tradewind::made
