// The server's schedule: who computes how many tokens in the next iteration, and how long nothing changes.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "serving/llm_server.h"

namespace tradewind::serving {

LlmServerSettings::LlmServerSettings(const IterationModel& model, const VllmServer& server_settings, std::int64_t blocks)
    : server(server_settings),
      iteration(model, server_settings),
      frontend(kernel::from_ms(model.frontend_ms)),
      pause(kernel::from_ms(model.host_pause_ms)),
      pause_requests(model.host_pause_requests),
      kv_blocks(blocks) {
  if (blocks < 1)
    throw std::invalid_argument("An LLM server of " + model.model + " on " + model.gpu + " needs at least one KV-cache block, and it has none.");
  if (server.max_num_batched_tokens < server.max_num_seqs)
    throw std::invalid_argument("max_num_batched_tokens (" + std::to_string(server.max_num_batched_tokens) + ") must be at least max_num_seqs (" +
                                std::to_string(server.max_num_seqs) + "), as vLLM itself demands.");
  if (!server.chunked_prefill && server.max_num_batched_tokens < server.max_model_len)
    throw std::invalid_argument("Without chunked prefill, max_num_batched_tokens (" + std::to_string(server.max_num_batched_tokens) +
                                ") must be at least max_model_len (" + std::to_string(server.max_model_len) + "), as vLLM itself demands.");
}

// What the server does next: nothing, a run of pure decodes, or one iteration scheduled token by token.
void LlmServer::plan(Time now) {
  receive_newcomers();
  if (start_iterations(now)) return;
  // Nothing that the planner knows of can run: it waits for the last iteration to end, and then knows everything.
  release_finished();
  known_until_ = now;
  receive_newcomers();
  while (running_ > 0 || !waiting_.empty())
    if (start_iterations(now)) return;
  state_ = State::idle;
  next_wake_ = kernel::never;
}

void LlmServer::receive_newcomers() {
  if (newcomers_.empty()) return;
  const auto unknown = std::ranges::find_if(newcomers_, [&](Slot slot) { return sequences_[slot].arrival > known_until_; });
  std::for_each(newcomers_.begin(), unknown, [&](Slot slot) { waiting_.push_back(sequences_, slot); });
  newcomers_.erase(newcomers_.begin(), unknown);
}

bool LlmServer::start_iterations(Time now) {
  if (partial_ == no_slot && !head_can_join()) {
    if (decoding_.sequences == 0) return false;
    const std::int64_t length = longest_run();
    if (length > 0) {
      start_run(now, length);
      return true;
    }
  }
  return start_mixed(now);
}

// What the waiting sequence would compute and hold if it were admitted with `budget` tokens and `free` blocks; nothing if it cannot be.
std::optional<LlmServer::Admission> LlmServer::admission(const Sequence& head, std::int64_t budget, std::int64_t free) const {
  Admission a{.hit = cached_start(head)};
  const std::int64_t computed = head.prefilled ? head.prompt - 1 : a.hit.blocks * block_size_;
  const std::int64_t missing = std::int64_t{head.prompt} + head.generated - computed;
  if (!settings_->server.chunked_prefill && missing > budget) return std::nullopt;
  a.computed = static_cast<std::int32_t>(computed);
  a.tokens = static_cast<std::int32_t>(std::min(missing, budget));
  a.blocks = blocks_for(computed + a.tokens) - a.hit.blocks;
  if (a.blocks + a.hit.freed > free) return std::nullopt;
  return a;
}

// Whether the first waiting sequence would be admitted beside the decoding ones in the next iteration.
bool LlmServer::head_can_join() {
  if (waiting_.empty() || running_ >= settings_->server.max_num_seqs) return false;
  const Sequence& head = sequences_[waiting_.front()];
  const std::int64_t budget = settings_->server.max_num_batched_tokens - decoding_.sequences;
  return budget > 0 && admission(head, budget, cache_.free() - growth(1)).has_value();
}

// Iterations until something may change, if every running sequence decodes; 0 when blocks are short for even one.
std::int64_t LlmServer::longest_run() const {
  std::int64_t high = settings_->stepping == Stepping::leap ? finishes_.front().step - step_ : 1;
  // After one iteration the planner will know of a newcomer, or of the room that the finished have left.
  if (!newcomers_.empty() || (!waiting_.empty() && !finished_.empty())) high = 1;
  // A head that is short of blocks may get in when a cached start of its text is evicted: the first chunk alone may need fewer.
  if (!waiting_.empty() && running_ < settings_->server.max_num_seqs && cached_start(sequences_[waiting_.front()]).blocks > 0) high = 1;
  const std::int64_t free = cache_.free();
  if ((high / block_size_ + 1) * decoding_.sequences <= free || growth(high) <= free) return high;
  std::int64_t low = 0;  // allowed; high is not
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (growth(middle) <= free ? low : high) = middle;
  }
  return low;
}

// Blocks that the decoding sequences will take in so many iterations: one when the tokens computed before fill whole blocks.
std::int64_t LlmServer::growth(std::int64_t iterations) const {
  std::int64_t blocks = iterations / block_size_ * decoding_.sequences;
  std::int32_t phase = phase_;
  for (std::int64_t i = iterations % block_size_; i > 0; --i) {
    blocks += decoding_.by_phase[static_cast<std::size_t>(phase)];
    phase = (phase == 0 ? block_size_ : phase) - 1;
  }
  return blocks;
}

void LlmServer::start_run(Time now, std::int64_t length) {
  if (batch_changed_ || state_ != State::decode_run) {
    run_ = {now, now + take_pause(), decoding_.sequences, static_cast<double>(decoding_.computed + decoding_.sequences), 0, 0};
    batch_changed_ = false;
  }
  run_.until = run_.done + length;
  state_ = State::decode_run;
  next_wake_ = run_boundary(run_.until);
}

Time LlmServer::take_pause() { return std::exchange(pause_, 0); }

// False when memory is so short that all sequences were preempted or sit out.
bool LlmServer::start_mixed(Time now) {
  const Room room = make_room_for_decodes();
  // Not more of the prompt when others make room for it.
  const std::int32_t chunk = partial_ == no_slot || room == Room::not_for_all ? 0 : partial_chunk(sequences_[partial_]);
  const bool preempted = make_room_for_partial(chunk) || room != Room::enough;
  Batch batch{.tokens = decoding_.sequences,
              .emitting = decoding_.sequences,
              .decoding = decoding_.sequences,
              .kv_tokens = static_cast<double>(decoding_.computed + decoding_.sequences)};
  if (partial_ != no_slot && chunk > 0) {
    const Slot slot = std::exchange(partial_, no_slot);
    cache_.take(blocks_for(sequences_[slot].computed + chunk) - blocks_for(sequences_[slot].computed));
    compute_chunk(slot, chunk, batch);
  }
  if (!preempted) admit_waiting(now, batch);
  batch_changed_ = true;
  if (batch.tokens == 0) {
    go_on_after_sitting_out();
    return false;
  }
  state_ = State::mixed_iteration;
  iteration_start_ = now;
  next_wake_ = now + take_pause() + kernel::from_ms(settings_->iteration.ms(batch));
  return true;
}

std::int32_t LlmServer::partial_chunk(const Sequence& sequence) const {
  return std::min(sequence.missing(), settings_->server.max_num_batched_tokens - decoding_.sequences);
}

void LlmServer::compute_chunk(Slot slot, std::int32_t tokens, Batch& batch) {
  Sequence& sequence = sequences_[slot];
  batch.tokens += tokens;
  ++batch.chunks;
  batch.chunk_tokens += tokens;
  batch.chunk_pairs += tokens * (sequence.computed + tokens / 2.0);
  sequence.computed += tokens;
  if (sequence.content != nullptr) publish(sequence);
  if (sequence.missing() > 0) {
    partial_ = slot;
  } else {
    ++batch.emitting;
    prefilled_.push_back(slot);
  }
}

void LlmServer::admit_waiting(Time now, Batch& batch) {
  const VllmServer& server = settings_->server;
  while (!waiting_.empty() && batch.tokens < server.max_num_batched_tokens && running_ < server.max_num_seqs) {
    const Slot slot = waiting_.front();
    Sequence& sequence = sequences_[slot];
    const std::optional<Admission> admitted = admission(sequence, server.max_num_batched_tokens - batch.tokens, cache_.free());
    if (!admitted) return;
    waiting_.pop_front(sequences_);
    ++running_;
    sequence.running = true;
    sequence.admission = admissions_++;
    if (sequence.scheduled == kernel::never) {
      sequence.scheduled = now;
      sequence.cached_tokens = static_cast<std::int32_t>(admitted->hit.blocks * block_size_);
    }
    sequence.computed = admitted->computed;
    use_cached_start(sequence, admitted->hit);
    cache_.take(admitted->blocks);
    compute_chunk(slot, admitted->tokens, batch);
  }
}

}  // namespace tradewind::serving
