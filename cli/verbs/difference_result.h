// A difference of two simulated figures as JSON and as cells of a table.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tradewind/planner/compare.h"

namespace tradewind {

// {a, b, difference, ci95 (null: not known), paired, real}
nlohmann::ordered_json difference_json(const Difference& difference);

// "real", "not real", "the same", "not known"
std::string verdict(const Difference& difference);

// a, b, the difference with its sign, the half-width of its interval, the verdict.
std::vector<std::string> difference_cells(const Difference& difference, const std::function<std::string(double)>& show);

}  // namespace tradewind
