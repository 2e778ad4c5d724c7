// A sequence, and the queue of those that wait: by priority class, then in the order of arrival. A preempted sequence goes to the head of its class,
// which is the order of arrival too: it was admitted before all that wait there.
#pragma once

#include <algorithm>
#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <vector>

#include "serving/server.h"

namespace tradewind::serving {

// While it decodes, `generated` and `computed` stand as they were at the server's step `joined`, and one is added to each with every step.
struct Sequence {
  std::uint32_t request = 0;
  std::int32_t prompt = 0, output = 0;
  std::int32_t priority = 0;
  std::int32_t generated = 0;      // output tokens so far
  std::int32_t computed = 0;       // tokens whose KV entries exist, or will at the end of the running iteration
  std::int32_t leased = 0;         // contents of its prompt that it holds in the prefix cache
  std::int32_t shared_blocks = 0;  // its first blocks, which belong to those
  std::int32_t cached_tokens = 0;
  bool prefilled = false;  // its prompt's KV entries come with it
  bool running = false, decoding = false;
  const PromptContent* content = nullptr;
  std::uint64_t saved = 0;      // content under which its blocks were left behind when it was preempted, ...
  std::int32_t saved_from = 0;  // ... from this block on
  std::int64_t joined = 0;
  std::uint64_t admission = 0;  // counts up
  Time arrival = 0;
  Time scheduled = kernel::never, first_token = kernel::never;

  std::int32_t missing() const { return prompt + generated - computed; }
};

class WaitingQueue {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  const Sequence& front() const {
    return std::ranges::find_if(classes_, [](const Class& c) { return !c.sequences.empty(); })->sequences.front();
  }
  void pop_front() {
    first()->sequences.pop_front();
    --size_;
  }
  void push_back(const Sequence& sequence) { room(sequence.priority).push_back(sequence); }
  void push_front(const Sequence& sequence) { room(sequence.priority).push_front(sequence); }

  // Whether a newcomer of this priority would be served before all that wait.
  bool would_lead(std::int32_t priority) const { return empty() || priority < front().priority; }

  bool erase(std::uint32_t request) {
    for (Class& c : classes_) {
      const auto found = std::ranges::find(c.sequences, request, &Sequence::request);
      if (found == c.sequences.end()) continue;
      c.sequences.erase(found);
      --size_;
      return true;
    }
    return false;
  }

 private:
  struct Class {
    std::int32_t priority = 0;
    boost::circular_buffer<Sequence> sequences{64};
  };

  std::vector<Class>::iterator first() {
    return std::ranges::find_if(classes_, [](const Class& c) { return !c.sequences.empty(); });
  }
  boost::circular_buffer<Sequence>& room(std::int32_t priority) {
    auto found = std::ranges::lower_bound(classes_, priority, {}, &Class::priority);
    if (found == classes_.end() || found->priority != priority) found = classes_.insert(found, Class{.priority = priority});
    if (found->sequences.full()) found->sequences.set_capacity(found->sequences.capacity() * 2);
    ++size_;
    return found->sequences;
  }

  std::vector<Class> classes_;  // ascending priority
  std::size_t size_ = 0;
};

}  // namespace tradewind::serving
