// Usage: what the bill is made from, as amounts of a 730-hour month.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind {

struct PoolUsage {
  std::uint32_t pool = 0;     // index into Topology::pools
  double instance_hours = 0;  // a month
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

// Usage by arithmetic on mean rates and mean sizes, without simulating.
Usage expected_usage(const World& world, const Topology& topology);

}  // namespace tradewind
