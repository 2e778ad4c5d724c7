// The event queue beside a std::priority_queue, a ladder queue and a calendar queue of the same events, and beside a winner tree. Figures are
// nanoseconds, the least of many short runs (other work on the machine only ever adds), the queues in turn.
//   Hold: n events are pending; each step takes the earliest and schedules one more, after a random delay. The events pending at the start are those
//   of the steady state. M/M/1: a queueing station at 80 % load, by arrival and departure events; random numbers are drawn as the simulation goes.
//   Fixed sources: each has one plan; a step takes the earliest and gives its source a new one, with changing plans also another source.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <boost/random/exponential_distribution.hpp>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <queue>
#include <random>
#include <string_view>

#include "calendar_queue.h"
#include "kernel/event_queue.h"
#include "kernel/winner_tree.h"
#include "ladder_queue.h"
#include "tradewind/scenarios/splitmix64.h"

using namespace tradewind;
using namespace tradewind::kernel;

namespace {

// The same interface over the standard library's binary heap; a sequence number keeps the order of events of one time.
class Heap {
 public:
  void schedule(Time time, Kind kind, std::uint32_t entity) { queue_.push({time, sequence_++, kind, entity}); }
  std::optional<Event> take() {
    if (queue_.empty()) return std::nullopt;
    const Sequenced first = queue_.top();
    queue_.pop();
    return Event::make(first.time, first.kind(), first.entity());
  }

 private:
  struct Sequenced {
    Time time;
    std::uint64_t key;
    Sequenced(Time when, std::uint64_t sequence, Kind kind, std::uint32_t entity)
        : time(when), key(sequence << 27 | static_cast<std::uint64_t>(kind) << 24 | entity) {}
    Kind kind() const { return static_cast<Kind>(key >> 24 & 7); }
    std::uint32_t entity() const { return key & 0xffffff; }
  };
  struct Later {
    bool operator()(const Sequenced& a, const Sequenced& b) const { return a.time > b.time || (a.time == b.time && a.key > b.key); }
  };
  std::priority_queue<Sequenced, std::vector<Sequenced>, Later> queue_;
  std::uint64_t sequence_ = 0;
};

// A mix of exponential delays. What is pending at a random moment has the same means, each as often as its share times its length.
struct Delays {
  std::string_view name;
  std::vector<double> shares, means_s;
};
const Delays one_scale{"exponential", {1}, {0.01}};
const Delays three_scales{"mix", {0.9, 0.09, 0.01}, {0.01, 1, 1000}};  // 10 ms, 1 s, 1000 s

std::vector<Time> draw(const Delays& delays, const std::vector<double>& shares, unsigned seed) {
  std::mt19937_64 random(seed);
  std::discrete_distribution<std::size_t> scale(shares.begin(), shares.end());
  std::exponential_distribution<double> exponential;
  std::vector<Time> times(1 << 16);
  for (Time& time : times) time = from_s(exponential(random) * delays.means_s[scale(random)]);
  return times;
}

template <class Queue>
class Hold {
 public:
  Hold(const Delays& delays, std::size_t pending) : delays_(draw(delays, delays.shares, 1)) {
    std::vector<double> lengths = delays.shares;
    for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] *= delays.means_s[i];
    const std::vector<Time> residual = draw(delays, lengths, 2);
    std::mt19937_64 random(3);
    for (std::size_t i = 0; i < pending; ++i) queue_.schedule(residual[random() % residual.size()], Kind::user_sends, 0);
    run(static_cast<int>(std::max<std::size_t>(pending, 100'000)));
  }
  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      const Event event = *queue_.take();
      queue_.schedule(event.time + delays_[next_++ % delays_.size()], Kind::user_sends, event.entity());
    }
  }

 private:
  std::vector<Time> delays_;
  std::size_t next_ = 0;
  Queue queue_;
};

struct SplitMix64 {
  using result_type = std::uint64_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }
  result_type operator()() { return splitmix64_finalized(state += splitmix64_increment); }
  std::uint64_t state = 1;
};

// By the ziggurat of Boost.Random, which needs no logarithm for 98 of 100 numbers.
class Draws {
 public:
  Time exponential(double mean_ns) { return static_cast<Time>(mean_ns * exponential_(random_)); }

 private:
  SplitMix64 random_;
  boost::random::exponential_distribution<double> exponential_;
};
constexpr double interarrival_ns = 1e6, service_ns = 0.8e6;

template <class Queue>
class MM1 {
 public:
  MM1() { queue_.schedule(0, Kind::user_sends, 0); }
  void run(int customers) {
    while (customers > 0) {
      const Event event = *queue_.take();
      if (event.kind() == Kind::user_sends) {
        if (in_system_++ == 0) serve(event.time);
        queue_.schedule(event.time + draws_.exponential(interarrival_ns), Kind::user_sends, 0);
      } else {
        --customers;
        if (--in_system_ > 0) serve(event.time);
      }
    }
  }

 private:
  void serve(Time now) { queue_.schedule(now + draws_.exponential(service_ns), Kind::server_receives, 0); }

  Queue queue_;
  Draws draws_;
  std::uint64_t in_system_ = 0;
};

class MM1WithoutQueue {
 public:
  void run(int customers) {
    while (customers > 0) {
      if (arrival_ <= departure_) {
        if (in_system_++ == 0) departure_ = arrival_ + draws_.exponential(service_ns);
        arrival_ += draws_.exponential(interarrival_ns);
      } else {
        --customers;
        departure_ = --in_system_ > 0 ? departure_ + draws_.exponential(service_ns) : never;
      }
    }
  }

 private:
  Draws draws_;
  Time arrival_ = 0, departure_ = never;
  std::uint64_t in_system_ = 0;
};

// Fixed sources, each with one plan: the one that comes next gets a new plan, and, where plans change, so does another one.
class SourcesInQueue {
 public:
  SourcesInQueue(std::size_t sources, bool changing) : delays_(draw(one_scale, one_scale.shares, 1)), changing_(changing), tickets_(sources) {
    for (std::uint32_t source = 0; source < sources; ++source) plan(source, 0);
  }
  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      const Event event = *queue_.take();
      plan(event.entity(), event.time);
      if (!changing_) continue;
      const std::uint32_t other = other_of(next_, tickets_.size());
      queue_.cancel(tickets_[other]);
      plan(other, event.time);
    }
  }
  static std::uint32_t other_of(std::size_t step, std::size_t sources) {
    return static_cast<std::uint32_t>(step * 0x9e3779b97f4a7c15u >> 32) % sources;
  }

 private:
  void plan(std::uint32_t source, Time now) {
    const Time time = now + delays_[next_++ % delays_.size()];
    if (changing_)
      tickets_[source] = queue_.schedule_cancellable(time, Kind::user_sends, source);
    else
      queue_.schedule(time, Kind::user_sends, source);
  }

  std::vector<Time> delays_;
  std::size_t next_ = 0;
  bool changing_;
  std::vector<Ticket> tickets_;
  EventQueue queue_;
};

class SourcesInTree {
 public:
  SourcesInTree(std::size_t sources, bool changing)
      : delays_(draw(one_scale, one_scale.shares, 1)), changing_(changing), sources_(sources), tree_(sources) {
    for (std::uint32_t source = 0; source < sources; ++source) plan(source, 0);
  }
  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      const Time now = tree_.first_time();
      plan(tree_.first(), now);
      if (changing_) plan(SourcesInQueue::other_of(next_, sources_), now);
    }
  }

 private:
  void plan(std::uint32_t source, Time now) { tree_.set(source, now + delays_[next_++ % delays_.size()]); }

  std::vector<Time> delays_;
  std::size_t next_ = 0;
  bool changing_;
  std::size_t sources_;
  WinnerTree tree_;
};

template <class Work>
double once_ns(Work& work, int steps) {
  const auto start = std::chrono::steady_clock::now();
  work.run(steps);
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / steps;
}

// A line of the table: the works in turn, the least of many runs of each.
template <class... Works>
void compare(std::string_view name, std::size_t pending, Works&... works) {
  constexpr int runs = 100, steps = 50'000;
  std::array<double, sizeof...(works)> least_ns;
  least_ns.fill(std::numeric_limits<double>::max());
  for (int run = 0; run < runs; ++run) {
    std::size_t work = 0;
    ((least_ns[work] = std::min(least_ns[work], once_ns(works, steps)), ++work), ...);
  }
  fmt::print("{:<28} {:>9}", name, pending);
  for (const double ns : least_ns) fmt::print(" {:>14.1f}", ns);
  fmt::print("\n");
}

void compare_holds() {
  for (const Delays& delays : {one_scale, three_scales})
    for (const std::size_t pending : {1'000u, 100'000u, 1'000'000u}) {
      const auto radix = std::make_unique<Hold<EventQueue>>(delays, pending);
      const auto heap = std::make_unique<Hold<Heap>>(delays, pending);
      const auto ladder = std::make_unique<Hold<bench::LadderQueue>>(delays, pending);
      const auto calendar = std::make_unique<Hold<bench::CalendarQueue>>(delays, pending);
      compare(fmt::format("hold, {}", delays.name), pending, *radix, *heap, *ladder, *calendar);
    }
}

void compare_stations() {
  MM1<EventQueue> radix;
  MM1<Heap> heap;
  MM1<bench::LadderQueue> ladder;
  MM1<bench::CalendarQueue> calendar;
  MM1WithoutQueue bare;
  compare("M/M/1, a customer", 2, radix, heap, ladder, calendar);
  compare("  without a queue", 2, bare);
}

void compare_sources() {
  for (const bool changing : {false, true})
    for (const std::size_t sources : {8u, 32u, 1'000u}) {
      SourcesInQueue queue(sources, changing);
      SourcesInTree tree(sources, changing);
      compare(changing ? "fixed sources, plans change" : "fixed sources", sources, queue, tree);
    }
}

}  // namespace

// bench_kernel [hold|station|sources]: one part alone, or all.
int main(int argc, char** argv) {
  const std::string_view part = argc > 1 ? argv[1] : "";
  const auto wanted = [&](std::string_view name) { return part.empty() || part == name; };
  fmt::print("{:<28} {:>9} {:>14} {:>14} {:>14} {:>14}\n", "ns", "pending", "radix queue", "priority_queue", "ladder queue", "calendar queue");
  if (wanted("hold")) compare_holds();
  if (wanted("station")) compare_stations();
  if (!wanted("sources")) return 0;
  fmt::print("\n{:<28} {:>9} {:>14} {:>14}\n", "ns a step", "sources", "radix queue", "winner tree");
  compare_sources();
}
