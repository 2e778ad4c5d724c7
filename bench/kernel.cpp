// Hold: the queue keeps n pending events; each step takes the earliest and schedules one more. Beside a std::priority_queue of the same events.
#include <fmt/core.h>

#include <chrono>
#include <queue>
#include <random>

#include "kernel/event_queue.h"

using namespace tradewind::kernel;

namespace {

constexpr int steps = 2'000'000;

struct Later {
  bool operator()(const Event& a, const Event& b) const { return b < a; }
};

// The same interface over the standard library's binary heap.
class Baseline {
 public:
  void schedule(Time time, Kind kind, std::uint32_t entity) { queue_.push(Event::make(time, sequence_++, kind, entity)); }
  Event take() {
    const Event first = queue_.top();
    queue_.pop();
    return first;
  }

 private:
  std::priority_queue<Event, std::vector<Event>, Later> queue_;
  std::uint64_t sequence_ = 0;
};

// Delays: 90 % of mean 10 ms, 9 % of mean 1 s, 1 % of mean 1000 s.
std::vector<Time> mixed_delays() {
  std::mt19937_64 random(1);
  std::exponential_distribution<double> exponential;
  std::vector<Time> delays(1 << 16);
  for (Time& delay : delays) {
    const auto draw = random() % 100;
    delay = from_s(exponential(random) * (draw < 90 ? 0.01 : draw < 99 ? 1 : 1000));
  }
  return delays;
}

template <typename Queue>
double hold_ns(std::size_t pending, const std::vector<Time>& delays) {
  Queue queue;
  std::size_t next = 0;
  const auto delay = [&] { return delays[next++ & (delays.size() - 1)]; };
  for (std::size_t i = 0; i < pending; ++i) queue.schedule(delay(), Kind::user_sends, 0);
  const auto start = std::chrono::steady_clock::now();
  for (int step = 0; step < steps; ++step) {
    const Event event = queue.take();
    queue.schedule(event.time + delay(), Kind::user_sends, event.entity());
  }
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / steps;
}

}  // namespace

int main() {
  const std::vector<Time> delays = mixed_delays();
  fmt::print("{:>10} {:>14} {:>22} {:>8}\n", "pending", "ns a hold", "std::priority_queue ns", "ratio");
  for (const std::size_t pending : {1'000u, 100'000u, 1'000'000u}) {
    const double own = hold_ns<EventQueue>(pending, delays), baseline = hold_ns<Baseline>(pending, delays);
    fmt::print("{:>10} {:>14.1f} {:>22.1f} {:>8.2f}\n", pending, own, baseline, baseline / own);
  }
}
