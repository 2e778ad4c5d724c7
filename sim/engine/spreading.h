// Requests spread over the regions by their rate, by a manager that fills these like a waterfall and knows how much a replica is to get.
#pragma once

#include <span>
#include <vector>

#include "engine/surroundings.h"
#include "traffic/spill_over.h"

namespace tradewind::engine {

class Spreading {
 public:
  // Does nothing where the scenario states no rate. All regions are open at first, with the topology's replicas. `plan` has routes to all pools
  // (Reach::all), and must outlive this.
  explicit Spreading(const Plan& plan);

  bool active() const { return rate_per_replica_rps_ > 0; }
  // A request of the stream comes.
  void offered(std::uint32_t stream) { by_workload_[plan_.streams[stream].workload].offered(group_of_[stream]); }
  // Shares over the pools of its workload, by their place among these; all 0 where no region that it may use is open.
  std::span<const double> shares(std::uint32_t stream) const { return by_workload_[plan_.streams[stream].workload].shares(group_of_[stream]); }

  // Of a pool: how many replicas take requests, and whether the manager leads anybody to it.
  void set_replicas(std::uint32_t pool, std::size_t replicas);
  void set_open(std::uint32_t pool, bool open);

  Time next_wake() const;
  void wake(Time now);

 private:
  void tell_capacity(std::uint32_t pool);

  const Plan& plan_;
  double rate_per_replica_rps_;
  std::vector<traffic::SpillOver> by_workload_;
  std::vector<std::uint32_t> group_of_;  // by stream: its place among the streams of its workload
  std::vector<std::uint32_t> place_;     // by pool: among the pools of its workload
  std::vector<std::size_t> replicas_;    // by pool
  std::vector<char> open_;
};

// Users go where such a manager sends them while nothing else changes.
class Filling final : public Surroundings {
 public:
  explicit Filling(const Plan& plan) : plan_(plan), order_(plan.places_by_name()), spreading_(plan) {}
  bool never_change() const override { return true; }
  std::optional<Led> lead(Time now, const Caller& caller) override;
  Time next_wake() const override { return spreading_.next_wake(); }
  void wake(Time now, Fleet&) override { spreading_.wake(now); }

 private:
  const Plan& plan_;
  std::vector<std::vector<std::uint32_t>> order_;  // by workload
  Spreading spreading_;
};

}  // namespace tradewind::engine
