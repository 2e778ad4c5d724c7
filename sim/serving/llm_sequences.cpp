// The server's sequences: how they begin and cease to decode, and who gives way when blocks are short.
#include <algorithm>
#include <functional>
#include <tuple>

#include "serving/llm_server.h"

namespace tradewind::serving {

// (computed - step_) mod block_size.
std::size_t LlmServer::phase(std::int64_t computed) const {
  const std::int64_t difference = (computed - step_) % block_size_;
  return static_cast<std::size_t>(difference < 0 ? difference + block_size_ : difference);
}

void LlmServer::begin_decoding(Slot slot) {
  Sequence& sequence = slots_[slot];
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
  Sequence& sequence = slots_[slot];
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
  if (!slots_[slot].decoding) {
    partial_ = no_slot;
    return;
  }
  stop_decoding(slot);
  std::erase_if(finishes_, [&](const Finish& finish) { return finish.slot == slot; });
  std::ranges::make_heap(finishes_, std::greater<>());
}

void LlmServer::free_slot(Slot slot) {
  slots_[slot].running = false;
  free_slots_.push_back(slot);
  --running_;
}

void LlmServer::release_finished() {
  for (const Slot slot : finished_) {
    release_blocks(slots_[slot]);
    free_slot(slot);
  }
  finished_.clear();
}

void LlmServer::drop_cancelled() {
  for (const Slot slot : cancelled_) {
    stop_computing(slot);
    release_blocks(slots_[slot]);
    free_slot(slot);
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
  for (Slot slot = 0; slot < slots_.size(); ++slot)
    if (slots_[slot].decoding && (slots_[slot].computed + step_ - slots_[slot].joined) % block_size_ == 0) order.push_back(slot);
  std::ranges::sort(order, {}, [&](Slot slot) { return slots_[slot].admission; });
  std::vector<Slot> grown;
  for (const Slot slot : order) {
    while (slots_[slot].decoding && cache_.free() == 0) {
      const Slot last = victim();
      preempt(last, std::ranges::count(grown, last));
      if (last != slot) continue;
      sit_out_behind(slots_[slot].admission);
      return Room::not_for_all;
    }
    if (!slots_[slot].decoding) continue;
    cache_.take(1);
    grown.push_back(slot);
  }
  return Room::by_preemption;
}

void LlmServer::sit_out_behind(std::uint64_t admission) {
  for (Slot slot = 0; slot < slots_.size(); ++slot) {
    if (!slots_[slot].decoding || slots_[slot].admission < admission) continue;
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
    const Sequence& sequence = slots_[partial_];
    if (blocks_for(sequence.computed + chunk) - blocks_for(sequence.computed) <= cache_.free()) break;
    const Slot last = victim();
    preempted = true;
    const bool grew = slots_[last].decoding && (slots_[last].computed + step_ - slots_[last].joined) % block_size_ == 0;
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
  for (Slot slot = 0; slot < slots_.size(); ++slot)
    if ((slots_[slot].decoding || slot == partial_) && (last == no_slot || rank(slots_[slot]) > rank(slots_[last]))) last = slot;
  return last;
}

// By recompute: the sequence keeps its produced tokens, but not their KV entries. `grown`: blocks taken for the iteration that is being planned.
void LlmServer::preempt(Slot slot, std::int64_t grown) {
  Sequence& sequence = slots_[slot];
  stop_computing(slot);
  cache_.give_back(grown);
  leave_behind(sequence);
  sequence.computed = 0;
  sequence.prefilled = false;
  waiting_.push_front(sequence);
  free_slot(slot);
  ++preemptions_;
}

}  // namespace tradewind::serving
