// Which candidates nobody beats, and where on that front the trade-off is best (tradewind/planner/standing.h).
#pragma once

#include <vector>

#include "tradewind/planner/standing.h"

namespace tradewind::study {

// Whether a candidate may stand on the front: within the budget, the SLOs met where the scenario enforces them, and at most 0.1 % of the requests
// timed out or failed (a pool that drops its slow requests would look fast).
bool keeps_constraints(const World& world, const Candidate& candidate);

// The marks of the candidates' standings.
void mark_front(const World& world, std::vector<Candidate>& candidates);

// Index of the point of a front (ascending x, descending y) that is farthest below the straight line between its ends, both axes scaled to 0..1; the
// last (cheapest) one when there are fewer than three points or none is below the line.
std::size_t knee_of(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace tradewind::study
