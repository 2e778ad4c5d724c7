// The report of a calibration: measured against predicted.
#pragma once

#include <string>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {

// One HTML file that works offline: measured against predicted before and after the fit, the constants with their standard errors, where the runs
// come from and what was left out, and every figure with its error. `subject`: what was calibrated ("resnet50 on t4"); `source`: where the times
// come from; `calibration` is of the runs of `measurements`.
std::string calibration_html(const std::string& subject, const std::string& source, const Measurements& measurements, const Calibration& calibration);

}  // namespace tradewind
