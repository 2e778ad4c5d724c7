// The server's sequences: how they begin and cease to decode, and who gives way when blocks are short.
#include <algorithm>
#include <functional>
#include <tuple>

#include "serving/llm_server.h"

namespace tradewind::serving {

// (computed - step_) mod block_size.
std::size_t LlmServer::phase(std::int32_t computed) const { return static_cast<std::size_t>((computed + phase_) % block_size_); }

void LlmServer::count_steps(std::int64_t steps) {
  step_ += steps;
  phase_ -= static_cast<std::int32_t>(steps % block_size_);
  if (phase_ < 0) phase_ += block_size_;
}

void LlmServer::begin_decoding(Slot slot) {
  Sequence& sequence = sequences_[slot];
  sequence.decoding = true;
  sequence.joined = step_;
  ++decoding_.sequences;
  decoding_.computed += sequence.computed;
  ++decoding_.by_phase[phase(sequence.computed)];
  finishes_.push_back({step_ + sequence.output - sequence.generated, slot});
  std::ranges::push_heap(finishes_, std::greater<>());
}

// The caller takes the slot out of finishes_.
void LlmServer::stop_decoding(Slot slot) {
  Sequence& sequence = sequences_[slot];
  const auto steps = static_cast<std::int32_t>(step_ - sequence.joined);
  sequence.decoding = false;
  sequence.generated += steps;
  sequence.computed += steps;
  --decoding_.sequences;
  decoding_.computed -= sequence.computed;
  --decoding_.by_phase[phase(sequence.computed)];
}

// Of a sequence that has not got its whole output.
void LlmServer::stop_computing(Slot slot) {
  if (!sequences_[slot].decoding) {
    partial_ = no_slot;
    return;
  }
  stop_decoding(slot);
  std::erase_if(finishes_, [&](const Finish& finish) { return finish.slot == slot; });
  std::ranges::make_heap(finishes_, std::greater<>());
}

void LlmServer::remove(Slot slot) {
  release_blocks(sequences_[slot]);
  sequences_[slot].running = false;
  sequences_.give_back(slot);
  --running_;
}

void LlmServer::release_finished() {
  for (const Slot slot : finished_) remove(slot);
  finished_.clear();
}

void LlmServer::drop_cancelled() {
  for (const Slot slot : cancelled_) {
    stop_computing(slot);
    remove(slot);
    batch_changed_ = true;
  }
  cancelled_.clear();
}

// Takes the blocks that the decoding sequences need for one token each. vLLM goes through the running sequences in the order of their admission, and
// no further than to one that must give way itself; only by priority can there be others behind it.
LlmServer::Room LlmServer::make_room_for_decodes() {
  const std::int64_t needed = growth(1);
  if (needed <= cache_.free()) {
    cache_.take(needed);
    return Room::enough;
  }
  std::vector<Slot> order;
  for (Slot slot = 0; slot < sequences_.all().size(); ++slot)
    if (sequences_[slot].decoding && (sequences_[slot].computed + step_ - sequences_[slot].joined) % block_size_ == 0) order.push_back(slot);
  std::ranges::sort(order, {}, [&](Slot slot) { return sequences_[slot].admission; });
  std::vector<Slot> grown;
  for (const Slot slot : order) {
    while (sequences_[slot].decoding && cache_.free() == 0) {
      const Slot last = victim();
      preempt(last, std::ranges::count(grown, last));
      if (last != slot) continue;
      sit_out_behind(sequences_[slot].admission);
      return Room::not_for_all;
    }
    if (!sequences_[slot].decoding) continue;
    cache_.take(1);
    grown.push_back(slot);
  }
  return Room::by_preemption;
}

void LlmServer::sit_out_behind(std::uint64_t admission) {
  for (Slot slot = 0; slot < sequences_.all().size(); ++slot) {
    if (!sequences_[slot].decoding || sequences_[slot].admission < admission) continue;
    stop_computing(slot);
    sitting_out_.push_back(slot);
  }
}

void LlmServer::go_on_after_sitting_out() {
  for (const Slot slot : sitting_out_) begin_decoding(slot);
  sitting_out_.clear();
}

bool LlmServer::make_room_for_partial(std::int32_t chunk) {
  bool preempted = false;
  while (partial_ != no_slot) {
    const Sequence& sequence = sequences_[partial_];
    if (blocks_for(sequence.computed + chunk) - blocks_for(sequence.computed) <= cache_.free()) break;
    const Slot last = victim();
    preempted = true;
    const bool grew = sequences_[last].decoding && (sequences_[last].computed + step_ - sequences_[last].joined) % block_size_ == 0;
    preempt(last, grew ? 1 : 0);
  }
  return preempted;
}

// Who is preempted next: the sequence admitted last, or by priority the least urgent one, the youngest of them.
LlmServer::Slot LlmServer::victim() const {
  const bool by_priority = settings_->server.scheduling_policy == SchedulingPolicy::priority;
  const auto rank = [&](const Sequence& s) {
    return by_priority ? std::tuple(s.priority, s.arrival, s.admission) : std::tuple(0, Time{0}, s.admission);
  };
  Slot last = no_slot;
  for (Slot slot = 0; slot < sequences_.all().size(); ++slot)
    if ((sequences_[slot].decoding || slot == partial_) && (last == no_slot || rank(sequences_[slot]) > rank(sequences_[last]))) last = slot;
  return last;
}

// By recompute: the sequence keeps its produced tokens, but not their KV entries. `grown`: blocks taken for the iteration that is being planned.
void LlmServer::preempt(Slot slot, std::int64_t grown) {
  Sequence& sequence = sequences_[slot];
  stop_computing(slot);
  cache_.give_back(grown);
  leave_behind(sequence);
  sequence.computed = 0;
  sequence.prefilled = false;
  sequence.running = false;
  waiting_.push_front(sequences_, slot);
  --running_;
  ++preemptions_;
}

}  // namespace tradewind::serving
