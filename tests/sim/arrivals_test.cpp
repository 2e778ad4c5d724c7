#include "demand/arrivals.h"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

using namespace tradewind;

namespace {

random::Stream draws(std::uint64_t seed) { return {seed, 0, random::Purpose::arrivals, 3, 0}; }

std::vector<double> times_s(const demand::ArrivalPattern& pattern, double rate_rps, double until_s, std::uint64_t seed) {
  const std::vector<double> rates(168, rate_rps);
  demand::ArrivalStream stream(draws(seed), rates, 0, pattern);
  std::vector<double> times;
  for (double time = kernel::to_s(stream.next()); time < until_s; time = kernel::to_s(stream.next())) times.push_back(time);
  return times;
}

struct Counts {
  double mean, dispersion;  // variance over mean
};

// Of the arrivals in windows of `width_s`.
Counts counts_in_windows(const std::vector<double>& times, double width_s, std::size_t windows) {
  std::vector<double> counts(windows);
  for (const double time : times)
    if (const auto window = static_cast<std::size_t>(time / width_s); window < windows) ++counts[window];
  double sum = 0, squares = 0;
  for (const double count : counts) sum += count, squares += count * count;
  const double n = static_cast<double>(windows), mean = sum / n;
  return {mean, (squares / n - mean * mean) / mean};
}

}  // namespace

TEST_CASE("each hour gets the arrivals of its rate") {
  std::vector<double> rates(168, 0.0);
  rates[167] = 0.5, rates[0] = 2, rates[1] = 0, rates[2] = 7;
  // A chi-square statistic over 200 weeks; each count is Poisson with the hour's mean.
  double chi_square = 0;
  int cells = 0;
  bool ascending = true;
  std::vector<double> counts(168);
  constexpr int weeks = 200;
  for (std::uint64_t seed = 0; seed < weeks; ++seed) {
    demand::ArrivalStream stream(draws(seed), rates, 167 * 3600.0);
    kernel::Time last = 0;
    for (kernel::Time time = stream.next(); time < kernel::from_s(4 * 3600.0); time = stream.next()) {
      ascending &= time >= last;
      last = time;
      ++counts[(167 + static_cast<std::size_t>(kernel::to_s(time) / 3600)) % 168];
    }
  }
  for (std::size_t hour = 0; hour < 168; ++hour) {
    const double expected = rates[hour] * 3600 * weeks;
    if (expected == 0) {
      CHECK(counts[hour] == 0);
      continue;
    }
    chi_square += (counts[hour] - expected) * (counts[hour] - expected) / expected;
    ++cells;
  }
  CHECK(ascending);
  CHECK(cells == 3);
  CHECK(chi_square < 16.3);  // 99.9 % quantile, 3 degrees of freedom
}

TEST_CASE("gaps are exponential: their mean equals their standard deviation") {
  const std::vector<double> rates(168, 10.0);
  demand::ArrivalStream stream(draws(1), rates, 0);
  double sum = 0, squares = 0, last = 0;
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) {
    const double time = kernel::to_s(stream.next());
    sum += time - last;
    squares += (time - last) * (time - last);
    last = time;
  }
  CHECK(stream.index() == n - 1);
  const double mean = sum / n, deviation = std::sqrt(squares / n - mean * mean);
  CHECK(std::abs(mean * 10 - 1) < 0.01);
  CHECK(std::abs(deviation / mean - 1) < 0.02);
}

TEST_CASE("a stream without demand never sends") {
  const std::vector<double> rates(168, 0.0);
  CHECK(demand::ArrivalStream(draws(1), rates, 0).next() == kernel::never);
}

TEST_CASE("draws differ by purpose, entity, window, replication and seed, and are the same otherwise") {
  using random::Purpose;
  using random::Stream;
  const auto base = Stream(1, 2, Purpose::sizes, 3, 4).draw(5);
  CHECK(base == Stream(1, 2, Purpose::sizes, 3, 4).draw(5));
  CHECK(base != Stream(9, 2, Purpose::sizes, 3, 4).draw(5));
  CHECK(base != Stream(1, 9, Purpose::sizes, 3, 4).draw(5));
  CHECK(base != Stream(1, 2, Purpose::journey, 3, 4).draw(5));
  CHECK(base != Stream(1, 2, Purpose::sizes, 9, 4).draw(5));
  CHECK(base != Stream(1, 2, Purpose::sizes, 3, 9).draw(5));
  CHECK(base != Stream(1, 2, Purpose::sizes, 3, 4).draw(9));
  for (const double u : base) CHECK((u > 0 && u <= 1));
}

TEST_CASE("gaps of bursty arrivals are gamma distributed with the stated squared coefficient of variation") {
  for (const double burstiness : {2.0, 4.0, 29.0}) {
    INFO(burstiness);
    const std::vector<double> times = times_s({.burstiness = burstiness}, 10, 4000, 1);
    std::vector<double> gaps;
    for (std::size_t i = 1; i < times.size(); ++i) gaps.push_back(times[i] - times[i - 1]);
    std::ranges::sort(gaps);
    // Kolmogorov and Smirnov's distance, away from the gaps that are shorter than the clock can tell.
    const boost::math::gamma_distribution<> law(1 / burstiness, burstiness / 10);
    const double n = static_cast<double>(gaps.size());
    double distance = 0;
    for (std::size_t i = 0; i < gaps.size(); ++i)
      if (gaps[i] > 1e-6) distance = std::max(distance, std::abs(boost::math::cdf(law, gaps[i]) - (static_cast<double>(i) + 0.5) / n));
    CHECK(distance * std::sqrt(n) < 1.95);  // 99.9 % quantile
  }
}

TEST_CASE("bursty arrivals keep the rate of each hour, from the first second on") {
  std::vector<double> rates(168, 0.0);
  rates[3] = 0.02, rates[5] = 0.05;
  double early = 0, first = 0, between = 0, second = 0;
  constexpr int weeks = 2000;
  for (std::uint64_t seed = 0; seed < weeks; ++seed) {
    demand::ArrivalStream stream(draws(seed), rates, 3 * 3600.0, {.burstiness = 6});
    for (double time = kernel::to_s(stream.next()); time < 3 * 3600; time = kernel::to_s(stream.next())) {
      early += time < 60;
      ++(time < 3600 ? first : time < 2 * 3600 ? between : second);
    }
  }
  // Counts have at most `burstiness` times the variance of Poisson counts; four standard deviations.
  const auto within = [](double count, double expected) { return std::abs(count - expected) < 4 * std::sqrt(6 * expected); };
  CHECK(within(early, 0.02 * 60 * weeks));
  CHECK(within(first, 0.02 * 3600 * weeks));
  CHECK(between == 0);
  CHECK(within(second, 0.05 * 3600 * weeks));
}

TEST_CASE("the dispersion of counts grows from Poisson's one to the burstiness") {
  constexpr double burstiness = 5;
  const std::vector<double> times = times_s({.burstiness = burstiness}, 10, 20000, 2);
  const Counts brief = counts_in_windows(times, 0.001, 2'000'000), lasting = counts_in_windows(times, 20, 1000);
  CHECK(std::abs(lasting.mean / 200 - 1) < 0.02);
  CHECK(std::abs(lasting.dispersion / burstiness - 1) < 0.15);
  CHECK(brief.dispersion < 0.5 * burstiness);
  CHECK(std::abs(counts_in_windows(times_s({}, 10, 20000, 2), 20, 1000).dispersion - 1) < 0.15);
}

TEST_CASE("the two halves of a bursty population together have its dispersion in the long run, and less of it in short spans") {
  std::vector<double> halves = times_s({.burstiness = 16}, 5, 20000, 3), other = times_s({.burstiness = 16}, 5, 20000, 4);
  halves.insert(halves.end(), other.begin(), other.end());
  const std::vector<double> whole = times_s({.burstiness = 16}, 10, 20000, 5);
  const double long_run = counts_in_windows(halves, 20, 1000).dispersion / counts_in_windows(whole, 20, 1000).dispersion;
  const double short_run = counts_in_windows(halves, 0.5, 40000).dispersion / counts_in_windows(whole, 0.5, 40000).dispersion;
  CHECK(std::abs(long_run - 1) < 0.25);
  CHECK(short_run < 0.9);
}

TEST_CASE("arrivals of several requests come at the rate of the requests over their number") {
  CHECK(std::abs(static_cast<double>(times_s({.requests_per_arrival = 4}, 20, 4000, 1).size()) / 20000 - 1) < 0.03);
}
