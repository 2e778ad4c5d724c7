#include "engine/fleet.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>

namespace tradewind::engine {

Fleet::Fleet(const Plan& plan) : wakes_(plan.pools.size()), doors_(plan.pools.size()) {
  std::size_t first = 0;
  for (const PoolPlan& pool : plan.pools) {
    pools_.push_back(serving::make_pool(pool.settings, pool.most_replicas, pool.balancing));
    first_server_.push_back(first);
    has_door_.push_back(pool.has_door);
    first += static_cast<std::size_t>(pool.most_servers());
    const auto index = static_cast<std::uint32_t>(pools_.size()) - 1;
    for (int replica = pool.replicas; replica < pool.most_replicas; ++replica) set_taking(index, static_cast<std::uint32_t>(replica), false);
  }
}

std::size_t Fleet::servers(const Plan& plan) {
  std::size_t sum = 0;
  for (const PoolPlan& pool : plan.pools) sum += static_cast<std::size_t>(pool.most_servers());
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

namespace {

// Does something to a pool whose replicas come and go.
template <class Action>
auto changing(auto& pool, const Action& action) {
  return std::visit(
      [&](auto& servers) -> decltype(action(std::get<0>(pool))) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(servers)>, serving::DisaggregatedPool>)
          throw std::logic_error("Replicas with prefill and decode apart do not come and go.");
        else
          return action(servers);
      },
      pool);
}

}  // namespace

void Fleet::set_taking(std::uint32_t pool, std::uint32_t replica, bool taking) {
  changing(pools_[pool], [&](auto& servers) { servers.set_taking(replica, taking); });
}

void Fleet::lose(Time now, std::uint32_t pool, std::uint32_t replica) {
  changing(pools_[pool], [&](auto& servers) {
    servers.lose(now, replica);
    wakes_.set(pool, servers.next_wake());
  });
}

void Fleet::set_slowness(Time now, std::uint32_t pool, std::uint32_t replica, double factor) {
  changing(pools_[pool], [&](auto& servers) {
    servers.set_slowness(now, replica, factor);
    wakes_.set(pool, servers.next_wake());
  });
}

bool Fleet::idle(std::uint32_t pool, std::uint32_t replica) const {
  return changing(pools_[pool], [&](const auto& servers) { return servers.idle(replica); });
}

std::int64_t Fleet::outstanding(std::uint32_t pool) const {
  return changing(pools_[pool], [](const auto& servers) { return servers.outstanding(); });
}

std::int64_t Fleet::queued(std::uint32_t pool) const {
  return changing(pools_[pool], [](const auto& servers) { return servers.queued(); });
}

std::size_t Fleet::taking(std::uint32_t pool) const {
  return changing(pools_[pool], [](const auto& servers) { return servers.taking(); });
}

void Fleet::leave(std::uint32_t pool, std::uint32_t request) {
  std::deque<std::uint32_t>& door = doors_[pool];
  if (const auto place = std::ranges::find(door, request); place != door.end()) door.erase(place);
}

serving::ServerLoad Fleet::load(Time now, std::size_t pool) const {
  return std::visit([&](const auto& servers) { return servers.load(now); }, pools_[pool]);
}

}  // namespace tradewind::engine
