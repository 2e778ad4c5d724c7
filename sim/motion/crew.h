// The replicas of one pool over time: nodes that are lost, replicas that start anew, autoscaling.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "elasticity/cluster.h"
#include "elasticity/keda.h"
#include "engine/fleet.h"
#include "engine/surroundings.h"
#include "motion/spot_capacity.h"
#include "motion/timed_replicas.h"

namespace tradewind::motion {

using kernel::Time;

class Crew {
 public:
  // `index`: of the pool in the plan and the fleet. `spot`: at time 0.
  Crew(const engine::Plan& plan, const Topology& topology, std::uint32_t index, elasticity::ClusterSeed seed, const SpotCapacity& spot);

  // Of a pool, but for where there is spot capacity. It grows within what quotas leave it beside the other pools of the topology.
  static elasticity::ClusterSettings cluster_settings(const World& world, const Topology& topology, std::uint32_t index);
  // Replicas that the fleet must have room for: PoolPlan::most_replicas.
  static int most_replicas(const World& world, const tradewind::Pool& pool);

  Time next_wake() const;
  // Adds the replicas that went to `losses`. `readable`: whether the autoscaler can tell how many requests there are.
  void wake(Time now, engine::Fleet& fleet, bool readable, std::vector<engine::Surroundings::Loss>& losses);

  // Whether the autoscaler has put the pool to sleep, and no replica has been ready since.
  bool asleep() const { return asleep_; }

  using Losses = std::vector<engine::Surroundings::Loss>;
  void set_zone(Time now, std::uint32_t zone, bool up, engine::Fleet& fleet, Losses& losses);
  // Spot capacity of a zone goes or comes back.
  void set_spot_capacity(Time now, std::uint32_t zone, bool available, engine::Fleet& fleet, Losses& losses);
  // Spot nodes that have got their notice, or are lost, since this was last asked.
  elasticity::SpotNews take_spot_news() { return std::exchange(spot_news_, {}); }
  // The node of the replica that has been ready for longest.
  void lose_a_node(Time now, engine::Fleet& fleet, Losses& losses);
  // A GPU of that replica.
  void lose_a_gpu(Time now, engine::Fleet& fleet, Losses& losses);
  // People want so many replicas more, whatever the autoscaler wants.
  void scale_out(Time now, std::int32_t replicas, engine::Fleet& fleet, Losses& losses);
  // Nothing can be pulled in the region, or it can again.
  void set_registry(Time now, bool up) { cluster_.set_registry(now, up); }
  // The replica that has been ready for longest, of those that are not slow, takes `factor` times as long; 1 = the one that was slow by the fault of
  // this number is well again, if it is still there.
  void slow_down(Time now, std::uint32_t fault, double factor, engine::Fleet& fleet);
  // All replicas drop what they have, and stay as they are: a slow one is slow when it is reached again.
  void drop_everything(Time now, engine::Fleet& fleet, Losses& losses);
  // Whether draining replicas are empty by now.
  void look_after_draining(Time now, engine::Fleet& fleet, Losses& losses);

 private:
  struct Member {
    std::uint32_t replica;  // of the cluster
    std::uint32_t server;   // of the pool in the fleet
    bool draining = false;
    std::optional<std::uint32_t> slow_by = {};  // the number of a fault
    double slowness = 1;                        // factor on its time
  };

  const Member* oldest() const;  // of those that take requests; nullptr when none does
  void follow_changes(Time now, engine::Fleet& fleet, Losses& losses);
  void joins(std::uint32_t replica, engine::Fleet& fleet);
  void leaves(Time now, std::uint32_t replica, engine::Fleet& fleet, Losses& losses);

  std::uint32_t pool_;
  elasticity::Cluster cluster_;
  TimedReplicas timed_;
  std::optional<elasticity::Keda> keda_;
  std::vector<Member> members_;
  std::vector<std::uint32_t> free_servers_;
  elasticity::SpotNews spot_news_;
  std::int32_t least_ = 0;  // replicas, by people
  bool asleep_ = false;
  bool counts_waiting_ = false;                // the autoscaler: those alone that wait
  std::vector<std::optional<double>> values_;  // of the triggers
  std::vector<elasticity::Pod> pods_;
  std::vector<std::uint32_t> names_;
};

}  // namespace tradewind::motion
