#include "motion/motion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "motion/targets.h"

namespace tradewind::motion {

Motion::Motion(const engine::Plan& plan, const Topology& topology, Breaks breaks, std::uint32_t replication, Time tick)
    : plan_(plan),
      tick_(tick),
      faults_(std::move(breaks.faults)),
      cuts_(std::move(breaks.cuts)),
      ways_(breaks.ways),
      struck_(std::move(breaks.regions)),
      responders_(std::move(breaks.responders)),
      leading_(plan, topology, replication),
      spot_(*plan.world, {plan.schedule.seed, replication}),
      cut_(plan.world->regions.size()),
      answers_(plan.pools.size(), Leading::Answer::well) {
  const World& world = *plan.world;
  for (const engine::RequestStream& stream : plan.streams)
    lost_answers_.emplace_back(plan.schedule.seed, replication, random::Purpose::lost_answers, stream.entity(), 0);
  for (std::uint32_t pool = 0; pool < plan.pools.size(); ++pool) {
    const std::uint64_t entity = std::uint64_t{topology.pools[pool].workload} << 32 | plan.pools[pool].region;
    crews_.emplace_back(plan, topology, pool, elasticity::ClusterSeed{plan.schedule.seed, replication, entity}, spot_);
    std::vector<std::uint32_t>& helpers = helpers_.emplace_back();
    for (std::uint32_t other = 0; other < plan.pools.size(); ++other)
      if (other != pool && plan.pools[other].workload == plan.pools[pool].workload) helpers.push_back(other);
    fullness_.emplace_back(world.traffic.spill_over_at - world.traffic.spill_over_gap, world.traffic.spill_over_at);
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
    const auto& scaling = plan.world->workloads[pool.workload].autoscaling;
    pool.has_door = scaling && scaling->sleeps();
  }
}

Time Motion::earliest() const {
  Time next = std::min({faults_.next_wake(), leading_.next_wake(), spot_.next_wake(), next_tick_});
  if (responders_) next = std::min(next, responders_->next_wake());
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
    strike(now, fleet);
    if (taken_out_ && faults_.active().empty()) take_out(now, false);
  }
  while (responders_ && responders_->next_wake() <= now) respond(now, fleet);
  if (spot_.next_wake() <= now) follow_spot_market(now, fleet);
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (crews_[pool].next_wake() <= now) crews_[pool].wake(now, fleet, has_metrics(pool), losses_);
  if (next_tick_ <= now) take_headcount(now, fleet);
  tell_spot_news(now);
  tell_answers(now, fleet);
  if (leading_.next_wake() > now) return;
  leading_.wake(now);
  for (const Leading::Verdict& verdict : leading_.verdicts()) {
    if (responders_ && !verdict.healthy) responders_->notice(now);
    happens(now, plan_.pools[verdict.pool].region, verdict.healthy ? Happening::is_taken_for_well : Happening::is_taken_for_down);
  }
}

// What the people's last step brings about.
void Motion::respond(Time now, engine::Fleet& fleet) {
  const RunbookStep& step = responders_->wake();
  happenings_.push_back({now, step.name, Happening::is_done});
  if (step.action == RunbookAction::take_out && !faults_.active().empty()) take_out(now, true);
  if (step.action == RunbookAction::scale_out)
    for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
      if (std::ranges::find(struck_, plan_.pools[pool].region) == struck_.end()) crews_[pool].scale_out(now, step.replicas, fleet, losses_);
  if (step.action != RunbookAction::mend) return;
  faults_.mend(now);
  strike(now, fleet);
  if (taken_out_) take_out(now, false);
}

void Motion::take_out(Time now, bool out) {
  taken_out_ = out;
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (std::ranges::find(struck_, plan_.pools[pool].region) != struck_.end()) leading_.take_out(now, pool, out);
}

void Motion::happens(Time now, std::uint32_t region, Happening::What what, std::uint32_t nodes) {
  happenings_.push_back({now, plan_.world->regions[region].key(), what, region, nodes});
}

void Motion::tell_spot_news(Time now) {
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    const elasticity::SpotNews news = crews_[pool].take_spot_news();
    if (news.under_notice > 0) happens(now, plan_.pools[pool].region, Happening::has_notice_for_spot_nodes, news.under_notice);
    if (news.lost > 0) happens(now, plan_.pools[pool].region, Happening::loses_spot_nodes, news.lost);
  }
}

// All that begins and ends now. Links that break together are one change of the ways.
void Motion::strike(Time now, engine::Fleet& fleet) {
  bool links = false;
  for (const faults::FaultState::Change& change : faults_.changes()) {
    strike(now, change, fleet);
    links = links || is_of_links(change.fault.kind);
  }
  if (links) cut_links(now);
}

void Motion::strike(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet) {
  const faults::Fault& fault = change.fault;
  switch (fault.kind) {
    case FaultKind::region:
      return cut(now, fault.target, fleet);
    case FaultKind::zone:
      return strike_zone(now, change, fleet);
    case FaultKind::node:
    case FaultKind::gpu:
    case FaultKind::slow_replica:
      return strike_pool(now, change, fleet);
    case FaultKind::link:
    case FaultKind::edge:
      happenings_.push_back({now, cuts_[fault.target].name,
                             !change.begins       ? Happening::is_mended
                             : fault.severity < 1 ? Happening::loses_packets
                                                  : Happening::is_cut});
      return;
    case FaultKind::dns:
      happenings_.push_back({now, "DNS", change.begins ? Happening::fails : Happening::is_back});
      return leading_.fall_silent(now, faults_.broken(fault.kind, fault.target));
    default:
      return strike_region(now, change);
  }
}

void Motion::strike_zone(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet) {
  const std::uint32_t target = change.fault.target, region = index_of(target);
  const bool up = !faults_.broken(FaultKind::zone, target);
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (plan_.pools[pool].region == region) crews_[pool].set_zone(now, number_of(target), up, fleet, losses_);
  happens(now, region, change.begins ? Happening::loses_a_zone : Happening::has_its_zone_back);
}

// For a node or a GPU that fails, another one has taken its place, or will.
void Motion::strike_pool(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet) {
  const auto [kind, target] = std::pair(change.fault.kind, change.fault.target);
  const std::uint32_t pool = index_of(target), region = plan_.pools[pool].region;
  if (kind == FaultKind::slow_replica) {
    const double factor = faults_.severity(kind, target);  // 0: it is over
    crews_[pool].slow_down(now, number_of(target), factor == 0 ? 1 : factor, fleet);
    return happens(now, region, change.begins ? Happening::has_a_slow_replica : Happening::has_no_slow_replica_any_more);
  }
  if (!change.begins) return;
  if (kind == FaultKind::node)
    crews_[pool].lose_a_node(now, fleet, losses_);
  else
    crews_[pool].lose_a_gpu(now, fleet, losses_);
  happens(now, region, kind == FaultKind::node ? Happening::loses_a_node : Happening::loses_a_gpu);
}

// What is not lost, but does not work as it should.
void Motion::strike_region(Time now, const faults::FaultState::Change& change) {
  const FaultKind kind = change.fault.kind;
  const std::uint32_t region = change.fault.target;
  const double severity = faults_.severity(kind, region);  // 0: it is over
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    if (plan_.pools[pool].region != region) continue;
    if (kind == FaultKind::registry) crews_[pool].set_registry(now, severity == 0);
    // A check whose reply is lost fails.
    if (kind == FaultKind::flapping_check || kind == FaultKind::one_way_loss) leading_.flap(now, pool, checks_lost(region));
  }
  const bool begins = change.begins;
  if (kind == FaultKind::mirror) return happens(now, region, begins ? Happening::has_a_stalled_mirror : Happening::has_its_mirror_back);
  if (kind == FaultKind::partition) return happens(now, region, begins ? Happening::is_partitioned : Happening::is_joined_again);
  if (kind == FaultKind::metrics) return happens(now, region, begins ? Happening::has_no_metrics : Happening::has_metrics_again);
  if (kind == FaultKind::one_way_loss) return happens(now, region, begins ? Happening::loses_answers : Happening::is_heard_again);
  happens(now, region,
          kind == FaultKind::registry ? begins ? Happening::cannot_pull : Happening::can_pull_again
          : begins                    ? Happening::has_flapping_checks
                                      : Happening::has_steady_checks_again);
}

// A region that nothing reaches tells nobody of its load either.
bool Motion::has_metrics(std::uint32_t pool) const { return reachable(pool) && !faults_.broken(FaultKind::metrics, plan_.pools[pool].region); }

// Share of a region's checks that fail although it is well.
double Motion::checks_lost(std::uint32_t region) const {
  const double flapping = faults_.severity(FaultKind::flapping_check, region), lost = faults_.severity(FaultKind::one_way_loss, region);
  return 1 - (1 - flapping) * (1 - lost);
}

bool Motion::answer_arrives(std::uint32_t pool, std::uint32_t stream, std::uint64_t index, std::uint32_t attempt) const {
  const double lost = faults_.severity(FaultKind::one_way_loss, plan_.pools[pool].region);
  return lost == 0 || lost_answers_[stream].draw(random::index_of_attempt(index, attempt))[0] > lost;
}

// Overlapping faults of one region are one to those who are cut off.
void Motion::cut(Time now, std::uint32_t region, engine::Fleet& fleet) {
  const bool is_cut = faults_.broken(FaultKind::region, region);
  if (is_cut == static_cast<bool>(cut_[region])) return;
  cut_[region] = is_cut;
  happens(now, region, is_cut ? Happening::fails : Happening::is_back);
  if (!is_cut) return;
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
    if (plan_.pools[pool].region == region) crews_[pool].drop_everything(now, fleet, losses_);
}

void Motion::follow_spot_market(Time now, engine::Fleet& fleet) {
  spot_.wake(now);
  for (const SpotCapacity::Change& change : spot_.changes())
    for (std::uint32_t pool = 0; pool < crews_.size(); ++pool)
      if (plan_.pools[pool].workload == change.workload && plan_.pools[pool].region == change.region)
        crews_[pool].set_spot_capacity(now, change.zone, change.available, fleet, losses_);
}

// Everybody's ways, with what is cut now. A better way is taken without a break.
void Motion::cut_links(Time now) {
  std::vector<std::uint32_t> links;
  std::vector<Ways::Lossy> lossy;
  for (const faults::Fault& fault : faults_.active()) {
    if (!is_of_links(fault.kind)) continue;
    const std::vector<std::uint32_t>& broken = cuts_[fault.target].links;
    if (fault.severity < 1)
      lossy.push_back({broken, fault.severity});
    else
      links.insert(links.end(), broken.begin(), broken.end());
  }
  losses_of_ways_ = lossy.empty() ? Grid() : ways_->losses(links, lossy);
  const Grid before = std::move(detours_ms_);
  detours_ms_ = ways_->detours_ms(links);
  rerouted_.resize(detours_ms_.rows() * detours_ms_.columns(), std::numeric_limits<Time>::min());
  for (std::size_t p = 0; p < detours_ms_.rows(); ++p)
    for (std::size_t region = 0; region < detours_ms_.columns(); ++region)
      if (detours_ms_(p, region) > (before.rows() == 0 ? 0 : before(p, region))) rerouted_[p * detours_ms_.columns() + region] = now;
}

// Behind an anycast service, the networks of the clients find the new way one after the other; until then their packets go nowhere.
std::optional<engine::Surroundings::Led> Motion::lead(Time now, const Caller& caller) {
  const auto led = leading_.lead(now, caller);
  if (!led) return std::nullopt;
  if (rerouted_.empty()) return Led{led->route};
  const std::uint32_t population = plan_.streams[caller.stream].population, region = plan_.pools[plan_.routes[led->route].pool].region;
  const double detour_ms = detours_ms_(population, region);
  if (!std::isfinite(detour_ms)) return Led{led->route, 0, true};
  const Time rerouted = rerouted_[population * detours_ms_.columns() + region];
  const bool lost = rerouted >= 0 && ways_->anycast(region) &&
                    now < rerouted + traffic::reconvergence(kernel::from_s(plan_.world->traffic.manager.reconvergence_s), led->reconvergence_draw);
  return Led{led->route, detour_ms, lost, losses_of_ways_.rows() == 0 ? 0 : losses_of_ways_(population, region)};
}

// What health checks get from now on. Behind the door of a pool that sleeps there will be a replica: it is as well as with one.
void Motion::tell_answers(Time now, const engine::Fleet& fleet) {
  for (std::uint32_t pool = 0; pool < crews_.size(); ++pool) {
    const std::size_t replicas = crews_[pool].asleep() ? std::max<std::size_t>(1, fleet.taking(pool)) : fleet.taking(pool);
    leading_.replicas(pool, replicas);
    const Leading::Answer answer = !reachable(pool) ? Leading::Answer::nothing : replicas == 0 ? Leading::Answer::error : Leading::Answer::well;
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

// A pool without replicas is full.
bool Motion::is_full(std::uint32_t pool, const engine::Fleet& fleet) {
  const std::size_t replicas = fleet.taking(pool);
  const double requests = static_cast<double>(fleet.outstanding(pool));
  return fullness_[pool].update(replicas == 0 ? std::numeric_limits<double>::infinity() : requests / static_cast<double>(replicas));
}

bool Motion::may_serve(std::uint32_t stream, std::uint32_t pool) const {
  return plan_.world->residency.allows(plan_.streams[stream].workload, plan_.streams[stream].population, plan_.pools[pool].region);
}

std::optional<engine::Surroundings::Onward> Motion::hand_on(std::uint32_t stream, std::uint32_t pool, const engine::Fleet& fleet) {
  if (plan_.world->traffic.spill_over_at <= 0 || !is_full(pool, fleet)) return std::nullopt;
  for (const std::uint32_t helper : helpers_[pool])
    if (leading_.taken_for_healthy(helper) && !is_full(helper, fleet) && may_serve(stream, helper))
      return Onward{helper, kernel::from_ms(plan_.world->region_rtt_ms(plan_.pools[pool].region, plan_.pools[helper].region) / 2)};
  return std::nullopt;
}

}  // namespace tradewind::motion
