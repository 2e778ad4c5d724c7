// The fit itself, of any constants that decide what a replay predicts.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "calibration/predictor.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind::calibration {

struct FreeConstant {
  std::string name, meaning;
  double start = 0;
  double plausible = 1;    // standard deviation of its distance from the start; of a factor, of the logarithm of that
  bool is_factor = false;  // always positive, as the start is
  double most = std::numeric_limits<double>::infinity();
};

std::vector<double> starts_of(const std::vector<FreeConstant>& constants);

// Fits to the predictor's targets. Throws std::invalid_argument when there is none, or keep_out names no run.
Calibration fit(const std::vector<FreeConstant>& constants, Predictor& predictor, const CalibrationOptions& options,
                const ProgressCallback& progress);

}  // namespace tradewind::calibration
