// What the measured requests used, scaled to a month.
#pragma once

#include "engine/ensemble.h"

namespace tradewind::engine {

// Windows stand for the week in equal parts, so a month's amount is the measured one times 730 h over all measured hours.
Usage measured_usage(const Plan& plan, const Topology& topology, const Ensemble& ensemble);

}  // namespace tradewind::engine
