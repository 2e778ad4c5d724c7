// Fits the global constants of the iteration model on some of the cases.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "fidelity/prediction.h"

namespace tradewind::fidelity {

// A constant that is fitted: where it starts, where it may go, and how it is set.
struct Knob {
  std::string name;
  double start, low, high;
  std::function<void(Settings&, double)> set;
};
const std::vector<Knob>& knobs();

// The settings whose constants fit the cases best: first, by Levenberg-Marquardt, those that move the means (soft absolute log errors of mean E2E,
// E2E - TTFT and TTFT, with a weak pull to the start), then, on a grid, the pauses, which move only the slowest requests (log error of TTFT p99).
Settings fit(std::span<const Case* const> cases, const Settings& start);

// "kernel_scale 0.95, ...", for a log.
std::string describe(const Settings& settings);

}  // namespace tradewind::fidelity
