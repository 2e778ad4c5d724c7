// The pending events: an implicit 4-ary heap. Scheduling and taking cost O(log n); nothing is allocated once the heap has reached its largest size.
// A 4-ary heap halves the depth of a binary one, and the four children of a node fill one cache line of 64 bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "kernel/event.h"

namespace tradewind::kernel {

class EventQueue {
 public:
  // Returns the event's key, by which a model recognises the event when it comes (and drops it when plans have changed).
  std::uint64_t schedule(Time time, Kind kind, std::uint32_t entity) {
    const Event event = Event::make(time, next_sequence_++, kind, entity);
    heap_.push_back(event);
    rise(heap_.size() - 1, event);
    return event.key;
  }

  // Removes and returns the earliest event; the queue must not be empty.
  Event take() {
    const Event first = heap_.front();
    const Event last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink(last);
    return first;
  }

  const Event& next() const { return heap_.front(); }
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  std::uint64_t scheduled() const { return next_sequence_; }  // events so far

 private:
  static constexpr std::size_t arity = 4;

  void rise(std::size_t hole, const Event& event) {
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / arity;
      if (!(event < heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = event;
  }

  void sink(const Event& event) {
    const std::size_t size = heap_.size();
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = hole * arity + 1;
      if (first >= size) break;
      const std::size_t end = std::min(first + arity, size);
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) least = heap_[child] < heap_[least] ? child : least;
      if (!(heap_[least] < event)) break;
      heap_[hole] = heap_[least];
      hole = least;
    }
    heap_[hole] = event;
  }

  std::vector<Event> heap_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace tradewind::kernel
