// JSON as people write it: what fits on a line stands on one.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace tradewind::tuning {

std::string laid_out(const nlohmann::ordered_json& value, std::size_t width = 140, std::size_t indent = 0);

}  // namespace tradewind::tuning
