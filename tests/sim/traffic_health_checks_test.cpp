// Detection and recovery times against arithmetic on the parameters of each manager, means and whole distributions.
#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numeric>

#include "traffic/health_checks.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using kernel::from_s;
using kernel::to_s;

namespace {

std::vector<random::Stream> streams(std::size_t targets, std::uint32_t replication = 0) {
  std::vector<random::Stream> streams;
  for (std::size_t target = 0; target < targets; ++target) streams.emplace_back(7, replication, random::Purpose::probes, target, 0);
  return streams;
}

constexpr Reply silence{.ok = false, .after = kernel::never};

std::vector<VerdictChange> run(HealthChecks& checks, Time until) {
  std::vector<VerdictChange> all;
  while (checks.next_wake() <= until) {
    const auto changes = checks.wake(checks.next_wake());
    all.insert(all.end(), changes.begin(), changes.end());
  }
  return all;
}

// Seconds from the change of many targets at one moment to the change of their verdicts, ascending.
std::vector<double> delays_s(const CheckSettings& settings, Reply before, Reply after, std::size_t targets = 20'000) {
  HealthChecks checks(settings, streams(targets));
  for (std::uint32_t target = 0; target < targets; ++target) checks.always(0, target, before);
  run(checks, from_s(5000));
  const Time moment = from_s(5017.3);
  for (std::uint32_t target = 0; target < targets; ++target) checks.always(moment, target, after);
  std::vector<double> delays;
  for (const VerdictChange& change : run(checks, from_s(50'000))) delays.push_back(to_s(change.time - moment));
  std::sort(delays.begin(), delays.end());
  REQUIRE(delays.size() == targets);
  return delays;
}

double mean(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

// Largest distance between the distribution of ascending values and a cumulative one (Kolmogorov and Smirnov). For n values of the right distribution
// it stays below 1.95 / sqrt(n) in 999 of 1000 cases.
template <class Cumulative>
double distance(const std::vector<double>& values, Cumulative cumulative) {
  double most = 0;
  const auto n = static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = cumulative(values[i]);
    most = std::max({most, std::abs(p - static_cast<double>(i) / n), std::abs(p - static_cast<double>(i + 1) / n)});
  }
  return most;
}
double allowed(const std::vector<double>& values) { return 1.95 / std::sqrt(static_cast<double>(values.size())); }

double uniform(double x, double from, double to) { return std::clamp((x - from) / (to - from), 0.0, 1.0); }

CheckSettings route53(Time interval = from_s(30)) {
  return {.probers = 15, .interval = interval, .interval_from_reply = true, .timeout = from_s(4), .down_after = 3, .up_after = 3, .quorum = 0.18};
}
CheckSettings traffic_manager() { return {.interval = from_s(30), .timeout = from_s(10), .down_after = 4, .up_after = 1}; }

}  // namespace

TEST_CASE("Traffic Manager: the timeline of its documentation", "[traffic]") {
  // Four checks 30 s apart, each fails after 10 s; the first one is sent up to 30 s after the fault. Up with the first success.
  const auto down = delays_s(traffic_manager(), {}, silence);
  CHECK(distance(down, [](double t) { return uniform(t, 100, 130); }) < allowed(down));
  CHECK_THAT(mean(down), WithinAbs(115, 0.3));
  CHECK(down.front() >= 100);
  CHECK(down.back() <= 130);
  const auto up = delays_s(traffic_manager(), silence, {.ok = true, .after = from_s(0.2)});
  CHECK(distance(up, [](double t) { return uniform(t, 0.2, 30.2); }) < allowed(up));
}

TEST_CASE("a target that refuses at once is found sooner than one that is silent", "[traffic]") {
  const auto refused = delays_s(traffic_manager(), {}, {.ok = false, .after = 0});
  CHECK(distance(refused, [](double t) { return uniform(t, 90, 120); }) < allowed(refused));
}

TEST_CASE("Google's load balancer, the accelerator and Cloudflare by arithmetic", "[traffic]") {
  // 2 checks of 5 s each, 5 s apart: 10 to 15 s.
  const auto google = delays_s({.interval = from_s(5), .timeout = from_s(5), .down_after = 2, .up_after = 2}, {}, silence);
  CHECK(distance(google, [](double t) { return uniform(t, 10, 15); }) < allowed(google));
  // 3 checks 30 s apart with a timeout of 10 s: 70 to 100 s.
  const auto accelerator = delays_s({.interval = from_s(30), .timeout = from_s(10), .down_after = 3, .up_after = 3}, {}, silence);
  CHECK(distance(accelerator, [](double t) { return uniform(t, 70, 100); }) < allowed(accelerator));
  // One check every 60 s; it fails after 3 probes of 5 s in a row: 15 to 75 s. Up with the first success.
  const CheckSettings retrying{.interval = from_s(60), .timeout = from_s(5), .attempts = 3, .down_after = 1, .up_after = 1};
  const auto cloudflare = delays_s(retrying, {}, silence);
  CHECK(distance(cloudflare, [](double t) { return uniform(t, 15, 75); }) < allowed(cloudflare));
  const auto back = delays_s(retrying, silence, {});
  CHECK(distance(back, [](double t) { return uniform(t, 0, 60); }) < allowed(back));
}

TEST_CASE("Front Door: a sample of the last checks", "[traffic]") {
  // 3 of the last 4 must succeed: down with the second failure, up with the third success.
  const CheckSettings settings{.interval = from_s(30), .timeout = from_s(10), .sample = 4, .sample_ok = 3};
  const auto down = delays_s(settings, {}, silence);
  CHECK(distance(down, [](double t) { return uniform(t, 40, 70); }) < allowed(down));
  const auto up = delays_s(settings, silence, {});
  CHECK(distance(up, [](double t) { return uniform(t, 60, 90); }) < allowed(up));
}

TEST_CASE("Route 53: the quorum is an order statistic of the checkers", "[traffic]") {
  // Healthy while more than 18 % of 15 checkers say so, that is at least 3: down when the 13th has given up. A checker's first check after the fault
  // comes after U(0, 30), it fails after 4 s, two more follow 34 s apart: U(72, 102). The 13th of 15: Beta(13, 3). Back: the third of 15: Beta(3,
  // 13).
  const boost::math::beta_distribution<> thirteenth(13, 3), third(3, 13);
  const auto down = delays_s(route53(), {}, silence, 4000);
  CHECK(distance(down, [&](double t) { return boost::math::cdf(thirteenth, uniform(t, 72, 102)); }) < allowed(down));
  CHECK_THAT(mean(down), WithinAbs(72 + 30 * 13.0 / 16, 0.2));
  // Back from refusing at once, so that the checkers keep their period of 30 s: three successes 30 s apart.
  const auto up = delays_s(route53(), {.ok = false, .after = 0}, {}, 4000);
  CHECK(distance(up, [&](double t) { return boost::math::cdf(third, uniform(t, 60, 90)); }) < allowed(up));
  // Back from silence, when a checker's period was 34 s.
  const auto late = delays_s(route53(), silence, {}, 4000);
  CHECK((late.front() >= 60 && late.back() <= 94));
  // Fast checks.
  const auto fast = delays_s(route53(from_s(10)), {}, silence, 4000);
  CHECK(distance(fast, [&](double t) { return boost::math::cdf(thirteenth, uniform(t, 32, 42)); }) < allowed(fast));
}

TEST_CASE("a probe that is answered too late fails when the timeout has passed", "[traffic]") {
  const auto slow = delays_s(traffic_manager(), {}, {.ok = true, .after = from_s(11)});
  CHECK(distance(slow, [](double t) { return uniform(t, 100, 130); }) < allowed(slow));
  HealthChecks checks(traffic_manager(), streams(1));
  checks.always(0, 0, {.ok = true, .after = from_s(10)});
  CHECK(run(checks, from_s(10'000)).empty());
}

TEST_CASE("probes cost nothing while they cannot change anything, and keep their rhythm", "[traffic]") {
  HealthChecks checks(route53(), streams(1));
  int wakes = 0;
  const auto drive = [&](Time until) {
    for (; checks.next_wake() <= until; ++wakes) checks.wake(checks.next_wake());
  };
  CHECK(checks.next_wake() == kernel::never);
  for (int day = 0; day < 30; ++day) {
    checks.always(from_s(day * 86400.0 + 1000), 0, silence);
    drive(from_s(day * 86400.0 + 2000));
    CHECK_FALSE(checks.healthy(0));
    checks.always(from_s(day * 86400.0 + 2000), 0, {});
    drive(from_s(day * 86400.0 + 86400));
    CHECK(checks.healthy(0));
  }
  CHECK(wakes <= 30 * 2 * 15 * 2 * 3);  // days x changes x checkers x (send, reply) x threshold
}

TEST_CASE("a sleeping prober goes on as one that never slept", "[traffic]") {
  // The same targets twice: replies known in advance, or asked for each probe.
  struct Fault {
    Time from, to;
  };
  const std::vector<Fault> faults{{from_s(500), from_s(900)}, {from_s(2000.5), from_s(2090)}, {from_s(2100), from_s(2101)}};
  const auto reply = [&faults](Time now) {
    for (const Fault& fault : faults)
      if (now >= fault.from && now < fault.to) return Reply{.ok = false, .after = from_s(2.5)};
    return Reply{.ok = true, .after = from_s(0.3)};
  };
  for (const CheckSettings& settings : {route53(), traffic_manager(), CheckSettings{.sample = 4, .sample_ok = 3}}) {
    HealthChecks known(settings, streams(200)), asked(settings, streams(200), [&](const Probe&probe) { return reply(probe.sent); });
    std::vector<VerdictChange> expected;
    for (std::uint32_t target = 0; target < 200; ++target) asked.ask(0, target);
    for (std::uint32_t target = 0; target < 200; ++target) known.always(0, target, reply(0));
    std::vector<VerdictChange> changes;
    for (const Fault& fault : faults)
      for (const Time moment : {fault.from, fault.to}) {
        const auto more = run(known, moment - 1);
        changes.insert(changes.end(), more.begin(), more.end());
        for (std::uint32_t target = 0; target < 200; ++target) known.always(moment, target, reply(moment));
      }
    const auto more = run(known, from_s(5000));
    changes.insert(changes.end(), more.begin(), more.end());
    expected = run(asked, from_s(5000));
    REQUIRE(changes.size() == expected.size());
    CHECK(changes.size() >= 400);
    for (std::size_t i = 0; i < changes.size(); ++i) CHECK((changes[i].time == expected[i].time && changes[i].target == expected[i].target));
  }
}

TEST_CASE("a grey failure is found after the mean time of a run of failed checks", "[traffic]") {
  // With probability p of failing, the mean number of checks until r fail in a row is (1 - p^r) / (p^r (1 - p)) (Feller, vol. 1, XIII.7).
  const double p = 0.4;
  const std::size_t targets = 4000;
  HealthChecks checks({.interval = from_s(1), .timeout = from_s(1), .down_after = 3, .up_after = 32}, streams(targets),
                      [p](const Probe& probe) { return Reply{.ok = probe.draws[0] > p, .after = 0}; });
  for (std::uint32_t target = 0; target < targets; ++target) checks.ask(0, target);
  std::vector<double> found(targets, -1);
  for (const VerdictChange& change : run(checks, from_s(400)))
    if (!change.healthy && found[change.target] < 0) found[change.target] = to_s(change.time);
  const double checks_needed = (1 - p * p * p) / (p * p * p * (1 - p));
  CHECK_THAT(mean(found), WithinRel(checks_needed - 0.5, 0.05));  // the first check comes after half an interval
}

TEST_CASE("flapping between checks is never seen, flapping with them is", "[traffic]") {
  const auto verdicts = [](Time period) {
    HealthChecks checks(traffic_manager(), streams(1),
                        [period](const Probe& probe) { return Reply{.ok = probe.sent / period % 2 == 0, .after = 0}; });
    checks.ask(0, 0);
    return run(checks, from_s(20'000)).size();
  };
  CHECK(verdicts(from_s(30)) == 0);    // every other check fails: never four in a row
  CHECK(verdicts(from_s(60)) == 0);    // two in a row
  CHECK(verdicts(from_s(200)) >= 40);  // six or seven in a row: each half period is seen
}

TEST_CASE("verdicts follow the targets when these are numbered anew", "[traffic]") {
  auto some = streams(6), reversed = some;
  std::reverse(reversed.begin(), reversed.end());
  const auto down = [](const std::vector<random::Stream>& draws, bool mirrored) {
    HealthChecks checks(route53(), draws);
    for (std::uint32_t target = 0; target < 6; ++target) checks.always(from_s(100.0 + target), mirrored ? 5 - target : target, silence);
    std::vector<Time> times(6);
    for (const VerdictChange& change : run(checks, from_s(1000))) times[mirrored ? 5 - change.target : change.target] = change.time;
    return times;
  };
  CHECK(down(some, false) == down(reversed, true));
}

TEST_CASE("one-way loss: some probers are blind", "[traffic]") {
  // 12 of 15 checkers lose the target: 3 are more than 18 %. With 13 blind it is down.
  const auto verdict = [](std::uint32_t blind) {
    HealthChecks checks(route53(), streams(1), [blind](const Probe& probe) { return probe.prober < blind ? silence : Reply{}; });
    checks.ask(0, 0);
    run(checks, from_s(500));
    return checks.healthy(0);
  };
  CHECK(verdict(12));
  CHECK_FALSE(verdict(13));
}

TEST_CASE("settings of health checks outside their ranges are refused", "[traffic]") {
  const auto refused = [](CheckSettings settings) { CHECK_THROWS_AS(HealthChecks(settings, streams(1)), std::invalid_argument); };
  refused({.probers = 0});
  refused({.interval = 0});
  refused({.interval = from_s(5), .timeout = from_s(6)});
  refused({.interval = from_s(10), .timeout = from_s(5), .attempts = 3});
  refused({.down_after = 0});
  refused({.up_after = 33});
  refused({.sample = 4, .sample_ok = 5});
  refused({.quorum = 1});
  HealthChecks checks({}, streams(1));
  CHECK_THROWS_AS(checks.ask(0, 0), std::invalid_argument);
}
