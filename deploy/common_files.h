// The files that a bundle has whatever its target: what it is, which decision it stands for, what was simulated.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"

namespace tradewind {

// README.md; `target_sections` follow the table of what is deployed.
std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::string& target_sections);

// EXPECTED.json: the simulated figures, to hold the deployment against.
std::string expected_json(const ExportInput& input, const std::vector<RegionPlan>& regions);

// "p95 of time to first token": what expected_latency_ms measures.
std::string latency_meaning(const World& world);

}  // namespace tradewind
