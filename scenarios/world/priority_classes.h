// Which of a workload's requests are how urgent.
#pragma once

#include <string>
#include <vector>

#include "world/resolution.h"

namespace tradewind::resolution {

// At least one class. `path`: of the workload's llm.
std::vector<PriorityClass> priority_classes_of(Resolution& r, const std::string& path, const language::LlmServing& from);

}  // namespace tradewind::resolution
