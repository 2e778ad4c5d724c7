#include "tradewind/scenarios/steering.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <numeric>
#include <span>

#include "random/draws.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;

namespace {

using Shares = std::vector<double>;

void check_shares(const Shares& found, const Shares& expected, double tolerance = 1e-12) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t region = 0; region < found.size(); ++region) {
    INFO("region " << region);
    CHECK_THAT(found[region], WithinAbs(expected[region], tolerance));
  }
}

Shares levels_of_envoy(const std::vector<double>& available) {
  std::vector<Option> options;
  for (std::size_t level = 0; level < available.size(); ++level)
    options.push_back({.takes = envoy_takes(available[level]), .priority = static_cast<int>(level)});
  return shares(options, {});
}

std::vector<Option> random_options(std::uint64_t index, std::size_t count) {
  std::vector<Option> options;
  for (std::size_t region = 0; region < count; ++region) {
    const auto u = random::Stream(5, 0, random::Purpose::probes, region, 0).draw(index);
    options.push_back({.allowed = u[0] > 0.2,
                       .takes = u[1] > 0.6 ? 1 : (u[1] > 0.3 ? u[1] : 0),
                       .priority = u[2] > 0.5 ? 1 : 0,
                       .rtt_ms = 200 * u[3],
                       .weight = u[0]});
  }
  return options;
}

}  // namespace

TEST_CASE("latency: the nearest healthy region that the rules allow", "[traffic]") {
  std::vector<Option> options{{.rtt_ms = 20}, {.rtt_ms = 80}, {.rtt_ms = 140}};
  check_shares(shares(options, {}), {1, 0, 0});
  options[0].takes = 0;
  check_shares(shares(options, {}), {0, 1, 0});
  options[1].allowed = false;
  check_shares(shares(options, {}), {0, 0, 1});
}

TEST_CASE("when all are down: fail open, the nearest, or refuse; residency holds in each case", "[traffic]") {
  const std::vector<Option> options{
      {.allowed = false, .rtt_ms = 5}, {.takes = 0, .rtt_ms = 20, .weight = 3}, {.takes = 0, .rtt_ms = 80}, {.takes = 0, .rtt_ms = 20}};
  check_shares(shares(options, {.all_down = AllDown::answer_all}), {0, 0.75, 0, 0.25});
  check_shares(shares(options, {.all_down = AllDown::nearest}), {0, 0.75, 0, 0.25});
  check_shares(shares(options, {.all_down = AllDown::refuse}), {0, 0, 0, 0});
  const std::vector<Option> forbidden{{.allowed = false}, {.allowed = false}};
  for (const AllDown all_down : {AllDown::answer_all, AllDown::nearest, AllDown::refuse})
    check_shares(shares(forbidden, {.all_down = all_down}), {0, 0});
}

TEST_CASE("weighted: shares by weight among the healthy, weight 0 as the last resort", "[traffic]") {
  std::vector<Option> options{{.weight = 6}, {.weight = 3}, {.weight = 1}, {.weight = 0}};
  check_shares(shares(options, {}), {0.6, 0.3, 0.1, 0});
  options[0].takes = 0;
  check_shares(shares(options, {}), {0, 0.75, 0.25, 0});
  options[1].takes = options[2].takes = 0;
  check_shares(shares(options, {}), {0, 0, 0, 1});
}

TEST_CASE("priority: fail over and back in order", "[traffic]") {
  std::vector<Option> options{{.priority = 2}, {.priority = 0}, {.priority = 1}};
  check_shares(shares(options, {}), {0, 1, 0});
  options[1].takes = 0;
  check_shares(shares(options, {}), {0, 0, 1});
  options[2].takes = 0;
  check_shares(shares(options, {}), {1, 0, 0});
}

TEST_CASE("geo: the narrowest rule that is healthy", "[traffic]") {
  const std::vector<GeoRule> rules{{.country_iso2 = "DE", .continent = ""}, {.country_iso2 = "", .continent = "europe"}, {}};
  const auto answer = [&rules](const std::string& country, const std::string& continent, int down = -1) {
    std::vector<Option> options;
    for (std::size_t region = 0; region < rules.size(); ++region) {
      const auto priority = geo_priority(rules[region], country, continent);
      options.push_back({.allowed = priority.has_value(), .takes = static_cast<int>(region) == down ? 0.0 : 1.0, .priority = priority.value_or(0)});
    }
    return shares(options, {.all_down = AllDown::refuse});
  };
  check_shares(answer("DE", "europe"), {1, 0, 0});
  check_shares(answer("FR", "europe"), {0, 1, 0});
  check_shares(answer("JP", "asia"), {0, 0, 1});
  check_shares(answer("DE", "europe", 0), {0, 1, 0});
  check_shares(answer("JP", "asia", 2), {0, 0, 0});
}

TEST_CASE("Front Door: priority, then the bucket of 50 ms, then weight", "[traffic]") {
  // The example of the documentation: within the bucket by weight, outside of it nothing.
  std::vector<Option> options{{.rtt_ms = 15, .weight = 1}, {.rtt_ms = 60, .weight = 3}, {.rtt_ms = 66, .weight = 9}, {.priority = 1, .rtt_ms = 5}};
  check_shares(shares(options, {.bucket_ms = 50}), {0.25, 0.75, 0, 0});
  options[0].takes = 0;
  check_shares(shares(options, {.bucket_ms = 50}), {0, 0.25, 0.75, 0});
  options[1].takes = options[2].takes = 0;
  check_shares(shares(options, {.bucket_ms = 50}), {0, 0, 0, 1});
}

TEST_CASE("Envoy: priority levels of its documentation", "[traffic]") {
  // envoyproxy.io, "Priority levels"; whole percent there.
  check_shares(levels_of_envoy({1, 1}), {1, 0}, 0.005);
  check_shares(levels_of_envoy({0.72, 1}), {1, 0}, 0.005);
  check_shares(levels_of_envoy({0.71, 1}), {0.99, 0.01}, 0.01);
  check_shares(levels_of_envoy({0.50, 1}), {0.70, 0.30}, 0.005);
  check_shares(levels_of_envoy({0.25, 1}), {0.35, 0.65}, 0.005);
  check_shares(levels_of_envoy({0, 1}), {0, 1}, 0.005);
  check_shares(levels_of_envoy({0.25, 0.25, 1}), {0.35, 0.35, 0.30}, 0.005);
  check_shares(levels_of_envoy({0.25, 0.25, 0.20}), {0.36, 0.36, 0.28}, 0.01);
  CHECK_FALSE(envoy_panics(0.25, 1));
  CHECK(envoy_panics(0.25, 0.98));
  CHECK_FALSE(envoy_panics(0.60, 0.98));
}

TEST_CASE("Global Accelerator: the dial passes traffic on, a failure ignores it", "[traffic]") {
  const std::vector<Option> options{
      {.takes = 0.8, .rtt_ms = 10}, {.takes = 0, .rtt_ms = 20}, {.takes = 1, .rtt_ms = 30}, {.rtt_ms = 40}, {.rtt_ms = 50}};
  const auto answer = [&options](std::vector<int> dead) {
    bool up[5] = {true, true, true, true, true};
    for (const int region : dead) up[region] = false;
    return accelerator_shares(options, up);
  };
  check_shares(answer({}), {0.8, 0, 0.2, 0, 0});
  check_shares(answer({0}), {0, 0.8, 0.2, 0, 0});  // although the dial of region 1 is 0
  check_shares(answer({0, 1}), {0, 0, 1, 0, 0});
  check_shares(answer({0, 1, 2}), {0, 0, 0, 1, 0});     // the third try of both
  check_shares(answer({0, 1, 2, 3}), {1, 0, 0, 0, 0});  // three tries in vain: open at the nearest, although region 4 is up
}

TEST_CASE("Global Accelerator: a dial is a share of what reaches the region", "[traffic]") {
  const std::vector<Option> options{{.takes = 0.5, .rtt_ms = 10}, {.takes = 0.5, .rtt_ms = 20}, {.rtt_ms = 30}};
  const bool up[3] = {true, true, true};
  check_shares(accelerator_shares(options, up), {0.5, 0.25, 0.25});
}

TEST_CASE("shares follow the regions when these are permuted", "[traffic]") {
  for (std::uint64_t index = 0; index < 500; ++index) {
    const auto options = random_options(index, 7);
    auto reversed = options;
    std::reverse(reversed.begin(), reversed.end());
    for (const AllDown all_down : {AllDown::answer_all, AllDown::nearest, AllDown::refuse}) {
      auto mirrored = shares(reversed, {.bucket_ms = 30, .all_down = all_down});
      std::reverse(mirrored.begin(), mirrored.end());
      check_shares(mirrored, shares(options, {.bucket_ms = 30, .all_down = all_down}));
    }
    bool up[7], pu[7];
    for (std::size_t region = 0; region < 7; ++region) up[region] = pu[6 - region] = options[region].takes > 0;
    auto mirrored = accelerator_shares(reversed, pu);
    std::reverse(mirrored.begin(), mirrored.end());
    check_shares(mirrored, accelerator_shares(options, up));
  }
}

TEST_CASE("shares add up, and nobody is sent where he must not go", "[traffic]") {
  for (std::uint64_t index = 0; index < 500; ++index) {
    const auto options = random_options(index, 6);
    const bool any = std::any_of(options.begin(), options.end(), [](const Option& option) { return option.allowed; });
    const auto result = shares(options, {.bucket_ms = 20});
    CHECK_THAT(std::accumulate(result.begin(), result.end(), 0.0), WithinAbs(any ? 1 : 0, 1e-12));
    for (std::size_t region = 0; region < options.size(); ++region)
      if (!options[region].allowed) CHECK(result[region] == 0);
  }
}

TEST_CASE("another region never makes the chosen round trip longer", "[traffic]") {
  const auto rtt_ms = [](const std::vector<Option>& options) {
    const auto result = shares(options, {});
    double sum = 0;
    for (std::size_t region = 0; region < options.size(); ++region) sum += result[region] * options[region].rtt_ms;
    return sum;
  };
  for (std::uint64_t index = 0; index < 500; ++index) {
    auto options = random_options(index, 6);
    for (Option& option : options) {
      option.priority = 0;
      option.takes = option.takes > 0 ? 1 : 0;
    }
    options[0].allowed = true;
    options[0].takes = 1;
    const double before = rtt_ms({options.begin(), options.end() - 1});
    CHECK(rtt_ms(options) <= before);
  }
}

TEST_CASE("a pick meets the shares and does not depend on how regions are numbered", "[traffic]") {
  const Shares some{0.5, 0, 0.2, 0.3};
  const std::vector<std::uint32_t> order{2, 1, 0, 3};
  CHECK(pick(some, order, 0.2) == 2U);
  CHECK(pick(some, order, 0.21) == 0U);
  CHECK(pick(some, order, 0.7) == 0U);
  CHECK(pick(some, order, 0.71) == 3U);
  CHECK(pick(some, order, 1) == 3U);
  CHECK_FALSE(pick(Shares{0, 0}, std::vector<std::uint32_t>{0, 1}, 0.5).has_value());
  const Shares renumbered{0.3, 0.2, 0, 0.5};  // 3 2 1 0
  const std::vector<std::uint32_t> same_names{1, 2, 3, 0};
  for (double u = 0.01; u <= 1; u += 0.01) CHECK(*pick(some, order, u) == 3 - *pick(renumbered, same_names, u));
}
