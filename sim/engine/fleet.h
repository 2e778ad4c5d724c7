// The pools of a topology at work.
#pragma once

#include <span>
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
  std::size_t taking(std::uint32_t pool) const;

  std::size_t pools() const { return pools_.size(); }
  serving::ServerLoad load(Time now, std::size_t pool) const;

 private:
  std::vector<serving::Pool> pools_;
  kernel::WinnerTree wakes_;
  std::vector<std::size_t> first_server_;  // by pool
};

}  // namespace tradewind::engine
