// A list of requests on a pool, and what became of each.
#pragma once

#include <vector>

#include "calibration/measured_load.h"
#include "tradewind/sim/replay.h"

namespace tradewind::test {

struct Replayed {
  std::vector<ReplayedRequest> requests;
  ReplaySummary summary;
};

inline Replayed run(const LlmPool& pool, Trace& trace, const ReplayOptions& options = {}) {
  Replayed result;
  result.summary = replay(
      pool, trace, [&](const ReplayedRequest& request) { result.requests.push_back(request); }, options);
  return result;
}

inline Replayed run(const LlmPool& pool, const std::vector<TraceRequest>& requests, const ReplayOptions& options = {}) {
  calibration::ListTrace trace(requests);
  return run(pool, trace, options);
}

}  // namespace tradewind::test
