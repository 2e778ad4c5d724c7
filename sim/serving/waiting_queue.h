// A sequence, and the queue of those that wait, by their slots: by priority class, then in the order of arrival. A preempted sequence goes to the head
// of its class, which is the order of arrival too: it was admitted before all that wait there.
#pragma once

#include <algorithm>
#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "serving/server.h"

namespace tradewind::serving {

// While it decodes, `generated` and `computed` stand as they were at the server's step `joined`, and one is added to each with every step. In two
// cache lines: what every sequence needs first, then what is read when it is admitted and when it ends.
struct alignas(64) Sequence {
  std::uint32_t request = 0;
  std::int32_t prompt = 0, output = 0;
  std::int32_t generated = 0;      // output tokens so far
  std::int32_t computed = 0;       // tokens whose KV entries exist, or will at the end of the running iteration
  std::int32_t leased = 0;         // contents of its prompt that it holds in the prefix cache
  std::int32_t shared_blocks = 0;  // its first blocks, which belong to those
  std::int32_t priority = 0;
  bool prefilled = false;  // its prompt's KV entries come with it
  bool running = false, decoding = false;
  std::int32_t cached_tokens = 0;
  const PromptContent* content = nullptr;
  std::int64_t joined = 0;
  Time arrival = 0;
  Time scheduled = kernel::never, first_token = kernel::never;
  std::uint64_t admission = 0;  // counts up
  std::uint64_t saved = 0;      // content under which its blocks were left behind when it was preempted, ...
  std::int32_t saved_from = 0;  // ... from this block on

  std::int32_t missing() const { return prompt + generated - computed; }
};

class WaitingQueue {
 public:
  using Slot = std::uint32_t;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  Slot front() const { return first()->slots.front(); }
  void pop_front() {
    first()->slots.pop_front();
    --size_;
  }
  void push_back(std::int32_t priority, Slot slot) { room(priority).push_back(slot); }
  void push_front(std::int32_t priority, Slot slot) { room(priority).push_front(slot); }

  // Whether a newcomer of this priority would be served before all that wait.
  bool would_lead(std::int32_t priority) const { return empty() || priority < first()->priority; }

  // The first slot of which `is_it` holds leaves; nothing when there is none.
  template <class Predicate>
  std::optional<Slot> erase(const Predicate& is_it) {
    for (Class& c : classes_) {
      const auto found = std::ranges::find_if(c.slots, is_it);
      if (found == c.slots.end()) continue;
      const Slot slot = *found;
      c.slots.erase(found);
      --size_;
      return slot;
    }
    return std::nullopt;
  }

 private:
  struct Class {
    std::int32_t priority = 0;
    boost::circular_buffer<Slot> slots{16};
  };

  std::vector<Class>::const_iterator first() const {
    return std::ranges::find_if(classes_, [](const Class& c) { return !c.slots.empty(); });
  }
  std::vector<Class>::iterator first() { return classes_.begin() + (std::as_const(*this).first() - classes_.cbegin()); }
  boost::circular_buffer<Slot>& room(std::int32_t priority) {
    auto found = std::ranges::lower_bound(classes_, priority, {}, &Class::priority);
    if (found == classes_.end() || found->priority != priority) found = classes_.insert(found, Class{.priority = priority});
    if (found->slots.full()) found->slots.set_capacity(found->slots.capacity() * 2);
    ++size_;
    return found->slots;
  }

  std::vector<Class> classes_;  // ascending priority
  std::size_t size_ = 0;
};

}  // namespace tradewind::serving
