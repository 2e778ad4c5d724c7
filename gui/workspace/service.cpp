#include "workspace/service.h"

#include <algorithm>
#include <map>

namespace tradewind::gui {
namespace {

void add_flows(const World& world, const Topology& topology, Service& service) {
  const std::vector<Grid> shares = routing_shares(world, topology);
  for (std::uint32_t p = 0; p < world.populations.size(); ++p) {
    std::map<std::uint32_t, double> to;
    PopulationService& population = service.populations[p];
    for (std::size_t w = 0; w < shares.size(); ++w) {
      if (shares[w].rows() == 0) continue;
      const double sent = world.mean_rps(w, p);
      for (std::uint32_t r = 0; r < world.regions.size(); ++r)
        if (const double share = shares[w](p, r); share > 0) to[r] += share * sent, population.rtt_ms += share * sent * world.rtt_ms(p, r);
    }
    if (population.rps > 0) population.rtt_ms /= population.rps;
    double most = 0;
    for (const auto& [region, rps] : to) {
      service.flows.push_back({p, region, rps});
      service.regions[region].rps += rps;
      if (rps > most) most = rps, population.region = region;
    }
  }
  std::ranges::sort(service.flows, {}, &Flow::rps);
}

void add_pools(const World& world, const Candidate& candidate, Service& service) {
  for (std::size_t i = 0; i < candidate.topology.pools.size(); ++i) {
    const Pool& pool = candidate.topology.pools[i];
    RegionService& region = service.regions[world.offers[pool.offer].region];
    region.open = true;
    region.replicas += pool.replicas;
    region.instances += instances(world, pool);
    region.gpus += instances(world, pool) * world.offers[pool.offer].gpu_count;
    if (i < candidate.outcome.pools.size()) region.utilization += pool.replicas * candidate.outcome.pools[i].utilization_mean;
  }
  for (RegionService& region : service.regions)
    if (region.replicas > 0) region.utilization /= region.replicas;
}

void add_bill(const World& world, const Bill& bill, Service& service) {
  std::map<std::string, std::size_t> by_key;
  for (std::size_t r = 0; r < world.regions.size(); ++r) by_key[world.regions[r].key()] = r;
  for (const BillLine& line : bill.lines)
    if (const auto found = by_key.find(line.provider + ":" + line.region); found != by_key.end())
      service.regions[found->second].usd += line.amount.usd();
}

}  // namespace

Service demand_of(const World& world) {
  Service service;
  service.regions.resize(world.regions.size());
  service.populations.resize(world.populations.size());
  for (std::size_t p = 0; p < world.populations.size(); ++p)
    for (std::size_t w = 0; w < world.workloads.size(); ++w) service.populations[p].rps += world.mean_rps(w, p);
  for (const PopulationService& population : service.populations) service.rps += population.rps;
  return service;
}

Service service_of(const World& world, const Candidate& candidate) {
  Service service = demand_of(world);
  add_flows(world, candidate.topology, service);
  add_pools(world, candidate, service);
  add_bill(world, candidate.bill, service);
  const auto& simulated = candidate.outcome.populations;
  for (std::size_t p = 0; p < service.populations.size() && p < simulated.size(); ++p) service.populations[p].latency = &simulated[p].latency;
  return service;
}

}  // namespace tradewind::gui
