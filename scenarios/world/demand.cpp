#include "world/demand.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <sstream>

#include "world/events.h"
#include "world/resolution.h"

namespace tradewind::resolution {
namespace {

// Past it a scenario asks for more than anybody serves, and a simulation would never end.
constexpr double most_requests_s = 1e7;

constexpr double seconds_per_day = 86400;

// Load of the local hour that holds this second of local time.
double local_load(const std::array<double, 24>& profile, double weekend_factor, date::local_seconds time) {
  const auto day = date::floor<date::days>(time);
  const auto hour = std::chrono::duration_cast<std::chrono::hours>(time - day).count();
  const date::weekday weekday(day);
  const bool weekend = weekday == date::Saturday || weekday == date::Sunday;
  return profile[static_cast<std::size_t>(hour)] * (weekend ? weekend_factor : 1);
}

// Mean load of the UTC hour: of the two local hours that it touches.
double hour_load(const std::array<double, 24>& profile, double weekend_factor, const date::time_zone& zone, date::sys_seconds start) {
  const date::local_seconds local = zone.to_local(start);
  const auto into_hour = local - date::floor<std::chrono::hours>(local);
  const double later = static_cast<double>(into_hour.count()) / 3600;
  return (1 - later) * local_load(profile, weekend_factor, local) + later * local_load(profile, weekend_factor, local + std::chrono::hours(1));
}

const DailyProfile& find_profile(const Catalogue& catalogue, const std::string& name) {
  for (const DailyProfile& profile : catalogue.profiles())
    if (profile.name == name) return profile;
  throw std::logic_error("the catalogue lost its profile " + name);
}

Grid arrival_rates(const Resolution& r, const language::Workload& workload, const Grid& factors) {
  const DailyProfile& profile = find_profile(r.catalogue, workload.profile());
  Grid rates(r.world.populations.size(), hours_per_week);
  for (std::size_t p = 0; p < r.world.populations.size(); ++p) {
    const Population& population = r.world.populations[p];
    const double mean_rps = population.users * workload.requests_per_user_day() * r.world.growth / seconds_per_day;
    const auto rhythm = weekly_rhythm(profile.relative_load, workload.weekend_factor(), population.timezone, r.world.week_of);
    for (std::size_t hour = 0; hour < rhythm.size(); ++hour) rates(p, hour) = mean_rps * rhythm[hour] * factors(p, hour);
  }
  return rates;
}

// Where a metro area enters the network of the manager's provider: at the nearest edge site. No source lists these with coordinates: one stands in
// the town of each of the provider's regions.
struct Entry {
  const CatalogueRegion* town = nullptr;
  double rtt_ms = 0;
};

Entry entry_of(const Resolution& r, const CatalogueMetro& metro) {
  Entry entry;
  for (const CatalogueRegion& town : r.catalogue.regions()) {
    if (!r.world.traffic.manager.has_backbone_to(town.provider)) continue;
    const double rtt_ms = r.catalogue.metro_rtt(metro, town).ms;
    if (entry.town == nullptr || rtt_ms < entry.rtt_ms) entry = {&town, rtt_ms};
  }
  return entry;
}

// From one metro area to all regions: over the provider's backbone where the manager uses it, else over the public internet.
void resolve_ways(Resolution& r, std::size_t population) {
  const CatalogueMetro& metro = *r.metros[population];
  const Entry entry = entry_of(r, metro);
  for (std::size_t i = 0; i < r.regions.size(); ++i) {
    const CatalogueRegion& region = *r.regions[i];
    double rtt_ms = r.catalogue.metro_rtt(metro, region).ms;
    if (r.world.traffic.manager.has_backbone_to(region.provider) && entry.rtt_ms < rtt_ms)
      rtt_ms = entry.rtt_ms + r.catalogue.region_rtt(*entry.town, region).ms;
    r.world.rtt_ms(population, i) = rtt_ms;
  }
}

void check_total(Resolution& r) {
  double users = 0, per_user_day = 0;
  for (const Population& population : r.world.populations) users += population.users;
  for (const Workload& workload : r.world.workloads) per_user_day += workload.requests_per_user_day;
  const double total = users * per_user_day * r.world.growth / seconds_per_day;
  if (total > most_requests_s)
    r.reading.error("/workloads", {fmt::format("{:.0f} requests/s from {:.0f} users all together", total, users),
                                   fmt::format("at most {:.0f} requests/s", most_requests_s)});
}

}  // namespace

std::optional<date::sys_days> parsed_day(const std::string& text) {
  std::istringstream stream(text);
  date::year_month_day day;
  stream >> date::parse("%Y-%m-%d", day);
  if (stream.fail() || !day.ok() || day.year() < date::year(2000) || day.year() > date::year(2099)) return std::nullopt;
  return date::sys_days(day);
}

std::optional<std::string> monday_of(const std::string& day) {
  const auto date = parsed_day(day);
  if (!date) return std::nullopt;
  return date::format("%F", *date - (date::weekday(*date) - date::Monday));
}

std::array<double, hours_per_week> weekly_rhythm(const std::array<double, 24>& profile, double weekend_factor, const std::string& timezone,
                                                 const std::string& monday) {
  const date::time_zone& zone = *date::locate_zone(timezone);
  const date::sys_seconds start = parsed_day(monday).value();
  std::array<double, hours_per_week> rhythm{};
  for (std::size_t hour = 0; hour < rhythm.size(); ++hour) rhythm[hour] = hour_load(profile, weekend_factor, zone, start + std::chrono::hours(hour));
  // A week in which the clocks change has an hour more or less; the requests of a user's average day stay what the scenario says.
  const double mean = std::accumulate(rhythm.begin(), rhythm.end(), 0.0) / hours_per_week;
  for (double& load : rhythm) load /= mean;
  return rhythm;
}

double utc_hour(const std::string& timezone, const std::string& monday, int day, double hour) {
  const date::sys_days start = parsed_day(monday).value();
  const auto local = date::local_days((start + date::days(day)).time_since_epoch()) + std::chrono::seconds(std::llround(hour * 3600));
  const date::sys_seconds utc = date::locate_zone(timezone)->to_sys(local, date::choose::earliest);
  return static_cast<double>((utc - start).count()) / 3600;
}

void resolve_demand(Resolution& r) {
  check_total(r);
  r.world.rtt_ms = Grid(r.metros.size(), r.regions.size());
  for (std::size_t p = 0; p < r.metros.size(); ++p) resolve_ways(r, p);
  r.world.region_rtt_ms = Grid(r.regions.size(), r.regions.size());
  for (std::size_t a = 0; a < r.regions.size(); ++a)
    for (std::size_t b = 0; b < r.regions.size(); ++b)
      if (a != b) r.world.region_rtt_ms(a, b) = r.catalogue.region_rtt(*r.regions[a], *r.regions[b]).ms;
  const Grid factors = event_factors(r);
  for (const language::Workload& workload : r.scenario.workloads()) r.world.rate_rps.push_back(arrival_rates(r, workload, factors));
}

}  // namespace tradewind::resolution
