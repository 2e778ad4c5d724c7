// What a rollout takes beside the usual: what its bill is made from.
#pragma once

#include <cstdint>
#include <vector>

namespace tradewind {

struct SurgeUsage {
  std::uint32_t pool = 0;     // index into Topology::pools
  double instance_hours = 0;  // beside those of the topology, from when an instance was requested
};

struct CopiedBytes {
  std::uint32_t from = 0, to = 0;  // regions
  double gb = 0;                   // 1 GB = 1e9 bytes
};

struct RolloutUsage {
  std::vector<SurgeUsage> surge;
  std::vector<CopiedBytes> copies;  // of the registry's replication, and of replicas that load from another region; by region pair, ascending
};

}  // namespace tradewind
