#include <fmt/format.h>

#include <array>
#include <cmath>

#include "kubernetes/manifests.h"
#include "observability/region_rules.h"

namespace tradewind::observability {
namespace {

// "Multiwindow, multi-burn-rate alerts", B. Beyer and others (editors), The Site Reliability Workbook, O'Reilly 2018, chapter 5, table 5-8: the
// factor at which a budget of 30 days is burnt, over a long window and, so that the alert ends soon, over a short one.
struct Burn {
  const char *name, *severity, *long_window, *short_window;
  double factor, long_s;
  const char* share;  // of 30 days' budget, burnt within the long window
};
constexpr std::array<Burn, 3> burns = {{{"SloBurnsWithinDays", page, "1h", "5m", 14.4, 3600, "2 %"},
                                        {"SloBurnsWithinAWeek", page, "6h", "30m", 6, 6 * 3600, "5 %"},
                                        {"SloBurnsWithinAMonth", ticket, "3d", "6h", 1, 3 * 86400, "10 %"}}};

// Fewer in the long window say nothing. As the analysis of a rollout has it when the scenario says nothing else.
constexpr int least_requests = 20;

std::string ratio(const WorkloadInRegion& at, const std::string& window) { return at.recorded("tradewind:late:ratio_" + window); }

Record ratio_record(const WorkloadInRegion& at, const std::string& window) {
  return {"tradewind:late:ratio_" + window,
          fmt::format("avg_over_time({}[{}]) / avg_over_time({}[{}])", at.recorded("tradewind:late_requests:rate5m"), window,
                      at.recorded("tradewind:requests:rate5m"), window),
          {},
          at.labels};
}

std::string burn_series(const Burn& burn) { return fmt::format("tradewind:burn_rate:{}", burn.long_window); }

// How many times as fast as the objective allows the budget burns: over the long window, or over the short one where it has ended.
Record burn_record(const WorkloadInRegion& at, const Burn& burn, double budget) {
  const std::string over_long = ratio(at, burn.long_window), over_short = ratio(at, burn.short_window);
  return {burn_series(burn),
          fmt::format("(({0} < {1}) or {1}) / {2:.4g} and avg_over_time({3}[{4}]) * {5:.0f} > {6}", over_long, over_short, budget,
                      at.recorded("tradewind:requests:rate5m"), burn.long_window, burn.long_s, least_requests),
          fmt::format("The lesser of {} and {}, over a budget of {:.4g} %, where there were more than {} requests.", burn.long_window,
                      burn.short_window, 100 * budget, least_requests),
          at.labels};
}

Alert burn_alert(const WorkloadInRegion& at, const Burn& burn) {
  return alert_above(burn.name, {burn_series(burn), at.labels, burn.factor}, "", burn.severity,
                     "requests are late or fail " + number + fmt::format(" times as often as the objective allows, for {}", burn.long_window),
                     fmt::format("At {:g} times {} of 30 days' budget is burnt within {}.", burn.factor, burn.share, burn.long_window));
}

// All late pages; none late does not.
std::vector<RuleCase> cases(const WorkloadInRegion& at, const Group& alerts, double budget) {
  constexpr int lasting = 420, per_minute = 60;
  RuleCase good{"requests in time", made_up_series(at.server, at.selector, false, per_minute, lasting), {}};
  RuleCase bad{"every request late", made_up_series(at.server, at.selector, true, per_minute, lasting), {}};
  const kubernetes::LatencySeries& latencies = at.server.latencies;
  const double seen = latencies.kind == kubernetes::LatencySeries::Kind::quantiles ? 1 - latencies.levels.front() : 1;
  for (const Alert& alert : alerts.alerts) {
    good.checks.push_back({alert.name, "390m", false});
    bad.checks.push_back({alert.name, "390m", true, with_value(alert.summary, humanized(seen / budget))});
  }
  return {std::move(good), std::move(bad)};
}

}  // namespace

RuleFile slo_rules(const WorkloadInRegion& at) {
  const Slo& slo = at.pool.workload->slo;
  const double target = server_target_ms(at.pool), budget = 1 - slo.percentile / 100;
  const Indicator indicator = indicator_of(at.server, at.selector, target);
  const std::string share_of_server =
      target < slo.target_ms ? fmt::format(", less {:.1f} ms that the network was simulated to take", at.pool.expected.network_p50_ms) : "";
  Group indicators{"slo-indicators", {}, {}}, alerts{"slo", {}, {}};
  indicators.records = {{"tradewind:requests:rate5m", indicator.requests_rps, {}, at.labels},
                        {"tradewind:late_requests:rate5m", indicator.late_rps,
                         fmt::format("Later than {:g} ms: the objective's {} ms ({} at p{:g}){}. {}", std::round(10 * target) / 10, slo.target_ms,
                                     to_string(slo.metric), slo.percentile, share_of_server, indicator.basis),
                         at.labels}};
  indicators.records.push_back({"tradewind:late:ratio_5m",
                                fmt::format("{} / {}", at.recorded("tradewind:late_requests:rate5m"), at.recorded("tradewind:requests:rate5m")),
                                {},
                                at.labels});
  for (const char* window : {"30m", "1h", "6h", "3d"}) indicators.records.push_back(ratio_record(at, window));
  for (const Burn& burn : burns) {
    if (burn.factor * budget >= 1) continue;
    indicators.records.push_back(burn_record(at, burn, budget));
    alerts.alerts.push_back(burn_alert(at, burn));
  }
  RuleFile file{at.pool.name + "-slo", {std::move(indicators), std::move(alerts)}, {}};
  file.cases = cases(at, file.groups[1], budget);
  file.groups[1].alerts.push_back(
      {"SloNotMeasured",
       fmt::format("{} unless {}", at.recorded("tradewind:requests:rate5m"), at.recorded("tradewind:late_requests:rate5m")),
       "30m",
       ticket,
       "requests are counted but not their latency: the server has other series than this rule expects",
       {},
       at.labels});
  return file;
}

}  // namespace tradewind::observability
