// The scenarios that benchmarks of the planner run on: the shipped examples, and small random ones.
#pragma once

#include <string>
#include <vector>

namespace tradewind::bench {

struct NamedScenario {
  std::string name, text;
};

// chat, fraud, recommend, starter. folder: scenarios/examples of the source tree. Throws FileError.
std::vector<NamedScenario> examples(const std::string& folder);

// Users of 8 to 60 metros on one to three continents; an assistant (8B LLM), a ranking model or both; one to three providers; a percentile of 90, 95
// or
// 99. The same number gives the same scenario.
NamedScenario generated(unsigned number);

}  // namespace tradewind::bench
