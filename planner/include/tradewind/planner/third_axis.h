// The third thing that topologies compete on beside latency and cost, where the scenario names one (World::third_axis; docs/third-axis.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tradewind/planner/study.h"

namespace tradewind {

struct ThirdAxisWords {
  std::string_view name;   // "carbon"
  std::string_view unit;   // "kg CO2e/month"
  std::string_view field;  // in JSON and CSV: "carbon_kg"
  std::string_view pick;   // names the best point of the front for --pick: "least-carbon"
  std::string_view best;   // and in words: "least carbon"
  bool more_is_better;
  int decimals;  // that a reader needs
};
const ThirdAxisWords& words_of(ThirdAxis axis);
// "carbon, kg CO2e/month", for the head of a column; and a value under it: "1,234", "99.9987 %".
std::string third_heading(ThirdAxis axis);
std::string third_text(ThirdAxis axis, double value);

// The candidate's value in the axis' unit; nothing where the world has no third axis, or nobody read a feature.
std::optional<double> third_value(const World& world, const Candidate& candidate);

// kg of CO2 equivalents a month: instance-hours x GPUs x the power that they draw at most x the carbon intensity of the region's grid. An upper
// estimate of the GPUs alone: they draw less when they idle; processors, cooling and manufacture are not in it. Location-based, without certificates.
double gpu_carbon_kg(const World& world, const Topology& topology, const Usage& usage);

// The same of one instance that runs all month.
double gpu_carbon_kg(const World& world, const Offer& offer);

}  // namespace tradewind
