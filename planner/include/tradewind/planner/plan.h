// front = plan(study, book, options)
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <stop_token>

#include "tradewind/planner/study.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

// One of several workers of a plan: index from 0 to count - 1.
struct Shard {
  int index = 0, count = 1;
};

struct PlanOptions {
  int points = 10;  // of the front, at least; fewer only when the scenario has no more trade-off
  int threads = 0;  // 0 = all cores
  // Most time for one search of the exact solver. The search ends by counts long before, so that the front is the same on every machine; where this
  // limit ends it, the best placement known is kept with the gap proven so far, and another run may find another one.
  double solve_s = 20;
  // Verification of the front (docs/verification.md). How often the model may be corrected by the simulation and asked again at the limits where the
  // two part by more than agreement_tolerance; and how many replications may be added in all where the order of the front is in doubt.
  int verify_rounds = 3;
  int verify_replications = 40;
  // Topologies near those of the front that the model does not propose, to be simulated at most (docs/verification.md); 0 = none.
  int local_search = 24;
  // Without a shard, all processes that plan on one study file share its steps out as they come. A shard does the steps that fall to its number: with
  // a folder that all shards see, they exchange results there and each of them ends with the whole front; without one, a shard ends after its part
  // (AwaitsShards). The front is that of a single process.
  std::optional<Shard> shard;
  std::filesystem::path exchange;
  double lease_s = 30;  // a worker that is silent for so long is taken for lost, and others do its steps
};

// Fills the study: capacity curves, placement models along the latency axis, every kept topology simulated and priced. Goes on where a former run
// stopped. Throws Interrupted, AwaitsShards, or Infeasible with the reason.
void plan(Study& study, const PriceBook& book, const PlanOptions& options = {}, const ProgressCallback& progress = {}, std::stop_token stop = {});

// No topology keeps to the scenario's constraints; what() says which clash.
struct Infeasible : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A shard has done what it can without the others. To go on: merge the studies of all shards, then plan again.
struct AwaitsShards : std::runtime_error {
  AwaitsShards(Shard shard, std::size_t missing);  // steps of this round that fall to other shards
  std::size_t missing;
};

// {"front": [{id, p95_ms, monthly_usd, regions, gap, p95_ci95, simulated, replications, promised_p95_ms, promised_monthly_usd, disagreement (the
// larger of the two), slower_than_previous_ms, slower_than_previous_ci95_ms, order_is_certain (but for the first), better_with: [{constraint, eased,
// saves_usd, saves_at_most_usd}]}], "picked", "agreement_tolerance"}; where the scenario says what latency is worth, points also
// have net_benefit_usd, net_benefit_low_usd and net_benefit_high_usd (of the range of the loss for 100 ms), and "earns_most" is the id of the one
// with the greatest net benefit. Where there is a third axis, "third_axis": {name, unit, field, best}: points have its value under the name in field,
// and best is the id of the best one.
std::string plan_json(const Study& study);

}  // namespace tradewind
