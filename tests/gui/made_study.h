// Studies that nobody has planned: topologies by hand, for views that need many, or parts that no plan in the tests has.
#pragma once

#include "planner/small_plan.h"
#include "support/made_candidate.h"

namespace tradewind::test {

// small_scenario with more members, as "\"rollouts\": []".
inline std::string small_scenario_with(const std::string& members) {
  std::string text = small_scenario;
  return text.insert(text.rfind('}'), ", " + members);
}

// Candidates that differ in replicas; the more, the faster and the dearer.
inline void make_study(const std::filesystem::path& file, const std::string& scenario, int candidates) {
  Study study = Study::in_memory(scenario, "made.json");
  const std::vector<std::uint32_t> offers = made::offers_in_regions(study.world(), 2);
  for (int i = 1; i <= candidates; ++i) {
    Candidate c = made::candidate(500 + 300.0 / i, 1000.0 * i);
    for (const std::uint32_t offer : offers) c.topology.pools.push_back({0, offer, i + 1});
    study.add(std::move(c));
  }
  study.finish();
  Study::create_or_open(file, scenario, "made.json").merge(study);
}

}  // namespace tradewind::test
