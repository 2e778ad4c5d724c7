// Why the cheapest and the fastest point differ, in sentences with the numbers.
#pragma once

#include <string>
#include <vector>

#include "model/report_model.h"

namespace tradewind {

struct Reason {
  std::string topic;     // "Distance", "Waiting and work", ...
  std::string sentence;  // plain text
};

// Empty when the front has one point.
std::vector<Reason> explain(const ReportModel& model);

// One figure of several points side by side.
struct ComparisonRow {
  std::string figure;
  std::vector<std::string> values;  // one for each of compared_points
};

// Fastest, recommended, cheapest and the best on the third axis, each once, in the order of the front.
std::vector<const ReportPoint*> compared_points(const ReportModel& model);
std::vector<ComparisonRow> compare(const ReportModel& model);

// "6 × h100-sxm-80gb, 2 × l4-24gb"
std::string gpu_list(const ReportPoint& point);

// "fastest", "recommended", "cheapest", and what the third axis calls its best ("earns most"), joined where a point is several; empty for the others.
std::string role_of(const ReportPoint& point);

}  // namespace tradewind
