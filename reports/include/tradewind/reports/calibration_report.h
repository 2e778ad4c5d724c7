// The report of a calibration: measured against predicted.
#pragma once

#include <span>
#include <string>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {

// One HTML file that works offline: a chart of all figures before and after the fit, the constants, and a table of every figure with its error.
std::string calibration_html(const LlmPool& pool, std::span<const MeasuredRun> runs, const Calibration& calibration);

}  // namespace tradewind
