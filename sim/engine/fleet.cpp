#include "engine/fleet.h"

namespace tradewind::engine {

Fleet::Fleet(const Plan& plan) : wakes_(plan.pools.size()) {
  std::size_t first = 0;
  for (const PoolPlan& pool : plan.pools) {
    pools_.push_back(serving::make_pool(pool.settings, pool.replicas, pool.balancing));
    first_server_.push_back(first);
    first += static_cast<std::size_t>(pool.servers());
  }
}

std::size_t Fleet::servers(const Plan& plan) {
  std::size_t sum = 0;
  for (const PoolPlan& pool : plan.pools) sum += static_cast<std::size_t>(pool.servers());
  return sum;
}

serving::Taken Fleet::arrive(Time now, std::uint32_t pool, const serving::Job& job, double balancing_draw) {
  return std::visit(
      [&](auto& servers) {
        const serving::Taken taken = servers.arrive(now, job, balancing_draw);
        wakes_.set(pool, servers.next_wake());
        return taken;
      },
      pools_[pool]);
}

void Fleet::cancel(Time now, std::uint32_t pool, std::uint32_t replica, const serving::Job& job) {
  std::visit(
      [&](auto& servers) {
        servers.cancel(now, replica, job);
        wakes_.set(pool, servers.next_wake());
      },
      pools_[pool]);
}

Fleet::Woken Fleet::wake() {
  const std::uint32_t pool = wakes_.first();
  return std::visit(
      [&](auto& servers) {
        const auto completions = servers.wake();
        wakes_.set(pool, servers.next_wake());
        return Woken{pool, server(pool, servers.woken()), completions};
      },
      pools_[pool]);
}

serving::ServerLoad Fleet::load(Time now, std::size_t pool) const {
  return std::visit([&](const auto& servers) { return servers.load(now); }, pools_[pool]);
}

}  // namespace tradewind::engine
