#include "motion/crew.h"

#include <algorithm>
#include <stdexcept>

#include "tradewind/scenarios/instance_limits.h"

namespace tradewind::motion {
namespace {

using elasticity::ReplicaState;
using random::Durations;

// Where a workload uses spot, spot first and on demand as the replacement, each with a quota of its own.
std::vector<elasticity::NodePool> node_pools(const World& world, const Topology& topology, std::uint32_t index) {
  const tradewind::Pool& pool = topology.pools[index];
  const Workload& workload = world.workloads[pool.workload];
  const int gpus = world.offers[pool.offer].gpu_count;
  const elasticity::NodePool on_demand{
      .gpus_per_node = gpus, .max_gpus = instance_limit(world, topology, index) * gpus, .stock_out = workload.start_up.stock_out};
  if (!workload.autoscaling || !workload.autoscaling->spot) return {on_demand};
  elasticity::NodePool spot = on_demand;
  spot.purchase = elasticity::Purchase::spot;
  spot.interruptions_per_hour = workload.autoscaling->spot->interruptions_per_hour;
  spot.notice = kernel::from_s(workload.autoscaling->spot->notice_s);
  return {spot, on_demand};
}

elasticity::ClusterSettings with_spot(elasticity::ClusterSettings settings, const SpotCapacity& spot, std::uint32_t workload, std::uint32_t region) {
  settings.spot_available = spot.zones(workload, region);
  return settings;
}

elasticity::ScalingRules rules_of(const tradewind::ScalingRules& from) {
  elasticity::ScalingRules rules{kernel::from_s(from.window_s), from.select, {}, from.tolerance};
  for (const tradewind::ScalingPolicy& policy : from.policies)
    rules.policies.push_back({policy.type, policy.value, policy.period_s * elasticity::second});
  return rules;
}

// A run begins in the midst of a week: it is as if there had been requests until then.
elasticity::KedaSettings settings_of(const Autoscaling& scaling, std::size_t timed_triggers) {
  const Time cooldown = kernel::from_s(scaling.cooldown_period_s);
  elasticity::KedaSettings settings{
      .min_replicas = scaling.min_replicas,
      .max_replicas = scaling.max_replicas,
      .polling_interval = kernel::from_s(scaling.polling_interval_s),
      .cooldown = cooldown,
      .initial_cooldown = cooldown,
      .triggers = {{.target_per_replica = scaling.target_requests, .activation_threshold = scaling.activation_requests}},
      .behavior = elasticity::Behavior{rules_of(scaling.scale_up), rules_of(scaling.scale_down)},
      .fallback = scaling.fallback};
  settings.triggers.resize(1 + timed_triggers);
  return settings;
}

}  // namespace

elasticity::ClusterSettings Crew::cluster_settings(const World& world, const Topology& topology, std::uint32_t index) {
  const tradewind::Pool& pool = topology.pools[index];
  const ServingOption& option = *world.serving(pool.workload, pool.offer);
  const StartUp& start = world.workloads[pool.workload].start_up;
  elasticity::ClusterSettings settings;
  settings.zones = zones_of_a_region;
  settings.gpus_per_replica = option.gpus_per_replica;
  settings.pools = node_pools(world, topology, index);
  const Nodes& nodes = world.workloads[pool.workload].nodes;
  if (nodes.provisioner == Provisioner::karpenter) settings.provisioning.kind = elasticity::Provisioner::karpenter;
  settings.provisioning.consolidate = nodes.consolidate;
  if (nodes.max_zone_skew > 0) settings.spread = {.max_skew = nodes.max_zone_skew, .required = true};
  if (nodes.max_unavailable > 0) settings.budget.max_unavailable = {static_cast<double>(nodes.max_unavailable), false};
  if (nodes.max_unavailable_percent > 0) settings.budget.max_unavailable = {static_cast<double>(nodes.max_unavailable_percent), true};
  if (const auto& scaling = world.workloads[pool.workload].autoscaling) settings.grace_period = kernel::from_s(scaling->grace_period_s);
  settings.start_up = {.provision = Durations::fixed(start.node_s),
                       .driver = Durations::fixed(0),
                       .image_pull = Durations::fixed(start.image_pull_s),
                       .model_load = Durations::fixed(start.load_s_per_gb * option.weights_gb()),
                       .warm_up = Durations::fixed(start.warm_up_s)};
  return settings;
}

// Twice as many as there may be, for those that drain or are not yet missed; with spot, once more for those that have had their notice.
int Crew::most_replicas(const World& world, const tradewind::Pool& pool) {
  const auto& scaling = world.workloads[pool.workload].autoscaling;
  int by_people = 0;
  if (world.runbook)
    for (const RunbookStep& step : world.runbook->steps) by_people += step.replicas;
  return (scaling && scaling->spot ? 3 : 2) * (std::max(pool.replicas, scaling ? scaling->max_replicas : 0) + by_people);
}

Crew::Crew(const engine::Plan& plan, const Topology& topology, std::uint32_t index, elasticity::ClusterSeed seed, const SpotCapacity& spot)
    : pool_(index),
      cluster_(with_spot(cluster_settings(*plan.world, topology, index), spot, topology.pools[index].workload, plan.pools[index].region),
               topology.pools[index].replicas, seed),
      timed_(plan, topology, index) {
  const World& world = *plan.world;
  const tradewind::Pool& pool = topology.pools[index];
  for (std::uint32_t replica = 0; replica < static_cast<std::uint32_t>(pool.replicas); ++replica) members_.push_back({replica, replica});
  for (int server = most_replicas(world, pool) - 1; server >= pool.replicas; --server) free_servers_.push_back(static_cast<std::uint32_t>(server));
  if (const auto& scaling = world.workloads[pool.workload].autoscaling) {
    keda_.emplace(settings_of(*scaling, timed_.count()));
    counts_waiting_ = scaling->metric == ScalingMetric::waiting_requests;
  }
}

Time Crew::next_wake() const { return std::min(cluster_.next_wake(), keda_ ? keda_->next_wake() : kernel::never); }

void Crew::wake(Time now, engine::Fleet& fleet, bool readable, Losses& losses) {
  if (cluster_.next_wake() <= now) {
    cluster_.wake(now);
    follow_changes(now, fleet, losses);
  }
  if (!keda_ || keda_->next_wake() > now) return;
  const double requests =
      static_cast<double>(counts_waiting_ ? fleet.queued(pool_) : fleet.outstanding(pool_)) + static_cast<double>(fleet.waiting(pool_));
  values_.assign(1, readable ? std::optional(requests) : std::nullopt);
  timed_.append(now, values_);
  cluster_.pods(pods_, names_);
  const std::int32_t desired = std::max(least_, keda_->wake(now, cluster_.desired(), pods_, values_));
  if (desired == cluster_.desired()) return;
  asleep_ = asleep_ || desired == 0;
  cluster_.set_desired(now, desired);
  follow_changes(now, fleet, losses);
}

void Crew::set_zone(Time now, std::uint32_t zone, bool up, engine::Fleet& fleet, Losses& losses) {
  cluster_.set_zone(now, zone, up);
  follow_changes(now, fleet, losses);
}

void Crew::set_spot_capacity(Time now, std::uint32_t zone, bool available, engine::Fleet& fleet, Losses& losses) {
  cluster_.set_spot_capacity(now, zone, available);
  follow_changes(now, fleet, losses);
}

const Crew::Member* Crew::oldest() const {
  const auto member = std::ranges::find(members_, false, &Member::draining);
  return member == members_.end() ? nullptr : &*member;
}

void Crew::lose_a_node(Time now, engine::Fleet& fleet, Losses& losses) {
  const Member* member = oldest();
  if (member == nullptr) return;
  cluster_.lose_node(now, cluster_.node_of(member->replica));
  follow_changes(now, fleet, losses);
}

void Crew::lose_a_gpu(Time now, engine::Fleet& fleet, Losses& losses) {
  const Member* member = oldest();
  if (member == nullptr) return;
  cluster_.lose_gpu(now, member->replica);
  follow_changes(now, fleet, losses);
}

void Crew::scale_out(Time now, std::int32_t replicas, engine::Fleet& fleet, Losses& losses) {
  least_ = cluster_.desired() + replicas;
  cluster_.set_desired(now, least_);
  follow_changes(now, fleet, losses);
}

void Crew::slow_down(Time now, std::uint32_t fault, double factor, engine::Fleet& fleet) {
  auto member = std::ranges::find(members_, std::optional(fault), &Member::slow_by);
  if (member == members_.end() && factor != 1)
    member = std::ranges::find_if(members_, [](const Member& other) { return !other.draining && !other.slow_by; });
  if (member == members_.end()) return;
  member->slow_by = factor == 1 ? std::nullopt : std::optional(fault);
  member->slowness = factor;
  fleet.set_slowness(now, pool_, member->server, factor);
}

void Crew::drop_everything(Time now, engine::Fleet& fleet, Losses& losses) {
  for (const Member& member : members_) {
    fleet.lose(now, pool_, member.server);
    losses.push_back({pool_, member.server, true});
    if (!member.draining) fleet.set_taking(pool_, member.server, true);
    if (member.slowness != 1) fleet.set_slowness(now, pool_, member.server, member.slowness);
  }
}

void Crew::look_after_draining(Time now, engine::Fleet& fleet, Losses& losses) {
  std::vector<std::uint32_t> empty;
  for (const Member& member : members_)
    if (member.draining && fleet.idle(pool_, member.server)) empty.push_back(member.replica);
  for (const std::uint32_t replica : empty) {
    cluster_.drained(now, replica);
    follow_changes(now, fleet, losses);
  }
}

void Crew::follow_changes(Time now, engine::Fleet& fleet, Losses& losses) {
  spot_news_.under_notice += cluster_.spot_news().under_notice;
  spot_news_.lost += cluster_.spot_news().lost;
  for (const elasticity::ReplicaChange& change : cluster_.changes()) {
    if (change.state == ReplicaState::ready) joins(change.replica, fleet);
    if (change.state == ReplicaState::gone) leaves(now, change.replica, fleet, losses);
    if (change.state != ReplicaState::draining) continue;
    const auto member = std::ranges::find(members_, change.replica, &Member::replica);
    if (member == members_.end()) continue;  // it was not ready yet
    member->draining = true;
    fleet.set_taking(pool_, member->server, false);
  }
}

void Crew::joins(std::uint32_t replica, engine::Fleet& fleet) {
  if (free_servers_.empty()) throw std::logic_error("A pool has more replicas than it was made for.");
  members_.push_back({replica, free_servers_.back()});
  free_servers_.pop_back();
  fleet.set_taking(pool_, members_.back().server, true);
  asleep_ = false;
}

void Crew::leaves(Time now, std::uint32_t replica, engine::Fleet& fleet, Losses& losses) {
  const auto member = std::ranges::find(members_, replica, &Member::replica);
  if (member == members_.end()) return;
  fleet.lose(now, pool_, member->server);
  losses.push_back({pool_, member->server, false});
  free_servers_.push_back(member->server);
  members_.erase(member);
}

}  // namespace tradewind::motion
