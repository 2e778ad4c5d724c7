// Runs whose files have every request: figures and load are worked out from them.
#pragma once

#include <limits>
#include <vector>

#include "tradewind/scenarios/measurement.h"

namespace tradewind::measurements {

struct SingleRequest {
  double start_s = std::numeric_limits<double>::quiet_NaN();  // on any clock; NaN = not known
  double ttft_s = 0, e2e_s = 0;                               // e2e 0 = not known
  double prompt = 0, output = 0;                              // tokens
};

// Sets requests, lengths and figures of `run` from requests with a first token and sound lengths, in the order of their starts where all have one.
// Returns how many requests were of no use.
std::uint64_t add_requests(MeasuredRun& run, std::vector<SingleRequest> requests);

// Adds mean, median, p90 and p99 of values; nothing where there is none.
void add_statistics(MeasuredRun& run, MeasuredKind kind, std::vector<double> values_s);

// How many were out at almost every start, this request included: that of a closed loop; 0 when it varies, or when starts are not known.
std::uint64_t constant_concurrency(const std::vector<SingleRequest>& requests);

}  // namespace tradewind::measurements
