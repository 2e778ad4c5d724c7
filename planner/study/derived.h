// What a candidate has from its evaluation: what was found, and what follows from it.
#pragma once

#include "study/evaluation.h"
#include "tradewind/planner/study.h"

namespace tradewind::study {

// Net benefit and the value on the third axis, from outcome, bill and expected availability.
void derive(const World& world, Candidate& candidate);

// The evaluation's figures in place of those that the candidate has, and what follows from them.
void take(const World& world, Evaluation evaluation, Candidate& candidate);
Evaluation evaluation_of(const Candidate& candidate);

}  // namespace tradewind::study
