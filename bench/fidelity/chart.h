// Measured against predicted, as an SVG.
#pragma once

#include <string>
#include <vector>

#include "fidelity/prediction.h"

namespace tradewind::fidelity {

// One point for each run that is not overloaded, and figure (mean E2E, mean TTFT, TTFT p99), on logarithmic axes with a band of 10 % on both sides.
std::string chart(const std::vector<const Case*>& cases, const std::vector<Prediction>& predictions);

}  // namespace tradewind::fidelity
