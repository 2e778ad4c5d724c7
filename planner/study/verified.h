// What the verification of a plan found out about a candidate after the search had added it: kept beside the steps, by its topology.
#pragma once

#include "tradewind/planner/verification.h"

namespace tradewind::study {

// Outcome and bill (of more replications) and what the corrected model promises.
void save_verified(Study& study, const Candidate& candidate);
// Takes them over, where there are any.
void take_verified(const Study& study, Candidate& candidate);

void save_easings(Study& study, const Candidate& point, const std::vector<Easing>& easings);

}  // namespace tradewind::study
