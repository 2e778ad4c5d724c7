// Latencies and lengths as load generators summarise them: an object with mean, median, percentiles, smallest and largest value.
#pragma once

#include <optional>

#include "measurements/json_fields.h"
#include "tradewind/scenarios/measurement.h"

namespace tradewind::measurements {

// Adds a figure unless it is absent or not positive.
void add_figure(MeasuredRun& run, MeasuredKind kind, double percentile, std::optional<double> value, double factor = 1);

// Its mean and the percentiles from the median on, in ms after the multiplication.
void add_distribution(MeasuredRun& run, MeasuredKind kind, const Json& distribution, double ms_per_unit);
void add_mean(MeasuredRun& run, MeasuredKind kind, const Json& distribution, double ms_per_unit);

MeasuredLengths lengths_of(const Json& distribution);

std::optional<double> mean_of(const Json& distribution);

// By the names of a unit: "s", "ms", "s/token", ...; `otherwise` where it is not known.
double ms_per_unit(const Json& unit, double otherwise);

// "2.5 requests/s", "16 at a time", "all at once"
std::string load_label(const MeasuredRun& run);

}  // namespace tradewind::measurements
