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

// What is not stated is as in `usual`, Kubernetes' own rules of this direction.
ScalingRules rules_of(Resolution& r, const std::string& path, double window_s, const language::ScalingRules& from, const ScalingRules& usual) {
  ScalingRules rules{window_s, usual.policies, static_cast<SelectPolicy>(from.select_policy() - 1), from.tolerance()};
  if (from.policies().empty()) return rules;
  if (rules.select == SelectPolicy::disabled)
    r.reading.error(path + "/policies", {"policies where select_policy \"disabled\" lets nothing change", "no policies, or another select_policy"});
  rules.policies.clear();
  for (const language::ScalingPolicy& policy : from.policies())
    rules.policies.push_back({static_cast<PolicyType>(policy.type() - 1), policy.value(), policy.period_s()});
  return rules;
}

// What wakes a region and puts it to sleep is of no use where none sleeps.
void resolve_sleep(Resolution& r, const std::string& path, const language::Autoscaling& from, Autoscaling& scaling) {
  const auto refuse = [&](const char* field, double value) {
    if (value > 0 && !scaling.sleeps())
      r.reading.error(path + "/" + field,
                      {fmt::format("{} beside at least {} replicas, which never sleep", field, scaling.min_replicas), "\"min_replicas\": 0"});
  };
  refuse("cooldown_period_s", from.cooldown_period_s());
  refuse("activation_requests", from.activation_requests());
  if (from.cooldown_period_s() > 0) scaling.cooldown_period_s = from.cooldown_period_s();
  scaling.activation_requests = from.activation_requests();
}

FallbackReplicas fallback_of(Resolution& r, const std::string& path, const language::FallbackReplicas& from, const Autoscaling& scaling) {
  if (from.replicas() < scaling.min_replicas || from.replicas() > scaling.max_replicas)
    r.reading.error(path + "/replicas",
                    {fmt::format("{} replicas where there may be {} to {}", from.replicas(), scaling.min_replicas, scaling.max_replicas),
                     "from min_replicas to max_replicas"});
  return {from.failure_threshold(), from.replicas()};
}

}  // namespace

std::optional<Autoscaling> autoscaling_of(Resolution& r, const std::string& path, const language::Workload& from) {
  if (!from.has_autoscaling() || !r.reading.sound(path)) return std::nullopt;
  const language::Autoscaling& a = from.autoscaling();
  if (a.max_replicas() < a.min_replicas())
    r.reading.error(path + "/max_replicas",
                    {fmt::format("{} replicas at most and {} at least", a.max_replicas(), a.min_replicas()), "no fewer than min_replicas"});
  Autoscaling scaling{a.min_replicas(), a.max_replicas(), a.target_requests(), a.polling_interval_s()};
  scaling.scale_up = rules_of(r, path + "/scale_up", a.scale_up_window_s(), a.scale_up(), usual_scale_up);
  scaling.scale_down = rules_of(r, path + "/scale_down", a.scale_down_window_s(), a.scale_down(), usual_scale_down);
  scaling.grace_period_s = a.grace_period_s();
  scaling.metric = a.metric() == language::SCALING_METRIC_WAITING_REQUESTS ? ScalingMetric::waiting_requests : ScalingMetric::requests;
  resolve_sleep(r, path, a, scaling);
  if (a.has_fallback()) scaling.fallback = fallback_of(r, path + "/fallback", a.fallback(), scaling);
  for (int i = 0; i < a.schedule_size(); ++i) resolve_schedule(r, element(path + "/schedule", i), a.schedule(i), scaling);
  if (a.has_predictive())
    scaling.predictive = PredictiveReplicas{a.predictive().requests_per_replica_s(), a.predictive().margin(), a.predictive().lead_min()};
  if (a.has_spot()) scaling.spot = spot_of(r, path + "/spot", a.spot());
  return scaling;
}

StartUp start_up_of(const language::StartUp& from) {
  return {from.node_s(), from.image_pull_s(), from.load_s_per_gb(), from.warm_up_s(), from.stock_out()};
}

Nodes nodes_of(Resolution& r, const std::string& path, const language::Nodes& from) {
  if (from.max_unavailable() > 0 && from.max_unavailable_percent() > 0)
    r.reading.error(path + "/max_unavailable_percent",
                    {fmt::format("{} % beside max_unavailable {}", from.max_unavailable_percent(), from.max_unavailable()), "one of the two"});
  if (!from.consolidate() && (from.max_unavailable() > 0 || from.max_unavailable_percent() > 0))
    r.reading.error(path + (from.max_unavailable() > 0 ? "/max_unavailable" : "/max_unavailable_percent"),
                    {"a disruption budget where nothing is disrupted", "\"consolidate\": true beside it"});
  return {from.provisioner() == language::PROVISIONER_KARPENTER ? Provisioner::karpenter : Provisioner::cluster_autoscaler, from.consolidate(),
          from.max_zone_skew(), from.max_unavailable(), from.max_unavailable_percent()};
}

}  // namespace tradewind::resolution
