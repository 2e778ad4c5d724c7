// What every server of a pool has in common: the jobs that it takes, the completions that it hands back, and the load that it accounts for.
//
// A server is a state machine without a clock of its own:
//   bool arrive(now, job)     a job arrives; false when it is rejected
//   void wake(now)            the time that next_wake() named has come
//   Time next_wake()          when it next wants to be woken; `never` when it is idle
//   completed()               jobs that finished, or were given up, in the last wake
//   ServerLoad load(now)      accounts since the start
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind::serving {

using kernel::Time;

// Which texts a prompt and its answer share with other requests.
struct PromptContent {
  std::vector<PromptPart> parts;  // of the prompt, ascending
  std::uint64_t answer = 0;       // names prompt and answer together; 0 = nobody repeats it
};

struct Job {
  std::uint32_t request = 0;       // the caller's name for it
  std::int32_t size = 1;           // prompt tokens (LLM) or items (classic)
  std::int32_t output_tokens = 1;  // LLM only
  std::int32_t priority = 0;       // LLM with priority scheduling: smaller is served first
  bool prefilled = false;          // LLM: the KV cache of the prompt comes with it, from a prefill replica
  // LLM: the caller keeps it until the server has woken twice more after the end (see leaving.h); nullptr = shares nothing.
  const PromptContent* content = nullptr;
};

// What a job weighs where load is counted in tokens: those of its prompt and of the answer asked for.
inline std::int64_t tokens_of(const Job& job) { return std::int64_t{job.size} + job.output_tokens; }

struct Completion {
  std::uint32_t request = 0;
  Time scheduled = 0;    // first time that the server worked on it
  Time first_token = 0;  // LLM: end of the iteration that finished its prefill; classic: the end
  Time end = 0;
  std::int32_t cached_tokens = 0;  // LLM: of the prompt, found in the prefix cache when it was first scheduled
  std::int64_t tokens = 0;         // LLM: tokens_of() its job
  bool rejected = false;           // after all: past the queue's timeout (classic), or by the decode server; only `request` and `end` are set then
};

struct ServerLoad {
  Time busy = 0;         // time in which it computed
  Time batches = 0;      // running time of all batches; more than `busy` when batches run side by side
  double occupancy = 0;  // integral of batch size over the running time, in members x ns

  ServerLoad& operator+=(const ServerLoad& other) {
    busy += other.busy;
    batches += other.batches;
    occupancy += other.occupancy;
    return *this;
  }
};

}  // namespace tradewind::serving
