#include "statistics/sketch.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>

using namespace tradewind;
using Catch::Matchers::WithinRel;
using statistics::Sketch;

namespace {

double exact_quantile_ms(std::vector<kernel::Time> values, double q) {
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * static_cast<double>(values.size()))));
  return kernel::to_ms(values[rank - 1]);
}

std::vector<kernel::Time> log_normal(std::uint64_t seed, double sigma, int count) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal(std::log(5e7), sigma);
  std::vector<kernel::Time> values;
  for (int i = 0; i < count; ++i) values.push_back(static_cast<kernel::Time>(std::exp(normal(random))));
  return values;
}

}  // namespace

TEST_CASE("every quantile is within the relative error") {
  for (const double sigma : {0.01, 0.5, 2.0, 6.0})
    for (const int count : {1, 2, 10, 999, 20000}) {
      const std::vector<kernel::Time> values = log_normal(7, sigma, count);
      Sketch sketch;
      for (const kernel::Time value : values) sketch.add(value);
      for (const double q : {0.0, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0})
        CHECK_THAT(sketch.quantile_ms(q), WithinRel(exact_quantile_ms(values, q), Sketch::relative_error + 1e-9));
    }
}

TEST_CASE("merged sketches equal the sketch of all values, in any order") {
  Sketch all, left, right, none;
  for (const kernel::Time value : log_normal(1, 1, 3000)) all.add(value), left.add(value);
  for (const kernel::Time value : log_normal(2, 3, 2000)) all.add(value), right.add(value);
  Sketch merged = right;
  merged.merge(none);
  merged.merge(left);
  left.merge(right);
  for (const Sketch* sketch : {&merged, &left}) {
    CHECK(sketch->count() == all.count());
    CHECK(sketch->mean_ms() == all.mean_ms());
    CHECK(sketch->max_ms() == all.max_ms());
    for (double q = 0; q <= 1; q += 0.01) CHECK(sketch->quantile_ms(q) == all.quantile_ms(q));
  }
}

TEST_CASE("an empty sketch answers zero, and negative durations count as zero") {
  Sketch sketch;
  CHECK(sketch.quantile_ms(0.5) == 0);
  CHECK(sketch.mean_ms() == 0);
  sketch.add(-3);
  CHECK(sketch.count() == 1);
  CHECK(sketch.max_ms() == 0);
}

TEST_CASE("merging is associative to the last bit, and a sketch survives being taken apart") {
  Sketch a, b, c;
  for (const kernel::Time value : log_normal(1, 1, 3000)) a.add(value);
  for (const kernel::Time value : log_normal(2, 6, 500)) b.add(value);
  for (const kernel::Time value : log_normal(3, 0.1, 700)) c.add(value);
  const auto same = [](const Sketch& x, const Sketch& y) {
    return x.count() == y.count() && x.state().buckets == y.state().buckets && x.state().first == y.state().first &&
           x.state().sum_low == y.state().sum_low && x.state().sum_high == y.state().sum_high && x.state().min == y.state().min &&
           x.state().max == y.state().max;
  };
  Sketch left = a, bc = b;
  left.merge(b), left.merge(c);
  bc.merge(c);
  Sketch right = a;
  right.merge(bc);
  Sketch backwards = c;
  backwards.merge(b), backwards.merge(a);
  CHECK(same(left, right));
  CHECK(same(left, backwards));
  CHECK(same(Sketch(left.state()), left));
  CHECK(same(Sketch(Sketch().state()), Sketch()));

  Sketch::State broken = a.state();
  broken.first += 5000;
  CHECK_THROWS_AS(Sketch(broken), std::invalid_argument);
  broken = a.state();
  broken.max = -1;
  CHECK_THROWS_AS(Sketch(broken), std::invalid_argument);
}

TEST_CASE("a trillion requests of an hour neither wrap a count nor the sum") {
  Sketch sketch;
  constexpr kernel::Time hour = 3'600'000'000'000;
  sketch.add(hour);
  sketch.add(hour / 2);
  for (int doubling = 0; doubling < 40; ++doubling) {
    const Sketch copy = sketch;
    sketch.merge(copy);
  }
  CHECK(sketch.count() == std::uint64_t{2} << 40);
  CHECK_THAT(sketch.mean_ms(), WithinRel(0.75 * 3.6e6, 1e-12));
  CHECK(sketch.max_ms() == 3.6e6);
  CHECK_THAT(sketch.quantile_ms(0.9), WithinRel(3.6e6, Sketch::relative_error));
}
