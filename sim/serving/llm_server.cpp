#include "serving/llm_server.h"

#include <algorithm>

namespace tradewind::serving {

LlmServer::LlmServer(const Settings& settings, Stepping stepping)
    : settings_(&settings), stepping_(stepping), waiting_(64), free_blocks_(settings.kv_blocks) {
  running_.reserve(static_cast<std::size_t>(settings.server.max_num_seqs));
}

bool LlmServer::arrive(Time now, const Job& job) {
  const std::int64_t length = std::int64_t{job.size} + job.output_tokens;
  if (length > settings_->server.max_model_len || blocks_for(length - 1) > settings_->kv_blocks) return false;
  const bool first = waiting_.empty();
  if (waiting_.full()) waiting_.set_capacity(waiting_.capacity() * 2);
  waiting_.push_back({.request = job.request, .prompt = job.size, .output = job.output_tokens});

  if (state_ == State::idle) {
    plan(now);
  } else if (state_ == State::decode_run && first && running_.size() < static_cast<std::size_t>(settings_->server.max_num_seqs)) {
    // The newcomer may join at the end of the iteration that runs now. (Behind another waiting sequence it may not: that one is stuck until blocks
    // come free.)
    std::int64_t low = run_.done + 1, high = run_.until;
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      if (run_boundary(middle) >= now)
        high = middle;
      else
        low = middle + 1;
    }
    run_.until = high;
    next_wake_ = run_boundary(high);
  }
  return true;
}

void LlmServer::wake(Time now) {
  completed_.clear();
  finish_iterations(now);
  plan(now);
}

ServerLoad LlmServer::load(Time now) const {
  ServerLoad load = load_;
  if (state_ != State::idle) {
    const Time open = now - accounted_;
    load.busy += open;
    load.occupancy += static_cast<double>(open) * static_cast<double>(running_.size());
  }
  load.batches = load.busy;
  return load;
}

std::int64_t LlmServer::held_blocks() const {
  std::int64_t held = 0;
  for (const Sequence& sequence : running_) held += sequence.blocks;
  return held;
}

void LlmServer::account(Time now) {
  load_ = load(now);
  accounted_ = now;
}

Time LlmServer::run_boundary(std::int64_t n) const {
  return run_.start + kernel::from_ms(settings_->iteration.decode_run_ms(run_.decoding, run_.kv_tokens, n));
}

void LlmServer::finish_iterations(Time now) {
  account(now);
  if (state_ == State::decode_run)
    advance_run(now);
  else
    finish_mixed(now);
}

void LlmServer::advance_run(Time now) {
  const auto steps = static_cast<std::int32_t>(run_.until - run_.done);
  bool finished = false;
  for (Sequence& sequence : running_) {
    sequence.computed += steps;
    sequence.generated += steps;
    const std::int64_t blocks = blocks_for(sequence.computed);
    free_blocks_ -= blocks - sequence.blocks;
    sequence.blocks = blocks;
    finished |= sequence.generated == sequence.output;
  }
  run_.done = run_.until;
  iterations_ += static_cast<std::uint64_t>(steps);
  if (finished) retire_finished(now);
}

void LlmServer::finish_mixed(Time now) {
  bool finished = false;
  for (Sequence& sequence : running_) {
    if (sequence.step == 0) continue;
    sequence.computed += sequence.step;
    sequence.step = 0;
    if (sequence.missing() > 0) continue;
    if (++sequence.generated == 1) sequence.first_token = now;
    finished |= sequence.generated == sequence.output;
  }
  ++iterations_;
  if (finished) retire_finished(now);
}

void LlmServer::retire_finished(Time now) {
  batch_changed_ = true;
  std::erase_if(running_, [&](const Sequence& sequence) {
    if (sequence.generated < sequence.output) return false;
    free_blocks_ += sequence.blocks;
    completed_.push_back({sequence.request, sequence.scheduled, sequence.first_token, now});
    return true;
  });
}

// What the server does next: nothing, a run of pure decodes, or one iteration scheduled token by token.
void LlmServer::plan(Time now) {
  account(now);
  if (running_.empty() && waiting_.empty()) {
    state_ = State::idle;
    next_wake_ = kernel::never;
    return;
  }
  const std::int64_t length = head_can_join() ? 0 : longest_run();
  if (length > 0)
    start_run(now, length);
  else
    start_mixed(now);
}

void LlmServer::start_run(Time now, std::int64_t length) {
  if (batch_changed_ || state_ != State::decode_run) {
    double kv_tokens = 0;
    for (const Sequence& sequence : running_) kv_tokens += sequence.computed + 1;
    run_ = {now, static_cast<int>(running_.size()), kv_tokens, 0, 0};
    batch_changed_ = false;
  }
  run_.until = run_.done + (stepping_ == Stepping::leap ? length : 1);
  state_ = State::decode_run;
  next_wake_ = run_boundary(run_.until);
}

void LlmServer::start_mixed(Time now) {
  const int budget = schedule_running();
  admit_waiting(now, budget);
  batch_changed_ = true;
  state_ = State::mixed_iteration;
  next_wake_ = now + kernel::from_ms(settings_->iteration.ms(batch()));
}

}  // namespace tradewind::serving
