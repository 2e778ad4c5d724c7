#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "tradewind/sim/replication.h"

namespace tradewind {
namespace {

// Requests that are answered by a model whose versions come `lag_s` after they are published.
struct Part {
  double weight = 0, lag_s = 0, versions_per_s = 0;

  double more_than(double s) const { return s >= lag_s ? 0 : 1 - std::exp(-versions_per_s * (lag_s - s)); }
  double mean_s() const { return versions_per_s > 0 ? lag_s + std::expm1(-versions_per_s * lag_s) / versions_per_s : 0; }
};

std::vector<Part> parts(const World& world, std::span<const ReplicationPlan> plans, std::span<const RegionRequests> requests) {
  std::vector<Part> parts;
  for (const ReplicationPlan& plan : plans) {
    const Artifact& artifact = world.data.artifacts[plan.artifact];
    const std::vector<double> lags = undisturbed_lag_s(artifact, plan, 50);
    std::map<std::uint32_t, double> lag_of;
    for (std::size_t h = 0; h < plan.hops.size(); ++h) lag_of[plan.hops[h].to] = lags[h];
    for (const RegionRequests& here : requests)
      if (!artifact.workload || *artifact.workload == here.workload)
        parts.push_back({here.requests, lag_of[here.region], artifact.versions_per_month / (hours_per_month * 3600)});
  }
  return parts;
}

// The least age that at most a share 1 - q of the requests exceeds.
double quantile_s(const std::vector<Part>& parts, double all, double q, double most_s) {
  const auto more_than = [&](double s) {
    double sum = 0;
    for (const Part& part : parts) sum += part.weight * part.more_than(s);
    return sum / all;
  };
  if (more_than(0) <= 1 - q) return 0;
  double low = 0, high = most_s;
  for (int i = 0; i < 60; ++i) (more_than((low + high) / 2) > 1 - q ? low : high) = (low + high) / 2;
  return high;
}

}  // namespace

StalenessSummary model_staleness(const World& world, std::span<const ReplicationPlan> plans, std::span<const RegionRequests> requests) {
  const std::vector<Part> all_parts = parts(world, plans, requests);
  StalenessSummary summary;
  double all = 0;
  for (const Part& part : all_parts) {
    all += part.weight;
    summary.mean += part.weight * part.mean_s();
    if (part.weight > 0 && part.versions_per_s > 0) summary.max = std::max(summary.max, part.lag_s);
  }
  if (all <= 0) return {};
  summary.count = static_cast<std::uint64_t>(std::llround(all));
  summary.mean /= all;
  summary.p50 = quantile_s(all_parts, all, 0.5, summary.max);
  summary.p95 = quantile_s(all_parts, all, 0.95, summary.max);
  summary.p99 = quantile_s(all_parts, all, 0.99, summary.max);
  return summary;
}

}  // namespace tradewind
