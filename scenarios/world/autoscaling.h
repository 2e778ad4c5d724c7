// How replicas of a workload come and go, from the scenario as it was read.
#pragma once

#include <optional>
#include <string>

#include "world/resolution.h"

namespace tradewind::resolution {

// `path`: of the workload's autoscaling. Schedules are brought to minutes of the simulated week in UTC, daylight saving time included.
std::optional<Autoscaling> autoscaling_of(Resolution& r, const std::string& path, const language::Workload& from);

StartUp start_up_of(const language::StartUp& from);
Nodes nodes_of(Resolution& r, const std::string& path, const language::Nodes& from);

}  // namespace tradewind::resolution
