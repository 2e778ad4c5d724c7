#include "engine/groups.h"

#include <algorithm>
#include <set>

namespace tradewind::engine {

Groups::Groups(const Plan& plan) {
  const std::vector<Population>& populations = plan.world->populations;
  std::set<std::string> names;
  for (const Population& population : populations) names.insert(population.continent);
  continents_.assign(names.begin(), names.end());

  first_population_ = 1 + plan.world->workloads.size();
  first_continent_ = first_population_ + populations.size();
  first_pool_ = first_continent_ + continents_.size();
  std::size_t groups = first_pool_ + plan.pools.size();
  for (const Workload& workload : plan.world->workloads) {
    first_classes_.push_back(groups);
    groups += workload.priority_classes().size();
  }
  routes_.resize(groups);
  for (std::uint32_t i = 0; i < plan.routes.size(); ++i) {
    const Route& route = plan.routes[i];
    const RequestStream& stream = plan.streams[route.stream];
    const auto place = std::ranges::lower_bound(continents_, populations[stream.population].continent);
    for (const std::size_t group :
         {everything(), workload(stream.workload), population(stream.population), continent(static_cast<std::size_t>(place - continents_.begin())),
          pool(route.pool), priority_class(stream.workload, route.priority_class)})
      routes_[group].push_back(i);
  }
}

GroupSketches::GroupSketches(const Plan& plan, const std::vector<Cell>& cells, const Groups::Routes& routes) {
  for (const std::uint32_t route : routes) {
    const Workload& workload = plan.world->workloads[plan.pools[plan.routes[route].pool].workload];
    cell.merge(cells[route]);
    perceived.merge(workload.slo.metric == LatencyMetric::ttft ? cells[route].ttft : cells[route].e2e);
  }
}

}  // namespace tradewind::engine
