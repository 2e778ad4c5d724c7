// The replicas of one model server behind a balancer. Like a server, a pool has no clock of its own: its owner calls wake() when the time of
// next_wake() has come, after all that happens at the same time from outside (a request that comes just when an iteration ends is seen by the
// scheduler).
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "kernel/winner_tree.h"
#include "serving/balancer.h"
#include "serving/llm_server.h"
#include "serving/server.h"

namespace tradewind::serving {

// Where a request went, and whether it was accepted there.
struct Taken {
  std::uint32_t replica;
  bool accepted;
};

template <class Server>
class PoolOf {
 public:
  // Replicas that are alike. The settings must outlive the pool.
  struct Group {
    const typename Server::Settings* settings;
    int replicas;
  };

  PoolOf(std::span<const Group> groups, Balancing balancing)
      : servers_(make(groups)), wakes_(servers_.size()), balancer_(balancing, servers_.size()) {}

  // `u`: the request's balancing draw.
  Taken arrive(Time now, const Job& job, double u) {
    const std::uint32_t replica = choose(job, u);
    Server& server = servers_[replica];
    const bool accepted = server.arrive(now, job);
    if (accepted)
      wakes_.set(replica, server.next_wake());
    else
      balancer_.done(replica, weight(job));
    return {replica, accepted};
  }

  Time next_wake() const { return wakes_.first_time(); }

  // Wakes the replica whose time has come; the completions stay valid until the next call.
  std::span<const Completion> wake() {
    woken_ = wakes_.first();
    Server& server = servers_[woken_];
    server.wake(wakes_.first_time());
    wakes_.set(woken_, server.next_wake());
    for (const Completion& completion : server.completed()) balancer_.done(woken_, weight(completion));
    return server.completed();
  }
  std::uint32_t woken() const { return woken_; }

  // The client of a job that `replica` took has gone; nobody hears of the job again, and its name is free.
  void cancel(Time now, std::uint32_t replica, const Job& job) {
    if (!servers_[replica].cancel(now, job.request)) return;
    balancer_.done(replica, weight(job));
    wakes_.set(replica, servers_[replica].next_wake());
  }

  ServerLoad load(Time now) const {
    ServerLoad sum;
    for (const Server& server : servers_) {
      const ServerLoad load = server.load(now);
      sum.busy += load.busy;
      sum.batches += load.batches;
      sum.occupancy += load.occupancy;
    }
    return sum;
  }

  std::span<const Server> servers() const { return servers_; }

 private:
  static constexpr bool is_llm = std::is_same_v<Server, LlmServer>;

  // Tokens; requests of classic models are alike.
  static std::int64_t weight(const Job& job) { return is_llm ? tokens_of(job) : 1; }
  static std::int64_t weight(const Completion& completion) { return is_llm ? completion.tokens : 1; }

  static std::vector<Server> make(std::span<const Group> groups) {
    std::vector<Server> servers;
    for (const Group& group : groups) servers.insert(servers.end(), static_cast<std::size_t>(group.replicas), Server(*group.settings));
    return servers;
  }

  std::uint32_t choose(const Job& job, double u) {
    cached_.clear();
    if constexpr (is_llm) {
      if (balancer_.by_prefix() && job.content != nullptr)
        for (const Server& server : servers_) cached_.push_back(server.cached_tokens(job));
    }
    return balancer_.choose(u, weight(job), job.size, cached_);
  }

  std::vector<Server> servers_;
  kernel::WinnerTree wakes_;
  Balancer balancer_;
  std::vector<std::int64_t> cached_;
  std::uint32_t woken_ = 0;
};

}  // namespace tradewind::serving
