// Parts of EXPECTED.json on what moves: where the requests go, how artifacts, streams and features reach the regions, and how sure the figures are.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "region_plan.h"

namespace tradewind {

// value to 1 / digits: rounded(3.14159, 100) is 3.14.
double rounded(double value, double digits);

// {seed, replications, latency_ci95_ms, latency_ms[], monthly_usd[]}; null where nothing is known.
nlohmann::ordered_json precision_json(const ExpectedPrecision& precision);

// {traffic{}, routing[], artifacts[], streams[], feature_stores[]}; a list of what the scenario has not is empty.
nlohmann::ordered_json flows_json(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind
