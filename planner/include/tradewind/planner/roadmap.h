// Which region opens when, while demand grows: a plan over months in which each step keeps what stands.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/planner/plan.h"

namespace tradewind {

struct RoadmapOptions {
  int months = 24, every = 6;           // looked ahead, and between two decisions; every divides months
  std::vector<double> growths = {};     // shares by which requests may grow a month, compounded: 0.05; none = the scenario's growth_per_month
  std::optional<double> limit_ms = {};  // on the latency at the scenario's percentile; the SLOs hold at every stage in any case
  std::optional<Topology> today = {};   // what stands already and stays
  bool simulate = true;                 // each stage, request by request
  int threads = 0;                      // 0 = all cores
  double solve_s = 20;                  // most time for one search, as PlanOptions
};

// Opening a region one stage later than planned, with what stands and whatever else helps in its place.
struct Postponed {
  std::string region;  // as provider:region
  // What the stage would cost more (or less, where the model's gap allows it), a month; nothing: without the region no placement keeps the
  // objectives.
  std::optional<double> monthly_usd = {};
};

struct RoadmapStage {
  int first_month = 0, months = 0;  // from today
  double peak_factor = 1;           // on today's requests at the end of the stage, for which it is sized
  Topology topology;
  double promised_monthly_usd = 0;  // by the placement model, at the mean demand of the stage
  double promised_latency_ms = 0;   // likewise
  std::vector<Postponed> opens = {};
  // Simulated at the demand of the stage's end; absent unless asked for.
  std::optional<double> simulated_latency_ms = {}, simulated_monthly_usd = {};
};

struct Roadmap {
  double growth_per_month = 0;
  std::vector<RoadmapStage> stages = {};
  double usd = 0, bound_usd = 0;  // over all months, by the placement model; proven: no course costs less
  double gap() const { return usd > 0 ? (usd - bound_usd) / usd : 0; }
  bool whole_horizon = false;  // all stages were decided together; otherwise one after the other
};

// What to build now, when nobody knows the growth: the first stage of each roadmap, then whatever growth comes, with what stands kept.
struct FirstStep {
  double planned_for = 0;        // growth a month
  std::vector<double> usd = {};  // over all months, by growth that comes
  double worst_regret_usd = 0;   // over the cheapest course for the growth that comes
  double mean_usd = 0;           // of all growths alike
};

struct Roadmaps {
  std::vector<Roadmap> by_growth;      // in the order of the growths
  std::vector<FirstStep> first_steps;  // likewise; empty with one growth
  std::size_t least_regret = 0;        // index of the first step whose worst regret is least (min-max regret: Savage, 1951)
};

// The placement model decides (planner/placement), on capacity curves that are taken from the study or kept there. A horizon that is small enough is
// solved as one integer program; others stage by stage, with and without an eye on the last one. Throws Infeasible, where no stage or a later one has
// no placement; Interrupted; std::invalid_argument for options that cannot be.
Roadmaps roadmaps(Study& study, const PriceBook& book, const RoadmapOptions& options, const ProgressCallback& progress = {},
                  std::stop_token stop = {});

std::string to_json(const World& world, const Roadmaps& roadmaps);

}  // namespace tradewind
