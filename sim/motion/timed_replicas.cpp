#include "motion/timed_replicas.h"

#include <algorithm>

#include "elasticity/forecast.h"

namespace tradewind::motion {
namespace {

// Requests/s that the topology leads to the pool when nothing fails.
std::vector<double> expected_rps(const World& world, const Topology& topology, const tradewind::Pool& pool) {
  const Grid shares = routing_shares(world, topology)[pool.workload];
  const Grid& rates = world.rate_rps[pool.workload];
  const std::uint32_t region = world.offers[pool.offer].region;
  std::vector<double> load(rates.columns());
  for (std::size_t p = 0; p < rates.rows(); ++p)
    for (std::size_t hour = 0; hour < load.size(); ++hour) load[hour] += rates(p, hour) * shares(p, region);
  return load;
}

}  // namespace

TimedReplicas::TimedReplicas(const engine::Plan& plan, const Topology& topology, std::uint32_t index)
    : scaling_(plan.world->workloads[topology.pools[index].workload].autoscaling), start_(kernel::from_s(plan.window_start_s(0, 0))) {
  if (scaling_ && scaling_->predictive) expected_rps_ = expected_rps(*plan.world, topology, topology.pools[index]);
}

void TimedReplicas::append(kernel::Time now, std::vector<std::optional<double>>& values) const {
  if (!scaling_) return;
  const int minute = static_cast<int>(kernel::to_s(start_ + now) / 60) % minutes_of_week;
  if (!scaling_->schedule.empty()) values.emplace_back(scheduled(minute));
  if (expected_rps_.empty()) return;
  const PredictiveReplicas& predictive = *scaling_->predictive;
  values.emplace_back(elasticity::predicted_replicas({.load_per_replica = predictive.requests_per_replica_s,
                                                      .margin = predictive.margin,
                                                      .lead_minutes = predictive.lead_min,
                                                      .min_replicas = 0,
                                                      .max_replicas = scaling_->max_replicas},
                                                     expected_rps_, minute));
}

// Outside of all its times, KEDA's trigger is not active, and tells the HPA of one, which is no fewer than it keeps anyway.
double TimedReplicas::scheduled(int minute) const {
  int replicas = std::min(1, scaling_->min_replicas);
  for (const ScheduledReplicas& span : scaling_->schedule)
    if (minute >= span.start_minute && minute < span.end_minute) replicas = std::max(replicas, span.replicas);
  return replicas;
}

}  // namespace tradewind::motion
