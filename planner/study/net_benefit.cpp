#include "tradewind/planner/net_benefit.h"

#include <algorithm>

namespace tradewind {

std::optional<Benefit> net_benefit(const World& world, const Outcome& outcome, const Bill& bill) {
  if (!world.billing.value_of_latency) return std::nullopt;
  std::vector<TimedRequests> requests(outcome.populations.size());
  double offered = 0;
  for (const PopulationOutcome& population : outcome.populations) offered += static_cast<double>(population.requests.offered);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const PopulationOutcome& population = outcome.populations[i];
    requests[i] = {outcome.usage.total_requests() * static_cast<double>(population.requests.offered) / std::max(offered, 1.0),
                   population.latency.perceived.mean};
  }
  return benefit(*world.billing.value_of_latency, requests, bill.total());
}

}  // namespace tradewind
