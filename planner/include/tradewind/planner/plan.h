// front = plan(study, book, options)
#pragma once

#include <stop_token>

#include "tradewind/planner/study.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

struct PlanOptions {
  int points = 10;  // of the front, at least; fewer only when the scenario has no more trade-off
  int threads = 0;  // 0 = all cores
  // Most time for one search of the exact solver. The search ends by counts long before, so that the front is the same on every machine; where this
  // limit ends it, the best placement known is kept with the gap proven so far, and another run may find another one.
  double solve_s = 20;
};

// Fills the study: capacity curves, placement models along the latency axis, every kept topology simulated and priced. Goes on where a former run
// stopped. Throws Interrupted, or Infeasible with the reason.
void plan(Study& study, const PriceBook& book, const PlanOptions& options = {}, const ProgressCallback& progress = {}, std::stop_token stop = {});

// No topology keeps to the scenario's constraints; what() says which clash.
struct Infeasible : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// {"front": [{id, p95_ms, monthly_usd, regions, gap, p95_ci95, simulated}], "picked"}; where the scenario says what latency is worth, points also
// have net_benefit_usd, net_benefit_low_usd and net_benefit_high_usd (of the range of the loss for 100 ms), and "earns_most" is the id of the one
// with the greatest net benefit.
std::string plan_json(const Study& study);

}  // namespace tradewind
