#include "model/explanation.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

#include "model/bill_summary.h"
#include "text/names.h"
#include "text/numbers.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind {
namespace {

using text::duration;
using text::percent;
using text::whole_usd;

struct Part {
  const char* name;
  double difference;  // cheapest minus fastest
};

// The round trip that tells the two points best apart.
double telling_rtt_ms(const ReportPoint& a, const ReportPoint& b) {
  double best = 0, widest = -1;
  for (const double rtt_ms : {10.0, 20.0, 30.0, 50.0, 80.0, 120.0, 180.0}) {
    const double difference = std::abs(a.share_within(rtt_ms) - b.share_within(rtt_ms));
    if (difference <= widest) continue;
    widest = difference;
    best = rtt_ms;
  }
  return best;
}

Reason distance(const ReportPoint& fast, const ReportPoint& cheap) {
  const double rtt_ms = telling_rtt_ms(fast, cheap);
  return {
      "Distance",
      fmt::format(
          "{} opens {}, {} opens {}. A round trip of at most {}, access line apart, takes {} of the requests to their region with {} and {} with {}.",
          fast.id, text::counted(static_cast<std::int64_t>(fast.load.size()), "region"), cheap.id,
          text::counted(static_cast<std::int64_t>(cheap.load.size()), "region"), duration(rtt_ms), percent(fast.share_within(rtt_ms)), fast.id,
          percent(cheap.share_within(rtt_ms)), cheap.id)};
}

Reason latency_parts(const std::string& latency_name, const ReportPoint& fast, const ReportPoint& cheap) {
  const LatencyParts a = parts_of(fast.outcome.latency), b = parts_of(cheap.outcome.latency);
  const std::array<Part, 3> parts{
      {{"network", b.network_ms - a.network_ms}, {"queue", b.queue_ms - a.queue_ms}, {"service", b.service_ms - a.service_ms}}};
  const Part* largest = &parts[0];
  std::string list;
  for (const Part& part : parts) {
    if (std::abs(part.difference) > std::abs(largest->difference)) largest = &part;
    list += fmt::format("{}{} {}{}", list.empty() ? "" : ", ", part.name, part.difference >= 0 ? "+" : "−", duration(std::abs(part.difference)));
  }
  return {"Where the time goes", fmt::format("The mean {} takes {} with {} and {} with {}: {}. The largest part of the difference is {}.",
                                             latency_name, duration(a.total_ms()), fast.id, duration(b.total_ms()), cheap.id, list, largest->name)};
}

Reason hardware(const ReportPoint& fast, const ReportPoint& cheap) {
  return {"Hardware", fmt::format("{} rents {} ({}), busy {} of the time; {} rents {} ({}), busy {} of the time.", fast.id,
                                  text::counted(fast.instances, "instance"), gpu_list(fast), percent(fast.utilization), cheap.id,
                                  text::counted(cheap.instances, "instance"), gpu_list(cheap), percent(cheap.utilization))};
}

Reason gpu_price(const ReportPoint& fast, const ReportPoint& cheap) {
  return {"Price of a GPU-hour",
          fmt::format("A GPU-hour costs {:.2f} USD on average with {} and {:.2f} USD with {}; a month takes {} GPU-hours with {} and {} with {}.",
                      fast.usd_per_gpu_hour, fast.id, cheap.usd_per_gpu_hour, cheap.id, text::grouped(fast.gpu_hours), fast.id,
                      text::grouped(cheap.gpu_hours), cheap.id)};
}

Reason money(const ReportPoint& fast, const ReportPoint& cheap) {
  std::map<std::string, Cents> difference;
  for (const Subtotal& service : by_service(fast.bill)) difference[service.name] += service.amount;
  for (const Subtotal& service : by_service(cheap.bill)) difference[service.name] += Cents{-service.amount.value};
  std::string list;
  for (const auto& [service, amount] : difference) {
    if (amount.value == 0) continue;
    list += fmt::format("{}{} {}{} USD", list.empty() ? "" : ", ", text::readable(service), amount.value >= 0 ? "+" : "−",
                        whole_usd({std::abs(amount.value)}));
  }
  return {"The bill", fmt::format("{} costs {} USD a month more than {}: {}.", fast.id, whole_usd({fast.monthly.value - cheap.monthly.value}),
                                  cheap.id, list.empty() ? "no service differs" : list)};
}

Reason exchange_rate(const ReportModel& model) {
  const ReportPoint &fast = model.fastest(), &cheap = model.cheapest(), &picked = model.picked();
  const double latency_gain = cheap.latency_ms - fast.latency_ms, money = fast.monthly.usd() - cheap.monthly.usd();
  std::string sentence = fmt::format("From {} to {} each millisecond of {} costs {} USD a month on average.", cheap.id, fast.id, model.axis_name(),
                                     text::grouped(money / latency_gain));
  if (!picked.fastest && !picked.cheapest)
    sentence +=
        fmt::format(" {} reaches {} of that gain for {} of the money.", picked.id, percent((cheap.latency_ms - picked.latency_ms) / latency_gain),
                    percent((picked.monthly.usd() - cheap.monthly.usd()) / money));
  const bool apart = fast.latency_ms + fast.ci95_ms < cheap.latency_ms - cheap.ci95_ms;
  sentence += apart ? " The 95 % intervals of the two latencies do not overlap."
                    : " The 95 % intervals of the two latencies overlap: more replications would tell them apart.";
  return {"What a millisecond costs", sentence};
}

}  // namespace

std::vector<Reason> explain(const ReportModel& model) {
  if (model.front.size() < 2) return {};
  const ReportPoint &fast = model.fastest(), &cheap = model.cheapest();
  if (&fast == &cheap) return {};
  std::vector<Reason> reasons{distance(fast, cheap), latency_parts(model.latency_name, fast, cheap), hardware(fast, cheap), gpu_price(fast, cheap),
                              money(fast, cheap)};
  if (cheap.latency_ms > fast.latency_ms && fast.monthly > cheap.monthly) reasons.push_back(exchange_rate(model));
  return reasons;
}

std::vector<const ReportPoint*> compared_points(const ReportModel& model) {
  std::vector<const ReportPoint*> points;
  for (const ReportPoint& point : model.front)
    if (point.fastest || point.picked || point.cheapest || !point.third_role.empty()) points.push_back(&point);
  return points;
}

std::vector<ComparisonRow> compare(const ReportModel& model) {
  const auto points = compared_points(model);
  std::vector<ComparisonRow> rows;
  const auto add = [&](const std::string& figure, auto value) {
    ComparisonRow row{figure, {}};
    for (const ReportPoint* point : points) row.values.push_back(value(*point));
    rows.push_back(std::move(row));
  };
  add(model.axis_name(), [](const ReportPoint& p) { return text::with_interval(p.latency_ms, p.ci95_ms); });
  add("A month", [](const ReportPoint& p) { return whole_usd(p.monthly) + " USD"; });
  if (model.has_third()) add(model.third_axis_name(), [&](const ReportPoint& p) { return third_text(model.third_axis, p.third.value_or(0)); });
  add("A million requests", [](const ReportPoint& p) { return fmt::format("{:.2f} USD", p.usd_per_million_requests()); });
  add("Regions", [](const ReportPoint& p) { return std::to_string(p.load.size()); });
  add("Within 50 ms of their region", [](const ReportPoint& p) { return percent(p.share_within(50)); });
  add("Network, mean", [](const ReportPoint& p) { return duration(parts_of(p.outcome.latency).network_ms); });
  add("Queue, mean", [](const ReportPoint& p) { return duration(parts_of(p.outcome.latency).queue_ms); });
  add("Service, mean", [](const ReportPoint& p) { return duration(parts_of(p.outcome.latency).service_ms); });
  add("GPUs", gpu_list);
  add("Replicas busy", [](const ReportPoint& p) { return percent(p.utilization); });
  add("A GPU-hour", [](const ReportPoint& p) { return fmt::format("{:.2f} USD", p.usd_per_gpu_hour); });
  return rows;
}

std::string gpu_list(const ReportPoint& point) {
  std::map<std::string, int> count;
  for (const ReportPool& pool : point.pools) count[pool.gpu] += pool.gpus;
  std::string list;
  for (const auto& [gpu, gpus] : count) list += fmt::format("{}{} × {}", list.empty() ? "" : ", ", gpus, gpu);
  return list;
}

std::string role_of(const ReportPoint& point) {
  std::string role;
  const auto add = [&](bool is, std::string_view name) {
    if (is) role += (role.empty() ? "" : ", ") + std::string(name);
  };
  add(point.picked, "recommended");
  add(point.fastest, "fastest");
  add(point.cheapest, "cheapest");
  add(!point.third_role.empty(), point.third_role);
  return role;
}

}  // namespace tradewind
