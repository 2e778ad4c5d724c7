#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/manifests.h"
#include "observability/region_rules.h"

namespace tradewind::observability {
namespace {

// By how much reality may exceed the forecast. Choices of this tool: a forecast of demand is hardly better than this; prices are exact.
constexpr double load_allowance = 1.2, cost_allowance = 1.1;

Labels with_figure(Labels labels, const std::string& figure) {
  labels.insert(labels.begin(), {"figure", figure});
  return labels;
}

Threshold drift(const WorkloadInRegion& at, const std::string& figure, double allowance) {
  return {"tradewind:actual_to_forecast:ratio", with_figure(at.labels, figure), allowance};
}

class Forecast {
 public:
  explicit Forecast(const WorkloadInRegion& at) : at_(at) {}

  RuleFile file() {
    group_.name = "forecast";
    const std::string requests = at_.recorded("tradewind:requests:rate5m");
    add("mean_requests_per_s", at_.pool.mean_rps, fmt::format("avg_over_time({}[7d])", requests), "Mean of the simulated week");
    add("busiest_requests_per_s", at_.pool.busiest_rps, fmt::format("max_over_time({}[7d])", at_.recorded("tradewind:requests:rate1h")),
        "Busiest hour of the simulated week");
    add_latency();
    add("replicas", at_.pool.replicas, at_.ready_replicas(), "As picked");
    const InstanceCost cost = instance_cost(at_);
    if (cost.usd_per_hour > 0)
      add("usd_per_hour", cost.usd_per_hour,
          fmt::format("ceil(avg_over_time({}[1d:5m]) / {}) * {:.6g}", at_.ready_replicas(), at_.pool.option->replicas_per_instance,
                      cost.usd_per_instance_hour),
          fmt::format("GPU instances of the simulated bill; {:.6g} USD for a {} an hour", cost.usd_per_instance_hour, at_.pool.offer->instance_type));
    group_.records.insert(group_.records.begin(), {"tradewind:requests:rate1h", fmt::format("avg_over_time({}[1h])", requests), {}, at_.labels});
    group_.records.push_back(
        {"tradewind:actual_to_forecast:ratio", fmt::format("{} / {}", at_.recorded("tradewind:actual"), at_.recorded("tradewind:forecast")), {}, {}});
    add_alerts(cost.usd_per_hour > 0);
    return {at_.pool.name + "-forecast", {group_}, cases(cost)};
  }

 private:
  void add(const std::string& figure, double value, const std::string& actual, const std::string& comment) {
    group_.records.push_back({"tradewind:forecast", fmt::format("vector({:.6g})", value), comment + ".", with_figure(at_.labels, figure)});
    group_.records.push_back({"tradewind:actual", actual, {}, with_figure(at_.labels, figure)});
  }

  // Only where the same percentile was simulated.
  void add_latency() {
    const ExpectedPool& seen = at_.pool.expected;
    const double server_ms = seen.latency_p95_ms - seen.network_p50_ms;
    if (at_.pool.workload->slo.percentile != 95 || at_.server.latencies.kind == kubernetes::LatencySeries::Kind::mean || server_ms <= 0) return;
    add("server_latency_ms", server_ms, at_.server.latency_ms,
        fmt::format("p95 as users feel it, {:.1f} ms, less the median of the network, {:.1f} ms; actual: {}", seen.latency_p95_ms,
                    seen.network_p50_ms, at_.server.latency_is));
  }

  void add_alerts(bool has_cost) {
    group_.alerts.push_back(
        alert_above("LoadAboveForecast", drift(at_, "busiest_requests_per_s", load_allowance), "1h", ticket,
                    "the busiest hour of the week had " + number + " times the forecast requests: plan again with the present load"));
    if (has_cost)
      group_.alerts.push_back(alert_above("CostAboveForecast", drift(at_, "usd_per_hour", cost_allowance), "1h", ticket,
                                          "GPU instances cost " + number + " times what was simulated"));
  }

  std::vector<RuleCase> cases(const InstanceCost& cost) const {
    constexpr int lasting = 300;
    const auto series = [&](double load, int replicas) {
      return std::vector<Series>{{at_.recorded("tradewind:requests:rate5m"), fmt::format("{:.6g}+0x{}", load * at_.pool.busiest_rps, lasting)},
                                 {at_.made_up_pod("kube_pod_status_ready", "7d9"), fmt::format("{}+0x{}", replicas, lasting)}};
    };
    RuleCase good{"as forecast", series(1, at_.pool.replicas), {}}, bad{"three times the forecast", series(3, 3 * at_.pool.replicas), {}};
    const bool loaded = at_.pool.busiest_rps > 0;
    good.checks.push_back({"LoadAboveForecast", "280m", false});
    if (loaded) bad.checks.push_back({"LoadAboveForecast", "280m", true, with_value(alert("LoadAboveForecast").summary, "3")});
    if (cost.usd_per_hour > 0) {
      good.checks.push_back({"CostAboveForecast", "280m", false});
      const double actual = std::ceil(3.0 * at_.pool.replicas / at_.pool.option->replicas_per_instance) * cost.usd_per_instance_hour;
      bad.checks.push_back(
          {"CostAboveForecast", "280m", true, with_value(alert("CostAboveForecast").summary, humanized(actual / cost.usd_per_hour))});
    }
    return {std::move(good), std::move(bad)};
  }

  const Alert& alert(const std::string& name) const { return *std::ranges::find(group_.alerts, name, &Alert::name); }

  const WorkloadInRegion& at_;
  Group group_;
};

}  // namespace

InstanceCost instance_cost(const WorkloadInRegion& at) {
  double usd = 0, hours = 0;
  for (const BillLine& line : at.input.bill.lines)
    if (line.provider == at.region.region->provider && line.region == at.region.region->id && line.workload == at.pool.workload->name &&
        line.service == "gpu instances") {
      usd += line.amount.usd();
      hours += line.quantity;
    }
  if (hours <= 0 || usd <= 0) return {};
  return {usd / hours, usd / hours_per_month};
}

RuleFile forecast_rules(const WorkloadInRegion& at) { return Forecast(at).file(); }

}  // namespace tradewind::observability
