// A sequence, and the queue of those that wait, by their slots: by priority class, then in the order of arrival. A preempted sequence goes to the
// head of its class, which is the order of arrival too: it was admitted before all that wait there. Each sequence names the one behind it, so that
// waiting takes no memory of its own.
#pragma once

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cstdint>

#include "kernel/slots.h"
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
  std::uint32_t behind = 0;     // while it waits: the slot of the next one of its class

  std::int32_t missing() const { return prompt + generated - computed; }
};

class WaitingQueue {
 public:
  using Slot = std::uint32_t;
  using Sequences = kernel::Slots<Sequence>;
  static constexpr Slot none = ~Slot{0};

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  Slot front() const { return first()->head; }
  void pop_front(const Sequences& sequences) {
    Class& c = *first();
    c.head = sequences[c.head].behind;
    --size_;
  }
  void push_back(Sequences& sequences, Slot slot) {
    Class& c = class_of(sequences[slot].priority);
    sequences[slot].behind = none;
    (c.head == none ? c.head : sequences[c.tail].behind) = slot;
    c.tail = slot;
    ++size_;
  }
  void push_front(Sequences& sequences, Slot slot) {
    Class& c = class_of(sequences[slot].priority);
    sequences[slot].behind = c.head;
    if (c.head == none) c.tail = slot;
    c.head = slot;
    ++size_;
  }

  // Whether a newcomer of this priority would be served before all that wait.
  bool would_lead(std::int32_t priority) const { return empty() || priority < first()->priority; }

  // The request leaves the queue; its slot, or none when it does not wait here.
  Slot erase(Sequences& sequences, std::uint32_t request) {
    for (Class& c : classes_)
      for (Slot before = none, slot = c.head; slot != none; before = slot, slot = sequences[slot].behind) {
        if (sequences[slot].request != request) continue;
        (before == none ? c.head : sequences[before].behind) = sequences[slot].behind;
        if (c.tail == slot) c.tail = before;
        --size_;
        return slot;
      }
    return none;
  }

 private:
  struct Class {
    std::int32_t priority = 0;
    Slot head = none, tail = none;
  };
  using Classes = boost::container::small_vector<Class, 1>;

  Classes::const_iterator first() const {
    return std::ranges::find_if(classes_, [](const Class& c) { return c.head != none; });
  }
  Classes::iterator first() {
    return std::ranges::find_if(classes_, [](const Class& c) { return c.head != none; });
  }
  Class& class_of(std::int32_t priority) {
    auto found = std::ranges::lower_bound(classes_, priority, {}, &Class::priority);
    if (found == classes_.end() || found->priority != priority) found = classes_.insert(found, Class{.priority = priority});
    return *found;
  }

  Classes classes_;  // ascending priority
  std::size_t size_ = 0;
};

}  // namespace tradewind::serving
