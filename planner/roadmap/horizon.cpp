#include "roadmap/horizon.h"

#include <map>

#include "what_if/at_demand.h"

namespace tradewind::roadmap {

Holdings holdings_of(const placement::PlacementProblem& problem, const placement::Placement& placement) {
  std::map<std::uint32_t, int> held;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (placement.instances[column] > 0) held[problem.columns[column].option] += placement.instances[column];
  return {held.begin(), held.end()};
}

placement::PlacementProblem at_stage(const placement::PlacementProblem& base, const Stage& stage, const Holdings& standing) {
  placement::PlacementProblem problem = base;
  for (Grid& rates : problem.hourly_rps) scale(rates, stage.peak_factor);
  scale(problem.mean_rps, stage.mean_factor);
  scale(problem.request_usd, stage.mean_factor);
  for (const auto& [option, instances] : standing) {
    placement::PlacementProblem::InstanceRow row;
    row.lower = instances;
    for (std::size_t column = 0; column < problem.columns.size(); ++column)
      if (problem.columns[column].option == option) row.terms.emplace_back(column, 1);
    problem.instance_rows.push_back(std::move(row));
  }
  return problem;
}

double usd_of(const Horizon& horizon, const std::vector<placement::Placement>& placements) {
  double usd = 0;
  for (std::size_t s = 0; s < placements.size(); ++s) usd += horizon.stages[s].months * placements[s].usd;
  return usd;
}

}  // namespace tradewind::roadmap
