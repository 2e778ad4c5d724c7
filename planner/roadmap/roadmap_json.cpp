#include <cmath>
#include <nlohmann/json.hpp>

#include "tradewind/planner/roadmap.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

Json stage_json(const World& world, const RoadmapStage& stage) {
  Json opens = Json::array();
  for (const Postponed& region : stage.opens) opens.push_back({{"region", region.region}, {"a_stage_later_monthly_usd", number(region.monthly_usd)}});
  return {{"first_month", stage.first_month},
          {"months", stage.months},
          {"demand", stage.peak_factor},
          {"promised_latency_ms", stage.promised_latency_ms},
          {"promised_monthly_usd", stage.promised_monthly_usd},
          {"simulated_latency_ms", number(stage.simulated_latency_ms)},
          {"simulated_monthly_usd", number(stage.simulated_monthly_usd)},
          {"opens", opens},
          {"topology", Json::parse(to_json(world, stage.topology))}};
}

}  // namespace

std::string to_json(const World& world, const Roadmaps& roadmaps) {
  Json courses = Json::array(), steps = Json::array();
  for (const Roadmap& roadmap : roadmaps.by_growth) {
    Json stages = Json::array();
    for (const RoadmapStage& stage : roadmap.stages) stages.push_back(stage_json(world, stage));
    courses.push_back({{"growth_per_month", roadmap.growth_per_month},
                       {"usd", roadmap.usd},
                       {"bound_usd", roadmap.bound_usd},
                       {"gap", roadmap.gap()},
                       {"decided", roadmap.whole_horizon ? "together" : "stage by stage"},
                       {"stages", stages}});
  }
  for (const FirstStep& step : roadmaps.first_steps) {
    Json usd = Json::array();
    for (const double each : step.usd) usd.push_back(number(each));
    steps.push_back(
        {{"planned_for", step.planned_for}, {"usd", usd}, {"worst_regret_usd", number(step.worst_regret_usd)}, {"mean_usd", number(step.mean_usd)}});
  }
  Json result{{"scenario", world.name}, {"roadmaps", courses}};
  if (!steps.empty()) {
    result["first_steps"] = steps;
    result["least_regret"] = roadmaps.first_steps[roadmaps.least_regret].planned_for;
  }
  return result.dump(2) + "\n";
}

}  // namespace tradewind
