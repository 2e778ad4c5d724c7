// The third axis in the exact model: what a placement has of it, and a bound on that. "Loss" is what of the axis should be small:
//
//   carbon        kg of CO2 equivalents of instances that run all month
//   staleness     mean age in seconds of the features that requests read, in the steady state, with replicas wherever they are served
//   availability  share of the load that may go unserved after the loss of any one region. What is lost until a failure is noticed is the same for
//                 every placement (each user is hit as often as his region fails), so that this share is all that a placement decides
//   net benefit   has no bound: it follows from latency and cost
#pragma once

#include <optional>

#include "market/columns.h"
#include "placement/problem.h"

namespace tradewind::market {

class ThirdAxisModel {
 public:
  ThirdAxisModel() = default;
  ThirdAxisModel(const World& world, const std::vector<Choice>& choices);

  // Whether a bound on it can be stated.
  bool can_be_bound() const { return axis_ == ThirdAxis::carbon || axis_ == ThirdAxis::staleness || axis_ == ThirdAxis::availability; }
  // Whether a placement may lose nothing of it, so that a bound of 0 makes sense.
  bool may_be_nothing() const { return axis_ == ThirdAxis::availability; }

  double loss(const placement::PlacementProblem& problem, const placement::Placement& placement) const;
  void bound(placement::PlacementProblem& problem, double most) const;
  // Asks for the least loss whatever the cost: the loss takes the place of the costs, and the budget is none.
  void make_the_cost(placement::PlacementProblem& problem) const;
  // Another bound in a problem that has one, and no instance row or late row after it.
  void rebound(placement::PlacementProblem& problem, double most) const;

 private:
  void bound_instances(placement::PlacementProblem& problem, double most) const;
  void bound_reads(placement::PlacementProblem& problem, double most) const;
  double unserved_after_loss(const placement::PlacementProblem& problem, const placement::Placement& placement) const;
  void survive(placement::PlacementProblem& problem, double load_share) const;
  Grid request_losses(const placement::PlacementProblem& problem) const;
  double reads_per_s(const placement::PlacementProblem& problem) const;

  ThirdAxis axis_ = ThirdAxis::none;
  std::vector<double> instance_, request_;  // by column: of an instance, of a request there
  std::vector<double> reads_;               // staleness: by workload, for each request
};

}  // namespace tradewind::market
