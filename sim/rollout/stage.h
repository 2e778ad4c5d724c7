// All rollouts of a world stand on one stage: the same plan, the same users, the same stretch of time.
#pragma once

#include <cmath>
#include <optional>
#include <stop_token>
#include <vector>

#include "engine/plan.h"
#include "rollout/rolling_out.h"
#include "rollout/statistics.h"
#include "tradewind/sim/rollout.h"

namespace tradewind::rollout {

class Stage {
 public:
  // All must outlive this. Throws std::invalid_argument with a full sentence.
  Stage(const World& world, const Topology& topology, const ReplicationNetwork& network, const RolloutOptions& options);

  const World& world() const { return *plan_.world; }
  const Topology& topology() const { return topology_; }
  const ReplicationNetwork& network() const { return network_; }
  const RolloutOptions& options() const { return options_; }
  const engine::Plan& plan() const { return plan_; }
  std::uint64_t seed() const { return plan_.schedule.seed; }
  int hour_of_week() const { return hour_; }
  double duration_s() const { return duration_s_; }  // measured
  double moment_s() const { return moment_s_; }
  std::size_t moments() const { return static_cast<std::size_t>(std::ceil(duration_s_ / moment_s_)); }

  // Since the warm-up began.
  Time at(double clock_s) const { return kernel::from_s(options_.warmup_s + clock_s); }
  Time decided() const { return at(options_.before_s); }
  double clock_s(Time time) const { return kernel::to_s(time) - options_.warmup_s; }
  double since_decision_s(Time time) const { return kernel::to_s(time - decided()); }

 private:
  void make_room();

  const Topology& topology_;
  const ReplicationNetwork& network_;
  const RolloutOptions& options_;
  int hour_;
  double duration_s_, moment_s_;
  engine::Plan plan_;  // its pools: those of the topology, then in their order those of new versions
};

// One rollout, or none, in one replication.
struct Run {
  Statistics statistics;
  std::uint64_t requests = 0;
  std::optional<RollingOut> motion = {};  // of a rollout
  std::vector<Time> arrivals = {};        // by deployment: of the region's own copy
};
// `rollout` may be nullptr: the run without one, of which the requests of the workload count.
Run run(const Stage& stage, const Rollout* rollout, std::uint32_t workload, std::uint32_t replication, const std::stop_token& stop);

}  // namespace tradewind::rollout
