#include "traffic/admission.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using kernel::from_s;

TEST_CASE("a token bucket lets a burst pass and then its rate", "[traffic]") {
  TokenBucket bucket(10, 5);
  int passed = 0;
  for (Time now = 0; now < from_s(100); now += from_s(0.01)) passed += bucket.take(now) ? 1 : 0;
  CHECK(std::abs(passed - (5 + 1000)) <= 1);
  CHECK_FALSE(bucket.take(from_s(100), 4));
  CHECK_THAT(bucket.tokens(from_s(200)), WithinAbs(5, 1e-9));
  CHECK(bucket.take(from_s(200), 4));
  CHECK_FALSE(bucket.take(from_s(200), 2));
  CHECK(bucket.take(from_s(200), 1));
  CHECK(bucket.take(from_s(200.15)));
  CHECK_FALSE(bucket.take(from_s(200.16)));
  CHECK_THROWS_AS(TokenBucket(0, 1), std::invalid_argument);
}

TEST_CASE("a region takes no more requests a second than its rate limit lets in", "[traffic]") {
  World world = test::tiny_classic_world(20);
  const auto let_in_rps = [&](double burst) {
    world.workloads[0].admission = Admission{0, RateLimit{40, burst}};
    const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 1), {.replications = 4, .windows = 4, .window_s = 60, .warmup_s = 10});
    CHECK(outcome.requests.completed + outcome.requests.rejected == outcome.requests.offered);
    return static_cast<double>(outcome.requests.completed) / (16 * 60);
  };
  // Three populations of 20 requests a second. A bucket of one token is a server of 1/40 s without a queue: Erlang's loss formula for a = 60/40.
  CHECK_THAT(let_in_rps(1), WithinAbs(60 / (1 + 60.0 / 40), 0.5));
  // One that outlasts the gaps passes its whole rate.
  CHECK_THAT(let_in_rps(20), WithinAbs(40, 0.3));
}
