#include "world/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "language/field.h"
#include "world/demand.h"
#include "world/selection.h"

namespace tradewind::resolution {
namespace {

constexpr double seen_height = 0.5;  // in the hour of a window: less is its edge

// Of the course before `hour`, as an area in hours.
double area_until(const EventCourse& course, double hour) {
  double area = std::clamp(hour - course.start, 0.0, course.duration_h);
  if (course.ramp_h <= 0) return area;
  const double risen = std::clamp(hour - course.start + course.ramp_h, 0.0, course.ramp_h);
  const double fallen = std::clamp(hour - course.start - course.duration_h, 0.0, course.ramp_h);
  return area + risen * risen / (2 * course.ramp_h) + fallen - fallen * fallen / (2 * course.ramp_h);
}

EventCourse course_of(const Resolution& r, const language::DemandEvent& event, const Population& population) {
  const int day = event.day() - language::WEEKDAY_MONDAY;
  const double start =
      event.clock() == language::EVENT_CLOCK_UTC ? 24.0 * day + event.hour() : utc_hour(population.timezone, r.world.week_of, day, event.hour());
  return {start, event.duration_h(), event.ramp_h()};
}

void add_note(Resolution& r, const language::DemandEvent& event, std::size_t populations) {
  const std::string day = language::json_name(*language::Weekday_descriptor()->FindValueByNumber(event.day()));
  const std::string clock = event.clock() == language::EVENT_CLOCK_UTC ? "UTC" : "local time";
  r.notes.push_back(fmt::format("event {}: requests of {} of {} metro areas times {:g} on {} from {:g} h {} for {:g} h, with a ramp of {:g} h",
                                event.name(), populations, r.world.populations.size(), event.factor(), day, event.hour(), clock, event.duration_h(),
                                event.ramp_h()));
}

bool window_sees(const World& world, const EventCourse& course) {
  if (world.simulation.sampling == Sampling::stratified) return true;  // any hour may be drawn
  for (int window = 0; window < world.simulation.windows; ++window)
    if (course.mean_height(hour_of_even_window(window, world.simulation.windows)) >= seen_height) return true;
  return false;
}

void apply(Resolution& r, const std::string& path, const language::DemandEvent& event, Grid& factors) {
  std::set<std::string> keys;
  for (const CatalogueMetro* metro : selected_metros(r.catalogue, event.metros())) keys.insert(metro->key());
  std::size_t met = 0;
  bool seen = false;
  for (std::size_t p = 0; p < r.world.populations.size(); ++p) {
    if (!keys.contains(r.world.populations[p].name)) continue;
    ++met;
    const EventCourse course = course_of(r, event, r.world.populations[p]);
    seen = seen || window_sees(r.world, course);
    for (int hour = 0; hour < hours_per_week; ++hour)
      factors(p, static_cast<std::size_t>(hour)) *= 1 + (event.factor() - 1) * course.mean_height(hour);
  }
  add_note(r, event, met);
  if (met == 0) return r.reading.warning(path + "/metros", {"metro areas of which none belongs to a population", "metro areas of the scenario"});
  if (!seen)
    r.reading.warning(path, {fmt::format("an event that none of the {} simulated windows of the week meets", r.world.simulation.windows),
                             "\"window_count\": 168 in simulation, a window in each hour"});
}

}  // namespace

double EventCourse::mean_height(int hour) const {
  double height = 0;
  for (const int week : {-1, 0, 1}) {
    const double at = hour + week * static_cast<double>(hours_per_week);
    height += area_until(*this, at + 1) - area_until(*this, at);
  }
  return height;
}

Grid event_factors(Resolution& r) {
  Grid factors(r.world.populations.size(), hours_per_week, 1);
  for (int e = 0; e < r.scenario.events_size(); ++e) {
    const std::string path = element("/events", e);
    const language::DemandEvent& event = r.scenario.events(e);
    if (event.duration_h() + 2 * event.ramp_h() > hours_per_week)
      r.reading.error(path,
                      {fmt::format("an event of {:g} h with its ramps", event.duration_h() + 2 * event.ramp_h()), "at most the 168 h of a week"});
    else
      apply(r, path, event, factors);
  }
  return factors;
}

}  // namespace tradewind::resolution
