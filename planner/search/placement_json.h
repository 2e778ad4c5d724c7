// A placement as JSON, so that a study keeps it.
#pragma once

#include <string>

#include "placement/problem.h"

namespace tradewind::search {

std::string to_json(const placement::Placement& placement);
placement::Placement placement_from_json(std::string_view text);

}  // namespace tradewind::search
