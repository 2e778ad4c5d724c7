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
  std::int32_t prompt_tokens = 1, output_tokens = 1;  // to a classic model: items, and 1
  double ttft_s = 0, e2e_s = 0;                       // since the arrival; of completed requests
  double tpot_s = 0;                                  // (e2e - ttft) / (output tokens - 1); 0 for one token
  double queue_s = 0;                                 // from the scheduler's knowing of it until its first iteration
  std::int32_t cached_tokens = 0;                     // of the prompt, found in the prefix cache
  std::uint32_t replica = 0;                          // that gave the answer, or took the request in vain: its position over all groups
};

struct ReplaySummary {
  std::uint64_t offered = 0, completed = 0, rejected = 0, timed_out = 0;
  std::uint64_t iterations = 0, preemptions = 0;
  double simulated_s = 0;  // until the last answer
};

// A client that holds requests back while too many of its own are out. The requests of a trace that are all due at once are so sent by a closed loop
// of `requests` users, each of whom sends the next one `think_ns` after the answer to the last: a closed queueing network.
struct ClientLimit {
  std::uint64_t requests = 0;  // out at any time; 0 = no limit. `arrival_s` is when a request was sent
  std::int64_t think_ns = 0;   // from the end of a request until another may take its place
};

struct ReplayOptions {
  std::uint64_t seed = 1;        // of the draws of power_of_two
  bool every_iteration = false;  // the reference: the same result, without leaping over iterations
  ClientLimit limit = {};
};

// Follows every request of the trace to its end. `sink` gets the requests in the order of the trace; memory grows with the requests in flight, not
// with the trace. The front-end time is that of the pool's first group. Throws std::invalid_argument when the pool could not start, InvalidInput from
// the trace, Interrupted when asked to stop (the requests that were followed to their end have gone to the sink).
ReplaySummary replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options = {},
                     std::stop_token stop = {});
// The same of a classic pool: a request's size is its items, it has no tokens, and `ttft_s` is `e2e_s`. The answers of a batch come together.
ReplaySummary replay(const ClassicPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink,
                     const ReplayOptions& options = {}, std::stop_token stop = {});

}  // namespace tradewind
