// The pools of a topology at work.
#pragma once

#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "engine/plan.h"
#include "kernel/winner_tree.h"

namespace tradewind::engine {

class Fleet {
 public:
  // The plan must outlive the fleet.
  explicit Fleet(const Plan& plan);

  serving::Taken arrive(Time now, std::uint32_t pool, const serving::Job& job, double balancing_draw);
  // The client of a job that the server took has gone.
  void cancel(Time now, std::uint32_t pool, std::uint32_t replica, const serving::Job& job);

  Time next_wake() const { return wakes_.first_time(); }
  // The server that wakes next is fetched from memory while something else is done.
  void look_ahead() const {
    if (next_wake() == kernel::never) return;
    std::visit(
        [](const auto& servers) {
          if constexpr (requires { servers.look_ahead(); }) servers.look_ahead();
        },
        pools_[wakes_.first()]);
  }
  struct Woken {
    std::uint32_t pool;
    std::size_t server;  // among those of all pools
    std::span<const serving::Completion> completions;
  };
  // Wakes the server whose time has come; the completions stay valid until the next call.
  Woken wake();

  // A number for each server of all pools.
  std::size_t server(std::uint32_t pool, std::uint32_t replica) const { return first_server_[pool] + replica; }
  static std::size_t servers(const Plan& plan);

  // See PoolOf. A pool starts with PoolPlan::replicas of most_replicas that take requests. Pools with prefill and decode apart do not change: for
  // them set_taking() and lose() throw std::logic_error.
  void set_taking(std::uint32_t pool, std::uint32_t replica, bool taking);
  void lose(Time now, std::uint32_t pool, std::uint32_t replica);
  // From now on the replica takes `factor` times as long for everything.
  void set_slowness(Time now, std::uint32_t pool, std::uint32_t replica, double factor);
  bool idle(std::uint32_t pool, std::uint32_t replica) const;
  std::int64_t outstanding(std::uint32_t pool) const;
  // Of these, those that wait in the queues of their servers.
  std::int64_t queued(std::uint32_t pool) const;
  std::size_t taking(std::uint32_t pool) const;

  // At the door of a pool that may sleep (PoolPlan::has_door) requests wait, in the order in which they came, while none of its replicas takes them.
  bool is_shut(std::uint32_t pool) const { return has_door_[pool] && taking(pool) == 0; }
  void wait(std::uint32_t pool, std::uint32_t request) { doors_[pool].push_back(request); }
  void leave(std::uint32_t pool, std::uint32_t request);
  // All of them, who wait no more.
  std::deque<std::uint32_t> let_in(std::uint32_t pool) { return std::exchange(doors_[pool], {}); }
  std::size_t waiting(std::uint32_t pool) const { return doors_[pool].size(); }

  std::size_t pools() const { return pools_.size(); }
  serving::ServerLoad load(Time now, std::size_t pool) const;

 private:
  std::vector<serving::Pool> pools_;
  kernel::WinnerTree wakes_;
  std::vector<std::size_t> first_server_;  // by pool
  std::vector<char> has_door_;
  std::vector<std::deque<std::uint32_t>> doors_;  // requests, by pool
};

}  // namespace tradewind::engine
