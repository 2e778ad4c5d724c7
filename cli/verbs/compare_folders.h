// `compare` of two bundles.
#pragma once

#include <string>
#include <vector>

#include "context.h"

namespace tradewind {

int compare_folders(const std::string& a, const std::string& b, const std::vector<std::string>& gates, const JsonOutput& json);

}  // namespace tradewind
