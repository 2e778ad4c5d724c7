// What the measured requests used, scaled to a month.
#pragma once

#include <memory>
#include <vector>

#include "engine/replication.h"

namespace tradewind::engine {

// Windows stand for the week in equal parts, so a month's amount is the measured one times 730 h over all measured hours.
Usage measured_usage(const Plan& plan, const Topology& topology, const std::vector<std::unique_ptr<Replication>>& replications);

}  // namespace tradewind::engine
