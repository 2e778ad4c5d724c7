#include "world/autoscaling.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <stdexcept>

#include "tradewind/scenarios/cron.h"
#include "world/demand.h"

namespace tradewind::resolution {
namespace {

const date::time_zone* zone_of(Resolution& r, const std::string& path, const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    r.reading.error(path, {fmt::format("\"{}\", which is no time zone", name), "an IANA time zone", "\"Europe/Berlin\""});
    return nullptr;
  }
}

// Whether the expression is sound.
bool check_cron(Resolution& r, const std::string& path, const std::string& expression) {
  try {
    Cron{expression};
    return true;
  } catch (const std::invalid_argument& wrong) {
    r.reading.error(path, {fmt::format("\"{}\": {}", expression, wrong.what()), "\"minute hour * * weekday\"", "\"0 8 * * 1-5\""});
    return false;
  }
}

// Minute by minute of the simulated week, so that a change of the clocks falls where it does.
void add_spans(const CronTrigger& trigger, const date::time_zone& zone, const std::string& monday, int replicas,
               std::vector<ScheduledReplicas>& spans) {
  const date::sys_days start = parsed_day(monday).value();
  bool was_active = false;
  for (int minute = 0; minute < minutes_of_week; ++minute) {
    const auto local = date::floor<std::chrono::minutes>(zone.to_local(start + std::chrono::minutes(minute)));
    const auto day = date::floor<date::days>(local);
    const int weekday = static_cast<int>(date::weekday(day).iso_encoding()) - 1;
    const bool active = trigger.active(minute_of_week(weekday, 0, static_cast<int>((local - day).count())));
    if (active && !was_active) spans.push_back({minute, minutes_of_week, replicas});
    if (!active && was_active) spans.back().end_minute = minute;
    was_active = active;
  }
}

void resolve_schedule(Resolution& r, const std::string& path, const language::ScheduledReplicas& from, Autoscaling& scaling) {
  const bool start = check_cron(r, path + "/start", from.start()), end = check_cron(r, path + "/end", from.end());
  const date::time_zone* zone = zone_of(r, path + "/timezone", from.timezone());
  if (start && end && from.start() == from.end())
    return r.reading.error(path + "/end", {fmt::format("\"{}\", which is the start as well", from.end()), "another time than the start's"});
  if (from.replicas() > scaling.max_replicas)
    r.reading.error(path + "/replicas",
                    {fmt::format("{} replicas where there may be {}", from.replicas(), scaling.max_replicas), "at most max_replicas"});
  const auto monday = monday_of(r.scenario.calendar().week_of());  // where there is none, the calendar says so
  if (start && end && zone != nullptr && monday) add_spans({from.start(), from.end()}, *zone, *monday, from.replicas(), scaling.schedule);
}

SpotNodes spot_of(Resolution& r, const std::string& path, const language::Spot& from) {
  if (from.correlation_across() > from.correlation_inside())
    r.reading.error(path + "/correlation_across",
                    {fmt::format("{:g} between regions and {:g} inside one", from.correlation_across(), from.correlation_inside()),
                     "at most correlation_inside"});
  return {from.availability(), from.mean_spell_h(),       from.interruptions_per_hour(),
          from.notice_s(),     from.correlation_inside(), from.correlation_across()};
}

}  // namespace

std::optional<Autoscaling> autoscaling_of(Resolution& r, const std::string& path, const language::Workload& from) {
  if (!from.has_autoscaling() || !r.reading.sound(path)) return std::nullopt;
  const language::Autoscaling& a = from.autoscaling();
  if (a.max_replicas() < a.min_replicas())
    r.reading.error(path + "/max_replicas",
                    {fmt::format("{} replicas at most and {} at least", a.max_replicas(), a.min_replicas()), "no fewer than min_replicas"});
  Autoscaling scaling{a.min_replicas(), a.max_replicas(), a.target_requests(), a.polling_interval_s(), a.scale_down_window_s()};
  for (int i = 0; i < a.schedule_size(); ++i) resolve_schedule(r, element(path + "/schedule", i), a.schedule(i), scaling);
  if (a.has_predictive())
    scaling.predictive = PredictiveReplicas{a.predictive().requests_per_replica_s(), a.predictive().margin(), a.predictive().lead_min()};
  if (a.has_spot()) scaling.spot = spot_of(r, path + "/spot", a.spot());
  return scaling;
}

StartUp start_up_of(const language::StartUp& from) {
  return {from.node_s(), from.image_pull_s(), from.load_s_per_gb(), from.warm_up_s(), from.stock_out()};
}

}  // namespace tradewind::resolution
