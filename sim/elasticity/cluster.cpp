#include "elasticity/cluster.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace tradewind::elasticity {
namespace {

void check(const ClusterSettings& settings) {
  if (settings.zones < 1 || settings.gpus_per_replica < 1 || settings.pools.empty())
    throw std::invalid_argument("A cluster needs at least one zone, one GPU for a replica and one pool of nodes.");
  if (settings.spread.max_skew < 1) throw std::invalid_argument("The skew between zones must be at least 1.");
  for (const NodePool& pool : settings.pools) {
    if (pool.gpus_per_node < settings.gpus_per_replica) throw std::invalid_argument("A node must have the GPUs of a replica.");
    if (!(pool.stock_out >= 0 && pool.stock_out <= 1)) throw std::invalid_argument("The probability of a stock-out lies between 0 and 1.");
    if (!(pool.interruptions_per_hour >= 0)) throw std::invalid_argument("The rate of interruptions must be at least 0.");
  }
  const Provisioning& times = settings.provisioning;
  if (times.scan_interval <= 0 || times.backoff <= 0) throw std::invalid_argument("The scan interval and the back-off must be positive.");
}

}  // namespace

Cluster::Cluster(ClusterSettings settings, std::int32_t initial, ClusterSeed seed)
    : settings_(std::move(settings)), seed_(seed), desired_(initial), last_add_(-settings_.provisioning.delay_after_add) {
  check(settings_);
  const auto zones = static_cast<std::size_t>(settings_.zones), pools = settings_.pools.size();
  backoffs_.resize(pools * zones);
  attempts_.resize(pools * zones);
  zone_up_.resize(zones, 1);
  spot_available_ = settings_.spot_available;
  spot_available_.resize(zones, 1);
  ended_node_time_.resize(pools);
  pool_nodes_.resize(pools);
  for (std::size_t pool = 0; pool < pools; ++pool)
    for (std::int32_t i = 0; i < settings_.pools[pool].min_nodes; ++i) {
      nodes_.push_back(
          {pool, static_cast<std::uint32_t>(i % settings_.zones), NodeState::ready, settings_.pools[pool].gpus_per_node, 0, kernel::never, false});
      ++pool_nodes_[pool];
    }
  for (std::int32_t i = 0; i < initial; ++i) {
    Room now_free = room(false);
    std::uint32_t node = place(now_free);
    for (std::size_t pool = 0; node == nowhere && pool < pools; ++pool) {
      if ((pool_nodes_[pool] + 1) * settings_.pools[pool].gpus_per_node > settings_.pools[pool].max_gpus) continue;
      const std::uint32_t zone = emptiest_zone(settings_.pools[pool], now_free);
      if (zone == nowhere) continue;
      node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({pool, zone, NodeState::ready, settings_.pools[pool].gpus_per_node, 0, kernel::never, false});
      ++pool_nodes_[pool];
    }
    if (node == nowhere) throw std::invalid_argument("The quotas of the node pools do not hold the initial replicas.");
    nodes_[node].has_image = true;
    nodes_[node].free_gpus -= settings_.gpus_per_replica;
    replicas_.push_back({ReplicaState::ready, node, 0, 0});
    ++counts_[static_cast<std::size_t>(ReplicaState::ready)];
  }
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) join(0, node);
  settle(0);
}

// That has capacity for a node of the pool.
std::uint32_t Cluster::emptiest_zone(const NodePool& pool, const Room& room) const {
  std::uint32_t emptiest = nowhere;
  for (std::uint32_t zone = 0; zone < room.per_zone.size(); ++zone) {
    if (pool.purchase == Purchase::spot && !spot_available_[zone]) continue;
    if (emptiest == nowhere || room.per_zone[zone] < room.per_zone[emptiest]) emptiest = zone;
  }
  return emptiest;
}

random::Uniforms Cluster::draw(Draw what, std::uint64_t entity, std::uint64_t index) const {
  return random::Stream(seed_.seed, seed_.replication, random::Purpose::nodes, seed_.cluster, static_cast<std::uint64_t>(what) << 32 | entity)
      .draw(index);
}

void Cluster::forget_changes() {
  changes_.clear();
  spot_news_ = {};
}

void Cluster::wake(Time now) {
  forget_changes();
  while (next_wake() <= now) {
    const Timer timer = timers_.top();
    timers_.pop();
    happens(timer);
    settle(timer.at);
  }
}

void Cluster::happens(const Timer& timer) {
  const std::uint32_t entity = timer.entity;
  switch (timer.kind) {
    case TimerKind::scan:
      if (timer.at == next_scan_) scan(timer.at);
      return;
    case TimerKind::node_joins:
      if (nodes_[entity].state == NodeState::requested) join(timer.at, entity);
      return;
    case TimerKind::node_fails:
      if (nodes_[entity].state != NodeState::requested) return;
      refuse(timer.at, nodes_[entity].pool, nodes_[entity].zone);
      return end_node(timer.at, entity);
    case TimerKind::interruption:
      return give_notice(timer.at, entity);
    case TimerKind::node_ends:
      return end_node(timer.at, entity);
    case TimerKind::replica_ready:
      if (replicas_[entity].state == ReplicaState::starting) set_state(timer.at, entity, ReplicaState::ready);
      return;
    case TimerKind::grace_over:
      if (replicas_[entity].state == ReplicaState::draining) set_state(timer.at, entity, ReplicaState::gone);
      return;
    case TimerKind::loss_seen:
      if (lost_ > 0) --lost_;
      return;
  }
}

void Cluster::set_desired(Time now, std::int32_t replicas) {
  forget_changes();
  desired_ = replicas;
  settle(now);
}

void Cluster::drained(Time now, std::uint32_t replica) {
  forget_changes();
  if (replicas_[replica].state != ReplicaState::draining) return;
  set_state(now, replica, ReplicaState::gone);
  settle(now);
}

void Cluster::settle(Time now) {
  if (live() > desired_) remove_replicas(now, live() - desired_);
  while (live() < desired_) add_replica(now);
  place_waiting(now);
  mark_unneeded(now);
  plan_scan(now);
}

std::uint32_t Cluster::add_replica(Time now) {
  const auto replica = static_cast<std::uint32_t>(replicas_.size());
  replicas_.push_back({ReplicaState::waiting, nowhere, now, now});
  ++counts_[static_cast<std::size_t>(ReplicaState::waiting)];
  changes_.push_back({replica, ReplicaState::waiting});
  last_waiting_ = now;
  if (batch_began_ == kernel::never) batch_began_ = now;
  return replica;
}

void Cluster::set_state(Time now, std::uint32_t replica, ReplicaState state) {
  Replica& it = replicas_[replica];
  --counts_[static_cast<std::size_t>(it.state)];
  ++counts_[static_cast<std::size_t>(state)];
  it.state = state;
  it.ready_changed = now;
  if (state == ReplicaState::gone && it.node != nowhere) nodes_[it.node].free_gpus += settings_.gpus_per_replica;
  changes_.push_back({replica, state});
}

void Cluster::remove_replicas(Time now, std::int32_t count) {
  const std::int32_t missed = std::min(lost_, count);
  lost_ -= missed;
  for (std::int32_t i = missed; i < count; ++i) retire(now, first_to_go(), settings_.grace_period);
}

// The order of the ReplicaSet controller.
std::uint32_t Cluster::first_to_go() const {
  std::vector<std::int32_t> on_node(nodes_.size());
  const auto is_live = [](const Replica& replica) { return replica.state <= ReplicaState::ready; };
  for (const Replica& replica : replicas_)
    if (is_live(replica) && replica.node != nowhere) ++on_node[replica.node];
  std::uint32_t first = nowhere;
  std::tuple<int, std::int32_t, Time, std::uint32_t> least;
  for (std::uint32_t i = 0; i < replicas_.size(); ++i) {
    const Replica& replica = replicas_[i];
    if (!is_live(replica)) continue;
    const std::tuple rank{static_cast<int>(replica.state), replica.node == nowhere ? 0 : -on_node[replica.node], -replica.ready_changed, ~i};
    if (first == nowhere || rank < least) first = i, least = rank;
  }
  return first;
}

// Only a ready replica has work to finish.
void Cluster::retire(Time now, std::uint32_t replica, Time grace) {
  if (replicas_[replica].state != ReplicaState::ready) return set_state(now, replica, ReplicaState::gone);
  set_state(now, replica, ReplicaState::draining);
  at(now + grace, TimerKind::grace_over, replica);
}

void Cluster::place_waiting(Time now) {
  if (count(ReplicaState::waiting) == 0) return;
  Room free = room(false);
  for (std::uint32_t replica = 0; replica < replicas_.size(); ++replica) {
    if (replicas_[replica].state != ReplicaState::waiting) continue;
    const std::uint32_t node = place(free);
    if (node == nowhere) return;
    take(free, node);
    start(now, replica, node);
  }
}

void Cluster::start(Time now, std::uint32_t replica, std::uint32_t node) {
  nodes_[node].free_gpus -= settings_.gpus_per_replica;
  replicas_[replica].node = node;
  set_state(now, replica, ReplicaState::starting);
  replicas_[replica].started = now;
  if (registry_up_)
    pull(now, replica);
  else
    waiting_to_pull_.push_back(replica);
}

void Cluster::set_registry(Time now, bool up) {
  forget_changes();
  registry_up_ = up;
  if (!up) return;
  for (const std::uint32_t replica : std::exchange(waiting_to_pull_, {}))
    if (replicas_[replica].state == ReplicaState::starting) pull(now, replica);
}

void Cluster::pull(Time now, std::uint32_t replica) {
  const StartUp& times = settings_.start_up;
  Node& node = nodes_[replicas_[replica].node];
  const random::Uniforms u = draw(Draw::replica, replica, 0), w = draw(Draw::replica, replica, 1);
  const Time pull = node.has_image ? 0 : times.image_pull.draw(u[0], u[1]);
  node.has_image = true;
  at(now + pull + times.model_load.draw(u[2], u[3]) + times.warm_up.draw(w[0], w[1]), TimerKind::replica_ready, replica);
}

std::vector<std::int32_t> Cluster::ready_by_zone() const {
  std::vector<std::int32_t> ready(static_cast<std::size_t>(settings_.zones));
  for (const Replica& replica : replicas_)
    if (replica.state == ReplicaState::ready) ++ready[nodes_[replica.node].zone];
  return ready;
}

void Cluster::pods(std::vector<Pod>& pods, std::vector<std::uint32_t>& names) const {
  pods.clear();
  names.clear();
  for (std::uint32_t i = 0; i < replicas_.size(); ++i) {
    const Replica& replica = replicas_[i];
    if (replica.state == ReplicaState::gone) continue;
    const PodPhase phase = replica.state == ReplicaState::waiting    ? PodPhase::pending
                           : replica.state == ReplicaState::draining ? PodPhase::terminating
                                                                     : PodPhase::running;
    pods.push_back({phase, replica.state == ReplicaState::ready, replica.started, replica.ready_changed});
    names.push_back(i);
  }
}

}  // namespace tradewind::elasticity
