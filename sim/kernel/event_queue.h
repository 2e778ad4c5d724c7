// The pending events: a radix queue. Events lie in buckets by the highest digit, in base 64, in which their time differs from the present: those that
// share all but the last digit with it are at level 0, a bucket for each time; the next 64 buckets, at level 1, are 64 ns wide each, then 4096 ns,
// and so on, 11 levels for all times. When all lower levels are empty, the first bucket of a level is spread over the levels below it. So an event
// moves at most ten times, however times are distributed; in a hold at a million pending events it is three times, and nothing is ever sorted or
// compared.
//   Ahuja, Mehlhorn, Orlin and Tarjan, "Faster algorithms for the shortest path problem", Journal of the ACM 37 (1990): radix heaps
//   Varghese and Lauck, "Hashed and hierarchical timing wheels", 11th ACM Symposium on Operating Systems Principles (1987)
// docs/performance.md tells what else was measured.
//
// Order: by time; events of one time in the order in which they were scheduled. Events of one time are always in the same bucket, and a bucket is a
// queue, first in, first out, that is spread in its order: there is no sequence number that could wrap.
//
// A bucket is a list of chunks of 15 events. Nothing is allocated as long as no more events are in the queue than ever before.
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

  bool empty() const { return size() == 0; }
  std::size_t size() const { return held_ - void_; }
  std::size_t held() const { return held_; }  // with the void ones that are not yet removed

 private:
  static constexpr int digit_bits = 6, digits = 1 << digit_bits, levels = (63 + digit_bits - 1) / digit_bits, buckets = levels * digits;
  static constexpr std::uint32_t chunk_events = 15, front_events = 32;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr std::size_t least_garbage = 64;

  struct alignas(64) Chunk {
    std::array<Event, chunk_events> events;
    std::uint32_t next;
  };
  static_assert(sizeof(Chunk) == 256);

  struct Bucket {
    std::uint32_t head = none, tail = none;
    std::uint32_t fill = chunk_events;  // events of the last chunk
    bool empty() const { return tail == none; }
  };

  Bucket& bucket_at(int level, int digit) { return buckets_[static_cast<std::size_t>(level * digits + digit)]; }

  void add(const Event& event) {
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
  void insert(const Event& event) {
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
  void append(const Event& event) {
    const auto difference = static_cast<std::uint64_t>(event.time ^ base_);
    const int level = (std::bit_width(difference | 1) - 1) / digit_bits;
    const int digit = static_cast<int>(event.time >> level * digit_bits) & (digits - 1);
    Bucket& bucket = bucket_at(level, digit);
    if (bucket.fill == chunk_events) add_chunk(bucket, level, digit);
    chunks_[bucket.tail].events[bucket.fill++] = event;
  }

  // Fills the empty front from the first bucket. False when nothing comes before `limit`.
  bool refill(Time limit) {
    front_first_ = front_end_ = 0;
    while (occupied_levels_ != 0) {
      const int level = std::countr_zero(occupied_levels_), digit = std::countr_zero(occupied_[level]);
      const int shift = level * digit_bits;
      const Time start = ((base_ >> shift & ~Time{digits - 1}) | digit) << shift;
      if (start > limit) return false;
      base_ = start;
      earliest_ = std::max(earliest_, start);
      Bucket& bucket = bucket_at(level, digit);
      const bool last = bucket.head == bucket.tail;
      if (level > 0 && !last) {
        spread(level, digit);
        continue;
      }
      const std::uint32_t chunk = bucket.head, count = last ? bucket.fill : chunk_events;
      if (last)
        clear(level, digit);
      else
        bucket.head = chunks_[chunk].next;
      for (std::uint32_t i = 0; i < count; ++i) insert(chunks_[chunk].events[i]);
      free_chunk(chunk);
      front_last_ = occupied_levels_ == 0 ? never : last ? start | ((Time{1} << shift) - 1) : start - 1;
      return true;
    }
    return false;
  }

  // Moves the events of a bucket to where they belong now, void ones to nowhere.
  void spread(int level, int digit) {
    const Bucket old = bucket_at(level, digit);
    clear(level, digit);
    for (std::uint32_t chunk = old.head; chunk != none;) {
      const std::uint32_t next = chunk == old.tail ? none : chunks_[chunk].next;
      const std::uint32_t end = chunk == old.tail ? old.fill : chunk_events;
      if (next != none) prefetch(next);
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

  void prefetch(std::uint32_t chunk) const {
    for (std::size_t line = 0; line < sizeof(Chunk); line += 64) __builtin_prefetch(reinterpret_cast<const char*>(&chunks_[chunk]) + line);
  }

  // Counts an event out of the queue. False for a void one.
  bool leaves(const Event& event) {
    --held_;
    if (event.ticket == 0) return true;
    const bool cancelled = tickets_.is_cancelled(event.ticket);
    void_ -= cancelled;
    tickets_.give_back(event.ticket);
    return !cancelled;
  }

  void clear(int level, int digit) {
    bucket_at(level, digit) = Bucket{};
    occupied_[level] &= ~(std::uint64_t{1} << digit);
    if (occupied_[level] == 0) occupied_levels_ &= ~(1u << level);
  }

  void add_chunk(Bucket& bucket, int level, int digit) {
    std::uint32_t chunk = free_;
    if (chunk != none) {
      free_ = chunks_[chunk].next;
    } else {
      chunk = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
    }
    if (bucket.empty()) {
      bucket.head = chunk;
      occupied_[level] |= std::uint64_t{1} << digit;
      occupied_levels_ |= 1u << level;
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
    for (int level = 0; level < levels; ++level)
      for (std::uint64_t rest = occupied_[level]; rest != 0; rest &= rest - 1) spread(level, std::countr_zero(rest));
  }

  [[noreturn, gnu::noinline]] static void throw_past() { throw std::logic_error("An event cannot be scheduled in the past."); }

  std::array<Event, front_events> front_;  // the events up to front_last_, sorted; in use from front_first_ to before front_end_
  std::uint32_t front_first_ = 0, front_end_ = 0;
  Time front_last_ = never;
  Time earliest_ = 0;  // that may be scheduled
  Time base_ = 0;      // what the times in the buckets are compared with; no later than any of them
  std::array<Bucket, buckets> buckets_;
  std::array<std::uint64_t, levels> occupied_{};  // a bit for each bucket of a level
  std::uint32_t occupied_levels_ = 0;             // a bit for each level
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = none;  // first of the list of free chunks
  std::size_t capacity_ = 0;   // events for which the chunks are certain to suffice
  std::size_t held_ = 0, void_ = 0;
  Tickets tickets_;
};

}  // namespace tradewind::kernel
