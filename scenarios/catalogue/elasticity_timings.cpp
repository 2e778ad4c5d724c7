#include "tradewind/scenarios/elasticity_timings.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "embedded/catalogue_data.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind {
namespace {

std::vector<ElasticityTiming> read() {
  const CsvTable table(embedded::catalogue_data("elasticity_timings.csv"), "elasticity_timings.csv");
  std::vector<ElasticityTiming> timings;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::string_view column) { return table.text(row, table.column(column)); };
    timings.push_back({text("name"), table.number(row, table.column("value")), text("unit"), table.optional_number(row, table.column("min")),
                       table.optional_number(row, table.column("max")), text("kind"), text("source"), text("source_date"), text("note")});
  }
  return timings;
}

}  // namespace

const std::vector<ElasticityTiming>& elasticity_timings() {
  static const std::vector<ElasticityTiming> timings = read();
  return timings;
}

const ElasticityTiming& elasticity_timing(std::string_view name) {
  const std::vector<ElasticityTiming>& all = elasticity_timings();
  const auto found = std::ranges::find(all, name, &ElasticityTiming::name);
  if (found == all.end()) throw std::out_of_range(fmt::format("There is no timing named {}.", name));
  return *found;
}

}  // namespace tradewind
