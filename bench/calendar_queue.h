// A calendar queue, for comparison: a bucket for each day, in which the events of all years are sorted; the year goes round. The number of days
// follows the number of events (twice as many, or half as many, days), and with it the length of a day is chosen anew: three times the mean gap
// between the next events, without the wide ones. Brown, "Calendar queues: a fast O(1) priority queue implementation for the simulation event set
// problem", Communications of the ACM 31 (1988). Unlike there, the length of a day is rounded to a power of two: a shift instead of a division. Times
// are not below 0; nothing is scheduled before the event that was taken last. Events of one time keep their order.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <optional>
#include <vector>

#include "event_lists.h"

namespace tradewind::bench {

class CalendarQueue {
 public:
  void schedule(kernel::Time time, kernel::Kind kind, std::uint32_t entity) {
    insert(kernel::Event::make(time, kind, entity));
    if (size_ > 2 * days_.size()) resize(2 * days_.size());
  }

  std::optional<kernel::Event> take() {
    if (size_ == 0) return std::nullopt;
    const kernel::Event event = take_first();
    if (size_ + 2 < days_.size() / 2) resize(days_.size() / 2);
    return event;
  }

 private:
  std::size_t day_of(kernel::Time time) const { return static_cast<std::size_t>(time >> shift_) & (days_.size() - 1); }

  // Behind all events of the same time.
  void insert(kernel::Event event) {
    EventLists::List& day = days_[day_of(event.time)];
    std::uint32_t before = EventLists::none;
    if (!day.empty() && lists_.event(day.tail).time <= event.time)
      before = day.tail;
    else
      for (std::uint32_t node = day.head; node != EventLists::none && lists_.event(node).time <= event.time; node = lists_.after(node)) before = node;
    lists_.insert_behind(day, before, event);
    ++size_;
  }

  // Day by day, at most for a year; then the earliest event of all days is looked for.
  kernel::Event take_first() {
    for (std::size_t days = 0; days < days_.size(); ++days, ++today_) {
      EventLists::List& day = days_[static_cast<std::size_t>(today_) & (days_.size() - 1)];
      if (!day.empty() && lists_.event(day.head).time >> shift_ == today_) return pop(day);
    }
    EventLists::List* first = nullptr;
    for (EventLists::List& day : days_)
      if (!day.empty() && (first == nullptr || lists_.event(day.head).time < lists_.event(first->head).time)) first = &day;
    today_ = lists_.event(first->head).time >> shift_;
    return pop(*first);
  }

  kernel::Event pop(EventLists::List& day) {
    --size_;
    now_ = lists_.event(day.head).time;
    return lists_.pop_front(day);
  }

  void resize(std::size_t days) {
    if (days < 2) return;
    choose_length_of_day();
    std::vector<EventLists::List> old(days);
    old.swap(days_);
    size_ = 0;
    today_ = now_ >> shift_;
    for (EventLists::List& day : old)
      while (!day.empty()) insert(lists_.pop_front(day));
  }

  // From up to 25 events that come next. They go back to the heads of their days, the last one first.
  void choose_length_of_day() {
    const std::size_t samples = std::min<std::size_t>({size_, 25, size_ <= 5 ? size_ : 5 + size_ / 10});
    const kernel::Time today = today_, now = now_;
    std::vector<kernel::Event> next;
    while (next.size() < samples) next.push_back(take_first());
    for (auto event = next.rbegin(); event != next.rend(); ++event, ++size_) lists_.push_front(days_[day_of(event->time)], *event);
    today_ = today, now_ = now;
    if (samples < 2) return;
    const kernel::Time mean = (next.back().time - next.front().time) / static_cast<kernel::Time>(samples - 1);
    kernel::Time sum = 0, count = 0;
    for (std::size_t i = 1; i < samples; ++i)
      if (const kernel::Time gap = next[i].time - next[i - 1].time; gap <= 2 * mean) sum += gap, ++count;
    const auto length = static_cast<std::uint64_t>(std::max<kernel::Time>(1, 3 * sum / std::max<kernel::Time>(1, count)));
    shift_ = static_cast<int>(std::bit_width(length)) - 1;
  }

  EventLists lists_;
  std::vector<EventLists::List> days_ = std::vector<EventLists::List>(2);
  std::size_t size_ = 0;
  int shift_ = 0;           // a day is 2^shift_ ns long
  kernel::Time today_ = 0;  // counted from time 0
  kernel::Time now_ = 0;    // of the event that was taken last
};

}  // namespace tradewind::bench
