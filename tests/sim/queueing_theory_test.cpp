// The kernel, the pool and the draws against closed formulas.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <deque>
#include <vector>

#include "demand/arrivals.h"
#include "kernel/event_queue.h"
#include "random/draws.h"
#include "serving/pool.h"
#include "statistics/student_t.h"

using namespace tradewind;
using kernel::Time;

namespace {

// c servers before one queue; a job's size is its service time in microseconds.
class Station {
 public:
  struct Settings {
    std::size_t servers = 1;
  };
  explicit Station(const Settings& settings) : free_(settings.servers) {}

  bool arrive(Time now, const serving::Job& job) {
    waiting_.push_back(job);
    start(now);
    return true;
  }
  void wake(Time now) {
    completed_.clear();
    for (std::size_t i = 0; i < serving_.size();) {
      if (serving_[i].end > now) {
        ++i;
        continue;
      }
      completed_.push_back(serving_[i]);
      serving_[i] = serving_.back();
      serving_.pop_back();
      ++free_;
    }
    start(now);
  }
  Time next_wake() const {
    Time next = kernel::never;
    for (const serving::Completion& job : serving_) next = std::min(next, job.end);
    return next;
  }
  std::span<const serving::Completion> completed() const { return completed_; }
  serving::ServerLoad load(Time) const { return {}; }

 private:
  void start(Time now) {
    for (; free_ > 0 && !waiting_.empty(); --free_, waiting_.pop_front()) {
      const serving::Job& job = waiting_.front();
      serving_.push_back({job.request, now, now + Time{job.size} * 1000, now + Time{job.size} * 1000});
    }
  }
  std::size_t free_;
  std::deque<serving::Job> waiting_;
  std::vector<serving::Completion> serving_, completed_;
};

struct Measured {
  double mean_wait_s = 0, mean_time_s = 0, mean_in_system = 0, throughput_rps = 0;
};

// Jobs 0..n-1 of which the first tenth is warm-up; `service_s(u)` turns a uniform draw into a service time.
template <class Server, class Service>
Measured measure(const typename Server::Settings& settings, double rate_rps, int jobs, std::uint64_t seed, const Service& service_us) {
  const typename serving::PoolOf<Server>::Group group{&settings, 1};
  serving::PoolOf<Server> pool(std::span(&group, 1), Balancing::round_robin);
  const std::vector<double> rates(168, rate_rps);
  demand::ArrivalStream arrivals(random::Stream(seed, 0, random::Purpose::arrivals, 0, 0), rates, 0);
  const random::Stream sizes(seed, 0, random::Purpose::sizes, 0, 0);
  std::vector<Time> arrived;
  const std::size_t warmup = static_cast<std::size_t>(jobs) / 10;
  Measured sums;
  double area = 0;
  Time area_from = 0, area_to = 0, last = 0;
  std::int64_t in_system = 0;
  std::size_t counted = 0, left_while_measured = 0;
  Time next_arrival = arrivals.next();
  while (next_arrival != kernel::never || pool.next_wake() != kernel::never) {
    const Time now = std::min(next_arrival, pool.next_wake());
    const bool measuring = arrived.size() > warmup && arrived.size() < static_cast<std::size_t>(jobs);
    if (measuring) area += static_cast<double>(in_system) * static_cast<double>(now - last);
    last = now;
    if (now == next_arrival) {
      const auto job = static_cast<std::uint32_t>(arrived.size());
      arrived.push_back(now);
      if (job == warmup) area_from = now;
      if (job + 1 == static_cast<std::uint32_t>(jobs)) area_to = now;
      ++in_system;
      pool.arrive(now, {job, service_us(sizes.draw(job)[0]), 1}, 1);
      next_arrival = job + 1 < static_cast<std::uint32_t>(jobs) ? arrivals.next() : kernel::never;
      continue;
    }
    for (const serving::Completion& done : pool.wake()) {
      --in_system;
      left_while_measured += measuring;
      if (done.request < warmup) continue;
      ++counted;
      sums.mean_wait_s += kernel::to_s(done.scheduled - arrived[done.request]);
      sums.mean_time_s += kernel::to_s(done.end - arrived[done.request]);
    }
  }
  const double n = static_cast<double>(counted), span_s = kernel::to_s(area_to - area_from);
  return {sums.mean_wait_s / n, sums.mean_time_s / n, area / 1e9 / span_s, static_cast<double>(left_while_measured) / span_s};
}

double erlang_c(int servers, double offered) {
  double blocking = 1;  // Erlang B by recursion
  for (int k = 1; k <= servers; ++k) blocking = offered * blocking / (k + offered * blocking);
  return blocking / (1 - offered / servers * (1 - blocking));
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::int32_t exponential_us(double u) { return static_cast<std::int32_t>(std::lround(-1e6 * std::log(u))); }

}  // namespace

TEST_CASE("M/M/c waits as long as Erlang C says") {
  for (const auto& [servers, utilization] : {std::pair{1, 0.7}, {4, 0.8}, {16, 0.9}}) {
    const double rate = servers * utilization;  // mean service time 1 s
    std::vector<double> waits;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
      waits.push_back(measure<Station>({static_cast<std::size_t>(servers)}, rate, 40000, seed, exponential_us).mean_wait_s);
    const double theory = erlang_c(servers, rate) / (servers * (1 - utilization));
    INFO(servers << " servers: mean " << mean(waits) << ", theory " << theory);
    CHECK(std::abs(mean(waits) - theory) < statistics::ci95_half_width(waits));
    CHECK(statistics::ci95_half_width(waits) < 0.08 * theory);
  }
}

TEST_CASE("M/D/1 waits as long as Pollaczek and Khinchine say") {
  BatchModel model;
  model.base_ms = 1000;
  const serving::BatchServerSettings settings(model, {.max_batch_size = 1}, 1);
  for (const double utilization : {0.5, 0.8}) {
    std::vector<double> waits;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
      waits.push_back(measure<serving::DynamicBatcher>(settings, utilization, 40000, seed, [](double) { return 1; }).mean_wait_s);
    const double theory = utilization / (2 * (1 - utilization));
    INFO("mean " << mean(waits) << ", theory " << theory);
    CHECK(std::abs(mean(waits) - theory) < statistics::ci95_half_width(waits));
    CHECK(statistics::ci95_half_width(waits) < 0.03 * theory);
  }
}

TEST_CASE("the number in the system is throughput times time spent (Little)") {
  const Measured station = measure<Station>({3}, 2.1, 200000, 1, exponential_us);
  CHECK(std::abs(station.mean_in_system / (station.throughput_rps * station.mean_time_s) - 1) < 0.005);

  IterationModel iteration;
  iteration.base_ms = 6.2;
  iteration.ms_per_token = 0.0172;
  const serving::LlmServerSettings llm(iteration, {}, 10000);
  const Measured replica = measure<serving::LlmServer>(llm, 8, 50000, 1, [](double u) { return 1 + static_cast<std::int32_t>(u * 4000); });
  CHECK(std::abs(replica.mean_in_system / (replica.throughput_rps * replica.mean_time_s) - 1) < 0.005);
}
