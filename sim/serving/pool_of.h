// The replicas of one model server behind a balancer, which may come and go. Like a server, a pool has no clock of its own: its owner calls wake()
// when the time of next_wake() has come, after all that happens at the same time from outside (a request that comes just when an iteration ends is
// seen by the scheduler).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <type_traits>
#include <vector>

#include "kernel/prefetch.h"
#include "kernel/winner_tree.h"
#include "serving/balancer.h"
#include "serving/llm_server.h"
#include "serving/server.h"
#include "serving/slow_clock.h"

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
      : servers_(make(groups)), wakes_(servers_.size()), balancer_(balancing, servers_.size()) {
    for (std::uint32_t replica = 0; replica < servers_.size(); ++replica) {
      taking_.push_back(replica);
      place_.push_back(replica);
    }
  }

  // `u`: the request's balancing draw. Not accepted, by replica 0, when none takes requests.
  Taken arrive(Time now, const Job& job, double u) {
    if (taking_.empty()) return {0, false};
    const std::uint32_t place = choose(now, job, u), replica = taking_[place];
    Server& server = servers_[replica];
    const bool accepted = server.arrive(own_time(now, replica), job);
    if (accepted)
      wakes_.set(replica, wake_time(replica));
    else
      balancer_.done(place, weight(job));
    return {replica, accepted};
  }

  Time next_wake() const { return wakes_.first_time(); }
  // The replica that wakes next is fetched from memory.
  void look_ahead() const { kernel::prefetch(servers_[wakes_.first()]); }

  // Wakes the replica whose time has come; the completions stay valid until the next call.
  std::span<const Completion> wake() {
    woken_ = wakes_.first();
    Server& server = servers_[woken_];
    server.wake(slow_.empty() ? wakes_.first_time() : server.next_wake());
    wakes_.set(woken_, wake_time(woken_));
    for (const Completion& completion : server.completed()) done(woken_, weight(completion));
    const SlowClock* clock = clock_of(woken_);
    return clock == nullptr ? server.completed() : in_real_time(server.completed(), *clock);
  }
  std::uint32_t woken() const { return woken_; }

  // The client of a job that `replica` took has gone; nobody hears of the job again, and its name is free.
  void cancel(Time now, std::uint32_t replica, const Job& job) {
    if (!servers_[replica].cancel(own_time(now, replica), job.request)) return;
    done(replica, weight(job));
    wakes_.set(replica, wake_time(replica));
  }

  // Whether new requests go to the replica; those that it has stay with it. All take them at first.
  void set_taking(std::uint32_t replica, bool taking) {
    if (taking == (place_[replica] != nowhere)) return;
    if (taking) {
      place_[replica] = static_cast<std::uint32_t>(taking_.size());
      taking_.push_back(replica);
      balancer_.add();
    } else {
      balancer_.remove(place_[replica]);
      taking_.erase(taking_.begin() + place_[replica]);
      for (std::uint32_t place = place_[replica]; place < taking_.size(); ++place) place_[taking_[place]] = place;
      place_[replica] = nowhere;
    }
  }
  // The replica loses all that it has and takes nothing any more: an empty server stands in its place. Nobody hears of its jobs again.
  void lose(Time now, std::uint32_t replica) {
    set_taking(replica, false);
    lost_load_ += servers_[replica].load(own_time(now, replica));
    slow_.erase(replica);
    servers_[replica] = Server(servers_[replica].settings());
    wakes_.set(replica, kernel::never);
  }
  // From now on the replica takes `factor` times as long for everything; 1 = as it should.
  void set_slowness(Time now, std::uint32_t replica, double factor) {
    if (factor == 1 && !slow_.contains(replica)) return;
    slow_[replica].set_factor(now, factor);
    wakes_.set(replica, wake_time(replica));
  }
  bool idle(std::uint32_t replica) const { return servers_[replica].next_wake() == kernel::never; }
  std::size_t taking() const { return taking_.size(); }
  // Requests at the replicas that take more.
  std::int64_t outstanding() const { return balancer_.outstanding(); }

  // Of these, those that wait in the queues of their servers.
  std::int64_t queued() const {
    std::int64_t sum = 0;
    for (const std::uint32_t replica : taking_) sum += static_cast<std::int64_t>(servers_[replica].waiting());
    return sum;
  }

  ServerLoad load(Time now) const {
    ServerLoad sum = lost_load_;
    for (std::uint32_t replica = 0; replica < servers_.size(); ++replica) sum += servers_[replica].load(own_time(now, replica));
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

  // nullptr for a replica that keeps the owner's time.
  const SlowClock* clock_of(std::uint32_t replica) const {
    if (slow_.empty()) return nullptr;
    const auto slow = slow_.find(replica);
    return slow == slow_.end() ? nullptr : &slow->second;
  }
  Time own_time(Time now, std::uint32_t replica) const {
    const SlowClock* clock = clock_of(replica);
    return clock == nullptr ? now : clock->local(now, servers_[replica].next_wake());
  }
  Time wake_time(std::uint32_t replica) const {
    const SlowClock* clock = clock_of(replica);
    return clock == nullptr ? servers_[replica].next_wake() : clock->real(servers_[replica].next_wake());
  }
  std::span<const Completion> in_real_time(std::span<const Completion> completions, const SlowClock& clock) {
    completed_.assign(completions.begin(), completions.end());
    for (Completion& completion : completed_) {
      completion.scheduled = clock.real(completion.scheduled);
      completion.first_token = clock.real(completion.first_token);
      completion.end = clock.real(completion.end);
    }
    return completed_;
  }

  std::uint32_t choose(Time now, const Job& job, double u) {
    cached_.clear();
    if constexpr (is_llm) {
      if (balancer_.by_prefix() && job.content != nullptr)
        for (const std::uint32_t replica : taking_) cached_.push_back(servers_[replica].cached_tokens(own_time(now, replica), job));
    }
    return balancer_.choose(u, weight(job), job.size, cached_);
  }

  void done(std::uint32_t replica, std::int64_t tokens) {
    if (place_[replica] != nowhere) balancer_.done(place_[replica], tokens);
  }

  static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

  std::vector<Server> servers_;
  std::vector<std::uint32_t> taking_, place_;  // the replica at each place of the balancer; of each replica, its place
  std::map<std::uint32_t, SlowClock> slow_;    // of replicas that are or were slow
  std::vector<Completion> completed_;          // of one of them, in the time of the owner
  ServerLoad lost_load_;                       // of servers that were lost
  kernel::WinnerTree wakes_;
  Balancer balancer_;
  std::vector<std::int64_t> cached_;
  std::uint32_t woken_ = 0;
};

}  // namespace tradewind::serving
