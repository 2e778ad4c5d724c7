// One decision: the pools and the routing, as indices into a World.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

struct Pool {
  std::uint32_t workload = 0, offer = 0;  // indices into the world
  int replicas = 0;
};

enum class RoutingPolicy { latency, weighted };

struct Topology {
  std::vector<Pool> pools;  // at most one pool for each workload and region
  RoutingPolicy policy = RoutingPolicy::latency;
  // weighted: shares[workload](population, region), rows sum to 1; a row of zeros falls back to the nearest open region.
  std::vector<Grid> shares;
};

// Where requests go while everything is well: routing_shares(...)[workload](population, region); every row of a workload with a pool sums to 1.
// Stated shares count first, else what the world's traffic manager decides: steered_shares. One that fills regions by rate looks at nothing else, and
// these are its shares of a mean week. Throws std::invalid_argument where residency leaves a population no open region.
std::vector<Grid> routing_shares(const World& world, const Topology& topology);

// What the traffic manager answers the clients of one workload and population: shares over the workload's pools, of together 1, or all 0 when nobody
// may answer. The policy is the manager's, or weighted where shares are stated. `regions`: of the pools in the order of the topology, in which a
// fail-over tries them; `weights`: of these, looked at by the policy weighted alone; `up`: which of them take requests. Of Global Accelerator, each
// region takes its dial's share of what reaches it, and what none takes is split as the rest is; stated shares heed no dial. A geographic manager has
// a record of each region for its country, its continent and everybody.
struct Clients {
  std::uint32_t workload = 0, population = 0;
};
std::vector<double> steered_shares(const World& world, SteeringPolicy policy, const Clients& clients, std::span<const std::uint32_t> regions,
                                   std::span<const double> weights, std::span<const bool> up);

// GPU instances that a pool needs: replicas over replicas per instance, rounded up.
int instances(const World& world, const Pool& pool);

// Open regions, ascending indices.
std::vector<std::uint32_t> open_regions(const World& world, const Topology& topology);

// Reads a topology file against a world; throws InvalidInput with all problems.
Topology load_topology(const World& world, const std::filesystem::path& file);
Topology load_topology_text(const World& world, std::string_view text, const std::string& file_name);

// JSON text that load_topology reads back to the same topology. Stable order.
std::string to_json(const World& world, const Topology& topology);

}  // namespace tradewind
