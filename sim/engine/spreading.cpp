#include "engine/spreading.h"

#include "tradewind/scenarios/steering.h"

namespace tradewind::engine {

Spreading::Spreading(const Plan& plan) : plan_(plan), rate_per_replica_rps_(plan.world->traffic.max_rate_per_replica_rps) {
  if (!active()) return;
  const std::size_t workloads = plan.world->workloads.size();
  std::vector<std::vector<double>> capacities(workloads);
  std::vector<std::vector<std::uint32_t>> regions(workloads);
  for (const PoolPlan& pool : plan.pools) {
    place_.push_back(static_cast<std::uint32_t>(capacities[pool.workload].size()));
    regions[pool.workload].push_back(pool.region);
    replicas_.push_back(static_cast<std::size_t>(pool.replicas));
    capacities[pool.workload].push_back(pool.replicas * rate_per_replica_rps_);
  }
  open_.assign(plan.pools.size(), 1);
  std::vector<std::vector<std::vector<std::uint32_t>>> preferences(workloads);
  for (const RequestStream& stream : plan.streams) {
    group_of_.push_back(static_cast<std::uint32_t>(preferences[stream.workload].size()));
    preferences[stream.workload].push_back(nearest_first(*plan.world, {stream.workload, stream.population}, regions[stream.workload]));
  }
  for (std::size_t workload = 0; workload < workloads; ++workload)
    by_workload_.emplace_back(kernel::from_s(plan.world->traffic.spread_interval_s), capacities[workload], preferences[workload]);
}

void Spreading::set_replicas(std::uint32_t pool, std::size_t replicas) {
  if (!active() || replicas_[pool] == replicas) return;
  replicas_[pool] = replicas;
  tell_capacity(pool);
}

void Spreading::set_open(std::uint32_t pool, bool open) {
  if (!active()) return;
  open_[pool] = open;
  tell_capacity(pool);
}

void Spreading::tell_capacity(std::uint32_t pool) {
  by_workload_[plan_.pools[pool].workload].capacity(place_[pool], open_[pool] ? static_cast<double>(replicas_[pool]) * rate_per_replica_rps_ : 0);
}

// All workloads are spread at the same times.
Time Spreading::next_wake() const { return active() ? by_workload_.front().next_wake() : kernel::never; }

void Spreading::wake(Time now) {
  for (traffic::SpillOver& spill_over : by_workload_) spill_over.wake(now);
}

std::optional<Surroundings::Led> Filling::lead(Time, const Caller& caller) {
  spreading_.offered(caller.stream);
  const RequestStream& stream = plan_.streams[caller.stream];
  const auto place = traffic::pick(spreading_.shares(caller.stream), order_[stream.workload], caller.routing_draw);
  if (!place) return std::nullopt;
  return Led{stream.route(*place, caller.priority_class)};
}

}  // namespace tradewind::engine
