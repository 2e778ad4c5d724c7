#include <nlohmann/json.hpp>

#include "tradewind/planner/plan.h"

namespace tradewind {

std::string plan_json(const Study& study) {
  using nlohmann::ordered_json;
  ordered_json front = ordered_json::array();
  std::string picked;
  for (const Candidate& candidate : study.front()) {
    ordered_json regions = ordered_json::array();
    for (const std::uint32_t region : open_regions(study.world(), candidate.topology)) regions.push_back(study.world().regions[region].key());
    front.push_back({{"id", candidate.id},
                     {"p95_ms", candidate.latency_ms()},
                     {"monthly_usd", candidate.monthly_usd()},
                     {"regions", regions},
                     {"gap", candidate.gap},
                     {"p95_ci95", candidate.outcome.latency.perceived_at_objective_ci95_ms},
                     {"simulated", true}});
    if (candidate.knee) picked = candidate.id;
  }
  return ordered_json{{"front", front}, {"picked", picked}}.dump(2) + "\n";
}

}  // namespace tradewind
