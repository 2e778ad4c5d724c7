// Measured against predicted, as SVG.
#pragma once

#include "text/markup.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind::html {

// Latencies against each other and their errors side by side; throughputs likewise where there are some.
void calibration_charts(text::Markup& page, const Measurements& measurements, const Calibration& calibration);

}  // namespace tradewind::html
