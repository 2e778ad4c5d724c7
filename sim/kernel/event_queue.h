// The pending events: a radix queue. Events lie in buckets by the highest byte in which their time differs from the present one. Those that differ in
// the last byte alone are at level 0, which has a bucket for each of 256 times; the 256 buckets of level 1 are 256 ns wide each, those of level
// 2 65.5 us, and so on: 8 levels for all times. When all lower levels are empty, the first bucket of a level is spread over the levels below it. So
// an event moves at most eight times on its way down, however times are distributed; with a million events pending on one time scale it is three
// times. Nothing has to be tuned.
//   Ahuja, Mehlhorn, Orlin and Tarjan, "Faster algorithms for the shortest path problem", Journal of the ACM 37 (1990): radix heaps
//   Varghese and Lauck, "Hashed and hierarchical timing wheels", 11th ACM Symposium on Operating Systems Principles (1987)
// The events that come next lie in the front, a small sorted array, into which the first bucket is moved as soon as it is small. A queue of few
// events is all front. docs/performance.md tells the speed and what else was measured.
//
// Order: by time; events of one time in the order in which they were scheduled. Events of one time are always in the same bucket, and a bucket is a
// queue, first in, first out, that is spread in its order: there is no sequence number that could wrap.
//
// A bucket is a list of chunks of 31 events. Nothing is allocated as long as no more events are in the queue than ever before.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

#include "kernel/event.h"
#include "kernel/prefetch.h"
#include "kernel/tickets.h"

namespace tradewind::kernel {

class EventQueue {
 public:
  // Throws std::logic_error when `time` lies in the past: before 0, before the event that was taken last, or (as far as this would upset the order)
  // before a limit up to which take() found nothing.
  void schedule(Time time, Kind kind, std::uint32_t entity) { add(Event::make(time, kind, entity)); }

  // The same, for an event that may be cancelled as long as it has not come.
  Ticket schedule_cancellable(Time time, Kind kind, std::uint32_t entity) {
    const Ticket ticket = tickets_.issue();
    add(Event::make(time, kind, entity, ticket.index));
    return ticket;
  }

  // Costs O(1), averaged over the cancellations: void events are removed when time comes to them, or once they are more than half of all. False, and
  // without effect, when the event has come or has been cancelled before.
  bool cancel(const Ticket& ticket) {
    if (!tickets_.cancel(ticket)) return false;
    ++void_;
    if (void_ > least_garbage && void_ > held_ / 2) remove_void();
    return true;
  }

  // Removes and returns the earliest event if it is not later than `limit`. If there is none, time has passed to `limit`: nothing may be scheduled
  // before.
  std::optional<Event> take(Time limit = never) {
    while (!empty()) {
      if (front_first_ == front_end_ && !refill(limit)) break;
      const Event event = front_[front_first_];
      if (event.time > limit) break;
      ++front_first_;
      earliest_ = event.time;
      if (leaves(event)) return event;
    }
    return std::nullopt;
  }

  // The event that comes next, unless it is cancelled or another one is scheduled before it; nullptr where that is not known without a search.
  const Event* upcoming() const { return front_first_ == front_end_ ? nullptr : &front_[front_first_]; }

  bool empty() const { return size() == 0; }
  std::size_t size() const { return held_ - void_; }
  std::size_t held() const { return held_; }  // with the void ones that are not yet removed

 private:
  static constexpr std::size_t digit_bits = 8, digits = 1 << digit_bits, levels = 8, buckets = levels * digits;
  static constexpr std::uint32_t chunk_events = 31, front_events = 64;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr std::size_t least_garbage = 64;

  struct alignas(64) Chunk {
    std::array<Event, chunk_events> events;
    std::uint32_t next;
  };
  static_assert(sizeof(Chunk) == 512);

  struct Bucket {
    std::uint32_t head = none, tail = none;
    std::uint32_t fill = chunk_events;  // events of the last chunk
    bool empty() const { return tail == none; }
  };

  void add(Event event) {
    if (event.time < earliest_) throw_past();
    if (held_ == capacity_) grow();
    ++held_;
    if (event.time <= front_last_ && front_end_ == front_events) make_room();  // which may move front_last_
    if (event.time <= front_last_)
      insert(event);
    else
      append(event);
  }

  // Into the front, after all events of the same time.
  void insert(Event event) {
    std::uint32_t place = front_end_++;
    for (; place > front_first_ && front_[place - 1].time > event.time; --place) front_[place] = front_[place - 1];
    front_[place] = event;
  }

  // Moves the front to the start of its memory; if it is more than half of it, its later half goes into the buckets first. Events of one time stay
  // together.
  [[gnu::noinline]] void make_room() {
    const auto begin = front_.begin() + front_first_, end = front_.begin() + front_end_;
    auto cut = end;
    if (end - begin > front_events / 2) {
      const Time time = (begin + (end - begin) / 2)->time;
      cut = std::find_if(begin, end, [time](const Event& event) { return event.time >= time; });
      for (auto event = cut; event != end; ++event) append(*event);
      front_last_ = time - 1;
    }
    std::copy(begin, cut, front_.begin());
    front_end_ = static_cast<std::uint32_t>(cut - begin);
    front_first_ = 0;
  }

  // Into a bucket, as its last.
  void append(Event event) {
    const auto difference = static_cast<std::uint64_t>(event.time ^ base_);
    const std::size_t level = static_cast<std::size_t>(std::bit_width(difference | 1) - 1) / digit_bits;
    const std::size_t index = level * digits + static_cast<std::size_t>(event.time >> level * digit_bits) % digits;
    Bucket& bucket = buckets_[index];
    if (bucket.fill == chunk_events) add_chunk(index);
    chunks_[bucket.tail].events[bucket.fill++] = event;
  }

  // Fills the empty front from the first bucket. False when nothing comes before `limit`.
  bool refill(Time limit) {
    front_first_ = front_end_ = 0;
    while (occupied_words_ != 0) {
      const auto word = static_cast<std::size_t>(std::countr_zero(occupied_words_));
      const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(occupied_[word]));
      const std::size_t shift = index / digits * digit_bits;
      const Time start = ((base_ >> shift & ~Time{digits - 1}) | static_cast<Time>(index % digits)) << shift;
      if (start > limit) return false;
      base_ = start;
      earliest_ = std::max(earliest_, start);
      Bucket& bucket = buckets_[index];
      const bool last = bucket.head == bucket.tail;
      if (shift > 0 && !last) {
        spread(index);
        continue;
      }
      const std::uint32_t chunk = bucket.head, count = last ? bucket.fill : chunk_events;
      if (last)
        clear(index);
      else
        bucket.head = chunks_[chunk].next;
      for (std::uint32_t i = 0; i < count; ++i) insert(chunks_[chunk].events[i]);
      free_chunk(chunk);
      front_last_ = occupied_words_ == 0 ? never : last ? start | ((Time{1} << shift) - 1) : start - 1;
      return true;
    }
    return false;
  }

  // Moves the events of a bucket to where they belong now, void ones to nowhere.
  void spread(std::size_t index) {
    const Bucket old = buckets_[index];
    clear(index);
    for (std::uint32_t chunk = old.head; chunk != none;) {
      const std::uint32_t next = chunk == old.tail ? none : chunks_[chunk].next;
      const std::uint32_t end = chunk == old.tail ? old.fill : chunk_events;
      if (next != none) prefetch(chunks_[next]);
      for (std::uint32_t i = 0; i < end; ++i) {
        const Event event = chunks_[chunk].events[i];
        if (event.ticket == 0 || !tickets_.is_cancelled(event.ticket))
          append(event);
        else
          leaves(event);
      }
      free_chunk(chunk);
      chunk = next;
    }
  }

  // Counts an event out of the queue. False for a void one.
  bool leaves(Event event) {
    --held_;
    if (event.ticket == 0) return true;
    const bool cancelled = tickets_.is_cancelled(event.ticket);
    void_ -= cancelled;
    tickets_.give_back(event.ticket);
    return !cancelled;
  }

  void clear(std::size_t index) {
    buckets_[index] = Bucket{};
    occupied_[index / 64] &= ~(std::uint64_t{1} << index % 64);
    if (occupied_[index / 64] == 0) occupied_words_ &= ~(1u << index / 64);
  }

  void add_chunk(std::size_t index) {
    Bucket& bucket = buckets_[index];
    std::uint32_t chunk = free_;
    if (chunk != none) {
      free_ = chunks_[chunk].next;
    } else {
      chunk = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
    }
    if (bucket.empty()) {
      bucket.head = chunk;
      occupied_[index / 64] |= std::uint64_t{1} << index % 64;
      occupied_words_ |= 1u << index / 64;
    } else {
      chunks_[bucket.tail].next = chunk;
    }
    bucket.tail = chunk;
    bucket.fill = 0;
  }

  void free_chunk(std::uint32_t chunk) {
    chunks_[chunk].next = free_;
    free_ = chunk;
  }

  // Of a bucket that is not empty only the last chunk is not full; one more is open while a bucket is spread.
  [[gnu::noinline]] void grow() {
    capacity_ = std::max<std::size_t>(64, 2 * capacity_);
    chunks_.reserve(capacity_ / chunk_events + std::min<std::size_t>(capacity_, buckets) + 1);
  }

  [[gnu::noinline]] void remove_void() {
    for (std::size_t word = 0; word < occupied_.size(); ++word)
      for (std::uint64_t rest = occupied_[word]; rest != 0; rest &= rest - 1) spread(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
  }

  [[noreturn, gnu::noinline]] static void throw_past() { throw std::logic_error("An event cannot be scheduled in the past."); }

  std::array<Event, front_events> front_;  // the events up to front_last_, sorted; in use from front_first_ to before front_end_
  std::uint32_t front_first_ = 0, front_end_ = 0;
  Time front_last_ = never;
  Time earliest_ = 0;  // that may be scheduled
  Time base_ = 0;      // with which the times in the buckets are compared; no later than any of them
  std::array<Bucket, buckets> buckets_;
  std::array<std::uint64_t, buckets / 64> occupied_{};  // a bit for each bucket
  std::uint32_t occupied_words_ = 0;                    // a bit for each word of these
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = none;  // first of the list of free chunks
  std::size_t capacity_ = 0;   // events for which the chunks are certain to suffice
  std::size_t held_ = 0, void_ = 0;
  Tickets tickets_;
};

}  // namespace tradewind::kernel
