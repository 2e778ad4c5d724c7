#include "traffic/admission.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <functional>
#include <queue>

#include "random/draws.h"
#include "traffic/outlier_detection.h"
#include "traffic/turnover.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using kernel::from_s;

namespace {

// Erlang's loss formula by its recursion: B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)).
double erlang_b(int servers, double erlang) {
  double loss = 1;
  for (int n = 1; n <= servers; ++n) loss = erlang * loss / (n + erlang * loss);
  return loss;
}

// Share turned away of Poisson arrivals with mean holding time 1 s.
double turned_away(int limit, double erlang, bool exponential, std::uint32_t replication) {
  constexpr int arrivals = 200'000;
  const random::Stream stream(11, replication, random::Purpose::arrivals, 0, 0);
  ConcurrencyLimit admission(limit);
  std::priority_queue<Time, std::vector<Time>, std::greater<>> ends;
  Time now = 0;
  int refused = 0;
  for (int index = 0; index < arrivals; ++index) {
    const auto u = stream.draw(static_cast<std::uint64_t>(index));
    now += from_s(-std::log(u[0]) / erlang);
    for (; !ends.empty() && ends.top() <= now; ends.pop()) admission.leave();
    if (admission.enter())
      ends.push(now + from_s(exponential ? -std::log(u[1]) : 1));
    else
      ++refused;
  }
  return static_cast<double>(refused) / arrivals;
}

}  // namespace

TEST_CASE("a concurrency limit loses what Erlang's formula says, whatever the holding times", "[traffic]") {
  struct Case {
    int limit;
    double erlang;
  };
  for (const Case& c : {Case{1, 0.5}, Case{10, 8}, Case{30, 40}})
    for (const bool exponential : {true, false}) {
      constexpr int replications = 10;
      double sum = 0, squares = 0;
      for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const double loss = turned_away(c.limit, c.erlang, exponential, replication);
        sum += loss;
        squares += loss * loss;
      }
      const double mean = sum / replications, error = std::sqrt((squares / replications - mean * mean) / (replications - 1));
      INFO(c.limit << " places, " << c.erlang << " Erlang, " << (exponential ? "exponential" : "deterministic"));
      CHECK_THAT(mean, WithinAbs(erlang_b(c.limit, c.erlang), 4 * error));  // 4 > Student's t of 99.7 % with 9 degrees of freedom
      CHECK(error < 0.02 * mean);
    }
}

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
  CHECK_THROWS_AS(ConcurrencyLimit(0), std::invalid_argument);
}

TEST_CASE("a drain ends with the last request or with its delay", "[traffic]") {
  CHECK(Drain(from_s(10), from_s(300), 0).end() == from_s(10));
  Drain drain(from_s(10), from_s(300), 2);
  CHECK(drain.end() == from_s(310));
  drain.ended(from_s(20));
  CHECK(drain.end() == from_s(310));
  CHECK(drain.inside() == 1);
  drain.ended(from_s(42));
  CHECK(drain.end() == from_s(42));
}

TEST_CASE("traffic comes back after a wait, and slowly", "[traffic]") {
  const FailBack back{.wait = from_s(30), .slow_start = from_s(100)};
  CHECK(back.share(from_s(129), from_s(100)) == 0);
  CHECK(back.share(from_s(130), from_s(100)) == 0);
  CHECK_THAT(back.share(from_s(155), from_s(100)), WithinAbs(0.25, 1e-12));
  CHECK(back.share(from_s(230), from_s(100)) == 1);
  CHECK(FailBack{}.share(from_s(100), from_s(100)) == 1);
}

TEST_CASE("outliers are ejected for longer each time, and return in a sweep", "[traffic]") {
  OutlierDetection detection({}, 20);
  const auto errors = [&](Time now, std::uint32_t host, int count) {
    bool ejected = false;
    for (int error = 0; error < count; ++error) ejected = detection.result(now, host, false);
    return ejected;
  };
  CHECK_FALSE(errors(from_s(1), 3, 4));
  CHECK_FALSE(detection.result(from_s(1), 3, true));
  CHECK_FALSE(errors(from_s(1), 3, 4));
  CHECK(errors(from_s(2), 3, 1));
  CHECK(detection.ejected(3));
  // 30 s: until 32 s, and the sweep after that is at 40 s.
  for (; detection.next_wake() < from_s(40);) detection.wake(detection.next_wake());
  CHECK(detection.ejected(3));
  detection.wake(detection.next_wake());
  CHECK_FALSE(detection.ejected(3));
  // The second time, before a sweep has forgotten the first one: 60 s.
  CHECK(errors(from_s(45), 3, 5));
  for (; detection.next_wake() < from_s(110);) detection.wake(detection.next_wake());
  CHECK(detection.ejected(3));
  detection.wake(from_s(110));
  CHECK_FALSE(detection.ejected(3));
  // Two sweeps forget both, then there is nothing to wake for.
  detection.wake(from_s(120));
  detection.wake(from_s(130));
  CHECK(detection.next_wake() == kernel::never);
  // At most a tenth of 20 hosts, and at least one.
  CHECK(errors(from_s(200), 0, 5));
  CHECK(errors(from_s(200), 1, 5));
  CHECK_FALSE(errors(from_s(200), 2, 5));
  CHECK(detection.ejected_hosts() == 2);
  OutlierDetection pair({}, 2);
  for (int error = 0; error < 5; ++error) pair.result(0, 0, false);
  CHECK(pair.ejected(0));
}
