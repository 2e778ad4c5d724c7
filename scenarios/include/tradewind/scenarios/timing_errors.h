// How far predictions with the shipped constants were off public load tests of real servers.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tradewind {

// Errors of the prediction of one load test, predicted / measured - 1 in percent; overloaded runs, whose latencies never settle, have none. The
// constants were fitted on these runs among others: docs/fidelity.md says how far off they are on runs that a fit has not seen.
struct LoadTestError {
  std::string gpu, model, dtype;  // catalogue names
  int tensor_parallel = 1;
  double e2e_mean_percent = 0, ttft_mean_percent = 0, ttft_p99_percent = 0;
};

// A group of load tests: medians of their absolute errors, percent of measured.
struct LoadTestGroup {
  std::string what;  // "mixtures of experts on h100-sxm-80gb"
  int runs = 0;
  double e2e_mean_percent = 0, ttft_mean_percent = 0, ttft_p99_percent = 0;
};

// What load tests say about the timing of one case.
struct TimingErrors {
  std::optional<LoadTestGroup> measured;  // this model on this GPU, in this format and split
  std::vector<LoadTestGroup> related;     // where there is none: the nearest groups that have any, nearest first
};

}  // namespace tradewind
