// What candidates compete with for a place on the front: a few numbers each, so that many candidates can be told apart without holding them.
#pragma once

#include <optional>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind {

struct Standing {
  bool keeps_constraints = false;  // within the budget, the enforced SLOs met, and hardly a request timed out or failed
  double latency_ms = 0, monthly_usd = 0;
  std::optional<double> third_loss = {};  // on the third axis, the less the better; all candidates of a world have one, or none has
  bool on_front = false, knee = false, third_best = false;
};

Standing standing_of(const World& world, const Candidate& candidate);

// Sets on_front for those that keep the constraints and that no other such one beats (at most as late, at most as dear and, where there is a third
// axis, at most as much of its loss, and better in one of them; of equal ones the first stays); knee for one of those that none beats on latency and
// cost alone; third_best for the one with the least loss. Takes n log n + n * front steps.
void mark_front(std::vector<Standing>& standings);

}  // namespace tradewind
