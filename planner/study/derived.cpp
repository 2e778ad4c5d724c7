#include "study/derived.h"

#include <utility>

#include "tradewind/planner/net_benefit.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind::study {

void derive(const World& world, Candidate& candidate) {
  candidate.benefit = net_benefit(world, candidate.outcome, candidate.bill);
  candidate.third = third_value(world, candidate);
}

void take(const World& world, Evaluation evaluation, Candidate& candidate) {
  candidate.outcome = std::move(evaluation.outcome);
  candidate.bill = std::move(evaluation.bill);
  candidate.expected_availability = evaluation.expected_availability;
  derive(world, candidate);
}

Evaluation evaluation_of(const Candidate& candidate) { return {candidate.outcome, candidate.bill, candidate.expected_availability}; }

}  // namespace tradewind::study
