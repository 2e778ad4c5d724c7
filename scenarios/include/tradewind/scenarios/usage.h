// Usage: what the bill is made from, as amounts of a 730-hour month.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind {

struct PoolUsage {
  std::uint32_t pool = 0;     // index into Topology::pools
  double instance_hours = 0;  // a month
  // Instances in each of the hours_per_week hours of the week, in UTC; empty = the same all week. Their mean x hours_per_month is instance_hours.
  std::vector<int> hourly_instances = {};
};

struct InternetEgress {
  std::uint32_t workload = 0, region = 0, population = 0;  // from the region to the population
  double gb = 0;                                           // a month; 1 GB = 1e9 bytes
};

struct RegionRequests {
  std::uint32_t workload = 0, region = 0;
  double requests = 0;         // a month
  double request_gb = 0;       // bytes from users, a month
  double new_connections = 0;  // a month
};

// What a feature store is used for in a region, and what is sent to the region from others for it.
struct StoreUsage {
  std::uint32_t store = 0, region = 0;
  double reads = 0, writes = 0;  // a month
  double remote_gb = 0;          // read by the region from the home region, a month
  double replicated_gb = 0;      // replicated into the region, a month
};

// A hop of the replication of artifacts.
struct ReplicatedBytes {
  std::uint32_t artifact = 0, from = 0, to = 0;  // index into DataPlane::artifacts; regions
  double gb = 0;                                 // a month
};

struct Usage {
  std::vector<PoolUsage> pools;
  std::vector<InternetEgress> internet_egress;
  std::vector<RegionRequests> requests;
  std::vector<StoreUsage> stores = {};
  std::vector<ReplicatedBytes> replication = {};  // sim/replication fills it in: which way bytes take is a matter of prices too
  double total_requests() const;
};

// Whether a region holds a replica of a feature store: at home, and where a pool stands whose workload uses it, unless it is kept at home alone.
bool holds_store(const World& world, const Topology& topology, std::uint32_t store, std::uint32_t region);

// Fills in replicated_gb of Usage::stores: what is fed and what requests write, into every other region that holds a replica; a stream counts once a
// region, with the first store that follows it. Drops entries of regions that neither read nor hold a store.
void add_replication(const World& world, const Topology& topology, Usage& usage);

// Multiplies the requests, and what they read and write in stores; what goes to the internet is left as it is.
void scale_requests(Usage& usage, double factor);

// Requests/s of a workload in a region, by hour of the week: of World::rate_rps and routing_shares of the workload.
std::vector<double> routed_rps(const Grid& rates, const Grid& shares, std::uint32_t region);

// Instances of each pool in each hour of the week, in UTC: with Billing::follow_demand, of a workload with autoscaling, as many as keep the load a
// replica at that of the pool's busiest hour, at least what autoscaling's schedule asks for in any minute of the hour, within its limits. Otherwise
// the topology's replicas all week. Of the mean rates of the world: neither bursts within an hour nor the lag of an autoscaler are in it.
std::vector<std::vector<int>> hourly_need(const World& world, const Topology& topology);

// The same of one pool that gets these requests/s, by hour of the week.
std::vector<int> hourly_need(const World& world, const Pool& pool, std::span<const double> rps);

// A pool's month from the instances in each hour of the week.
PoolUsage month_of(std::uint32_t pool, std::vector<int> hourly_instances);

// The same as usage of a month.
std::vector<PoolUsage> pool_usage(const World& world, const Topology& topology);

// Usage by arithmetic on mean rates and mean sizes, without simulating.
Usage expected_usage(const World& world, const Topology& topology);

}  // namespace tradewind
