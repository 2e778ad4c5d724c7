// Times of the week by cron expressions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tradewind {

inline constexpr std::int32_t minutes_of_week = 7 * 24 * 60;

// A minute of the week, 0 = Monday 00:00.
std::int32_t minute_of_week(int day, int hour, int minute);

// A cron expression "minute hour * * weekday" (numbers, *, lists, ranges, steps; Sunday is 0 or 7). Days of the month and months must be *: the
// simulator's calendar is one week. Throws std::invalid_argument with what was found and expected.
class Cron {
 public:
  explicit Cron(std::string_view expression);
  // Minutes until the next match after `minute` (of the week, local time), 1 to minutes_of_week.
  std::int32_t next(std::int32_t minute) const { return waits_[static_cast<std::size_t>(minute)]; }

 private:
  std::vector<std::int32_t> waits_;  // by minute of the week
};

// KEDA's cron trigger (keda.sh/docs/2.17/scalers/cron) holds from `start` to `end`, in local time: while the end comes before the next start.
class CronTrigger {
 public:
  // Throws std::invalid_argument: expressions that are wrong, or the same.
  CronTrigger(std::string_view start, std::string_view end);

  bool active(std::int32_t local_minute_of_week) const { return end_.next(local_minute_of_week) < start_.next(local_minute_of_week); }

 private:
  Cron start_, end_;
};

}  // namespace tradewind
