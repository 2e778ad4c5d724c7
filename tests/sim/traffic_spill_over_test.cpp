#include "traffic/spill_over.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <numeric>

#include "random/draws.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using kernel::from_s;

namespace {

using Preference = std::vector<std::vector<std::uint32_t>>;

double load(const Waterfall& result, std::span<const double> rates, std::size_t region) {
  double sum = 0;
  for (std::size_t group = 0; group < rates.size(); ++group) sum += rates[group] * result.shares[group][region];
  return sum;
}

}  // namespace

TEST_CASE("a waterfall by hand", "[traffic]") {
  // Groups 0 and 1 prefer region 0 (capacity 90) and offer 120: each is let in to three quarters. Their rest, 20 and 10, goes to region 1, where
  // group 2 offers 50 of 60 in the round before, so that 10 of the 30 find room there; the last 20 end in region 2.
  const std::vector<double> rates{80, 40, 50}, capacities{90, 60, 1000};
  const Preference preference{{0, 1, 2}, {0, 1, 2}, {1, 0, 2}};
  const Waterfall result = waterfall(rates, capacities, preference);
  CHECK_THAT(result.shares[0][0], WithinAbs(60.0 / 80, 1e-12));
  CHECK_THAT(result.shares[1][0], WithinAbs(30.0 / 40, 1e-12));
  CHECK_THAT(result.shares[0][1], WithinAbs(20.0 / 3 / 80, 1e-12));
  CHECK_THAT(result.shares[1][1], WithinAbs(10.0 / 3 / 40, 1e-12));
  CHECK_THAT(result.shares[2][1], WithinAbs(1, 1e-12));
  CHECK_THAT(load(result, rates, 2), WithinAbs(20, 1e-12));
  CHECK(result.overflow == 0);
}

TEST_CASE("what finds no room overloads all regions alike", "[traffic]") {
  const std::vector<double> rates{300}, capacities{50, 150};
  const Waterfall result = waterfall(rates, capacities, Preference{{0, 1}});
  CHECK_THAT(result.overflow, WithinAbs(100, 1e-12));
  CHECK_THAT(load(result, rates, 0), WithinAbs(75, 1e-12));
  CHECK_THAT(load(result, rates, 1), WithinAbs(225, 1e-12));
}

TEST_CASE("a waterfall respects capacities and residency, and follows the regions when these are permuted", "[traffic]") {
  for (std::uint64_t index = 0; index < 300; ++index) {
    std::vector<double> rates(8), capacities(5), mirrored(5);
    Preference preference(8), turned(8);
    for (std::uint32_t region = 0; region < 5; ++region) {
      capacities[region] = 100 * random::Stream(1, 0, random::Purpose::probes, region, 0).draw(index)[0];
      mirrored[4 - region] = capacities[region];
    }
    for (std::uint32_t group = 0; group < 8; ++group) {
      const auto u = random::Stream(1, 1, random::Purpose::probes, group, 0).draw(index);
      rates[group] = 60 * u[0];
      for (std::uint32_t step = 0; step < 4; ++step) {  // one region is forbidden to each group
        const std::uint32_t region = (static_cast<std::uint32_t>(u[1] * 5) + step) % 5;
        preference[group].push_back(region);
        turned[group].push_back(4 - region);
      }
    }
    const Waterfall result = waterfall(rates, capacities, preference), other = waterfall(rates, mirrored, turned);
    for (std::size_t group = 0; group < 8; ++group) {
      CHECK_THAT(std::accumulate(result.shares[group].begin(), result.shares[group].end(), 0.0), WithinAbs(1, 1e-9));
      for (std::uint32_t region = 0; region < 5; ++region) {
        CHECK_THAT(other.shares[group][4 - region], WithinAbs(result.shares[group][region], 1e-9));
        if (std::find(preference[group].begin(), preference[group].end(), region) == preference[group].end())
          CHECK(result.shares[group][region] == 0);
      }
    }
    if (result.overflow < 1e-9)
      for (std::size_t region = 0; region < 5; ++region) CHECK(load(result, rates, region) <= capacities[region] + 1e-9);
  }
}

TEST_CASE("shares follow the rates that were measured", "[traffic]") {
  SpillOver spill(from_s(10), {100, 100}, {{0, 1}});
  CHECK(spill.shares(0)[0] == 1);
  for (int request = 0; request < 1600; ++request) spill.offered(0);
  CHECK(spill.shares(0)[0] == 1);  // nobody has measured yet
  CHECK(spill.next_wake() == from_s(10));
  spill.wake(from_s(10));
  CHECK_THAT(spill.shares(0)[0], WithinAbs(100.0 / 160, 1e-12));
  CHECK_THAT(spill.shares(0)[1], WithinAbs(60.0 / 160, 1e-12));
  CHECK(spill.next_wake() == from_s(20));
  spill.capacity(0, 0);  // it closes: nobody waits for the next interval
  CHECK(spill.shares(0)[0] == 0);
  CHECK_THAT(spill.overflow_rps(), WithinAbs(60, 1e-12));
  for (int request = 0; request < 500; ++request) spill.offered(0);
  spill.capacity(0, 100);
  spill.wake(from_s(20));
  CHECK(spill.shares(0)[0] == 1);
  CHECK_THROWS_AS(SpillOver(0, {1}, {{0}}), std::invalid_argument);
}

TEST_CASE("a region at its limit does not change with every request", "[traffic]") {
  Fullness fullness(0.7, 0.9);
  CHECK_FALSE(fullness.update(0.89));
  CHECK(fullness.update(0.9));
  CHECK(fullness.update(0.71));
  CHECK_FALSE(fullness.update(0.7));
  CHECK_FALSE(fullness.update(0.8));
  CHECK_THROWS_AS(Fullness(0.9, 0.7), std::invalid_argument);
}
