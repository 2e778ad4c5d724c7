// What all windows of a simulation share: the topology in the world, resolved into streams of requests, routes and pools.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "demand/sizes.h"
#include "features/statistics.h"
#include "network/journey.h"
#include "serving/pool.h"
#include "tradewind/scenarios/topology.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::engine {

using kernel::Time;

// From one population to one pool, of one priority class. The routes of a stream stand in the order of the pools, and for each pool in the order of
// the classes.
struct Route {
  std::uint32_t stream = 0, pool = 0, priority_class = 0;
  double rtt_ms = 0;
  double share_up_to = 1;  // cumulative share of the stream's requests
};

// The requests of one population for one workload.
struct RequestStream {
  std::uint32_t population = 0, workload = 0;
  std::uint32_t priority_classes = 1;
  std::vector<double> rates_rps;                  // by hour of the week
  std::uint32_t first_route = 0, last_route = 0;  // inclusive, into Plan::routes

  std::uint64_t entity() const { return std::uint64_t{workload} << 32 | population; }  // of its draws
  // The route to the pool at a place, counted among those to which it has routes.
  std::uint32_t route(std::uint32_t place, std::uint32_t priority_class) const { return first_route + place * priority_classes + priority_class; }
};

// Client, in the simulation's units.
struct ClientPlan {
  Time timeout = 0;
  Time hedge_after = 0;  // 0 = never
  int max_attempts = 1;
  double backoff_ns = 0, backoff_max_ns = 0, backoff_jitter = 0, retry_budget = 0;

  explicit ClientPlan(const Client& client);
  // Before the next attempt, when `attempts` have failed; u in (0, 1].
  Time pause(int attempts, double u) const;
};

struct PoolPlan {
  std::uint32_t workload = 0, region = 0;
  int replicas = 0;
  int most_replicas = 0;  // that there may ever be
  Balancing balancing = Balancing::round_robin;
  serving::ServerSettings settings;
  Admission admission;    // at the region's door
  bool has_door = false;  // at which requests wait while no replica takes any
  int servers() const { return replicas * serving::servers_per_replica(settings); }
  int most_servers() const { return most_replicas * serving::servers_per_replica(settings); }
};

// Options with the world's defaults filled in.
struct Schedule {
  std::uint64_t seed = 1;
  int replications = 1, windows = 1;
  double window_s = 0, warmup_s = 0;
  std::optional<double> start_s = {};  // of the warm-up, since Monday 00:00 UTC; absent: see Plan::window_start_s
  std::optional<double> drain_s = {};  // longest; absent: see window.h
};

// Which pools a stream has routes to.
enum class Reach {
  routed,  // those to which the topology sends it
  all      // all of its workload
};

struct Plan {
  const World* world = nullptr;
  Schedule schedule;
  std::vector<RequestStream> streams;
  std::vector<Route> routes;
  std::vector<PoolPlan> pools;       // as in the topology
  std::vector<demand::Sizes> sizes;  // by workload
  std::vector<ClientPlan> clients;   // by workload
  network::JourneyModel journeys;

  // Throws std::invalid_argument when topology or options do not fit the world.
  Plan(const World& world, const Topology& topology, const SimulationOptions& options, Reach reach = Reach::routed);

  // The route that a stream's request takes by the topology's shares; u in (0, 1].
  std::uint32_t routed(std::uint32_t stream, double u, std::uint32_t priority_class) const;

  // Whether a workload uses a feature store; and by workload, the regions in which it has pools.
  bool reads_features() const;
  features::Statistics feature_statistics() const;  // without a read yet; empty where no workload uses a store
  std::vector<std::vector<std::uint32_t>> serving_regions() const;

  // By workload: places of its pools, counted among these, in the order of the names of their regions.
  std::vector<std::vector<std::uint32_t>> places_by_name() const;

  // Whether a manager fills the regions by their rate; every stream has routes to all pools of its workload then.
  bool fills_by_rate() const { return world->traffic.max_rate_per_replica_rps > 0; }

  // The route of a stream to a pool of its workload; with Reach::all there is one. Throws std::out_of_range.
  std::uint32_t route_to(std::uint32_t stream, std::uint32_t pool, std::uint32_t priority_class) const;

  // Where in the week (s since Monday 00:00 UTC) the warm-up of a window starts: its measured part lies around the middle of an hour.
  // Even: of hour_of_even_window(), in every replication. Stratified: of the hour at place floor((window + u) * 168 / windows)
  // among the hours in the order of their load, with one u of [0, 1) for each replication: systematic sampling (Cochran, "Sampling Techniques", 3rd
  // ed. 1977, chapter 8). Every hour has the same chance, so that means over windows are those of the week, and windows of one replication spread
  // over all loads.
  double window_start_s(int window, std::uint32_t replication) const;

 private:
  int hour_of(int window, std::uint32_t replication) const;
  void add_pools(const Topology& topology);
  void add_streams(const Topology& topology, Reach reach);

  std::vector<int> hours_by_load_;  // the least loaded first; empty: windows are even
};

}  // namespace tradewind::engine
