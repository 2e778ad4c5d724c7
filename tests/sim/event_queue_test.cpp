#include "kernel/event_queue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <vector>

using namespace tradewind::kernel;

namespace {

// The queue beside a std::multimap, which keeps equal keys in the order of their insertion. Entities are numbered as they are scheduled, so that any
// swap of two events shows.
class Compared {
 public:
  void schedule(Time time) {
    queue.schedule(time, Kind::user_sends, entities_);
    expected_.emplace(time, entities_++);
  }
  void schedule_cancellable(Time time) { tickets_.push_back({queue.schedule_cancellable(time, Kind::user_sends, entities_), insert(time)}); }
  // One of the tickets, which then is forgotten.
  void cancel(std::uint64_t draw) {
    if (tickets_.empty()) return;
    std::swap(tickets_[draw % tickets_.size()], tickets_.back());
    const Held held = tickets_.back();
    tickets_.pop_back();
    const bool pending = pending_.contains(held.entity);
    REQUIRE(queue.cancel(held.ticket) == pending);
    REQUIRE_FALSE(queue.cancel(held.ticket));
    if (pending) expected_.erase(pending_.at(held.entity)), pending_.erase(held.entity);
    REQUIRE(queue.size() == expected_.size());
  }
  // False when nothing is left up to the limit.
  bool take(Time limit = never) {
    const std::optional<Event> event = queue.take(limit);
    const auto first = expected_.begin();
    const bool due = first != expected_.end() && first->first <= limit;
    REQUIRE(event.has_value() == due);
    if (!due) {
      if (limit != never) now = limit;
      return false;
    }
    REQUIRE(event->time == first->first);
    REQUIRE(event->entity() == first->second);
    now = event->time;
    pending_.erase(first->second);
    expected_.erase(first);
    REQUIRE(queue.size() == expected_.size());
    return true;
  }

  EventQueue queue;
  Time now = 0;

 private:
  using Expected = std::multimap<Time, std::uint32_t>;
  struct Held {
    Ticket ticket;
    std::uint32_t entity;
  };
  std::uint32_t insert(Time time) {
    pending_[entities_] = expected_.emplace(time, entities_);
    return entities_++;
  }

  Expected expected_;
  std::map<std::uint32_t, Expected::iterator> pending_;  // that may be cancelled
  std::vector<Held> tickets_;
  std::uint32_t entities_ = 0;
};

using Delay = Time (*)(std::mt19937_64&);

Time up_to(std::mt19937_64& random, Time most) { return static_cast<Time>(random() % static_cast<std::uint64_t>(most + 1)); }

const std::vector<std::pair<const char*, Delay>> delays = {
    {"ties, many at the present", [](std::mt19937_64& random) { return up_to(random, 2); }},
    {"a narrow range", [](std::mt19937_64& random) { return up_to(random, 100); }},
    {"a wide range", [](std::mt19937_64& random) { return up_to(random, 1'000'000'000); }},
    {"bursts at round times", [](std::mt19937_64& random) { return up_to(random, 3) * 1'000'000; }},
    {"all scales, up to 36 years", [](std::mt19937_64& random) { return static_cast<Time>(random() >> (4 + random() % 60)) / 1024; }},
    {"mostly near, some in the far future",
     [](std::mt19937_64& random) { return random() % 50 ? up_to(random, 1000) : up_to(random, Time{1} << 50); }},
};

}  // namespace

TEST_CASE("an event keeps its kind, entity and ticket") {
  const Event event = Event::make(5, Kind::session_goes_on, Event::max_entities - 1, ~0u);
  CHECK(event.time == 5);
  CHECK(event.kind() == Kind::session_goes_on);
  CHECK(event.entity() == Event::max_entities - 1);
  CHECK(event.ticket == ~0u);
}

TEST_CASE("events come by time, those of one time as they were scheduled") {
  for (const auto& [name, delay] : delays)
    for (const int pending : {1, 2, 20, 40, 1000, 50000}) {
      INFO(name << ", " << pending << " pending");
      std::mt19937_64 random(1);
      Compared both;
      for (int i = 0; i < pending; ++i) both.schedule(delay(random));
      for (int step = 0; step < 100000; ++step) {
        REQUIRE(both.take());
        both.schedule(both.now + delay(random));
      }
      while (both.take())
        ;
      CHECK(both.queue.empty());
    }
}

TEST_CASE("populations swell and shrink, with cancellations, limits and refills after the queue ran empty") {
  for (const auto& [name, delay] : delays)
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      INFO(name << ", seed " << seed);
      std::mt19937_64 random(seed);
      Compared both;
      for (int phase = 0; phase < 40; ++phase) {
        const std::uint64_t scheduling = 1 + random() % 3, cancelling = random() % 3, taking = 1 + random() % 3;
        for (int step = 0; step < 3000; ++step) {
          const std::uint64_t choice = random() % (scheduling + cancelling + taking);
          if (choice < scheduling)
            random() % 2 ? both.schedule(both.now + delay(random)) : both.schedule_cancellable(both.now + delay(random));
          else if (choice < scheduling + cancelling)
            both.cancel(random());
          else
            random() % 2 ? both.take() : both.take(both.now + delay(random));
        }
        if (phase % 10 == 9)
          while (both.take())
            ;
      }
    }
}

TEST_CASE("a far event does not hinder a near one scheduled after looking") {
  EventQueue queue;
  queue.schedule(1'000'000'000'000, Kind::user_sends, 0);
  for (Time limit = 1; limit < 2000; limit += 3) {
    CHECK_FALSE(queue.take(limit));
    queue.schedule(limit, Kind::user_sends, 1);
    queue.schedule(limit + 1, Kind::user_sends, 2);
    CHECK(queue.take(limit + 1)->entity() == 1);
    CHECK(queue.take(limit + 1)->entity() == 2);
  }
  CHECK(queue.take()->entity() == 0);
}

TEST_CASE("a million events of one time keep their order") {
  EventQueue queue;
  const std::uint32_t burst = 1'000'000;
  queue.schedule(77, Kind::user_sends, burst);
  for (std::uint32_t i = 0; i < burst; ++i) queue.schedule(123456789, Kind::user_sends, i);
  CHECK(queue.take()->entity() == burst);
  for (std::uint32_t i = 0; i < 2 * burst; ++i) {
    const Event event = *queue.take();
    REQUIRE(event.entity() == i);
    if (i < burst) queue.schedule(event.time, Kind::user_sends, burst + i);  // at the present, behind the burst
  }
  CHECK(queue.empty());
}

TEST_CASE("the largest times can be scheduled, the past cannot") {
  EventQueue queue;
  queue.schedule(never - 1, Kind::user_sends, 0);
  queue.schedule(10, Kind::user_sends, 1);
  CHECK_THROWS_AS(queue.schedule(-1, Kind::user_sends, 2), std::logic_error);
  CHECK(queue.take()->entity() == 1);
  CHECK_THROWS_AS(queue.schedule(9, Kind::user_sends, 2), std::logic_error);
  queue.schedule(10, Kind::user_sends, 3);
  CHECK(queue.take()->entity() == 3);
  CHECK(queue.take()->entity() == 0);
  CHECK_FALSE(queue.take());
}

TEST_CASE("cancelled events leave at most as many behind as are pending") {
  // Time-outs: each is cancelled long before it would come, in order of time or at random.
  for (const bool in_order : {true, false}) {
    std::mt19937_64 random(3);
    EventQueue queue;
    std::vector<Ticket> tickets(1000);
    for (std::size_t i = 0; i < 1'000'000; ++i) {
      const auto now = static_cast<Time>(i) * 1000;
      queue.schedule(now, Kind::user_sends, 0);
      REQUIRE(queue.take()->time == now);
      Ticket& ticket = tickets[(in_order ? i : random()) % tickets.size()];
      REQUIRE(queue.cancel(ticket) == (ticket.serial != 0));
      ticket = queue.schedule_cancellable(now + from_s(30), Kind::server_receives, 0);
      REQUIRE(queue.size() <= tickets.size());
      REQUIRE(queue.held() <= 2 * queue.size() + 65);
    }
  }
}

TEST_CASE("a ticket of an event that has come cancels nothing, not even the event that has its place") {
  EventQueue queue;
  const Ticket first = queue.schedule_cancellable(1, Kind::user_sends, 1);
  CHECK(queue.take()->entity() == 1);
  const Ticket second = queue.schedule_cancellable(2, Kind::user_sends, 2);
  CHECK_FALSE(queue.cancel(first));
  CHECK_FALSE(queue.cancel(Ticket{}));
  CHECK(queue.size() == 1);
  CHECK(queue.cancel(second));
  CHECK_FALSE(queue.take());
  CHECK(queue.empty());
}
