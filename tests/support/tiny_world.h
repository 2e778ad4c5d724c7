// A small world made in code, for tests that need no scenario file: three regions, three populations, one LLM workload or one classic workload.
#pragma once

#include "tradewind/scenarios/topology.h"

namespace tradewind::test {

// Regions aws:us-east-1 (0), aws:eu-west-1 (1), aws:ap-northeast-1 (2); populations New York, Dublin, Tokyo, each 10 ms from its own region and
// 80-220 ms from the others; two offers a region: p5.4xlarge (1 H100) and g6e.xlarge (1 L40S). Flat demand: rate_rps for each population.
World tiny_llm_world(double rate_rps = 2.0);

// The same places; one classic workload "fraud" of a + b x batch on the same offers.
World tiny_classic_world(double rate_rps = 20.0);

// `replicas` of offer 0 of the region in each of `regions`, latency routing.
Topology tiny_topology(const World& world, std::vector<std::uint32_t> regions, int replicas);

}  // namespace tradewind::test
