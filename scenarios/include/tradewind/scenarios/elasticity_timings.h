// Time constants and failure statistics of autoscalers, nodes, model loading and spot capacity, each a fact with its source. The shipped table is
// catalogue/data/elasticity_timings.csv; PROVENANCE.md says how far to trust it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

struct ElasticityTiming {
  std::string name;
  double value = 0;
  std::string unit;
  std::optional<double> min, max;  // allowed range of a setting, or spread of a measurement
  std::string kind;                // documented, measured or rule of thumb
  std::string source, source_date, note;
};

// All rows, in the order of the file.
const std::vector<ElasticityTiming>& elasticity_timings();

// Throws std::out_of_range naming the row.
const ElasticityTiming& elasticity_timing(std::string_view name);

}  // namespace tradewind
