// One pool alone under arrivals of one stream, Poisson or bursty, of requests or of conversations, without users' access or network.
#pragma once

#include <cstdint>
#include <vector>

#include "demand/sizes.h"
#include "serving/pool.h"

namespace tradewind::capacity {

struct PoolUnderTest {
  serving::ServerSettings settings;
  demand::Sizes sizes;
  int replicas = 1;
  Balancing balancing = Balancing::round_robin;
  std::uint64_t seed = 1;
  std::uint64_t entity = 0;  // whose draws: the workload
  double burstiness = 1;     // of the arrivals, see demand::ArrivalPattern
  Session session = {};
};

struct Served {
  kernel::Time first_token = 0, end = 0;  // since the arrival at the server, frontend included
  bool rejected = false;
};

struct PoolRun {
  std::vector<Served> requests;  // in order of arrival, the first quarter (warm-up) left out
  double utilization = 0;        // of a replica, until the last arrival
  // Of the number in the system from the second to the last quarter of the arrivals, a request that arrived between; in conversations each of them
  // stands for all turns of its own, of which the later ones have not come because of it.
  double growth = 0;
  double rejected_share = 0;
};

// `requests` requests at `rate_rps` for the whole pool, followed to their end. The same seed gives the same requests at every rate, only closer
// together; conversations start closer together, and their turns come as their users think.
PoolRun run_pool(const PoolUnderTest& pool, double rate_rps, int requests);

}  // namespace tradewind::capacity
