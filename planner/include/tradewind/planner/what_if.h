// What if: the placement model's answer to other conditions, in a moment and without a simulation; and an answer simulated.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "tradewind/planner/study.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

// What is other than the scenario says. Factors lie above 0.
struct Conditions {
  double demand = 1;                      // on the requests
  double gpu_price = 1;                   // on the price of instances, however bought
  double egress_price = 1;                // on that of traffic to the internet
  std::optional<double> limit_ms = {};    // on the latency at the scenario's percentile; none = whatever the latency
  std::optional<int> regions = {};        // exactly so many open ones; none = as the scenario says
  std::optional<double> spot_share = {};  // 0..1, most of the instances of an hour; only where the scenario has a purchase mix
  friend bool operator==(const Conditions&, const Conditions&) = default;
};

// What the model expects of the cheapest placement that it found.
struct Expectation {
  Topology topology;
  double latency_ms = 0, monthly_usd = 0;
  double gap = 0;  // proven, relative: no placement of the model costs less than (1 - gap) times monthly_usd
  Usage usage;     // expected of the topology, for a month
  Bill bill;       // of that: line by line, and so not exactly the model's sum
};

// The exact placement model of a study's scenario, on the capacity curves of the study, without the corrections that a plan learns from its
// simulations: where the two part, an answer under the scenario's own conditions parts from the front as much (Disagreement).
class WhatIf {
 public:
  // Curves that the study's file lacks are computed, which takes a while, and kept there; each is claimed in the file, so that no two processes
  // compute the same one. Throws Infeasible where nothing serves a workload, and
  // Interrupted.
  WhatIf(const Study& study, const PriceBook& book, const ProgressCallback& progress = {}, std::stop_token stop = {});
  ~WhatIf();

  const World& world() const;
  // The scenario under the conditions, but for prices, limit and number of regions.
  World world_under(const Conditions& conditions) const;
  // The smallest limit that a placement can keep to under the scenario's own conditions, whatever it costs, as far as latency goes.
  double fastest_limit_ms() const;

  // Nothing where no placement keeps to the conditions, or none was found in `seconds`. Throws std::invalid_argument for conditions that cannot be,
  // Interrupted. From one thread at a time: what prices and demand make of the model stays for the next question with the same.
  std::optional<Expectation> answer(const Conditions& conditions, double seconds, std::stop_token stop = {});

  // The topology under the conditions, request by request and billed, as a candidate without an id. May run beside answer().
  Candidate simulate(const Conditions& conditions, const Topology& topology, const ProgressCallback& progress = {}, std::stop_token stop = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tradewind
