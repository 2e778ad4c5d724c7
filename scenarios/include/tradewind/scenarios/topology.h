// One decision: the pools and the routing, as indices into a World.
#pragma once

#include <cstdint>
#include <filesystem>
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

// Where requests go: routing_shares(...)[workload](population, region); every row of a workload with a pool sums to 1. Policy latency sends each
// population to the open region with the smallest rtt_ms among those that residency allows; ties go to the lower index. Of Global Accelerator, each
// region takes its dial's share of what reaches it, and what none takes is split as the rest is. Throws std::invalid_argument where residency leaves
// a population no open region.
std::vector<Grid> routing_shares(const World& world, const Topology& topology);

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
