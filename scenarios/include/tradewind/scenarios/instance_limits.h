// How many instances a topology may have: the scenario's limit on a region and its quotas.
#pragma once

#include <string>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind {

// Instances that a pool may grow to while the topology's other pools stay as they are, within constraints.max_instances_per_region and every quota
// that counts its offer. Not below those that it has.
int instance_limit(const World& world, const Topology& topology, std::size_t pool);

// A limit that a topology does not keep to.
struct ExceededLimit {
  std::string words;  // "at most 4 instances of p5.4xlarge in aws:us-east-1"
  int found = 0;      // instances, or GPUs where the limit counts them
};
std::vector<ExceededLimit> exceeded_limits(const World& world, const Topology& topology);

}  // namespace tradewind
