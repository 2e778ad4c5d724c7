// Things that come and go, named by small numbers: a name is used again after its thing has gone, so that memory grows with how many there are at
// once, and a name fits an event.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "kernel/event.h"

namespace tradewind::kernel {

// A deque as storage keeps the things where they are.
template <class Thing, class Storage = std::vector<Thing>>
class Slots {
 public:
  // The thing is as it was left, or new. Throws std::length_error with this sentence when an event cannot name more.
  std::uint32_t take(const char* too_many) {
    if (free_.empty()) {
      if (things_.size() >= Event::max_entities) throw std::length_error(too_many);
      things_.emplace_back();
      return static_cast<std::uint32_t>(things_.size()) - 1;
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void give_back(std::uint32_t slot) { free_.push_back(slot); }

  Thing& operator[](std::uint32_t slot) { return things_[slot]; }
  const Thing& operator[](std::uint32_t slot) const { return things_[slot]; }
  std::size_t in_use() const { return things_.size() - free_.size(); }
  // Those not in use too.
  const Storage& all() const { return things_; }

 private:
  Storage things_;
  std::vector<std::uint32_t> free_;
};

}  // namespace tradewind::kernel
