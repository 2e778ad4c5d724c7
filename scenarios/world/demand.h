// The weekly rhythm of a population: a daily profile in local time, seen in UTC.
#pragma once

#include <date/date.h>

#include <array>
#include <optional>
#include <string>

#include "tradewind/scenarios/world.h"

namespace tradewind::resolution {

// A day as YYYY-MM-DD; nothing when there is no such day in the years 2000 to 2099.
std::optional<date::sys_days> parsed_day(const std::string& text);

// Monday of the week of a day, both as YYYY-MM-DD; nothing when there is no such day in the years 2000 to 2099.
std::optional<std::string> monday_of(const std::string& day);

// Relative load of each UTC hour of the week that starts on `monday` (YYYY-MM-DD), 0 = Monday 00-01, with mean 1. Local hours follow the IANA time
// zone, daylight saving time included; where local hours do not start with UTC hours, the two that an hour touches are mixed by their shares.
// Saturday and Sunday are weighted with `weekend_factor`. Throws std::runtime_error when the system's time zone data lacks the zone.
std::array<double, hours_per_week> weekly_rhythm(const std::array<double, 24>& profile, double weekend_factor, const std::string& timezone,
                                                 const std::string& monday);

// Hours from `monday` 00:00 UTC to a local time of the week, `day` 0 = Monday; a time that comes twice is the first one, one that does not exist the
// moment of the change.
double utc_hour(const std::string& timezone, const std::string& monday, int day, double hour);

}  // namespace tradewind::resolution
