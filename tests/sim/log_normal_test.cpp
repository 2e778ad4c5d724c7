// The table of log-normal quantiles against the quantiles themselves, and against the moments.
#include "random/log_normal.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "random/draws.h"

using namespace tradewind;
using Catch::Matchers::WithinRel;

TEST_CASE("log-normal times are their quantiles, and have their mean and their spread") {
  for (const double sigma : {0.0, 0.3, 0.69, 1.0}) {
    const double mu = std::log(5.0);
    const random::LogNormal times(mu, sigma);
    for (int i = 1; i <= 20000; ++i) CHECK_THAT(times(i / 20000.0), WithinRel(times.exact(i / 20000.0), 0.005));
    CHECK_THAT(times(0.5), WithinRel(5.0, 1e-9));
    double sum = 0, squares = 0, last = 0;
    constexpr int n = 2'000'000;
    for (int i = 0; i < n; ++i) {
      const double time = times((i + 0.5) / n);
      REQUIRE(time >= last);  // never falls
      last = time;
      sum += time;
      squares += time * time;
    }
    const double mean = std::exp(mu + sigma * sigma / 2);
    CHECK_THAT(sum / n, WithinRel(mean, 1e-4));
    CHECK_THAT(squares / n, WithinRel(mean * mean * std::exp(sigma * sigma), 2e-3));
  }
  CHECK(std::isfinite(random::LogNormal(0, 1)(1.0)));
}
