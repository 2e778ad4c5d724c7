#include <nlohmann/json.hpp>

#include "tradewind/planner/plan.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/planner/verification.h"

namespace tradewind {

std::string plan_json(const Study& study) {
  using nlohmann::ordered_json;
  ordered_json front = ordered_json::array();
  std::string picked, third_best;
  const ThirdAxisWords& axis = words_of(study.world().third_axis);
  const std::vector<Candidate> points = study.front();
  for (const Candidate& candidate : points) {
    ordered_json regions = ordered_json::array();
    for (const std::uint32_t region : open_regions(study.world(), candidate.topology)) regions.push_back(study.world().regions[region].key());
    front.push_back({{"id", candidate.id},
                     {"p95_ms", candidate.latency_ms()},
                     {"monthly_usd", candidate.monthly_usd()},
                     {"regions", regions},
                     {"gap", candidate.gap},
                     {"p95_ci95", candidate.outcome.latency.perceived_at_objective_ci95_ms},
                     {"simulated", true},
                     {"replications", candidate.outcome.replications},
                     {"promised_p95_ms", candidate.promised_latency_ms},
                     {"promised_monthly_usd", candidate.promised_monthly_usd},
                     {"disagreement", disagreement(candidate).largest()}});
    if (front.size() > 1) {
      const Difference slower = latency_difference(points[front.size() - 2], candidate);
      front.back()["slower_than_previous_ms"] = slower.difference();
      front.back()["slower_than_previous_ci95_ms"] = slower.half_width;
      front.back()["order_is_certain"] = slower.real();
    }
    ordered_json easings = ordered_json::array();
    for (const Easing& easing : tradewind::easings(study, candidate))
      easings.push_back({{"constraint", easing.constraint},
                         {"eased", easing.eased},
                         {"saves_usd", easing.saves_usd},
                         {"saves_at_most_usd", easing.saves_at_most_usd}});
    front.back()["better_with"] = easings;
    if (const auto& benefit = candidate.benefit) {
      front.back()["net_benefit_usd"] = benefit->net_usd;
      front.back()["net_benefit_low_usd"] = benefit->net_low_usd;
      front.back()["net_benefit_high_usd"] = benefit->net_high_usd;
    }
    if (candidate.knee) picked = candidate.id;
    if (candidate.third && study.world().third_axis != ThirdAxis::net_benefit) front.back()[axis.field] = *candidate.third;
    if (candidate.third_best) third_best = candidate.id;
  }
  ordered_json result{{"front", front}, {"picked", picked}, {"agreement_tolerance", agreement_tolerance}};
  if (!third_best.empty()) {
    result["third_axis"] = {{"name", axis.name}, {"unit", axis.unit}, {"field", axis.field}, {"best", third_best}};
    if (study.world().third_axis == ThirdAxis::net_benefit) result["earns_most"] = third_best;
  }
  return result.dump(2) + "\n";
}

}  // namespace tradewind
