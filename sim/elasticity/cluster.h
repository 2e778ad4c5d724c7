// The life of replicas in one region, from the wish for one to its first request: waiting for a place, for a node, the node's driver, the image, the
// weights, the warm-up; and back: draining, leaving, nodes that nobody needs any more. A state machine without a clock of its own (see
// serving/server.h); its owner calls wake() at next_wake(), tells it the desired replicas and the faults, and reads changes().
//
// Sources of the rules:
//   nodes           kubernetes/autoscaler, cluster-autoscaler/FAQ.md (2026-08-22); Karpenter settings reference (batchIdleDuration, batchMaxDuration)
//   who goes first  kubernetes/kubernetes, pkg/controller/controller_utils.go: without a node, not ready, more on its node, ready for less time
//   draining        terminationGracePeriodSeconds: a replica is killed when the grace period is over
//   spot            the notice of the provider: replicas are evicted, each with its grace period, as aws-node-termination-handler does it; what has
//                   not drained when the notice is over is lost
//   budget, spread  see disruption.h
//   lost nodes      the control plane sees one after node-monitor-grace-period and replaces its pods after their toleration
// Not modelled: preemption by other pods, daemon sets, nodes of more than one replica size, requests that the provider's API throttles.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <queue>
#include <span>
#include <vector>

#include "elasticity/disruption.h"
#include "elasticity/hpa.h"
#include "kernel/time.h"
#include "random/draws.h"
#include "random/durations.h"

namespace tradewind::elasticity {

enum class Purchase : std::uint8_t { on_demand, spot };

// Nodes of one instance type. Pools are asked in their order: spot before on-demand makes on-demand the replacement.
struct NodePool {
  Purchase purchase = Purchase::on_demand;
  std::int32_t gpus_per_node = 8;
  std::int32_t min_nodes = 0;                                        // kept although nobody needs them
  std::int32_t max_gpus = std::numeric_limits<std::int32_t>::max();  // quota of the region
  double stock_out = 0;                                              // share of requests for a node that find no capacity in a zone
  double interruptions_per_hour = 0;                                 // spot: of a single node, beside those of its whole zone
  Time notice = 120 * second;                                        // spot: AWS 120 s; Google Cloud and Azure 30 s
};

enum class Provisioner : std::uint8_t { cluster_autoscaler, karpenter };

struct Provisioning {
  Provisioner kind = Provisioner::cluster_autoscaler;
  Time scan_interval = 10 * second;  // also how often Karpenter looks for nodes to remove
  // Karpenter: a batch of waiting replicas closes when none has come for batch_idle, or batch_max after the first.
  Time batch_idle = 1 * second, batch_max = 10 * second;
  Time max_provision = 900 * second;  // a node that takes longer is given up
  // After a request without success the pool's zone is left alone, each time twice as long up to the maximum.
  Time backoff = 300 * second, max_backoff = 1800 * second;
  Time unneeded_time = 600 * second, delay_after_add = 600 * second;  // before an empty node goes
  bool consolidate = false;  // also nodes at most half in use, whose replicas fit on others; they are evicted within the disruption budget
};

// What a new replica waits for, one after the other. See startup.h for lengths with sources.
struct StartUp {
  random::Durations provision;   // request of a node until it has joined
  random::Durations driver;      // GPU driver and device plugin, until GPUs can be allocated
  random::Durations image_pull;  // once a node
  random::Durations model_load;
  random::Durations warm_up;  // start of the engine, CUDA graphs, first health check
};

struct ClusterSettings {
  std::int32_t zones = 1;
  std::int32_t gpus_per_replica = 1;
  std::vector<NodePool> pools{NodePool{}};
  Provisioning provisioning;
  std::vector<char> spot_available;  // zones with spot capacity at time 0; empty: all
  StartUp start_up;
  Time grace_period = 30 * second;            // terminationGracePeriodSeconds
  Time loss_detection = (40 + 300) * second;  // a node that is lost without notice: until its replicas are replaced
  ZoneSpread spread;
  DisruptionBudget budget;
};

// Where the draws of a cluster come from: `cluster` tells it from the others of the same replication.
struct ClusterSeed {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::uint64_t cluster = 0;
};

enum class ReplicaState : std::uint8_t { waiting, starting, ready, draining, gone };

struct ReplicaChange {
  std::uint32_t replica;
  ReplicaState state;
};

// Nodes of spot capacity.
struct SpotNews {
  std::uint32_t under_notice = 0, lost = 0;  // have got their notice; are gone after it
};

class Cluster {
 public:
  // `initial` replicas are ready at time 0, with the nodes that they need from the first pool with room. Throws std::invalid_argument: settings that
  // cannot be, initial replicas that the quotas do not hold.
  Cluster(ClusterSettings settings, std::int32_t initial, ClusterSeed seed);

  Time next_wake() const { return timers_.empty() ? kernel::never : timers_.top().at; }
  void wake(Time now);
  // What happened to replicas since the last call of a function that takes `now`.
  std::span<const ReplicaChange> changes() const { return changes_; }
  // And to spot nodes.
  const SpotNews& spot_news() const { return spot_news_; }

  void set_desired(Time now, std::int32_t replicas);
  // A draining replica has nothing left to do.
  void drained(Time now, std::uint32_t replica);

  // The spot capacity of a zone goes (all of its spot nodes get their notice) or comes back.
  void set_spot_capacity(Time now, std::uint32_t zone, bool available);
  // A zone fails (all of its nodes are lost at once) or works again.
  void set_zone(Time now, std::uint32_t zone, bool up);
  // Images and models can be pulled, or not: then replicas that would start wait until they can. Those that have begun to pull go on.
  void set_registry(Time now, bool up);
  // One node is lost at once.
  void lose_node(Time now, std::uint32_t node);
  // A GPU of a replica fails: the replica is gone, which is noticed at once, as its server crashes. The device plugin takes the GPU out; here the
  // whole node takes no further replica, and leaves when it has no other one (others on it keep serving).
  void lose_gpu(Time now, std::uint32_t replica);

  std::int32_t desired() const { return desired_; }
  std::int32_t count(ReplicaState state) const { return counts_[static_cast<std::size_t>(state)]; }
  std::int32_t nodes(std::size_t pool) const { return pool_nodes_[pool]; }  // requested ones included
  std::vector<std::int32_t> ready_by_zone() const;
  ReplicaState state(std::uint32_t replica) const { return replicas_[replica].state; }
  std::uint32_t node_of(std::uint32_t replica) const { return replicas_[replica].node; }
  std::uint32_t zone_of(std::uint32_t replica) const { return nodes_[replicas_[replica].node].zone; }
  // Time of all nodes of a pool from when they joined, for the bill.
  Time node_time(std::size_t pool, Time now) const;
  // The pods as an autoscaler sees them, all but those that are gone: pods[i] is replica names[i].
  void pods(std::vector<Pod>& pods, std::vector<std::uint32_t>& names) const;

  static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

 private:
  enum class NodeState : std::uint8_t { requested, ready, cordoned, gone };
  struct Node {
    std::size_t pool;
    std::uint32_t zone;
    NodeState state;
    std::int32_t free_gpus;
    Time joined, unneeded_since;
    bool has_image;
    bool under_notice = false;
  };
  struct Replica {
    ReplicaState state;
    std::uint32_t node;
    Time started, ready_changed;
  };
  struct Backoff {
    Time until = 0, length = 0;
  };
  enum class TimerKind : std::uint8_t { scan, node_joins, node_fails, interruption, node_ends, replica_ready, grace_over, loss_seen };
  struct Timer {
    Time at;
    std::uint64_t order;
    TimerKind kind;
    std::uint32_t entity;
    bool operator<(const Timer& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  // Free GPUs of every node and replicas of every zone, as they are or as they will be.
  struct Room {
    std::vector<std::int32_t> free, per_zone;
  };
  enum class Draw : std::uint64_t { node, attempt, replica };

  void at(Time time, TimerKind kind, std::uint32_t entity) { timers_.push({time, order_++, kind, entity}); }
  void forget_changes();
  void happens(const Timer& timer);
  void settle(Time now);  // after whatever happened: right number of replicas, places for them, the next scan
  random::Uniforms draw(Draw what, std::uint64_t entity, std::uint64_t index) const;

  // replicas: cluster.cpp
  std::uint32_t add_replica(Time now);
  void set_state(Time now, std::uint32_t replica, ReplicaState state);
  void remove_replicas(Time now, std::int32_t count);
  std::uint32_t first_to_go() const;
  void retire(Time now, std::uint32_t replica, Time grace);
  void place_waiting(Time now);
  void start(Time now, std::uint32_t replica, std::uint32_t node);
  void pull(Time now, std::uint32_t replica);
  std::int32_t live() const { return count(ReplicaState::waiting) + count(ReplicaState::starting) + count(ReplicaState::ready) + lost_; }

  // nodes: cluster_nodes.cpp
  const NodePool& pool_of(const Node& node) const { return settings_.pools[node.pool]; }
  Room room(bool with_requested) const;
  std::uint32_t place(const Room& room) const;
  std::uint32_t emptiest_zone(const NodePool& pool, const Room& room) const;
  void take(Room& room, std::uint32_t node) const;
  void scan(Time now);
  void plan_scan(Time now);
  Time on_grid(Time time) const;
  Time next_removal() const;
  std::uint32_t request_node(Time now, const Room& room);
  std::uint32_t try_request(Time now, std::size_t pool, std::uint32_t zone);
  void refuse(Time now, std::size_t pool, std::uint32_t zone);
  void join(Time now, std::uint32_t node);
  void give_notice(Time now, std::uint32_t node);
  void end_node(Time now, std::uint32_t node);
  void lose(Time now, std::uint32_t node);
  void mark_unneeded(Time now);
  bool removable(const Node& node) const;
  bool unneeded(std::uint32_t node) const;
  void remove_unneeded(Time now);
  bool evict(Time now, std::uint32_t node);
  std::vector<std::uint32_t> replicas_on(std::uint32_t node) const;

  ClusterSettings settings_;
  ClusterSeed seed_;
  std::int32_t desired_;
  std::vector<Node> nodes_;
  std::vector<Replica> replicas_;
  std::vector<ReplicaChange> changes_;
  SpotNews spot_news_;
  std::priority_queue<Timer> timers_;
  std::uint64_t order_ = 0;
  std::vector<Backoff> backoffs_;  // pools x zones
  std::vector<std::uint64_t> attempts_;
  std::vector<char> zone_up_, spot_available_;
  bool registry_up_ = true;
  std::vector<std::uint32_t> waiting_to_pull_;  // replicas, in the order in which they were placed
  std::vector<Time> ended_node_time_;           // of each pool
  std::vector<std::int32_t> pool_nodes_;
  std::array<std::int32_t, 5> counts_{};
  std::int32_t lost_ = 0;  // gone with their nodes, and not yet missed
  Time next_scan_ = kernel::never, batch_began_ = kernel::never, last_waiting_ = 0;
  Time last_add_;
};

}  // namespace tradewind::elasticity
