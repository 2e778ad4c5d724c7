// The report of a calibration: measured against predicted.
#pragma once

#include <string>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {

// One HTML file that works offline: measured against predicted before and after the fit, the constants with their standard errors, where the runs
// come from and what was left out, and every figure with its error. `calibration` is of the runs of `measurements`.
std::string calibration_html(const LlmPool& pool, const Measurements& measurements, const Calibration& calibration);

}  // namespace tradewind
