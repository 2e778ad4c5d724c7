// A ladder queue, for comparison: events far ahead lie unsorted in the top; when time comes to them, they are spread over the buckets of a rung, as
// many buckets as events; a bucket of more than 50 events becomes a rung of its own, up to eight of them; a smaller one is sorted into the bottom,
// from which events are taken. Tang, Goh and Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event simulation", ACM
// Transactions on Modeling and Computer Simulation 15 (2005). Nothing is scheduled before the event that was taken last. Events of one time keep
// their order.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "event_lists.h"

namespace tradewind::bench {

class LadderQueue {
 public:
  void schedule(kernel::Time time, kernel::Kind kind, std::uint32_t entity) {
    const kernel::Event event = kernel::Event::make(time, kind, entity);
    if (time >= top_start_) return add_to_top(event);
    for (std::size_t rung = 0; rung < rungs_used_; ++rung)
      if (time >= rungs_[rung].current_start()) return add(rungs_[rung], event);
    insert_into_bottom(event);
    if (bottom_.size() > most_in_bottom && rungs_used_ < rungs_.size()) spread_bottom();
  }

  std::optional<kernel::Event> take() {
    if (bottom_.empty() && !refill()) return std::nullopt;
    const kernel::Event event = bottom_.back();
    bottom_.pop_back();
    return event;
  }

 private:
  static constexpr std::size_t most_in_bottom = 50;
  static constexpr kernel::Time none = std::numeric_limits<kernel::Time>::max();

  struct Rung {
    kernel::Time start = 0, width = 1;
    std::size_t current = 0, held = 0;  // buckets before `current` have been taken
    std::vector<EventLists::List> buckets;
    kernel::Time current_start() const { return start + static_cast<kernel::Time>(current) * width; }
  };

  void add_to_top(kernel::Event event) {
    lists_.push_back(top_, event);
    top_min_ = std::min(top_min_, event.time);
    top_max_ = std::max(top_max_, event.time);
  }

  void add(Rung& rung, kernel::Event event) {
    lists_.push_back(rung.buckets[static_cast<std::size_t>((event.time - rung.start) / rung.width)], event);
    ++rung.held;
  }

  // The bottom is sorted, the next event last; of equal ones the first to be taken is last.
  void insert_into_bottom(kernel::Event event) {
    const auto later = std::find_if(bottom_.rbegin(), bottom_.rend(), [&](const kernel::Event& other) { return other.time > event.time; });
    bottom_.insert(later.base(), event);
  }

  // A new lowest rung for so many events from `start` to `last`.
  Rung& new_rung(kernel::Time start, kernel::Time last, std::size_t events) {
    Rung& rung = rungs_[rungs_used_++];
    rung.start = start;
    rung.width = (last - start) / static_cast<kernel::Time>(events) + 1;
    rung.current = rung.held = 0;
    const auto buckets = static_cast<std::size_t>((last - start) / rung.width) + 1;
    if (rung.buckets.size() < buckets) rung.buckets.resize(buckets);
    return rung;
  }

  void spread(EventLists::List& events, Rung& rung) {
    while (!events.empty()) add(rung, lists_.pop_front(events));
  }

  // Up to the start of what the lowest rung still holds, or of the top (to which later events of that very time will go).
  void spread_bottom() {
    const kernel::Time last = rungs_used_ > 0 ? rungs_[rungs_used_ - 1].current_start() - 1 : top_start_;
    Rung& rung = new_rung(bottom_.back().time, last, bottom_.size());
    for (; !bottom_.empty(); bottom_.pop_back()) add(rung, bottom_.back());
  }

  // Fills the empty bottom. False when nothing is left.
  bool refill() {
    while (rungs_used_ > 0 || !top_.empty()) {
      if (rungs_used_ == 0) spread_top();
      Rung& rung = rungs_[rungs_used_ - 1];
      if (rung.held == 0) {
        --rungs_used_;
        continue;
      }
      while (rung.buckets[rung.current].empty()) ++rung.current;
      EventLists::List& bucket = rung.buckets[rung.current];
      const kernel::Time start = rung.current_start();
      rung.held -= bucket.size;
      ++rung.current;
      if (bucket.size > most_in_bottom && rung.width > 1 && rungs_used_ < rungs_.size()) {
        spread(bucket, new_rung(start, start + rung.width - 1, bucket.size));
        continue;
      }
      while (!bucket.empty()) bottom_.push_back(lists_.pop_front(bucket));
      std::ranges::stable_sort(bottom_, {}, &kernel::Event::time);
      std::ranges::reverse(bottom_);
      return true;
    }
    top_start_ = 0;
    return false;
  }

  void spread_top() {
    spread(top_, new_rung(top_min_, top_max_, top_.size));
    top_start_ = top_max_;
    top_min_ = none, top_max_ = 0;
  }

  EventLists lists_;
  EventLists::List top_;
  kernel::Time top_start_ = 0, top_min_ = none, top_max_ = 0;
  std::array<Rung, 8> rungs_;
  std::size_t rungs_used_ = 0;
  std::vector<kernel::Event> bottom_;
};

}  // namespace tradewind::bench
