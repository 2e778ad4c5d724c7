#include <nlohmann/json.hpp>

#include "tradewind/planner/plan.h"

namespace tradewind {

std::string plan_json(const Study& study) {
  using nlohmann::ordered_json;
  ordered_json front = ordered_json::array();
  std::string picked, earns_most;
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
    if (const auto& benefit = candidate.benefit) {
      front.back()["net_benefit_usd"] = benefit->net_usd;
      front.back()["net_benefit_low_usd"] = benefit->net_low_usd;
      front.back()["net_benefit_high_usd"] = benefit->net_high_usd;
    }
    if (candidate.knee) picked = candidate.id;
    if (candidate.earns_most) earns_most = candidate.id;
  }
  ordered_json result{{"front", front}, {"picked", picked}};
  if (!earns_most.empty()) result["earns_most"] = earns_most;
  return result.dump(2) + "\n";
}

}  // namespace tradewind
