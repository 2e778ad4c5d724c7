// The scheduler's half of the LLM server: who computes how many tokens in the next iteration, and how long nothing changes.
#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

#include "serving/llm_server.h"

namespace tradewind::serving {

LlmServerSettings::LlmServerSettings(const IterationModel& model, const VllmServer& server_settings, std::int64_t blocks)
    : server(server_settings), iteration(model, server_settings), frontend(kernel::from_ms(model.frontend_ms)), kv_blocks(blocks) {
  if (blocks < 1)
    throw std::invalid_argument("An LLM server of " + model.model + " on " + model.gpu + " needs at least one KV-cache block, and it has none.");
  if (!server.chunked_prefill && server.max_num_batched_tokens < server.max_model_len)
    throw std::invalid_argument("Without chunked prefill, max_num_batched_tokens (" + std::to_string(server.max_num_batched_tokens) +
                                ") must be at least max_model_len (" + std::to_string(server.max_model_len) + "), as vLLM itself demands.");
}

// Whether the first waiting sequence would be admitted beside the decoding ones in the next iteration.
bool LlmServer::head_can_join() const {
  const auto running = static_cast<std::int64_t>(running_.size());
  const std::int64_t budget = settings_->server.max_num_batched_tokens - running;
  if (waiting_.empty() || running >= settings_->server.max_num_seqs || budget <= 0) return false;
  const std::int64_t missing = waiting_.front().missing();
  if (!settings_->server.chunked_prefill && missing > budget) return false;
  std::int64_t growth = 0;
  for (const Sequence& sequence : running_) growth += blocks_for(sequence.computed + 1) - sequence.blocks;
  return growth + blocks_for(std::min(missing, budget)) <= free_blocks_;
}

// Iterations until the next completion or until the KV blocks run out, if every running sequence decodes; else 0.
std::int64_t LlmServer::longest_run() const {
  if (running_.empty() || running_.size() > static_cast<std::size_t>(settings_->server.max_num_batched_tokens)) return 0;
  std::int64_t high = std::numeric_limits<std::int32_t>::max();
  for (const Sequence& sequence : running_) {
    if (!sequence.decodes()) return 0;
    high = std::min<std::int64_t>(high, sequence.output - sequence.generated);
  }
  if (blocks_allow(high)) return high;
  std::int64_t low = 0;  // allowed; high is not
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (blocks_allow(middle) ? low : high) = middle;
  }
  return low;
}

bool LlmServer::blocks_allow(std::int64_t iterations) const {
  std::int64_t growth = 0;
  for (const Sequence& sequence : running_) growth += blocks_for(sequence.computed + iterations) - sequence.blocks;
  return growth <= free_blocks_;
}

// Gives the running sequences their tokens; returns the budget that is left for waiting ones, 0 after a preemption.
int LlmServer::schedule_running() {
  int budget = settings_->server.max_num_batched_tokens;
  bool preempted = false;
  for (std::size_t i = 0; i < running_.size() && budget > 0; ++i) {
    const std::int32_t tokens = std::min(running_[i].missing(), budget);
    while (i < running_.size() && !take_blocks(running_[i], tokens)) {
      preempted = true;
      preempt_last();
    }
    if (i == running_.size()) break;  // it had to preempt itself
    running_[i].step = tokens;
    budget -= tokens;
  }
  return preempted ? 0 : budget;
}

void LlmServer::admit_waiting(Time now, int budget) {
  while (!waiting_.empty() && budget > 0 && running_.size() < static_cast<std::size_t>(settings_->server.max_num_seqs)) {
    Sequence& head = waiting_.front();
    if (!settings_->server.chunked_prefill && head.missing() > budget) return;
    const std::int32_t tokens = std::min(head.missing(), budget);
    if (!take_blocks(head, tokens)) return;
    head.step = tokens;
    head.scheduled = std::min(head.scheduled, now);
    budget -= tokens;
    running_.push_back(head);
    waiting_.pop_front();
  }
}

bool LlmServer::take_blocks(Sequence& sequence, std::int32_t tokens) {
  const std::int64_t more = blocks_for(sequence.computed + tokens) - sequence.blocks;
  if (more > free_blocks_) return false;
  sequence.blocks += more;
  free_blocks_ -= more;
  return true;
}

// By recompute: the sequence keeps its produced tokens, but not their KV entries.
void LlmServer::preempt_last() {
  Sequence sequence = running_.back();
  running_.pop_back();
  free_blocks_ += sequence.blocks;
  sequence.blocks = sequence.computed = sequence.step = 0;
  if (waiting_.full()) waiting_.set_capacity(waiting_.capacity() * 2);
  waiting_.push_front(sequence);
  ++preemptions_;
}

Batch LlmServer::batch() const {
  Batch batch;
  for (const Sequence& sequence : running_) {
    if (sequence.step == 0) continue;
    batch.tokens += sequence.step;
    batch.emitting += sequence.step == sequence.missing();
    if (sequence.decodes()) {
      ++batch.decoding;
      batch.kv_tokens += sequence.computed + 1;
    } else {
      ++batch.chunks;
      batch.chunk_tokens += sequence.step;
      batch.chunk_pairs += sequence.step * (sequence.computed + sequence.step / 2.0);
    }
  }
  return batch;
}

}  // namespace tradewind::serving
