#include "study/derived.h"

#include "tradewind/planner/net_benefit.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind::study {

void derive(const World& world, Candidate& candidate) {
  candidate.benefit = net_benefit(world, candidate.outcome, candidate.bill);
  candidate.third = third_value(world, candidate);
}

}  // namespace tradewind::study
