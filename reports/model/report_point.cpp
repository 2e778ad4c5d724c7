#include "model/report_point.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tradewind {
namespace {

std::size_t region_index(const std::vector<ReportRegion>& regions, const std::string& key) {
  const auto found = std::find_if(regions.begin(), regions.end(), [&](const ReportRegion& region) { return region.key == key; });
  if (found == regions.end()) throw std::logic_error("report: region " + key + " is in no point of the front");
  return static_cast<std::size_t>(found - regions.begin());
}

const PoolOutcome* outcome_of(const Outcome& outcome, const ReportPool& pool) {
  for (const PoolOutcome& candidate : outcome.pools)
    if (candidate.workload == pool.workload && candidate.region == pool.region && candidate.offer == pool.offer) return &candidate;
  return nullptr;
}

std::vector<ReportPool> build_pools(const World& world, const Candidate& candidate) {
  std::vector<ReportPool> pools;
  for (const Pool& pool : candidate.topology.pools) {
    const Offer& offer = world.offers.at(pool.offer);
    ReportPool row;
    row.workload = world.workloads.at(pool.workload).name;
    row.region = world.regions.at(offer.region).key();
    row.offer = offer.instance_type;
    row.gpu = offer.gpu;
    row.replicas = pool.replicas;
    row.instances = instances(world, pool);
    row.gpus = row.instances * offer.gpu_count;
    if (const PoolOutcome* outcome = outcome_of(candidate.outcome, row)) row.outcome = *outcome;
    if (candidate.outcome.requests.offered > 0)
      row.request_share = static_cast<double>(row.outcome.requests.offered) / static_cast<double>(candidate.outcome.requests.offered);
    pools.push_back(std::move(row));
  }
  std::stable_sort(pools.begin(), pools.end(), [](const ReportPool& a, const ReportPool& b) { return a.request_share > b.request_share; });
  return pools;
}

std::vector<RegionLoad> region_loads(const std::vector<ReportPool>& pools, const std::vector<ReportRegion>& regions) {
  std::map<std::size_t, RegionLoad> by_region;
  for (const ReportPool& pool : pools) {
    const std::size_t region = region_index(regions, pool.region);
    RegionLoad& load = by_region[region];
    load.region = region;
    load.request_share += pool.request_share;
    load.instances += pool.instances;
    load.gpus += pool.gpus;
  }
  std::vector<RegionLoad> loads;
  for (const auto& [region, load] : by_region) loads.push_back(load);
  std::stable_sort(loads.begin(), loads.end(), [](const RegionLoad& a, const RegionLoad& b) { return a.request_share > b.request_share; });
  return loads;
}

double requests_of(const World& world, std::size_t workload, std::size_t population) {
  double sum = 0;
  for (std::size_t hour = 0; hour < world.rate_rps[workload].columns(); ++hour) sum += world.rate_rps[workload](population, hour);
  return sum;
}

std::vector<PopulationService> population_services(const World& world, const Topology& topology, const std::vector<ReportRegion>& regions) {
  const std::vector<Grid> shares = routing_shares(world, topology);
  std::vector<PopulationService> services(world.populations.size());
  double all_requests = 0;
  for (std::size_t population = 0; population < services.size(); ++population) {
    std::map<std::uint32_t, double> requests_to;
    double requests = 0;
    PopulationService& service = services[population];
    for (std::size_t workload = 0; workload < shares.size(); ++workload) {
      if (shares[workload].rows() == 0) continue;
      const double sent = requests_of(world, workload, population);
      requests += sent;
      for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
        const double share = shares[workload](population, region);
        if (share <= 0) continue;
        requests_to[region] += share * sent;
        service.rtt_ms += share * sent * world.rtt_ms(population, region);
      }
    }
    const auto most = std::max_element(requests_to.begin(), requests_to.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    service.population = population;
    if (most != requests_to.end()) service.region = region_index(regions, world.regions[most->first].key());
    if (requests > 0) service.rtt_ms /= requests;
    service.request_share = requests;
    all_requests += requests;
  }
  if (all_requests > 0)
    for (PopulationService& service : services) service.request_share /= all_requests;
  return services;
}

void count_hardware(const World& world, const Candidate& candidate, ReportPoint& point) {
  double replicas = 0, busy = 0;
  for (const ReportPool& pool : point.pools) {
    point.instances += pool.instances;
    point.gpus += pool.gpus;
    replicas += pool.replicas;
    busy += pool.replicas * pool.outcome.utilization_mean;
  }
  if (replicas > 0) point.utilization = busy / replicas;
  for (const PoolUsage& usage : candidate.outcome.usage.pools) {
    const Pool& pool = candidate.topology.pools.at(usage.pool);
    point.gpu_hours += usage.instance_hours * world.offers.at(pool.offer).gpu_count;
  }
  Cents gpu_instances;
  for (const BillLine& line : candidate.bill.lines)
    if (line.service == "gpu instances") gpu_instances += line.amount;
  if (point.gpu_hours > 0) point.usd_per_gpu_hour = gpu_instances.usd() / point.gpu_hours;
}

}  // namespace

double ReportPoint::share_within(double rtt_ms) const {
  double share = 0;
  for (const PopulationService& population : service)
    if (population.rtt_ms <= rtt_ms) share += population.request_share;
  return std::min(share, 1.0);
}

LatencyParts parts_of(const Latencies& latencies) {
  const double network = latencies.network.mean, queue = latencies.queue.mean;
  return {network, queue, std::max(0.0, latencies.perceived.mean - network - queue)};
}

ReportPoint build_point(const World& world, const Candidate& candidate, const std::vector<ReportRegion>& regions) {
  ReportPoint point;
  point.id = candidate.id;
  point.latency_ms = candidate.latency_ms();
  point.ci95_ms = candidate.outcome.latency.perceived_at_objective_ci95_ms;
  point.promised_latency_ms = candidate.promised_latency_ms;
  point.promised_monthly_usd = candidate.promised_monthly_usd;
  point.gap = candidate.gap;
  point.monthly = candidate.bill.total();
  point.benefit = candidate.benefit;
  point.third = candidate.third;
  if (candidate.third_best) point.third_role = words_of(world.third_axis).best;
  point.outcome = candidate.outcome;
  point.bill = candidate.bill;
  point.pools = build_pools(world, candidate);
  point.service = population_services(world, candidate.topology, regions);
  point.load = region_loads(point.pools, regions);
  for (const RegionRequests& requests : candidate.outcome.usage.requests) point.requests_per_month += requests.requests;
  point.slo_met = std::all_of(candidate.outcome.workloads.begin(), candidate.outcome.workloads.end(), [](const auto& w) { return w.slo_met; });
  count_hardware(world, candidate, point);
  return point;
}

}  // namespace tradewind
