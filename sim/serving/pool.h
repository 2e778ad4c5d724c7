// The replicas of one model server in one region behind a balancer, driven by an event queue. Each server has one pending wake-up; when its plans
// change, a new one is scheduled and the old one is recognised by its key and dropped when it comes.
#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "kernel/event_queue.h"
#include "serving/balancer.h"
#include "serving/batch_server.h"
#include "serving/llm_server.h"
#include "serving/server.h"

namespace tradewind::serving {

template <class Server>
class PoolOf {
 public:
  // Events of replica r carry the entity first_entity + r. `settings` must outlive the pool.
  PoolOf(const typename Server::Settings& settings, int replicas, Balancing balancing, std::uint32_t first_entity)
      : servers_(static_cast<std::size_t>(replicas), Server(settings)),
        wake_keys_(servers_.size()),
        wake_times_(servers_.size(), kernel::never),
        balancer_(balancing, servers_.size()),
        first_entity_(first_entity) {}

  // False when the request is rejected. `u`: the request's balancing draw.
  bool arrive(kernel::EventQueue& queue, Time now, const Job& job, double u) {
    const std::uint32_t replica = balancer_.choose(u);
    const bool accepted = servers_[replica].arrive(now, job);
    if (!accepted) balancer_.done(replica);
    reschedule(queue, replica);
    return accepted;
  }

  // Handles a wake-up event of this pool; the completions stay valid until the next call.
  std::span<const Completion> wake(kernel::EventQueue& queue, const kernel::Event& event) {
    const std::uint32_t replica = event.entity() - first_entity_;
    if (event.key != wake_keys_[replica]) return {};
    Server& server = servers_[replica];
    server.wake(event.time);
    wake_times_[replica] = kernel::never;
    reschedule(queue, replica);
    for (std::size_t i = 0; i < server.completed().size(); ++i) balancer_.done(replica);
    return server.completed();
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
  void reschedule(kernel::EventQueue& queue, std::uint32_t replica) {
    const Time time = servers_[replica].next_wake();
    if (time == wake_times_[replica]) return;
    wake_times_[replica] = time;
    wake_keys_[replica] = time == kernel::never ? 0 : queue.schedule(time, kernel::Kind::server_wakes, first_entity_ + replica);
  }

  std::vector<Server> servers_;
  std::vector<std::uint64_t> wake_keys_;
  std::vector<Time> wake_times_;
  Balancer balancer_;
  std::uint32_t first_entity_;
};

using Pool = std::variant<PoolOf<LlmServer>, PoolOf<DynamicBatcher>>;
using ServerSettings = std::variant<LlmServerSettings, BatchServerSettings>;

// Settings of the servers of one serving option. Throws std::invalid_argument (see the settings).
ServerSettings server_settings(const World& world, const ServingOption& option);
Pool make_pool(const ServerSettings& settings, int replicas, Balancing balancing, std::uint32_t first_entity);
Time frontend_time(const ServerSettings& settings);

}  // namespace tradewind::serving
