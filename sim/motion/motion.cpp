#include "motion/motion.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::motion {

Motion::Motion(const engine::Plan& plan, const Topology& topology, std::vector<faults::Fault> faults, std::uint32_t replication, Time tick)
    : plan_(plan),
      open_regions_(open_regions(*plan.world, topology)),
      tick_(tick),
      faults_(std::move(faults)),
      leading_(plan, topology, replication),
      cut_(plan.world->regions.size()),
      answers_(plan.pools.size(), Leading::Answer::well) {
  const World& world = *plan.world;
  for (std::uint32_t pool = 0; pool < plan.pools.size(); ++pool) {
    const std::uint64_t entity = std::uint64_t{topology.pools[pool].workload} << 32 | plan.pools[pool].region;
    crews_.emplace_back(world, topology.pools[pool], pool, elasticity::ClusterSeed{plan.schedule.seed, replication, entity});
    std::vector<std::uint32_t>& helpers = helpers_.emplace_back();
    for (std::uint32_t other = 0; other < plan.pools.size(); ++other)
      if (other != pool && plan.pools[other].workload == plan.pools[pool].workload) helpers.push_back(other);
    std::ranges::stable_sort(helpers, {},
                             [&](std::uint32_t other) { return world.region_rtt_ms(plan.pools[pool].region, plan.pools[other].region); });
  }
}

void Motion::make_room(engine::Plan& plan, const Topology& topology) {
  for (std::size_t i = 0; i < plan.pools.size(); ++i) {
    engine::PoolPlan& pool = plan.pools[i];
    if (std::holds_alternative<serving::DisaggregatedSettings>(pool.settings))
      throw std::invalid_argument("Workload " + plan.world->workloads[pool.workload].name +
                                  " has prefill and decode apart: faults and scaling of such replicas cannot be simulated.");
    pool.most_replicas = Crew::most_replicas(*plan.world, topology.pools[i]);
  }
}

Time Motion::earliest() const {
  Time next = std::min({faults_.next_wake(), leading_.next_wake(), next_tick_});
  for (const Crew& crew : crews_) next = std::min(next, crew.next_wake());
  return next;
}

void Motion::wake(Time now, engine::Fleet& fleet) {
  change(now, fleet);
  next_wake_ = earliest();
}

void Motion::change(Time now, engine::Fleet& fleet) {
  losses_.clear();
  if (faults_.next_wake() <= now) {
    faults_.wake(now);
    for (const faults::FaultState::Change& change : faults_.changes()) strike(now, change, fleet);
  }
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (crews_[pool].next_wake() <= now) crews_[pool].wake(now, fleet, reachable(pool), losses_);
  if (next_tick_ <= now) take_headcount(now, fleet);
  tell_answers(now, fleet);
  if (leading_.next_wake() > now) return;
  leading_.wake(now);
  for (const Leading::Verdict& verdict : leading_.verdicts())
    happenings_.push_back({now, plan_.pools[verdict.pool].region, verdict.healthy ? Happening::is_taken_for_well : Happening::is_taken_for_down});
}

void Motion::strike(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet) {
  const auto target = change.fault.target;
  if (change.fault.kind == faults::FaultKind::region) return cut(now, target, change.begins, fleet);
  const bool zone = change.fault.kind == faults::FaultKind::zone;
  if (!zone && !change.begins) return;  // another node has taken its place, or will
  const std::uint32_t region = open_regions_[zone ? target / zones_of_a_region : target];
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    if (plan_.pools[pool].region != region) continue;
    if (zone)
      crews_[pool].set_zone(now, target % zones_of_a_region, !change.begins, fleet, losses_);
    else
      crews_[pool].lose_a_node(now, fleet, losses_);
  }
  happenings_.push_back({now, region, !zone ? Happening::loses_a_node : change.begins ? Happening::loses_a_zone : Happening::has_its_zone_back});
}

// Overlapping faults of one region are one to those who are cut off.
void Motion::cut(Time now, std::uint32_t region, bool begins, engine::Fleet& fleet) {
  const bool is_cut = faults_.broken(faults::FaultKind::region, region);
  if (is_cut == static_cast<bool>(cut_[region])) return;
  cut_[region] = is_cut;
  happenings_.push_back({now, region, begins ? Happening::fails : Happening::is_back});
  if (!is_cut) return;
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (plan_.pools[pool].region == region) crews_[pool].drop_everything(now, fleet, losses_);
}

// What health checks get from now on.
void Motion::tell_answers(Time now, const engine::Fleet& fleet) {
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    const Leading::Answer answer = !reachable(pool)          ? Leading::Answer::nothing
                                   : fleet.taking(pool) == 0 ? Leading::Answer::error
                                                             : Leading::Answer::well;
    if (answer == answers_[pool]) continue;
    answers_[pool] = answer;
    leading_.answers(now, pool, answer);
  }
}

void Motion::take_headcount(Time now, engine::Fleet& fleet) {
  next_tick_ += tick_;
  Headcount& headcount = headcounts_.emplace_back(Headcount{now, {}});
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    crews_[pool].look_after_draining(now, fleet, losses_);
    headcount.replicas.push_back(reachable(pool) ? static_cast<std::uint32_t>(fleet.taking(pool)) : 0);
  }
}

bool Motion::is_full(std::uint32_t pool, const engine::Fleet& fleet) const {
  return static_cast<double>(fleet.outstanding(pool)) >= plan_.world->traffic.spill_over_at * static_cast<double>(fleet.taking(pool));
}

std::optional<engine::Surroundings::Onward> Motion::hand_on(std::uint32_t pool, const engine::Fleet& fleet) const {
  if (plan_.world->traffic.spill_over_at <= 0 || !is_full(pool, fleet)) return std::nullopt;
  for (const std::uint32_t helper : helpers_[pool])
    if (leading_.taken_for_healthy(helper) && !is_full(helper, fleet))
      return Onward{helper, kernel::from_ms(plan_.world->region_rtt_ms(plan_.pools[pool].region, plan_.pools[helper].region) / 2)};
  return std::nullopt;
}

}  // namespace tradewind::motion
