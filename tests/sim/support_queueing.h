// Queues under Poisson arrivals, and their figures over seeds beside those of theory.
#pragma once

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <deque>
#include <numeric>
#include <string>
#include <vector>

#include "demand/arrivals.h"
#include "random/draws.h"
#include "serving/pool.h"

namespace tradewind::test {

using kernel::Time;

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

// Of the jobs after the first tenth, which is warm-up, that were done before the last one came: what is left may wait for company for ever.
struct Measured {
  double mean_wait_s = 0, mean_time_s = 0, mean_in_system = 0, throughput_rps = 0;
  int accepted = 0, rejected = 0, completed = 0;  // of all jobs
};

struct Traffic {
  double rate_rps = 1;
  int jobs = 40000;
  std::uint64_t seed = 1;
};

// One pool of `replicas`; `job(number, u)` makes a job of its number and a uniform draw.
template <class Server, class MakeJob>
class OpenQueue {
 public:
  OpenQueue(const typename Server::Settings& settings, int replicas, const Traffic& traffic, const MakeJob& job)
      : group_{&settings, replicas},
        pool_(std::span(&group_, 1), Balancing::least_outstanding),
        traffic_(traffic),
        rates_(168, traffic.rate_rps),
        arrivals_(random::Stream(traffic.seed, 0, random::Purpose::arrivals, 0, 0), rates_, 0),
        draws_(traffic.seed, 0, random::Purpose::sizes, 0, 0),
        job_(job) {}

  Measured run() {
    Time next_arrival = arrivals_.next();
    while (next_arrival != kernel::never || pool_.next_wake() != kernel::never) {
      const Time now = std::min(next_arrival, pool_.next_wake());
      if (measuring()) area_ += static_cast<double>(in_system_) * static_cast<double>(now - last_);
      last_ = now;
      if (now != next_arrival) {
        for (const serving::Completion& done : pool_.wake()) complete(done);
        continue;
      }
      arrive(now);
      next_arrival = std::ssize(arrived_) < traffic_.jobs ? arrivals_.next() : kernel::never;
    }
    const double counted = counted_, span_s = kernel::to_s(arrived_.back() - arrived_[warmup()]);
    measured_.mean_wait_s /= counted;
    measured_.mean_time_s /= counted;
    measured_.mean_in_system = area_ / 1e9 / span_s;
    measured_.throughput_rps = left_ / span_s;
    return measured_;
  }

 private:
  std::size_t warmup() const { return static_cast<std::size_t>(traffic_.jobs) / 10; }
  bool measuring() const { return arrived_.size() > warmup() && std::ssize(arrived_) < traffic_.jobs; }

  void arrive(Time now) {
    const auto number = static_cast<std::uint32_t>(arrived_.size());
    arrived_.push_back(now);
    const bool accepted = pool_.arrive(now, job_(number, draws_.draw(number)), 1).accepted;
    in_system_ += accepted;
    ++(accepted ? measured_.accepted : measured_.rejected);
  }

  void complete(const serving::Completion& done) {
    --in_system_;
    ++measured_.completed;
    left_ += measuring();
    if (done.request < warmup() || !measuring()) return;
    ++counted_;
    measured_.mean_wait_s += kernel::to_s(done.scheduled - arrived_[done.request]);
    measured_.mean_time_s += kernel::to_s(done.end - arrived_[done.request]);
  }

  typename serving::PoolOf<Server>::Group group_;
  serving::PoolOf<Server> pool_;
  Traffic traffic_;
  std::vector<double> rates_;
  demand::ArrivalStream arrivals_;
  random::Stream draws_;
  const MakeJob& job_;
  std::vector<Time> arrived_;
  Measured measured_;
  double area_ = 0;
  Time last_ = 0;
  int in_system_ = 0, counted_ = 0, left_ = 0;
};

template <class Server, class MakeJob>
Measured measure(const typename Server::Settings& settings, const Traffic& traffic, const MakeJob& job, int replicas = 1) {
  return OpenQueue<Server, MakeJob>(settings, replicas, traffic, job).run();
}

inline std::int32_t exponential_us(double mean_us, double u) { return static_cast<std::int32_t>(std::lround(-mean_us * std::log(u))); }

// All comparisons of the theory tests hold together with 95 %: each one does with 1 - 0.05 / comparisons (Bonferroni).
inline constexpr int comparisons = 40;
inline constexpr std::uint64_t seeds = 20;

template <class Figure>
std::vector<double> over_seeds(const Figure& figure) {
  std::vector<double> figures;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) figures.push_back(figure(seed));
  return figures;
}

// The theory lies in the confidence interval, and the interval is narrow enough to say something: half of it is below `precision` of the theory.
inline void check_theory(const std::string& what, const std::vector<double>& figures, double theory, double precision) {
  const auto n = static_cast<double>(figures.size());
  const double mean = std::accumulate(figures.begin(), figures.end(), 0.0) / n;
  double squares = 0;
  for (const double figure : figures) squares += (figure - mean) * (figure - mean);
  const double t = boost::math::quantile(boost::math::complement(boost::math::students_t(n - 1), 0.05 / comparisons / 2));
  const double half_width = t * std::sqrt(squares / (n - 1) / n);
  INFO(what << ": " << mean << " +- " << half_width << ", theory " << theory);
  CHECK(std::abs(mean - theory) < half_width + 1e-9 * theory);  // a constant has an interval of rounding errors
  CHECK(half_width < precision * theory);
}

}  // namespace tradewind::test
