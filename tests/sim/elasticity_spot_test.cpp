#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "elasticity/spot_market.h"

using namespace tradewind;
using namespace tradewind::elasticity;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Share of time that a p3.2xlarge could be launched, by zone: us-east-1 a c d f, us-east-2 a b, us-west-2 a b c.
// skypilot-org/spot-traces, availability/1-node/aws-02-15-2023 (commit 221da1a), 45 days; computed from the traces.
const std::vector<SpotZone> measured_zones = {{0, 0.17}, {0, 0.47}, {0, 0.45}, {0, 0.59}, {1, 0.76}, {1, 0.68}, {2, 0.88}, {2, 0.90}, {2, 0.89}};

struct Observed {
  std::vector<double> up;                 // share of time, by zone
  std::vector<std::vector<double>> both;  // share of time in which both have capacity
  std::vector<double> any_of_region;
  double any = 0, spells = 0;
};

Observed observe(const std::vector<SpotZone>& zones, const FactorShares& shares, double refresh_per_s, int refreshes) {
  const std::size_t n = zones.size();
  Observed seen{std::vector<double>(n), std::vector<std::vector<double>>(n, std::vector<double>(n)), std::vector<double>(3), 0, 0};
  SpotMarket market({zones, shares, refresh_per_s}, {4, 0});
  Time now = 0;
  for (int step = 0; step < refreshes; ++step) {
    const Time next = market.next_wake();
    const double s = kernel::to_s(next - now);
    std::array<bool, 3> region{};
    bool any = false;
    for (std::uint32_t a = 0; a < n; ++a) {
      if (!market.available(a)) continue;
      any = region[zones[a].region] = true;
      seen.up[a] += s;
      for (std::uint32_t b = 0; b < n; ++b)
        if (market.available(b)) seen.both[a][b] += s;
    }
    seen.any += any ? s : 0;
    for (std::size_t r = 0; r < 3; ++r) seen.any_of_region[r] += region[r] ? s : 0;
    market.wake(now = next);
    for (const std::uint32_t zone : market.changed()) seen.spells += !market.available(zone);
  }
  const double total = kernel::to_s(now);
  for (std::size_t a = 0; a < n; ++a) {
    seen.up[a] /= total;
    for (double& share : seen.both[a]) share /= total;
  }
  for (double& share : seen.any_of_region) share /= total;
  seen.any /= total;
  return seen;
}

// Probability that a zone of any region has capacity, by integrating over the factors (the zones are independent once they are known).
double any_zone(const std::vector<SpotZone>& zones, const FactorShares& shares) {
  const double own = std::sqrt(1 - shares.common - shares.region);
  constexpr double step = 0.1, limit = 7;
  const auto density = [](double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0)); };
  std::vector<double> thresholds;
  for (const SpotZone& zone : zones) {  // the normal quantile by bisection
    double low = -8, high = 8;
    for (int i = 0; i < 80; ++i) (std::erfc(-(low + high) / 2 / std::sqrt(2)) / 2 < zone.availability ? low : high) = (low + high) / 2;
    thresholds.push_back(-low);
  }
  double none = 0;
  for (double c = -limit; c <= limit; c += step) {
    double all_regions = 1;
    for (std::uint32_t region = 0; region < 3; ++region) {
      double down = 0;
      for (double r = -limit; r <= limit; r += step) {
        double zones_down = 1;
        for (std::size_t z = 0; z < zones.size(); ++z)
          if (zones[z].region == region)
            zones_down *= std::erfc(-(thresholds[z] - std::sqrt(shares.common) * c - std::sqrt(shares.region) * r) / own / std::sqrt(2)) / 2;
        down += density(r) * step * zones_down;
      }
      all_regions *= down;
    }
    none += density(c) * step * all_regions;
  }
  return 1 - none;
}

}  // namespace

TEST_CASE("zeros and ones are correlated as the arcsine law says", "[elasticity]") {
  for (const double latent : {0.1, 0.5, 0.9})
    CHECK_THAT(binary_correlation(0.5, 0.5, latent), WithinRel(2 / std::acos(-1.0) * std::asin(latent), 1e-6));
  CHECK_THAT(binary_correlation(0.3, 0.8, 0), WithinAbs(0, 1e-12));
  CHECK(binary_correlation(0.2, 0.9, 0.99) < 0.3);  // unlike zones cannot be alike
}

TEST_CASE("nine spot zones give 99.2 %, not 99.999", "[elasticity]") {
  const FactorShares shares = factor_shares(measured_zones, {0.43, 0.14});
  CHECK_THAT(any_zone(measured_zones, {}), WithinAbs(0.99999, 2e-6));
  CHECK_THAT(any_zone(measured_zones, shares), WithinAbs(0.992, 0.003));
  const Observed seen = observe(measured_zones, shares, refresh_rate(measured_zones, shares, 3600), 2'000'000);
  CHECK_THAT(seen.any, WithinAbs(any_zone(measured_zones, shares), 0.0015));
  double inside = 0, across = 0;
  for (std::size_t a = 0; a < 9; ++a) {
    CHECK_THAT(seen.up[a], WithinAbs(measured_zones[a].availability, 0.015));
    for (std::size_t b = a + 1; b < 9; ++b) {
      const double variances = seen.up[a] * (1 - seen.up[a]) * seen.up[b] * (1 - seen.up[b]);
      (measured_zones[a].region == measured_zones[b].region ? inside : across) += (seen.both[a][b] - seen.up[a] * seen.up[b]) / std::sqrt(variances);
    }
  }
  CHECK_THAT(inside / 10, WithinAbs(0.43, 0.02));
  CHECK_THAT(across / 26, WithinAbs(0.14, 0.02));
  // The traces: 71.3 %, 80.7 %, 96.1 %.
  CHECK_THAT(seen.any_of_region[0], WithinAbs(0.713, 0.03));
  CHECK_THAT(seen.any_of_region[1], WithinAbs(0.807, 0.03));
  CHECK_THAT(seen.any_of_region[2], WithinAbs(0.961, 0.02));
}

TEST_CASE("spells of capacity have the length asked for", "[elasticity]") {
  for (const FactorShares shares : {FactorShares{0, 0}, FactorShares{0.2, 0.4}}) {
    const double rate = refresh_rate(measured_zones, shares, 7200);
    const Observed seen = observe(measured_zones, shares, rate, 400'000);
    double up = 0;
    for (const double share : seen.up) up += share;
    const double total_s = 400'000 / (rate * 13);
    CHECK_THAT(up * total_s / seen.spells, WithinRel(7200.0, 0.03));
  }
}

TEST_CASE("a market is the same for the same seed, and a zone more leaves the others alone", "[elasticity]") {
  std::vector<SpotZone> more = measured_zones;
  more.push_back({2, 0.5});
  SpotMarket few({measured_zones, {0.2, 0.3}, 0.001}, {8, 1}), many({more, {0.2, 0.3}, 0.001}, {8, 1}),
      other({measured_zones, {0.2, 0.3}, 0.001}, {8, 2});
  int differ = 0;
  for (Time now = 0; now < kernel::from_s(1e6); now += kernel::from_s(1000)) {
    few.wake(now), many.wake(now), other.wake(now);
    for (std::uint32_t zone = 0; zone < 9; ++zone) {
      REQUIRE(few.available(zone) == many.available(zone));
      differ += few.available(zone) != other.available(zone);
    }
  }
  CHECK(differ > 1000);
}

TEST_CASE("spot zones that cannot be are refused", "[elasticity]") {
  CHECK_THROWS_AS(factor_shares(std::vector<SpotZone>{{0, 1.0}, {0, 0.5}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(factor_shares(std::vector<SpotZone>{{0, 0.1}, {0, 0.99}}, {0.43, 0}), std::invalid_argument);
  CHECK_THROWS_AS(factor_shares(measured_zones, {0.1, 0.14}), std::invalid_argument);
  CHECK_THROWS_AS(SpotMarket({measured_zones, {}, 0}, {}), std::invalid_argument);
}
