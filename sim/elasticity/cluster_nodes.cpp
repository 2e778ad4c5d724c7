// The nodes of a cluster: where replicas fit, when nodes are asked for, and when they go.
#include <algorithm>
#include <numeric>
#include <tuple>

#include "elasticity/cluster.h"

namespace tradewind::elasticity {

Cluster::Room Cluster::room(bool with_requested) const {
  Room room{std::vector<std::int32_t>(nodes_.size()), std::vector<std::int32_t>(static_cast<std::size_t>(settings_.zones))};
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].state == NodeState::ready || (with_requested && nodes_[i].state == NodeState::requested)) room.free[i] = nodes_[i].free_gpus;
  for (const Replica& replica : replicas_)
    if (replica.state == ReplicaState::starting || replica.state == ReplicaState::ready) ++room.per_zone[nodes_[replica.node].zone];
  return room;
}

// Fewest replicas in the zone, then a node that has the image, then the emptiest: zone spread, ImageLocality and LeastAllocated of the scheduler.
std::uint32_t Cluster::place(const Room& room) const {
  std::uint32_t best = nowhere;
  std::tuple<std::int32_t, bool, std::int32_t> least;
  for (std::uint32_t node = 0; node < room.free.size(); ++node) {
    const std::uint32_t zone = nodes_[node].zone;
    if (room.free[node] < settings_.gpus_per_replica || !may_add(settings_.spread, room.per_zone, zone_up_, zone)) continue;
    const std::tuple rank{room.per_zone[zone], !nodes_[node].has_image, -room.free[node]};
    if (best == nowhere || rank < least) best = node, least = rank;
  }
  return best;
}

void Cluster::take(Room& room, std::uint32_t node) const {
  room.free[node] -= settings_.gpus_per_replica;
  ++room.per_zone[nodes_[node].zone];
}

Time Cluster::on_grid(Time time) const {
  const Time interval = settings_.provisioning.scan_interval;
  return (time + interval - 1) / interval * interval;
}

// When the provisioner next has something to do. Waiting replicas that no capacity on its way will hold, and nodes that nobody needs.
void Cluster::plan_scan(Time now) {
  const Provisioning& times = settings_.provisioning;
  Time next = next_removal();
  if (count(ReplicaState::waiting) > 0) {
    // Those that were asked for before are looked at in every scan.
    const Time first = batch_began_ == kernel::never          ? on_grid(now + 1)
                       : times.kind == Provisioner::karpenter ? std::min(last_waiting_ + times.batch_idle, batch_began_ + times.batch_max)
                                                              : on_grid(batch_began_);
    next = std::min(next, first);
  } else {
    batch_began_ = kernel::never;
  }
  next = next == kernel::never ? next : std::max(next, now);
  if (next != next_scan_ && next != kernel::never) at(next, TimerKind::scan, 0);
  next_scan_ = next;
}

void Cluster::scan(Time now) {
  next_scan_ = batch_began_ = kernel::never;
  Room coming = room(true);
  for (const Replica& replica : replicas_) {
    if (replica.state != ReplicaState::waiting) continue;
    std::uint32_t node = place(coming);
    if (node == nowhere) {
      node = request_node(now, coming);
      if (node == nowhere) break;
      coming.free.push_back(nodes_[node].free_gpus);
    }
    take(coming, node);
  }
  remove_unneeded(now);
}

std::uint32_t Cluster::request_node(Time now, const Room& room) {
  std::vector<std::uint32_t> zones(static_cast<std::size_t>(settings_.zones));
  std::iota(zones.begin(), zones.end(), 0u);
  std::ranges::stable_sort(zones, {}, [&](std::uint32_t zone) { return room.per_zone[zone]; });
  for (std::size_t pool = 0; pool < settings_.pools.size(); ++pool)
    for (const std::uint32_t zone : zones) {
      if (!zone_up_[zone] || !may_add(settings_.spread, room.per_zone, zone_up_, zone)) continue;
      const std::uint32_t node = try_request(now, pool, zone);
      if (node != nowhere) return node;
    }
  return nowhere;
}

std::uint32_t Cluster::try_request(Time now, std::size_t pool, std::uint32_t zone) {
  const NodePool& of = settings_.pools[pool];
  const std::size_t place = pool * static_cast<std::size_t>(settings_.zones) + zone;
  if (backoffs_[place].until > now || (pool_nodes_[pool] + 1) * of.gpus_per_node > of.max_gpus) return nowhere;
  const bool no_spot = of.purchase == Purchase::spot && !spot_available_[zone];
  if (no_spot || draw(Draw::attempt, place, attempts_[place]++)[0] <= of.stock_out) {
    refuse(now, pool, zone);
    return nowhere;
  }
  backoffs_[place].length = 0;
  const auto node = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({pool, zone, NodeState::requested, of.gpus_per_node, now, kernel::never, false});
  ++pool_nodes_[pool];
  last_add_ = now;
  const random::Uniforms u = draw(Draw::node, node, 0);
  const Time provision = settings_.start_up.provision.draw(u[0], u[1]);
  if (provision > settings_.provisioning.max_provision)
    at(now + settings_.provisioning.max_provision, TimerKind::node_fails, node);
  else
    at(now + provision + settings_.start_up.driver.draw(u[2], u[3]), TimerKind::node_joins, node);
  return node;
}

void Cluster::refuse(Time now, std::size_t pool, std::uint32_t zone) {
  const Provisioning& times = settings_.provisioning;
  Backoff& backoff = backoffs_[pool * static_cast<std::size_t>(settings_.zones) + zone];
  backoff.length = backoff.length == 0 ? times.backoff : std::min(2 * backoff.length, std::max(times.max_backoff, times.backoff));
  backoff.until = now + backoff.length;
}

void Cluster::join(Time now, std::uint32_t node) {
  Node& it = nodes_[node];
  it.state = NodeState::ready;
  it.joined = now;
  const NodePool& pool = pool_of(it);
  if (pool.purchase == Purchase::spot && pool.interruptions_per_hour > 0) {
    const random::Uniforms u = draw(Draw::node, node, 1);
    at(now + random::Durations(random::Law::exponential, 3600 / pool.interruptions_per_hour).draw(u[0], u[1]), TimerKind::interruption, node);
  }
}

std::vector<std::uint32_t> Cluster::replicas_on(std::uint32_t node) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < replicas_.size(); ++i)
    if (replicas_[i].node == node && replicas_[i].state != ReplicaState::gone) found.push_back(i);
  return found;
}

void Cluster::give_notice(Time now, std::uint32_t node) {
  Node& it = nodes_[node];
  if (it.state == NodeState::requested) return end_node(now, node);
  if (it.state != NodeState::ready) return;
  it.state = NodeState::cordoned;
  it.under_notice = true;
  ++spot_news_.under_notice;
  const Time notice = pool_of(it).notice;
  for (const std::uint32_t replica : replicas_on(node))
    if (replicas_[replica].state != ReplicaState::draining) retire(now, replica, std::min(notice, settings_.grace_period));
  at(now + notice, TimerKind::node_ends, node);
}

void Cluster::end_node(Time now, std::uint32_t node) {
  Node& it = nodes_[node];
  if (it.state == NodeState::gone) return;
  spot_news_.lost += it.under_notice;
  for (const std::uint32_t replica : replicas_on(node)) set_state(now, replica, ReplicaState::gone);
  if (it.state != NodeState::requested) ended_node_time_[it.pool] += now - it.joined;
  it.state = NodeState::gone;
  --pool_nodes_[it.pool];
}

// Without notice: what was on the node is missed only later.
void Cluster::lose(Time now, std::uint32_t node) {
  for (const std::uint32_t replica : replicas_on(node))
    if (replicas_[replica].state != ReplicaState::draining) {
      ++lost_;
      at(now + settings_.loss_detection, TimerKind::loss_seen, 0);
    }
  end_node(now, node);
}

void Cluster::lose_node(Time now, std::uint32_t node) {
  forget_changes();
  lose(now, node);
  settle(now);
}

void Cluster::lose_gpu(Time now, std::uint32_t replica) {
  forget_changes();
  const std::uint32_t node = replicas_[replica].node;
  set_state(now, replica, ReplicaState::gone);
  if (nodes_[node].state == NodeState::ready) nodes_[node].state = NodeState::cordoned;
  if (replicas_on(node).empty()) end_node(now, node);
  settle(now);
}

void Cluster::set_zone(Time now, std::uint32_t zone, bool up) {
  forget_changes();
  zone_up_[zone] = up;
  if (!up)
    for (std::uint32_t node = 0; node < nodes_.size(); ++node)
      if (nodes_[node].zone == zone && nodes_[node].state != NodeState::gone) lose(now, node);
  settle(now);
}

void Cluster::set_spot_capacity(Time now, std::uint32_t zone, bool available) {
  forget_changes();
  spot_available_[zone] = available;
  if (!available)
    for (std::uint32_t node = 0; node < nodes_.size(); ++node)
      if (nodes_[node].zone == zone && pool_of(nodes_[node]).purchase == Purchase::spot) give_notice(now, node);
  settle(now);
}

bool Cluster::removable(const Node& node) const { return node.state == NodeState::ready && pool_nodes_[node.pool] > pool_of(node).min_nodes; }

// Empty, or, where nodes are consolidated, at most half in use by replicas that fit on other nodes.
bool Cluster::unneeded(std::uint32_t node) const {
  const std::int32_t free = nodes_[node].free_gpus, all = pool_of(nodes_[node]).gpus_per_node;
  if (free == all) return true;
  if (!settings_.provisioning.consolidate || 2 * free < all) return false;
  const std::vector<std::uint32_t> here = replicas_on(node);
  if (!std::ranges::all_of(here, [&](std::uint32_t replica) { return replicas_[replica].state == ReplicaState::ready; })) return false;
  Room others = room(false);
  others.free[node] = 0;
  others.per_zone[nodes_[node].zone] -= static_cast<std::int32_t>(here.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    const std::uint32_t other = place(others);
    if (other == nowhere) return false;
    take(others, other);
  }
  return true;
}

void Cluster::mark_unneeded(Time now) {
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    Node& it = nodes_[node];
    if (it.state != NodeState::ready) continue;
    if (!unneeded(node))
      it.unneeded_since = kernel::never;
    else if (it.unneeded_since == kernel::never)
      it.unneeded_since = on_grid(now);
  }
}

Time Cluster::next_removal() const {
  Time next = kernel::never;
  for (const Node& node : nodes_)
    if (removable(node) && node.unneeded_since != kernel::never)
      next = std::min(
          next, on_grid(std::max(node.unneeded_since + settings_.provisioning.unneeded_time, last_add_ + settings_.provisioning.delay_after_add)));
  return next;
}

void Cluster::remove_unneeded(Time now) {
  const Provisioning& times = settings_.provisioning;
  if (now < last_add_ + times.delay_after_add) return;
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    Node& it = nodes_[node];
    if (!removable(it) || it.unneeded_since == kernel::never || it.unneeded_since + times.unneeded_time > now || !unneeded(node)) continue;
    if (!evict(now, node)) it.unneeded_since = now + times.scan_interval - times.unneeded_time;  // the budget forbids it: again in the next scan
  }
}

// Moves the replicas of a node away as far as the disruption budget lets it; an empty node goes at once. False when nothing could be done.
bool Cluster::evict(Time now, std::uint32_t node) {
  const std::vector<std::uint32_t> here = replicas_on(node);
  const auto allowed = static_cast<std::size_t>(allowed_disruptions(settings_.budget, desired_, count(ReplicaState::ready)));
  if (here.size() > allowed) return false;
  for (const std::uint32_t replica : here) retire(now, replica, settings_.grace_period);
  if (here.empty())
    end_node(now, node);
  else {
    nodes_[node].state = NodeState::cordoned;
    at(now + settings_.grace_period, TimerKind::node_ends, node);
  }
  return true;
}

Time Cluster::node_time(std::size_t pool, Time now) const {
  Time sum = ended_node_time_[pool];
  for (const Node& node : nodes_)
    if (node.pool == pool && (node.state == NodeState::ready || node.state == NodeState::cordoned)) sum += now - node.joined;
  return sum;
}

}  // namespace tradewind::elasticity
