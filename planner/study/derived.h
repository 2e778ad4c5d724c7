// What of a candidate is worked out anew whenever it is read.
#pragma once

#include "tradewind/planner/study.h"

namespace tradewind::study {

// Net benefit and the value on the third axis, from outcome, bill and expected availability.
void derive(const World& world, Candidate& candidate);

}  // namespace tradewind::study
