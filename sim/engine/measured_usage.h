// What the measured requests used, scaled to a month.
#pragma once

#include "engine/ensemble.h"

namespace tradewind::engine {

// Windows stand for the week in equal parts, so a month's amount is the measured one times 730 h over all measured hours. Instances
// are those of pool_usage(), so that a bill has the same whether a topology is simulated or only priced.
Usage measured_usage(const Plan& plan, const Topology& topology, const Ensemble& ensemble);

}  // namespace tradewind::engine
