// One pool on a trace, request by request: to hold the model against a measurement or another simulator.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind {

enum class ReplayFate : std::uint8_t { completed, rejected_length, rejected_queue, timed_out };

struct ReplayedRequest {
  std::uint64_t id = 0;  // position in the trace
  double arrival_s = 0;
  ReplayFate fate = ReplayFate::completed;
  double ttft_s = 0, e2e_s = 0;    // since the arrival; of completed requests
  double tpot_s = 0;               // (e2e - ttft) / (output tokens - 1); 0 for one token
  std::int32_t cached_tokens = 0;  // of the prompt, found in the prefix cache
  std::uint32_t replica = 0;       // that gave the answer
};

struct ReplaySummary {
  std::uint64_t offered = 0, completed = 0, rejected = 0, timed_out = 0;
  std::uint64_t iterations = 0, preemptions = 0;
  double simulated_s = 0;  // until the last answer
};

// Follows every request of the trace to its end. `sink` gets the requests in the order of the trace; memory does not grow with the trace.
// Throws std::invalid_argument when the pool could not start, InvalidInput from the trace, Interrupted when asked to stop.
ReplaySummary replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, std::stop_token stop = {});

}  // namespace tradewind
