// Reads the measured iteration models (iteration_models.json): sums of kernel times, before any constant.
#pragma once

#include <string_view>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// Throws InvalidInput when a model lacks a field or a table is not ascending.
std::vector<IterationModel> read_iteration_models(std::string_view json);

}  // namespace tradewind
