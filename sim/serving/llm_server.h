// One replica of an LLM server with continuous batching, as vLLM V1 schedules it (vllm/v1/core/sched/scheduler.py, Apache-2.0, read 2026-11):
//  - Each iteration has a budget of max_num_batched_tokens. Running sequences come first, in the order in which they were admitted, then waiting ones
//    (first come, first served, or by priority), while fewer than max_num_seqs run. Without chunked prefill a waiting sequence is admitted only when
//    its whole prompt fits the budget.
//  - KV-cache blocks of block_size tokens are taken as sequences grow. When none is free, the sequence admitted last (with priority scheduling: the
//    least urgent one) is preempted: it loses its blocks, goes to the head of the waiting queue and later computes prompt and produced tokens again.
//    Nothing is admitted in an iteration that preempted. When a sequence must give way itself, those admitted after it sit the iteration out.
//  - With prefix caching, a sequence starts behind the full blocks of its text that the cache still holds; at least its last token is computed.
//  - With async scheduling, an iteration is planned when the one before it starts: what arrives or ends while an iteration runs counts from the
//    iteration after the next one on. Only when nothing is left to run the server plans at once.
//  - A request longer than max_model_len, or than all KV blocks hold, is rejected; so is one that finds max_waiting others waiting.
// The first token leaves at the end of the iteration that completes the prompt; the last output token needs no KV entry.
//
// Between two changes of the batch all iterations are pure decodes whose end times have a closed form, and the server leaps over them. Decoding
// sequences all grow by a token an iteration, so that their state is kept as sums and as differences to the number of iterations: a leap, or an
// iteration, costs the same however many sequences decode. With Stepping::every_iteration the server stops at each iteration instead, and gives the
// same times to the nanosecond.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernel/prefetch.h"
#include "kernel/slots.h"
#include "serving/iteration_time.h"
#include "serving/kv_cache.h"
#include "serving/server.h"
#include "serving/waiting_queue.h"

namespace tradewind::serving {

enum class Stepping { leap, every_iteration };

// All replicas of a pool share one; it must outlive them.
struct LlmServerSettings {
  VllmServer server;
  IterationTime iteration;
  Time frontend = 0;                // between the HTTP request and the scheduler, once a request
  Time pause = 0;                   // IterationModel::host_pause_ms
  std::int64_t pause_requests = 0;  // IterationModel::host_pause_requests
  std::int64_t kv_blocks = 0;
  Stepping stepping = Stepping::leap;

  // Throws std::invalid_argument when vLLM would refuse to start: no KV block, a token budget below max_num_seqs, or no chunked prefill and a budget
  // below max_model_len.
  LlmServerSettings(const IterationModel& model, const VllmServer& server, std::int64_t kv_blocks);
};

class LlmServer {
 public:
  using Settings = LlmServerSettings;
  explicit LlmServer(const Settings& settings);
  const Settings& settings() const { return *settings_; }

  bool arrive(Time now, const Job& job);
  void wake(Time now);
  // The client has gone: a waiting request leaves at once, a running one at the end of the running iteration. False when the request is not here.
  bool cancel(Time now, std::uint32_t request);
  Time next_wake() const { return next_wake_; }
  std::span<const Completion> completed() const { return completed_; }
  ServerLoad load(Time now) const;

  // Whether the job can never be served here, whatever the load.
  bool too_long(const Job& job) const;
  // Tokens of the job's prompt that the prefix cache holds now: what the iterations that have ended by now needed is lost, leaping or not.
  std::int64_t cached_tokens(Time now, const Job& job);

  std::int64_t free_blocks() const { return cache_.free(); }
  std::int64_t held_blocks() const { return settings_->kv_blocks - cache_.free(); }
  std::size_t waiting() const { return waiting_.size() + newcomers_.size(); }
  std::int32_t running() const { return running_; }
  std::uint64_t preemptions() const { return preemptions_; }
  std::uint64_t iterations() const { return iterations_; }

 private:
  using Slot = WaitingQueue::Slot;
  using FewSlots = boost::container::small_vector<Slot, 4>;  // seldom more than that: they need no memory elsewhere
  static constexpr Slot no_slot = WaitingQueue::none;
  enum class State : std::uint8_t { idle, mixed_iteration, decode_run };

  // The decoding sequences together.
  struct Decoding {
    std::int32_t sequences = 0;
    std::int64_t computed = 0;           // tokens whose KV entries exist, of all
    std::vector<std::int32_t> by_phase;  // sequences by (computed - step_) mod block_size, which stays as they grow
  };
  // Consecutive pure decode iterations of one unchanged batch.
  struct DecodeRun {
    Time planned = 0, start = 0;  // a pause lies between the two
    std::int32_t decoding = 0;
    double kv_tokens = 0;              // of its first iteration
    std::int64_t done = 0, until = 0;  // iterations applied; iterations after which the server wakes
  };
  struct Finish {
    std::int64_t step;
    Slot slot;
    bool operator>(const Finish& other) const { return step > other.step; }
  };

  std::int64_t blocks_for(std::int64_t tokens) const { return (tokens + block_size_ - 1) / block_size_; }
  std::int64_t full_blocks(std::int64_t tokens) const { return tokens / block_size_; }

  // Time. (llm_server.cpp)
  Time run_boundary(std::int64_t n) const;
  std::int64_t first_boundary_at(Time now) const;
  void cut_run(Time now, std::int64_t further_iterations);
  void account(Time now);
  bool run_goes_on() const;
  void finish_iterations(Time now);
  void end_decode_iterations(std::int64_t count);
  void finish_prefills(Time now);
  void finish_decodes(Time now);
  void complete(Slot slot, Time now);

  // The prefix cache. (llm_prefix.cpp)
  struct Hit {
    std::int64_t blocks = 0;  // of the text, from its start
    std::int64_t saved = 0;   // of them, left behind by the sequence itself
    std::int64_t freed = 0;   // free blocks that using them would hold
    std::int32_t parts = 0;   // contents to lease
  };
  Hit cached_start(const Sequence& sequence) const;
  void use_cached_start(Sequence& sequence, const Hit& hit);
  void publish(Sequence& sequence);
  void release_blocks(const Sequence& sequence);
  void leave_behind(Sequence& sequence);
  void leave(KvCache::ContentId content, std::int64_t blocks);
  void release_leases(const Sequence& sequence);
  std::int64_t end_block(const Sequence& sequence, std::int32_t part) const;
  static KvCache::ContentId content_of(const Sequence& sequence, std::int32_t part);

  // The schedule. (llm_schedule.cpp)
  struct Admission {
    Hit hit;
    std::int32_t computed = 0, tokens = 0;  // before and in the next iteration
    std::int64_t blocks = 0;                // to take
  };
  void plan(Time now);
  void receive_newcomers();
  bool start_iterations(Time now);
  std::optional<Admission> admission(const Sequence& head, std::int64_t budget, std::int64_t free) const;
  bool head_can_join();
  Time take_pause();
  std::int64_t longest_run() const;
  std::int64_t growth(std::int64_t iterations) const;
  void start_run(Time now, std::int64_t length);
  bool start_mixed(Time now);
  std::int32_t partial_chunk(const Sequence& sequence) const;
  void compute_chunk(Slot slot, std::int32_t tokens, Batch& batch);
  void admit_waiting(Time now, Batch& batch);

  // The sequences. (llm_sequences.cpp)
  std::size_t phase(std::int32_t computed) const;
  void count_steps(std::int64_t steps);
  void begin_decoding(Slot slot);
  void stop_decoding(Slot slot);
  void stop_computing(Slot slot);
  void remove(Slot slot);
  void release_finished();
  void drop_cancelled();
  enum class Room : std::uint8_t { enough, by_preemption, not_for_all };
  Room make_room_for_decodes();
  void sit_out_behind(std::uint64_t admission);
  void go_on_after_sitting_out();
  bool make_room_for_partial(std::int32_t chunk);
  Slot victim() const;
  void preempt(Slot slot, std::int64_t grown);

  const Settings* settings_;
  std::int32_t block_size_;
  std::int32_t lookahead_;  // iterations planned ahead: 1 with async scheduling, else 0

  // What every wake needs stands first, close together: where replicas are many, each of them has left the processor's cache when its turn comes.
  State state_ = State::idle;
  bool batch_changed_ = true;  // since run_ began
  std::int32_t running_ = 0;   // sequences that were admitted, and of which the planner does not yet know that they ended
  Slot partial_ = no_slot;     // the sequence whose prompt is computed only in part
  std::int32_t phase_ = 0;     // (-step_) mod block_size
  std::int64_t step_ = 0;      // decode iterations so far; decoding sequences count theirs by it
  Decoding decoding_;
  DecodeRun run_;
  std::vector<Finish> finishes_;  // min-heap: when each decoding sequence will have its output
  WaitingQueue waiting_;
  FewSlots newcomers_;  // not yet known to the planner, in the order of arrival
  FewSlots prefilled_;  // sequences whose prompt the running iteration completes
  FewSlots finished_;   // not yet known to the planner
  FewSlots cancelled_;
  FewSlots sitting_out_;      // decoding sequences that the running iteration leaves out
  Time iteration_start_ = 0;  // of a mixed iteration
  Time known_until_ = 0;      // what arrives later is not yet known to the planner
  Time next_wake_ = kernel::never;
  Time accounted_ = 0;
  ServerLoad load_;
  std::uint64_t admissions_ = 0, preemptions_ = 0, iterations_ = 0;
  kernel::Slots<Sequence> sequences_;  // all that wait or run
  std::vector<Completion> completed_;
  KvCache cache_;
  Time pause_ = 0;           // that the next batch starts with
  std::int64_t served_ = 0;  // since the last pause
};

}  // namespace tradewind::serving
