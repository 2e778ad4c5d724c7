// The server's time: what arrives, when iterations end, and what ends with them.
#include "serving/llm_server.h"

#include <algorithm>
#include <functional>

namespace tradewind::serving {

LlmServer::LlmServer(const Settings& settings)
    : settings_(&settings),
      block_size_(settings.server.block_size),
      lookahead_(settings.server.async_scheduling ? 1 : 0),
      cache_(settings.kv_blocks) {
  decoding_.by_phase.resize(static_cast<std::size_t>(block_size_));
  finishes_.reserve(static_cast<std::size_t>(settings.server.max_num_seqs));
  completed_.reserve(static_cast<std::size_t>(settings.server.max_num_seqs));
}

bool LlmServer::too_long(const Job& job) const {
  const std::int64_t length = std::int64_t{job.size} + job.output_tokens;
  return length > settings_->server.max_model_len || blocks_for(length - 1) > settings_->kv_blocks;
}

bool LlmServer::arrive(Time now, const Job& job) {
  const VllmServer& server = settings_->server;
  if (too_long(job)) return false;
  if (server.max_waiting > 0 && waiting() >= static_cast<std::size_t>(server.max_waiting)) return false;
  const std::int32_t priority = server.scheduling_policy == SchedulingPolicy::priority ? job.priority : 0;
  const Slot slot = sequences_.take("More than 16 million requests are at one LLM server: it is far too small for its users.");
  sequences_[slot] = {.request = job.request,
                      .prompt = job.size,
                      .output = job.output_tokens,
                      .priority = priority,
                      .prefilled = job.prefilled,
                      .content = server.prefix_caching ? job.content : nullptr,
                      .arrival = now};
  newcomers_.push_back(slot);
  if (state_ == State::idle) {
    account(now);
    known_until_ = now;
    plan(now);
  } else if (state_ == State::decode_run && running_ - static_cast<std::int32_t>(finished_.size()) < server.max_num_seqs &&
             waiting_.would_lead(priority)) {
    // The newcomer may join. (Behind another waiting sequence it may not: that one is stuck until blocks come free.)
    cut_run(now, lookahead_);
  }
  return true;
}

// Whether one iteration of a run ends and the next one is like it: nobody comes, ends, is gone or is short of blocks.
bool LlmServer::run_goes_on() const {
  return settings_->stepping == Stepping::every_iteration && state_ == State::decode_run && run_.until == run_.done + 1 && !batch_changed_ &&
         newcomers_.empty() && waiting_.empty() && finished_.empty() && cancelled_.empty() && finishes_.front().step > step_ + 1 &&
         2 * std::int64_t{decoding_.sequences} <= cache_.free();
}

void LlmServer::wake(Time now) {
  completed_.clear();
  if (run_goes_on()) {
    end_decode_iterations(1);
    known_until_ = now;
    next_wake_ = run_boundary(++run_.until);
    return;
  }
  if (!finishes_.empty()) kernel::prefetch(sequences_[finishes_.front().slot]);
  account(now);
  release_finished();  // an iteration ago: by now the planner knows of them
  finish_iterations(now);
  drop_cancelled();
  if (lookahead_ == 0) release_finished();
  plan(now);
}

bool LlmServer::cancel(Time now, std::uint32_t request) {
  const auto newcomer = std::ranges::find(newcomers_, request, [&](Slot slot) { return sequences_[slot].request; });
  if (newcomer != newcomers_.end()) {
    sequences_.give_back(*newcomer);
    newcomers_.erase(newcomer);
    return true;
  }
  if (const Slot waiting = waiting_.erase(sequences_, request); waiting != no_slot) {
    sequences_.give_back(waiting);
    if (state_ == State::decode_run) cut_run(now, 0);  // the one behind it may be smaller, and join
    return true;
  }
  const std::vector<Sequence>& all = sequences_.all();
  const auto found = std::ranges::find(all, request, [](const Sequence& s) { return s.running ? s.request : no_slot; });
  if (found == all.end()) return false;
  const auto slot = static_cast<Slot>(found - all.begin());
  sequences_[slot].request = no_slot;  // the caller may use the name again
  cancelled_.push_back(slot);
  if (state_ == State::decode_run) cut_run(now, 0);
  return true;
}

ServerLoad LlmServer::load(Time now) const {
  ServerLoad load = load_;
  if (state_ != State::idle) {
    const Time open = now - accounted_;
    load.busy += open;
    load.occupancy += static_cast<double>(open) * static_cast<double>(running_ - static_cast<std::int32_t>(finished_.size()));
  }
  load.batches = load.busy;
  return load;
}

void LlmServer::account(Time now) {
  load_ = load(now);
  accounted_ = now;
}

// End of the n-th iteration of the run; of the 0-th, its start.
Time LlmServer::run_boundary(std::int64_t n) const {
  if (n == 0) return run_.planned;
  return run_.start + kernel::from_ms(settings_->iteration.decode_run_ms(run_.decoding, run_.kv_tokens, n));
}

// The first end of an iteration of the run at `now` or later; run_.until is one.
std::int64_t LlmServer::first_boundary_at(Time now) const {
  const double estimate = settings_->iteration.decode_iterations(run_.decoding, run_.kv_tokens, kernel::to_ms(std::max(now - run_.start, Time{0})));
  const auto first = static_cast<double>(run_.done + 1), last = static_cast<double>(run_.until);
  auto n = static_cast<std::int64_t>(std::clamp(estimate, first, last));
  while (n > run_.done + 1 && run_boundary(n - 1) >= now) --n;
  while (run_boundary(n) < now) ++n;
  return n;
}

void LlmServer::cut_run(Time now, std::int64_t further_iterations) {
  const std::int64_t until = first_boundary_at(now) + further_iterations;
  if (until >= run_.until) return;
  run_.until = until;
  next_wake_ = run_boundary(until);
}

void LlmServer::finish_iterations(Time now) {
  known_until_ = now;
  if (state_ == State::decode_run) {
    end_decode_iterations(run_.until - run_.done);
    finish_decodes(now);
    if (lookahead_ > 0 && !newcomers_.empty()) known_until_ = run_boundary(run_.until - 1);
    return;
  }
  if (lookahead_ > 0) known_until_ = iteration_start_;
  count_steps(1);
  ++iterations_;
  decoding_.computed += decoding_.sequences;
  finish_decodes(now);
  finish_prefills(now);
  go_on_after_sitting_out();
}

void LlmServer::end_decode_iterations(std::int64_t count) {
  cache_.take(growth(count));
  count_steps(count);
  decoding_.computed += count * decoding_.sequences;
  run_.done += count;
  iterations_ += static_cast<std::uint64_t>(count);
}

void LlmServer::finish_decodes(Time now) {
  const std::size_t first = finished_.size();
  while (!finishes_.empty() && finishes_.front().step == step_) {
    finished_.push_back(finishes_.front().slot);
    std::ranges::pop_heap(finishes_, std::greater<>());
    finishes_.pop_back();
  }
  if (finished_.size() == first) return;
  const auto ended = std::span(finished_.data(), finished_.size()).subspan(first);
  if (ended.size() > 1) std::ranges::sort(ended, {}, [&](Slot slot) { return sequences_[slot].admission; });
  for (const Slot slot : ended) {
    stop_decoding(slot);
    complete(slot, now);
  }
}

void LlmServer::finish_prefills(Time now) {
  for (const Slot slot : prefilled_) {
    Sequence& sequence = sequences_[slot];
    if (++sequence.generated == 1) sequence.first_token = now;
    if (sequence.generated < sequence.output) {
      begin_decoding(slot);
    } else {
      finished_.push_back(slot);
      complete(slot, now);
    }
  }
  prefilled_.clear();
}

void LlmServer::complete(Slot slot, Time now) {
  Sequence& sequence = sequences_[slot];
  sequence.running = false;
  batch_changed_ = true;
  if (settings_->pause_requests > 0 && ++served_ == settings_->pause_requests) {
    served_ = 0;
    pause_ = settings_->pause;
  }
  if (const auto cancelled = std::ranges::find(cancelled_, slot); cancelled != cancelled_.end()) {
    cancelled_.erase(cancelled);  // in its last iteration: nobody waits for the answer
    return;
  }
  completed_.push_back(
      {sequence.request, sequence.scheduled, sequence.first_token, now, sequence.cached_tokens, std::int64_t{sequence.prompt} + sequence.output});
}

}  // namespace tradewind::serving
