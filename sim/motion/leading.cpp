#include "motion/leading.h"

#include <algorithm>
#include <numeric>

#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::motion {
namespace {

// By its name, so that a region's probes do not depend on which others there are.
std::uint64_t entity_of(const std::string& region, const std::string& workload) {
  std::uint64_t hash = 0;
  for (const char c : region + "/" + workload) hash = splitmix64_finalized((hash ^ static_cast<unsigned char>(c)) + splitmix64_increment);
  return hash;
}

std::vector<random::Stream> probe_draws(const engine::Plan& plan, std::uint32_t judges, std::uint32_t replication) {
  const World& world = *plan.world;
  std::vector<random::Stream> draws;
  for (std::uint32_t judge = 0; judge < judges; ++judge)
    for (const engine::PoolPlan& pool : plan.pools)
      draws.emplace_back(plan.schedule.seed, replication, random::Purpose::probes,
                         entity_of(world.regions[pool.region].key(), world.workloads[pool.workload].name), judge);
  return draws;
}

}  // namespace

Leading::Leading(const engine::Plan& plan, const Topology& topology, std::uint32_t replication)
    : plan_(plan),
      manager_(plan.world->traffic.manager),
      policy_(topology.policy == RoutingPolicy::weighted ? SteeringPolicy::weighted : manager_.steering),
      topology_shares_(routing_shares(*plan.world, topology)),
      pools_(static_cast<std::uint32_t>(plan.pools.size())),
      workloads_(static_cast<std::uint32_t>(plan.world->workloads.size())),
      judges_(manager_.edges_judge ? static_cast<std::uint32_t>(plan.world->populations.size()) : 1),
      order_(plan.places_by_name()),
      following_(traffic::following_settings(manager_)),
      checks_(traffic::check_settings(manager_), probe_draws(plan, judges_, replication),
              [this](const traffic::Probe& probe) {
                const std::uint32_t pool = probe.target % pools_;
                return probe.draws[0] <= flapping_[pool] ? traffic::Reply{false, 0} : reply_of(pool);
              }),
      spreading_(plan),
      reachable_(workloads_),
      shares_(plan.streams.size()),
      answers_(pools_, Answer::well),
      flapping_(pools_),
      drained_(pools_),
      down_(pools_) {
  std::vector<State> well(workloads_);
  for (const engine::PoolPlan& pool : plan.pools) {
    place_.push_back(static_cast<std::uint32_t>(well[pool.workload].healthy.size()));
    well[pool.workload].healthy.push_back(1);
    well[pool.workload].out.push_back(0);
    reachable_[pool.workload].emplace_back(true);
  }
  for (std::uint32_t judge = 0; judge < judges_; ++judge)
    for (const State& state : well) states_.emplace_back(state);
  for (const engine::RequestStream& stream : plan.streams)
    clients_.emplace_back(plan.schedule.seed, replication, random::Purpose::clients, stream.entity(), 0);
}

std::optional<Leading::Led> Leading::lead(Time now, const engine::Surroundings::Caller& caller) {
  const engine::RequestStream& stream = plan_.streams[caller.stream];
  const random::Uniforms u = clients_[caller.stream].draw(caller.client);
  if (spreading_.active()) spreading_.offered(caller.stream);
  const auto pick = [&](const State& state) {
    if (state.silent) return std::optional<std::uint32_t>();
    const std::span<const double> by_place = spreading_.active() ? spreading_.shares(caller.stream) : shares(caller.stream, state);
    return traffic::pick(by_place, order_[stream.workload], caller.routing_draw);
  };
  const auto followed = following_.follow(now, {.cache_phase = u[0], .cache_kind = u[1], .connection_phase = u[2], .connects = caller.connects},
                                          states(judge_of(stream), stream.workload), reachable_[stream.workload], pick);
  if (!followed.region) return std::nullopt;
  return Led{stream.route(*followed.region, caller.priority_class), u[3]};
}

const std::vector<double>& Leading::shares(std::uint32_t stream, const State& state) {
  std::vector<std::vector<double>>& known = shares_[stream];
  if (known.size() <= state.version) known.resize(state.version + 1);
  if (known[state.version].empty()) known[state.version] = shares_of(plan_.streams[stream], state);
  return known[state.version];
}

std::vector<double> Leading::shares_of(const engine::RequestStream& stream, const State& state) const {
  const std::size_t places = state.healthy.size();
  std::vector<std::uint32_t> regions;
  std::vector<double> weights;
  const auto up = std::make_unique<bool[]>(places);
  for (std::uint32_t place = 0; place < places; ++place) {
    regions.push_back(plan_.pools[plan_.routes[stream.route(place, 0)].pool].region);
    weights.push_back(topology_shares_[stream.workload](stream.population, regions.back()));
    up[place] = state.takes(place);
  }
  return steered_shares(*plan_.world, policy_, {stream.workload, stream.population}, regions, weights, {up.get(), places});
}

void Leading::answers(Time now, std::uint32_t pool, Answer answer) {
  answers_[pool] = answer;
  tell_connections(now, pool);
  tell_checks(now, pool);
}

void Leading::tell_connections(Time now, std::uint32_t pool) {
  reachable_[plan_.pools[pool].workload][place_[pool]].record(now, answers_[pool] != Answer::nothing && !drained_[pool]);
}

void Leading::flap(Time now, std::uint32_t pool, double share) {
  flapping_[pool] = share;
  tell_checks(now, pool);
}

// A reply after the timeout is none.
traffic::Reply Leading::reply_of(std::uint32_t pool) const {
  return {answers_[pool] == Answer::well, answers_[pool] == Answer::nothing ? kernel::never : 0};
}

void Leading::tell_checks(Time now, std::uint32_t pool) {
  for (std::uint32_t judge = 0; judge < judges_; ++judge)
    if (flapping_[pool] > 0)
      checks_.ask(now, target(judge, pool));
    else
      checks_.always(now, target(judge, pool), reply_of(pool));
}

void Leading::take_out(Time now, std::uint32_t pool, bool out) {
  const std::uint32_t workload = plan_.pools[pool].workload;
  for (std::uint32_t judge = 0; judge < judges_; ++judge) {
    State state = states(judge, workload).latest();
    state.out[place_[pool]] = out;
    ++state.version;
    if (judge == 0) spreading_.set_open(pool, state.takes(place_[pool]));
    states(judge, workload).record(now, std::move(state));
  }
  drain(now, pool, out);
}

// Connections that are open live on until the drain is over.
void Leading::drain(Time now, std::uint32_t pool, bool out) {
  if (manager_.drain_s <= 0) return;
  std::erase_if(draining_, [pool](const auto& entry) { return entry.second == pool; });
  if (out) {
    draining_.emplace(now + kernel::from_s(manager_.drain_s), pool);
  } else if (drained_[pool]) {
    drained_[pool] = false;
    tell_connections(now, pool);
  }
}

void Leading::fall_silent(Time now, bool silent) {
  for (traffic::History<State>& history : states_) {
    State state = history.latest();
    state.silent = silent;
    history.record(now, std::move(state));
  }
}

Time Leading::next_wake() const {
  const auto first = [](const auto& map) { return map.empty() ? kernel::never : map.begin()->first; };
  return std::min({checks_.next_wake(), spreading_.next_wake(), first(coming_back_), first(draining_)});
}

void Leading::wake(Time now) {
  verdicts_.clear();
  if (spreading_.next_wake() <= now) spreading_.wake(now);
  for (; !draining_.empty() && draining_.begin()->first <= now; draining_.erase(draining_.begin())) {
    drained_[draining_.begin()->second] = true;
    tell_connections(now, draining_.begin()->second);
  }
  if (checks_.next_wake() <= now)
    for (const traffic::VerdictChange& change : checks_.wake(now)) {
      if (!change.healthy)
        take_for(change.time, change.target, false);
      else
        coming_back_.emplace(change.time + kernel::from_s(manager_.fail_back_wait_s), change.target);
    }
  while (!coming_back_.empty() && coming_back_.begin()->first <= now) {
    const auto [time, target] = *coming_back_.begin();
    coming_back_.erase(coming_back_.begin());
    if (checks_.healthy(target)) take_for(time, target, true);
  }
}

void Leading::take_for(Time now, std::uint32_t target, bool healthy) {
  const std::uint32_t judge = target / pools_, pool = target % pools_, workload = plan_.pools[pool].workload;
  traffic::History<State>& history = states(judge, workload);
  State state = history.latest();
  if (static_cast<bool>(state.healthy[place_[pool]]) == healthy) return;
  state.healthy[place_[pool]] = healthy;
  ++state.version;
  if (judge == 0) spreading_.set_open(pool, state.takes(place_[pool]));
  history.record(now, std::move(state));
  const bool was_healthy = down_[pool] == 0;
  down_[pool] += healthy ? -1 : 1;
  if (was_healthy != (down_[pool] == 0)) verdicts_.push_back({pool, healthy});
}

bool Leading::taken_for_healthy(std::uint32_t pool) const { return states_[plan_.pools[pool].workload].latest().takes(place_[pool]); }

}  // namespace tradewind::motion
