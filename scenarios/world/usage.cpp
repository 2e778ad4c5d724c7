#include "tradewind/scenarios/usage.h"

namespace tradewind {
namespace {

constexpr double seconds_per_month = hours_per_month * 3600;
constexpr double bytes_per_gb = 1e9;

}  // namespace

double Usage::total_requests() const {
  double total = 0;
  for (const RegionRequests& entry : requests) total += entry.requests;
  return total;
}

Usage expected_usage(const World& world, const Topology& topology) {
  Usage usage;
  for (std::uint32_t i = 0; i < topology.pools.size(); ++i) usage.pools.push_back({i, instances(world, topology.pools[i]) * hours_per_month});

  const std::vector<Grid> shares = routing_shares(world, topology);
  for (std::uint32_t w = 0; w < world.workloads.size(); ++w) {
    std::vector<double> monthly;  // requests of each population
    for (std::size_t p = 0; p < world.populations.size(); ++p) monthly.push_back(world.mean_rps(w, p) * seconds_per_month);
    const double response_gb = world.workloads[w].mean_response_bytes() / bytes_per_gb;
    const double request_gb = world.workloads[w].mean_request_bytes() / bytes_per_gb;
    for (std::uint32_t r = 0; r < world.regions.size(); ++r) {
      double requests = 0;
      for (std::uint32_t p = 0; p < world.populations.size(); ++p) {
        const double routed = monthly[p] * shares[w](p, r);
        if (routed > 0) usage.internet_egress.push_back({w, r, p, routed * response_gb});
        requests += routed;
      }
      if (requests > 0) usage.requests.push_back({w, r, requests, requests * request_gb, requests * (1 - world.network.connection_reuse)});
    }
  }
  return usage;
}

}  // namespace tradewind
