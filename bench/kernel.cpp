// The event queue beside a std::priority_queue of the same events. Figures are nanoseconds, the least of many short runs (other work on the machine
// only ever adds), the two queues in turn.
//   Hold: n events are pending; each step takes the earliest and schedules one more, after a random delay. The events pending at the start are those
//   of the steady state. M/M/1: a queueing station at 80 % load, by arrival and departure events; random numbers are drawn as the simulation goes.
#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <deque>
#include <limits>
#include <memory>
#include <queue>
#include <random>
#include <string_view>

#include "kernel/event_queue.h"

using namespace tradewind::kernel;

namespace {

// The same interface over the standard library's binary heap; a sequence number keeps the order of events of one time.
class Baseline {
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

// -mean * log(u), u from a linear congruential generator (constants of Knuth's MMIX).
class Draws {
 public:
  Time exponential(double mean_ns) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<Time>(-mean_ns * std::log((static_cast<double>(state_ >> 11) + 1) * 0x1p-53));
  }

 private:
  std::uint64_t state_ = 1;
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

template <class Work>
double once_ns(Work& work, int steps) {
  const auto start = std::chrono::steady_clock::now();
  work.run(steps);
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / steps;
}

template <class Own, class Base>
void compare(std::string_view name, std::size_t pending, Own& own, Base& base) {
  constexpr int runs = 100, steps = 50'000;
  double own_ns = std::numeric_limits<double>::max(), base_ns = own_ns;
  for (int run = 0; run < runs; ++run) {
    own_ns = std::min(own_ns, once_ns(own, steps));
    base_ns = std::min(base_ns, once_ns(base, steps));
  }
  fmt::print("{:<18} {:>9} {:>10.1f} {:>20.1f} {:>7.2f}\n", name, pending, own_ns, base_ns, base_ns / own_ns);
}

}  // namespace

int main() {
  fmt::print("{:<18} {:>9} {:>10} {:>20} {:>7}\n", "", "pending", "ns", "priority_queue ns", "ratio");
  for (const Delays& delays : {one_scale, three_scales})
    for (const std::size_t pending : {1'000u, 100'000u, 1'000'000u}) {
      const auto own = std::make_unique<Hold<EventQueue>>(delays, pending);
      const auto base = std::make_unique<Hold<Baseline>>(delays, pending);
      compare(fmt::format("hold, {}", delays.name), pending, *own, *base);
    }
  MM1<EventQueue> own;
  MM1<Baseline> base;
  MM1WithoutQueue bare;
  compare("M/M/1, a customer", 2, own, base);
  compare("  without a queue", 2, bare, base);
}
