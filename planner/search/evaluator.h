// From a latency limit to a simulated, priced and stored topology; every step that the study already has is taken from there.
#pragma once

#include <stop_token>

#include "concurrency/meter.h"
#include "market/market.h"
#include "placement/solve.h"
#include "sharing/steps.h"
#include "tradewind/planner/plan.h"

namespace tradewind::search {

// What the exact model is to make small.
enum class Goal { cost, third_axis };

// What the exact model is asked.
struct Query {
  const market::Market* market;
  std::optional<double> limit_ms = {};             // none = whatever the latency
  double headroom = 1;                             // see Market::problem
  std::optional<placement::Placement> start = {};  // known to be feasible
  double lower_bound_usd = 0;                      // known from a weaker limit
  std::optional<double> third_most = {};           // bound on the loss of the third axis (market/third_axis.h)
  Goal goal = Goal::cost;
};

// A topology that somebody wants to know about, and what he expects of it.
struct Proposal {
  Topology topology;
  placement::Placement placement;  // how the model would write it; usd and bound_usd as expected and proven
  double promised_latency_ms = 0;
};

class Evaluator {
 public:
  Evaluator(Study& study, sharing::Steps& steps, const PriceBook& book, const PlanOptions& options, Meter& meter, std::stop_token stop);

  // Nothing where no placement was found. Those of several queries are found side by side. Like evaluate_ahead() and replicate(), this is the part of
  // the work that the meter is at.
  std::optional<placement::Placement> solve(const Query& query);
  std::vector<std::optional<placement::Placement>> solve_all(const std::vector<Query>& queries);

  // Topologies that will be evaluated next, one by one: whoever works on this plan may share them out. Each is then found by evaluate().
  void evaluate_ahead(const std::vector<Topology>& topologies);
  void evaluate_ahead(const market::Market& market, const std::vector<std::optional<placement::Placement>>& found);

  // Simulates and prices the topology; one that was evaluated before is found again instead. `part_end`: progress when it is done. Returns its index
  // among the candidates.
  std::size_t evaluate(const Proposal& proposal, double part_end);
  std::size_t evaluate(const market::Market& market, const placement::Placement& placement, double part_end);

  // The index of a topology that was evaluated.
  std::optional<std::size_t> find(const Topology& topology) const;

  // The candidates with so many replications each, the first ones included.
  void replicate(const std::vector<std::size_t>& candidates, const std::vector<int>& replications);

  // What this market promises of the candidate.
  void promise(const market::Market& market, std::size_t candidate);

  // Replications and promises go to the study only now, when they are those that all workers end with.
  void save_verified() const;

  // Of this plan, in the order in which it found them.
  const std::vector<Candidate>& candidates() const { return candidates_; }
  const placement::Placement& placement(std::size_t candidate) const { return placements_[candidate]; }
  // Indices of those that stand on the front of all candidates so far, ascending latency.
  std::vector<std::size_t> front();

 private:
  std::string key_of(const Query& query) const;
  std::size_t add(const Proposal& proposal, double part_end);
  std::string solved(const Query& query) const;
  std::string evaluation_key(const Topology& topology, std::optional<int> replications = {}) const;
  using Advance = std::function<void(double share)>;
  // availability: what is expected of a year, if that is known.
  std::string simulated(const Topology& topology, const Advance& advance, std::optional<int> replications = {},
                        std::optional<double> availability = {}) const;
  double availability_of(const Topology& topology) const;

  Study* study_;
  sharing::Steps* steps_;
  const PriceBook* book_;
  Pricing pricing_;
  PlanOptions options_;
  Meter* meter_;
  std::stop_token stop_;
  std::vector<Candidate> candidates_;
  std::vector<placement::Placement> placements_;  // of the candidates
  std::vector<std::string> topologies_;           // of the candidates, as text
};

}  // namespace tradewind::search
