#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "statistics/mser5.h"
#include "statistics/student_t.h"

using namespace tradewind::statistics;
using Catch::Matchers::WithinRel;

namespace {

// Of values in units of a millionth.
std::uint64_t mser5_warmup(const std::vector<double>& series) {
  BatchMeans batches;
  for (std::size_t i = 0; i < series.size(); ++i) batches.add(i, std::llround(series[i] * 1e6));
  return tradewind::statistics::mser5_warmup(batches);
}

}  // namespace

TEST_CASE("the half-width is that of a textbook") {
  // t(0.975; 4) = 2.7764; the standard deviation of 1..5 is sqrt(2.5).
  CHECK_THAT(ci95_half_width(std::vector<double>{1, 2, 3, 4, 5}), WithinRel(2.776445 * std::sqrt(2.5 / 5), 1e-6));
  CHECK(ci95_half_width(std::vector<double>{3}) == 0);
  CHECK(ci95_half_width(std::vector<double>{}) == 0);
}

TEST_CASE("MSER-5 drops exactly the ramp of a known series") {
  std::vector<double> series;
  for (int i = 0; i < 50; ++i) series.push_back(i / 50.0 * 10 - 10);
  for (int i = 0; i < 400; ++i) series.push_back(i % 2 == 0 ? 9 : 11);
  CHECK(mser5_warmup(series) == 50);
}

TEST_CASE("MSER-5 finds a low start in noise") {
  std::mt19937_64 random(3);
  std::exponential_distribution<double> noise(1);
  std::vector<double> series;
  for (int i = 0; i < 2000; ++i) series.push_back(noise(random) - 20 * std::exp(-i / 40.0));
  const std::uint64_t dropped = mser5_warmup(series);
  CHECK(dropped >= 80);
  CHECK(dropped <= 400);
}

TEST_CASE("a steady series keeps all its values") {
  std::mt19937_64 random(5);
  int cut = 0;
  for (int round = 0; round < 200; ++round) {
    std::lognormal_distribution<double> heavy(0, 1);
    std::vector<double> series;
    for (int i = 0; i < 1000; ++i) series.push_back(heavy(random));
    cut += mser5_warmup(series) > 0;
  }
  CHECK(cut <= 4);
  std::vector<double> outlier(500, 1.0);
  outlier[2] = 100;
  CHECK(mser5_warmup(outlier) == 0);
  CHECK(mser5_warmup(std::vector<double>(49, 1.0)) == 0);
  CHECK(mser5_warmup(std::vector<double>(500, 1.0)) == 0);
}

TEST_CASE("MSER-5 takes most of the bias from an autoregressive series that starts low") {
  // x(t) = 0.9 x(t-1) + noise, from -30: the mean of x is 0, and the start lowers that of 500 values by 0.6.
  std::mt19937_64 random(11);
  std::normal_distribution<double> noise(0, 1);
  double whole = 0, kept = 0, dropped = 0;
  constexpr int rounds = 200, length = 500;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> series;
    for (double x = -30; series.size() < length; x = 0.9 * x + noise(random)) series.push_back(x);
    const std::uint64_t warmup = mser5_warmup(series);
    dropped += static_cast<double>(warmup) / rounds;
    for (std::size_t i = 0; i < series.size(); ++i) {
      whole += series[i] / length / rounds;
      if (i >= warmup) kept += series[i] / static_cast<double>(length - warmup) / rounds;
    }
  }
  CHECK(std::abs(whole + 0.6) < 0.1);
  CHECK(std::abs(kept) < 0.15);
  // After 20 steps it is still 3.6 below, after 60 it is 0.05.
  CHECK(dropped > 20);
  CHECK(dropped < 60);
}

TEST_CASE("batch means need no order and no completeness, and long series get longer batches") {
  BatchMeans forward, backward;
  constexpr std::uint64_t length = 300'000;
  const auto value = [](std::uint64_t position) { return static_cast<std::int64_t>(position % 1000); };
  for (std::uint64_t i = 0; i < length; ++i)
    if (i % 7 != 0) forward.add(i, value(i));
  for (std::uint64_t i = length; i-- > 0;)
    if (i % 7 != 0) backward.add(i, value(i));
  const auto one = forward.means(), other = backward.means();
  REQUIRE(one.size() == other.size());
  CHECK(one.size() <= 4096);
  CHECK(one.size() > 2048);
  bool same = true, right = true;
  const std::uint64_t size = one[1].first;
  CHECK(size % 5 == 0);
  for (std::size_t i = 0; i < one.size(); ++i) {
    same &= one[i].first == other[i].first && one[i].value == other[i].value;
    double sum = 0, count = 0;
    for (std::uint64_t p = one[i].first; p < one[i].first + size; ++p)
      if (p % 7 != 0) sum += static_cast<double>(value(p)), ++count;
    right &= one[i].value == sum / count;
  }
  CHECK(same);
  CHECK(right);

  BatchMeans gaps;
  for (std::uint64_t i = 0; i < 100; ++i)
    if (i < 20 || i >= 40) gaps.add(i, 1);
  CHECK(gaps.means().size() == 16);
}

TEST_CASE("MSER-5 finds the start of a long series at the grain of its batches") {
  std::vector<double> series;
  for (int i = 0; i < 200'000; ++i) series.push_back((i < 50'000 ? -10.0 : 0.0) + (i % 2 == 0 ? -1 : 1));
  const std::uint64_t dropped = mser5_warmup(series);
  CHECK(dropped >= 50'000);
  CHECK(dropped < 50'100);
}
