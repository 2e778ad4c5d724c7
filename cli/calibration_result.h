// A calibration as JSON and as tables.
#pragma once

#include <nlohmann/json.hpp>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {

// `calibration` is of the runs of `measurements`. Field names are a contract with scripts.
nlohmann::ordered_json calibration_json(const Calibration& calibration, const Measurements& measurements);
void print_calibration(const Calibration& calibration, const Measurements& measurements);

}  // namespace tradewind
