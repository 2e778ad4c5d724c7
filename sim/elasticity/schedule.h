// Replicas by the clock and by forecast.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kernel/time.h"

namespace tradewind::elasticity {

using kernel::Time;

inline constexpr std::int32_t minutes_of_week = 7 * 24 * 60;

// A minute of the week, 0 = Monday 00:00.
std::int32_t minute_of_week(int day, int hour, int minute);

// A cron expression "minute hour * * weekday" (numbers, *, lists, ranges, steps; Sunday is 0 or 7). Days of the month and months must be *: the
// simulator's calendar is one week. Throws std::invalid_argument with what was found and expected.
class Cron {
 public:
  explicit Cron(std::string_view expression);
  // Minutes until the next match after `minute` (of the week, local time), 1 to minutes_of_week; empty when it never matches.
  std::optional<std::int32_t> next(std::int32_t minute) const;

 private:
  std::vector<char> matches_;  // minutes of the week
};

// KEDA's cron trigger (keda.sh/docs/2.17/scalers/cron): the desired replicas from `start` to `end`, in local time, otherwise one, and not active:
// what an HPA makes of a metric with the target 1.
class CronTrigger {
 public:
  // Throws std::invalid_argument: fewer than one replica, expressions that are the same or never match.
  CronTrigger(std::string_view start, std::string_view end, std::int32_t desired_replicas);

  bool active(std::int32_t local_minute_of_week) const;
  double value(std::int32_t local_minute_of_week) const { return active(local_minute_of_week) ? desired_ : 1; }

 private:
  Cron start_, end_;
  std::int32_t desired_;
};

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
