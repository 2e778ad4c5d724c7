// The settings of the state machines for a manager of the catalogue.
#pragma once

#include "tradewind/scenarios/traffic_managers.h"
#include "traffic/following.h"
#include "traffic/health_checks.h"

namespace tradewind::traffic {

CheckSettings check_settings(const TrafficManager& manager);
FollowingSettings following_settings(const TrafficManager& manager);

// From the moment when a target falls silent to the verdict: the shortest and the longest time, by arithmetic. Between them the first check of a
// prober is uniform; with more than one prober the verdict is the order statistic that the quorum asks for.
struct Span {
  Time shortest = 0, longest = 0;
};
Span detection(const CheckSettings& settings);

}  // namespace tradewind::traffic
