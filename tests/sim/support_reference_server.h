// A second LLM server, written to be read beside vLLM's scheduler (vllm/v1/core/sched/scheduler.py, kv_cache_manager.py and block_pool.py,
// Apache-2.0, read 2026-11) and to share nothing with the one under test: every iteration, every sequence, every block and every token of a text by
// itself, in integer nanoseconds. Slow, and meant to be.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "sim/support_drive.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::test {

// Blocks of the KV cache, one by one, with the hashes of the texts that they hold.
class ReferenceBlocks {
 public:
  explicit ReferenceBlocks(std::int64_t count) : blocks_(static_cast<std::size_t>(count)) {
    for (int block = 0; block < static_cast<int>(count); ++block) free_.push_back(block);
  }

  std::size_t free() const { return free_.size(); }
  bool is_free(int block) const { return at(block).references == 0; }
  // The block that holds the text with this hash, or -1.
  int find(int hash) const {
    const auto found = by_hash_.find(hash);
    return found == by_hash_.end() ? -1 : found->second;
  }
  // The block that has been free for longest; its text is lost.
  int take() {
    const int block = free_.front();
    free_.pop_front();
    forget(block);
    at(block).references = 1;
    return block;
  }
  void touch(int block) {
    if (at(block).references++ == 0) free_.remove(block);
  }
  void release(int block) {
    if (--at(block).references == 0) free_.push_back(block);
  }
  void remember(int block, int hash) {
    at(block).hash = hash;
    by_hash_.emplace(hash, block);
  }
  void forget(int block) {
    if (const auto found = by_hash_.find(at(block).hash); found != by_hash_.end() && found->second == block) by_hash_.erase(found);
    at(block).hash = 0;
  }

 private:
  struct Block {
    int hash = 0, references = 0;
  };
  Block& at(int block) { return blocks_[static_cast<std::size_t>(block)]; }
  const Block& at(int block) const { return blocks_[static_cast<std::size_t>(block)]; }

  std::vector<Block> blocks_;
  std::list<int> free_;
  std::map<int, int> by_hash_;
};

// What an iteration computes, and how long it takes.
struct ReferenceBatch {
  std::int64_t tokens = 0, kv_tokens = 0, twice_pairs = 0;  // pairs: chunk * (past + chunk / 2)
};
using ReferenceTime = std::function<kernel::Time(const ReferenceBatch&)>;

class ReferenceServer {
 public:
  ReferenceServer(const VllmServer& server, std::int64_t kv_blocks, ReferenceTime time)
      : server_(server), time_(std::move(time)), blocks_(kv_blocks), kv_blocks_(kv_blocks) {}

  Driven run(std::span<const Arrival> arrivals) {
    arrivals_ = arrivals;
    kernel::Time now = 0;
    Iteration running;
    for (;;) {
      if (running.computed.empty()) running = plan(now, now);
      if (running.computed.empty()) {
        if (!running_.empty() || !waiting_.empty()) continue;  // all of them gave way or were left out
        if (next_arrival_ == arrivals_.size()) return driven_;
        now = arrivals_[next_arrival_].time;
        continue;
      }
      // Asynchronously, the next iteration is planned while this one runs, with what was known when it started.
      Iteration next;
      if (server_.async_scheduling) next = plan(now + running.time, now);
      now += running.time;
      for (const Computed& c : running.computed)
        if (c.emits) deliver(c.sequence, now);
      running = std::move(next);
    }
  }
  std::uint64_t preemptions() const { return preemptions_; }

 private:
  struct Sequence {
    serving::Job job;
    kernel::Time arrival = 0;
    int computed = 0, generated = 0, delivered = 0;  // tokens; what is scheduled counts as computed, and as generated what will come out of it
    bool decoding = false;                           // since it was admitted, all its text has been computed
    std::vector<int> blocks = {}, hashes = {};       // hashes of the full blocks of its text, as far as they were asked for
    serving::Completion times{.scheduled = -1, .first_token = -1};

    int length() const { return job.size + generated; }
    bool has_all() const { return generated == job.output_tokens; }
  };
  using Handle = std::shared_ptr<Sequence>;
  struct Scheduled {
    Handle sequence;
    int tokens = 0;
  };
  struct Computed {
    Handle sequence;
    bool emits = false;
  };
  struct Iteration {
    std::vector<Computed> computed;
    kernel::Time time = 0;
  };

  // schedule(): first those that run, in their order, then those that wait.
  Iteration plan(kernel::Time start, kernel::Time known) {
    receive_until(known);
    int budget = server_.max_num_batched_tokens;
    bool preempted = false;
    std::vector<Scheduled> scheduled;
    for (const Handle& sequence : std::vector(running_)) {
      if (sequence->has_all() || !runs(sequence)) continue;
      const int tokens = std::min(sequence->length() - sequence->computed, budget);
      bool fits = true;
      while (fits && blocks_for(sequence->computed + tokens) - held(*sequence) > static_cast<int>(blocks_.free())) {
        const Handle victim = least_urgent();
        preempt(victim);
        preempted = true;
        std::erase_if(scheduled, [&](const Scheduled& s) {
          if (s.sequence == victim) budget += s.tokens;
          return s.sequence == victim;
        });
        fits = victim != sequence;
      }
      if (!fits) break;  // and leaves out the rest of running
      allocate(*sequence, tokens);
      scheduled.push_back({sequence, tokens});
      budget -= tokens;
    }
    if (!preempted) admit(start, budget, scheduled);
    return commit(scheduled);
  }

  void receive_until(kernel::Time known) {
    for (; next_arrival_ < arrivals_.size() && arrivals_[next_arrival_].time <= known; ++next_arrival_) {
      const auto& [time, job] = arrivals_[next_arrival_];
      const int length = job.size + job.output_tokens;
      if (length > server_.max_model_len || blocks_for(length - 1) > kv_blocks_)
        driven_.rejected.push_back(job.request);
      else
        waiting_.push_back(std::make_shared<Sequence>(Sequence{.job = job, .arrival = time}));
    }
  }

  void admit(kernel::Time start, int budget, std::vector<Scheduled>& scheduled) {
    while (!waiting_.empty() && budget > 0 && static_cast<int>(running_.size()) < server_.max_num_seqs) {
      const auto head = most_urgent_waiting();
      const Handle sequence = *head;
      const std::vector<int> hits = cached_start(*sequence);
      const auto found = static_cast<int>(hits.size());
      const auto idle = static_cast<int>(std::ranges::count_if(hits, [&](int block) { return blocks_.is_free(block); }));
      const int cached = found * server_.block_size, missing = sequence->length() - cached, tokens = std::min(missing, budget);
      if (!server_.chunked_prefill && missing > budget) return;
      if (blocks_for(cached + tokens) - found + idle > static_cast<int>(blocks_.free())) return;
      waiting_.erase(head);
      running_.push_back(sequence);
      for (const int block : hits) blocks_.touch(block);
      sequence->blocks = hits;
      sequence->computed = cached;
      if (sequence->times.scheduled < 0) {
        sequence->times.scheduled = start;
        sequence->times.cached_tokens = cached;
      }
      allocate(*sequence, tokens);
      scheduled.push_back({sequence, tokens});
      budget -= tokens;
    }
  }

  Iteration commit(const std::vector<Scheduled>& scheduled) {
    Iteration iteration;
    ReferenceBatch batch;
    for (const auto& [sequence, tokens] : scheduled) {
      Sequence& s = *sequence;
      batch.tokens += tokens;
      if (s.decoding)
        batch.kv_tokens += s.computed + 1;
      else
        batch.twice_pairs += std::int64_t{tokens} * (2 * s.computed + tokens);
      s.computed += tokens;
      const bool emits = s.computed == s.length();
      s.generated += emits;
      s.decoding |= emits;
      iteration.computed.push_back({sequence, emits});
    }
    iteration.time = time_(batch);
    return iteration;
  }

  void deliver(const Handle& sequence, kernel::Time now) {
    Sequence& s = *sequence;
    if (++s.delivered == 1) s.times.first_token = now;
    if (s.delivered < s.job.output_tokens) return;
    s.times.request = s.job.request;
    s.times.end = now;
    driven_.completions.push_back(s.times);
    std::erase(running_, sequence);
    release(s);
  }

  void preempt(const Handle& sequence) {
    Sequence& s = *sequence;
    // A block that was taken for the iteration that is being planned holds nothing yet.
    for (auto block = static_cast<std::size_t>(s.computed / server_.block_size); block < s.blocks.size(); ++block) blocks_.forget(s.blocks[block]);
    release(s);
    s.computed = 0;
    s.decoding = false;
    std::erase(running_, sequence);
    waiting_.push_front(sequence);
    ++preemptions_;
  }

  Handle least_urgent() const {
    Handle last;
    for (const Handle& sequence : running_) {
      if (sequence->has_all()) continue;
      const bool more_urgent = last != nullptr && by_priority() && rank(*sequence) < rank(*last);
      if (!more_urgent) last = sequence;
    }
    return last;
  }
  std::deque<Handle>::iterator most_urgent_waiting() {
    if (!by_priority()) return waiting_.begin();
    return std::ranges::min_element(waiting_, {}, [](const Handle& sequence) { return rank(*sequence); });
  }
  bool by_priority() const { return server_.scheduling_policy == SchedulingPolicy::priority; }
  static std::pair<int, kernel::Time> rank(const Sequence& s) { return {s.job.priority, s.arrival}; }
  bool runs(const Handle& sequence) const { return std::ranges::find(running_, sequence) != running_.end(); }

  // Blocks.
  int blocks_for(int tokens) const { return (tokens + server_.block_size - 1) / server_.block_size; }
  static int held(const Sequence& s) { return static_cast<int>(s.blocks.size()); }

  void allocate(Sequence& s, int tokens) {
    while (held(s) < blocks_for(s.computed + tokens)) s.blocks.push_back(blocks_.take());
    if (!server_.prefix_caching) return;
    for (int block = s.computed / server_.block_size; block < (s.computed + tokens) / server_.block_size; ++block)
      blocks_.remember(s.blocks[static_cast<std::size_t>(block)], hash(s, block));
  }
  void release(Sequence& s) {
    for (; !s.blocks.empty(); s.blocks.pop_back()) blocks_.release(s.blocks.back());
  }
  std::vector<int> cached_start(Sequence& s) {
    std::vector<int> hits;
    if (!server_.prefix_caching) return hits;
    for (int block = 0; block < (s.length() - 1) / server_.block_size; ++block) {
      const int found = blocks_.find(hash(s, block));
      if (found < 0) break;
      hits.push_back(found);
    }
    return hits;
  }

  // A block's hash: of the text up to its end.
  int hash(Sequence& s, int block) {
    while (static_cast<int>(s.hashes.size()) <= block) {
      std::vector<std::uint64_t> text = {s.hashes.empty() ? 0 : static_cast<std::uint64_t>(s.hashes.back())};
      const int from = static_cast<int>(s.hashes.size()) * server_.block_size;
      for (int position = from; position < from + server_.block_size; ++position) {
        text.push_back(content_at(s.job, position));
        text.push_back(static_cast<std::uint64_t>(position));
      }
      s.hashes.push_back(texts_.emplace(text, static_cast<int>(texts_.size()) + 1).first->second);
    }
    return s.hashes[static_cast<std::size_t>(block)];
  }
  // Which text the token at this position belongs to.
  static std::uint64_t content_at(const serving::Job& job, int position) {
    const std::uint64_t own = std::uint64_t{1} << 62 | job.request;
    if (job.content == nullptr) return own;
    for (const PromptPart& part : job.content->parts)
      if (position < part.until) return part.content;
    const bool answer_follows = job.content->parts.empty() || job.content->parts.back().until == job.size;
    return answer_follows && job.content->answer != 0 ? job.content->answer : own;
  }

  VllmServer server_;
  ReferenceTime time_;
  ReferenceBlocks blocks_;
  std::int64_t kv_blocks_;
  std::span<const Arrival> arrivals_;
  std::size_t next_arrival_ = 0;
  std::deque<Handle> waiting_;
  std::vector<Handle> running_;
  std::map<std::vector<std::uint64_t>, int> texts_;
  Driven driven_;
  std::uint64_t preemptions_ = 0;
};

}  // namespace tradewind::test
