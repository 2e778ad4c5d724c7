// Replicas by forecast.
#pragma once

#include <cstdint>
#include <span>

#include "tradewind/scenarios/cron.h"

namespace tradewind::elasticity {

// Predictive scaling with a seasonal naive forecast: load will be as it was a week ago (Hyndman and Athanasopoulos, "Forecasting: Principles and
// Practice", 3rd ed. 2021, 5.2), plus a margin. Replicas are there before they are needed: those of the highest load from now until `lead` from now.
// The commercial products (AWS predictive scaling, PredictKube) do not publish their forecasts; this is the stated stand-in for them.
struct PredictiveScaling {
  double load_per_replica = 1;     // above 0
  double margin = 0.1;             // share on top of the forecast
  std::int32_t lead_minutes = 10;  // as long as a replica takes to start
  std::int32_t min_replicas = 0, max_replicas = 100;
};

// last_week: the load of each of equal steps of a week, from Monday 00:00 UTC. Throws std::invalid_argument: no step, or a week that they do not
// divide into whole minutes, a load per replica that is not positive.
std::int32_t predicted_replicas(const PredictiveScaling& scaling, std::span<const double> last_week, std::int32_t utc_minute_of_week);

}  // namespace tradewind::elasticity
