#include "demand/arrivals.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

using namespace tradewind;

namespace {

random::Stream draws(std::uint64_t seed) { return {seed, 0, random::Purpose::arrivals, 3, 0}; }

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
