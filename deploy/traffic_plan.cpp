#include "traffic_plan.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

namespace tradewind {
namespace {

constexpr double least_share = 0.005;  // of a country's requests; what is less is left to the other regions

// Indices into the bundle's regions, by region of the world; no region: closed.
std::vector<std::optional<std::size_t>> places(const World& world, const std::vector<RegionPlan>& regions) {
  std::vector<std::optional<std::size_t>> place(world.regions.size());
  for (std::size_t i = 0; i < regions.size(); ++i) place[static_cast<std::size_t>(regions[i].region - world.regions.data())] = i;
  return place;
}

std::vector<RegionShare> normalised(const std::vector<double>& rps) {
  double total = 0;
  for (const double rate : rps) total += rate;
  std::vector<RegionShare> list;
  double kept = 0;
  for (std::size_t i = 0; i < rps.size(); ++i)
    if (total > 0 && rps[i] / total >= least_share) {
      list.push_back({i, rps[i] / total});
      kept += rps[i] / total;
    }
  for (RegionShare& share : list) share.share /= kept;
  return list;
}

// Who waits for the first region to fail serves nobody until then, and is told to the manager all the same.
std::vector<RegionShare> by_turns(const std::vector<RegionPlan>& regions, const Workload* workload, const std::vector<double>& rps) {
  const double total = std::reduce(rps.begin(), rps.end());
  std::vector<RegionShare> list;
  for (std::size_t i = 0; i < regions.size(); ++i)
    if (std::ranges::find(regions[i].pools, workload, &PoolPlan::workload) != regions[i].pools.end())
      list.push_back({i, total > 0 ? rps[i] / total : 0});
  return list;
}

class Planner {
 public:
  Planner(const ExportInput& input, const std::vector<RegionPlan>& regions)
      : world_(input.world), regions_(regions), place_(places(world_, regions)), planned_(routing_shares(world_, input.topology)) {
    Topology alone = input.topology;
    alone.shares.clear();
    alone.policy = RoutingPolicy::latency;
    by_manager_ = routing_shares(world_, alone);
  }

  WorkloadTraffic of(std::uint32_t workload, const PoolPlan& plan) const {
    WorkloadTraffic traffic{plan.workload, plan.name, {}, {}, 1, 1};
    std::map<std::string, std::vector<double>> by_country;
    std::map<std::string, std::string> continents;
    std::set<std::string> confined;
    std::vector<double> all(regions_.size());
    double total = 0, kept = 0;
    for (std::size_t p = 0; p < world_.populations.size(); ++p) {
      const Population& population = world_.populations[p];
      const double rps = world_.mean_rps(workload, p);
      std::vector<double>& country = by_country.try_emplace(population.country_iso2, regions_.size()).first->second;
      continents[population.country_iso2] = population.continent;
      total += rps;
      for (std::size_t r = 0; r < place_.size(); ++r) {
        if (!world_.residency.allows(workload, p, r)) confined.insert(population.country_iso2);
        if (!place_[r]) continue;
        const double share = planned_[workload](p, r);
        country[*place_[r]] += rps * share;
        all[*place_[r]] += rps * share;
        kept += rps * std::min(share, by_manager_[workload](p, r));
      }
    }
    const bool has_turns = world_.traffic.manager.steering == SteeringPolicy::priority;
    traffic.regions = has_turns ? by_turns(regions_, plan.workload, all) : normalised(all);
    for (const auto& [code, rps] : by_country)
      if (std::vector<RegionShare> shares = normalised(rps); !shares.empty()) {
        std::ranges::stable_sort(shares, std::greater<>(), &RegionShare::share);
        traffic.countries.push_back({code, continents[code], std::move(shares), confined.contains(code)});
      }
    if (total > 0) traffic.kept_by_manager = kept / total;
    if (total > 0) traffic.kept_by_country = kept_by_country(workload, traffic) / total;
    return traffic;
  }

 private:
  double kept_by_country(std::uint32_t workload, const WorkloadTraffic& traffic) const {
    std::map<std::string, const CountryPlan*> plans;
    for (const CountryPlan& plan : traffic.countries) plans[plan.country_iso2] = &plan;
    double kept = 0;
    for (std::size_t p = 0; p < world_.populations.size(); ++p) {
      const auto plan = plans.find(world_.populations[p].country_iso2);
      if (plan == plans.end()) continue;
      for (const RegionShare& share : plan->second->regions) {
        const auto region = static_cast<std::size_t>(regions_[share.region].region - world_.regions.data());
        kept += world_.mean_rps(workload, p) * std::min(share.share, planned_[workload](p, region));
      }
    }
    return kept;
  }

  const World& world_;
  const std::vector<RegionPlan>& regions_;
  std::vector<std::optional<std::size_t>> place_;
  std::vector<Grid> planned_, by_manager_;
};

}  // namespace

std::vector<WorkloadTraffic> traffic_plan(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const Planner planner(input, regions);
  std::vector<WorkloadTraffic> list;
  for (const PoolPlan& plan : workload_plans(regions))
    list.push_back(planner.of(static_cast<std::uint32_t>(plan.workload - input.world.workloads.data()), plan));
  return list;
}

}  // namespace tradewind
