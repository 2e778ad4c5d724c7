// One replica of an LLM server with continuous batching, as vLLM V1 schedules it (vllm/v1/core/sched/scheduler.py, Apache-2.0, read 2026-01):
//  - Each iteration has a budget of max_num_batched_tokens. Running sequences come first, in the order in which they were admitted, then waiting ones
//  first come,
//    first served, while fewer than max_num_seqs run. Without chunked prefill a waiting sequence is admitted only when its whole prompt fits the
//    budget.
//  - KV-cache blocks of block_size tokens are taken as sequences grow. When none is free, the sequence admitted last is preempted: it loses its
//  blocks, goes to the head
//    of the waiting queue and later computes prompt and produced tokens again. Nothing is admitted in an iteration that preempted.
//  - A request longer than max_model_len, or than all KV blocks hold, is rejected.
// The first token leaves at the end of the iteration that completes the prompt; the last output token needs no KV entry. The scheduler is taken to be
// synchronous: an iteration is planned when the one before has ended. (vLLM may plan one ahead, which adds up to an iteration to the first token.)
//
// Between two changes of the batch all iterations are pure decodes whose end times have a closed form, and the server leaps over them; an arrival
// that could be admitted cuts the leap at the end of the running iteration. With Stepping::every_iteration it stops at each iteration instead, and
// gives the same times to the nanosecond.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "serving/iteration_time.h"
#include "serving/server.h"

namespace tradewind::serving {

enum class Stepping { leap, every_iteration };

// All replicas of a pool share one; it must outlive them.
struct LlmServerSettings {
  VllmServer server;
  IterationTime iteration;
  Time frontend = 0;  // between the HTTP request and the scheduler, once a request
  std::int64_t kv_blocks = 0;

  // Throws std::invalid_argument when vLLM would refuse to start: no KV block, or no chunked prefill and a budget below max_model_len.
  LlmServerSettings(const IterationModel& model, const VllmServer& server, std::int64_t kv_blocks);
};

class LlmServer {
 public:
  using Settings = LlmServerSettings;
  explicit LlmServer(const Settings& settings, Stepping stepping = Stepping::leap);

  bool arrive(Time now, const Job& job);
  void wake(Time now);
  Time next_wake() const { return next_wake_; }
  std::span<const Completion> completed() const { return completed_; }
  ServerLoad load(Time now) const;

  std::int64_t free_blocks() const { return free_blocks_; }
  std::int64_t held_blocks() const;
  std::uint64_t preemptions() const { return preemptions_; }
  std::uint64_t iterations() const { return iterations_; }

 private:
  struct Sequence {
    std::uint32_t request = 0;
    std::int32_t prompt = 0, output = 0;
    std::int32_t generated = 0;  // output tokens so far
    std::int32_t computed = 0;   // tokens whose KV entries exist
    std::int32_t step = 0;       // tokens that the running iteration computes
    std::int64_t blocks = 0;
    Time scheduled = kernel::never, first_token = kernel::never;

    std::int32_t missing() const { return prompt + generated - computed; }
    bool decodes() const { return generated > 0 && missing() == 1; }
  };
  enum class State { idle, mixed_iteration, decode_run };
  // Consecutive pure decode iterations of one unchanged batch.
  struct DecodeRun {
    Time start = 0;
    int decoding = 0;
    double kv_tokens = 0;
    std::int64_t done = 0, until = 0;  // iterations applied; iterations after which the server wakes
  };

  std::int64_t blocks_for(std::int64_t tokens) const { return (tokens + settings_->server.block_size - 1) / settings_->server.block_size; }
  Time run_boundary(std::int64_t n) const;
  void finish_iterations(Time now);
  void advance_run(Time now);
  void finish_mixed(Time now);
  void retire_finished(Time now);

  void plan(Time now);
  bool head_can_join() const;
  std::int64_t longest_run() const;
  bool blocks_allow(std::int64_t iterations) const;
  void start_run(Time now, std::int64_t length);
  void start_mixed(Time now);
  int schedule_running();
  void admit_waiting(Time now, int budget);
  bool take_blocks(Sequence& sequence, std::int32_t tokens);
  void preempt_last();
  Batch batch() const;
  void account(Time now);

  const Settings* settings_;
  Stepping stepping_;
  std::vector<Sequence> running_;  // in order of admission
  boost::circular_buffer<Sequence> waiting_;
  std::vector<Completion> completed_;
  std::int64_t free_blocks_ = 0;
  State state_ = State::idle;
  DecodeRun run_;
  bool batch_changed_ = true;  // since run_ began
  Time next_wake_ = kernel::never;
  Time accounted_ = 0;
  ServerLoad load_;
  std::uint64_t preemptions_ = 0, iterations_ = 0;
};

}  // namespace tradewind::serving
