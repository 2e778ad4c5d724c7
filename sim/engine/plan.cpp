#include "engine/plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace tradewind::engine {
namespace {

void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

Schedule schedule_of(const World& world, const SimulationOptions& options) {
  const SimulationPlan& plan = world.simulation;
  const Schedule schedule{options.seed.value_or(plan.seed),
                          options.replications.value_or(plan.replications),
                          options.windows.value_or(plan.windows),
                          options.window_s.value_or(plan.window_s),
                          options.warmup_s.value_or(plan.warmup_s),
                          {},
                          {}};
  require(schedule.replications >= 1, "A simulation needs at least one replication.");
  require(schedule.windows >= 1 && schedule.windows <= hours_per_week, "The number of windows must be between 1 and 168, the hours of a week.");
  require(schedule.window_s > 0 && schedule.window_s <= 86400, "A window must be longer than 0 s and at most a day.");
  require(schedule.warmup_s >= 0 && schedule.warmup_s <= 86400, "A warm-up must be between 0 s and a day.");
  if (options.precision) {
    require(options.precision->relative > 0 && options.precision->relative < 1, "A precision must be more than 0 % and less than 100 %.");
    require(options.precision->most_replications >= 2, "A precision needs at least two replications.");
  }
  return schedule;
}

std::vector<int> hours_by_load(const World& world) {
  const std::vector<double> load = world.total_rps();
  std::vector<int> hours(hours_per_week);
  std::iota(hours.begin(), hours.end(), 0);
  std::ranges::stable_sort(hours, {}, [&](int hour) { return load[static_cast<std::size_t>(hour)]; });
  return hours;
}

}  // namespace

ClientPlan::ClientPlan(const Client& client)
    : timeout(kernel::from_s(client.timeout_s)),
      hedge_after(kernel::from_s(client.hedge_after_ms / 1e3)),
      max_attempts(client.max_attempts),
      backoff_ns(client.backoff_ms * 1e6),
      backoff_max_ns(client.backoff_max_ms * 1e6),
      backoff_jitter(client.backoff_jitter),
      retry_budget(client.retry_budget) {}

Time ClientPlan::pause(int attempts, double u) const {
  const double longest = std::min(backoff_max_ns, std::ldexp(backoff_ns, attempts - 1));
  return static_cast<Time>(longest * (1 - backoff_jitter * u));
}

Plan::Plan(const World& world_, const Topology& topology, const SimulationOptions& options, Reach reach)
    : world(&world_), schedule(schedule_of(world_, options)), journeys(world_.network) {
  for (const Workload& workload : world->workloads) {
    require(workload.client.hedge_after_ms == 0 || !workload.session().goes_on(), "Requests of conversations cannot be hedged.");
    sizes.emplace_back(workload);
    clients.emplace_back(workload.client);
  }
  if (world->simulation.sampling == Sampling::stratified) hours_by_load_ = hours_by_load(*world);
  add_pools(topology);
  add_streams(topology, fills_by_rate() ? Reach::all : reach);
}

double Plan::window_start_s(int window, std::uint32_t replication) const {
  if (schedule.start_s) return *schedule.start_s;
  constexpr double week_s = hours_per_week * 3600.0;
  const double start_s = (hour_of(window, replication) + 0.5) * 3600 - schedule.window_s / 2 - schedule.warmup_s;
  return start_s < 0 ? start_s + week_s : start_s;
}

int Plan::hour_of(int window, std::uint32_t replication) const {
  if (hours_by_load_.empty()) return hour_of_even_window(window, schedule.windows);
  const double u = 1 - random::Stream(schedule.seed, replication, random::Purpose::windows, 0, 0).draw(0)[0];
  const auto place = static_cast<std::size_t>((window + u) * hours_per_week / schedule.windows);
  return hours_by_load_[std::min(place, hours_by_load_.size() - 1)];  // the sum may have been rounded up
}

std::uint32_t Plan::routed(std::uint32_t index, double u, std::uint32_t priority_class) const {
  const RequestStream& stream = streams[index];
  std::uint32_t route = stream.first_route + priority_class;
  while (route + stream.priority_classes <= stream.last_route && u > routes[route].share_up_to) route += stream.priority_classes;
  return route;
}

bool Plan::reads_features() const {
  return std::ranges::any_of(world->workloads, [](const Workload& workload) { return !workload.features.empty(); });
}

features::Statistics Plan::feature_statistics() const {
  return reads_features() ? features::Statistics(world->data.feature_stores.size(), world->regions.size()) : features::Statistics();
}

std::vector<std::vector<std::uint32_t>> Plan::serving_regions() const {
  std::vector<std::vector<std::uint32_t>> regions(world->workloads.size());
  for (const PoolPlan& pool : pools) regions[pool.workload].push_back(pool.region);
  return regions;
}

std::vector<std::vector<std::uint32_t>> Plan::places_by_name() const {
  std::vector<std::vector<std::uint32_t>> places(world->workloads.size());
  std::vector<std::vector<std::string>> names(places.size());
  for (const PoolPlan& pool : pools) {
    places[pool.workload].push_back(static_cast<std::uint32_t>(names[pool.workload].size()));
    names[pool.workload].push_back(world->regions[pool.region].key());
  }
  for (std::size_t workload = 0; workload < places.size(); ++workload)
    std::ranges::sort(places[workload], {}, [&](std::uint32_t place) { return names[workload][place]; });
  return places;
}

std::uint32_t Plan::route_to(std::uint32_t index, std::uint32_t pool, std::uint32_t priority_class) const {
  const RequestStream& stream = streams.at(index);
  for (std::uint32_t route = stream.first_route + priority_class; route <= stream.last_route; route += stream.priority_classes)
    if (routes[route].pool == pool) return route;
  throw std::out_of_range("The stream has no route to the pool.");
}

void Plan::add_pools(const Topology& topology) {
  for (const tradewind::Pool& pool : topology.pools) {
    require(pool.workload < world->workloads.size() && pool.offer < world->offers.size(),
            "A pool of the topology names a workload or an offer that the world does not have.");
    const Workload& workload = world->workloads[pool.workload];
    const Offer& offer = world->offers[pool.offer];
    const std::string where = workload.name + " on " + offer.instance_type + " in " + world->regions[offer.region].key();
    require(pool.replicas >= 1, "The pool of " + where + " has no replica.");
    const ServingOption* option = world->serving(pool.workload, pool.offer);
    require(option != nullptr, "No timing is known for " + where + ".");
    pools.push_back({pool.workload, offer.region, pool.replicas, pool.replicas, workload.balancing, serving::server_settings(*world, *option),
                     workload.admission.value_or(Admission{})});
  }
}

void Plan::add_streams(const Topology& topology, Reach reach) {
  const std::vector<Grid> shares = routing_shares(*world, topology);
  for (std::uint32_t workload = 0; workload < world->workloads.size(); ++workload)
    for (std::uint32_t population = 0; population < world->populations.size(); ++population) {
      const auto classes = static_cast<std::uint32_t>(world->workloads[workload].priority_classes().size());
      RequestStream stream{population, workload, classes, {}, static_cast<std::uint32_t>(routes.size()), 0};
      double total_rps = 0;
      for (std::size_t hour = 0; hour < hours_per_week; ++hour) {
        stream.rates_rps.push_back(world->rate_rps[workload](population, hour));
        total_rps += stream.rates_rps.back();
      }
      if (total_rps <= 0) continue;
      double cumulative = 0;
      for (std::uint32_t pool = 0; pool < pools.size(); ++pool) {
        if (pools[pool].workload != workload) continue;
        const double share = shares[workload](population, pools[pool].region);
        if (share <= 0 && reach == Reach::routed) continue;
        cumulative += share;
        for (std::uint32_t c = 0; c < classes; ++c)
          routes.push_back({static_cast<std::uint32_t>(streams.size()), pool, c, world->rtt_ms(population, pools[pool].region), cumulative});
      }
      require(routes.size() > stream.first_route, "No pool of the topology takes the requests of workload " + world->workloads[workload].name +
                                                      " from " + world->populations[population].name + ".");
      stream.last_route = static_cast<std::uint32_t>(routes.size()) - 1;
      streams.push_back(std::move(stream));
    }
}

}  // namespace tradewind::engine
