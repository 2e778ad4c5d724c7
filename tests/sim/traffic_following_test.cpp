#include "traffic/following.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "random/draws.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using kernel::from_s;

namespace {

constexpr int many = 40'000;

ClientDraws client(int number) {
  const auto u = random::Stream(3, 0, random::Purpose::probes, 99, 0).draw(static_cast<std::uint64_t>(number));
  return {.cache_phase = u[0], .cache_kind = u[1], .connection_phase = u[2]};
}

// The manager names region 0 until `shift`, region 1 from then on; region 0 dies at `death` and stays dead.
struct Failover {
  History<std::uint32_t> answers{0};
  std::vector<History<bool>> reachable{History<bool>(true), History<bool>(true)};
  Failover(Time death, Time shift) {
    reachable[0].record(death, false);
    answers.record(shift, 1);
  }
  std::uint32_t region(const Following& following, Time now, int number) const {
    const auto followed = following.follow(now, client(number), answers, reachable, [](std::uint32_t answer) { return std::optional(answer); });
    return *followed.region;
  }
  double share_of_old(const Following& following, Time now) const {
    int old = 0;
    for (int number = 0; number < many; ++number) old += region(following, now, number) == 0 ? 1 : 0;
    return static_cast<double>(old) / many;
  }
};

constexpr double sampling_error = 4 * 0.5 / 200;  // four standard deviations of a share of 40,000

}  // namespace

TEST_CASE("a history answers for every moment", "[traffic]") {
  History<int> history(1);
  history.record(10, 2);
  history.record(20, 3);
  history.record(20, 4);
  CHECK(history.at(-5) == 1);
  CHECK(history.at(9) == 1);
  CHECK(history.at(10) == 2);
  CHECK(history.at(19) == 2);
  CHECK(history.at(1000) == 4);
  CHECK(history.next_change(9) == 10);
  CHECK(history.next_change(10) == 20);
  CHECK(history.next_change(20) == kernel::never);
  CHECK_THROWS_AS(history.record(19, 5), std::invalid_argument);
  history.forget(15);
  CHECK(history.size() == 2);
  CHECK(history.at(15) == 2);
  CHECK(history.at(20) == 4);
}

TEST_CASE("after a change of DNS the old answer decays linearly over the TTL", "[traffic]") {
  const Failover failover(from_s(100), from_s(200));
  const Following following({.layer = Layer::dns, .ttl = from_s(60)});
  for (const double since_s : {0.0, 6.0, 15.0, 30.0, 45.0, 59.0, 60.0, 61.0}) {
    const double closed_form = std::max(0.0, 1 - since_s / 60);
    INFO(since_s << " s after the change");
    CHECK_THAT(following.stale_share(from_s(since_s)), WithinAbs(closed_form, 1e-12));
    CHECK_THAT(failover.share_of_old(following, from_s(200 + since_s)), WithinAbs(closed_form, sampling_error));
  }
}

TEST_CASE("clients that outstay the TTL make a tail", "[traffic]") {
  const Failover failover(from_s(100), from_s(2000));
  const Following following({.layer = Layer::dns, .ttl = from_s(60), .outstay = {{0.1, from_s(600)}, {0.05, from_s(30)}, {0.2, from_s(300)}}});
  for (const double since_s : {0.0, 30.0, 60.0, 200.0, 299.0, 599.0, 601.0}) {
    // 65 % obey, 5 % would keep answers for 30 s but the TTL is longer, 20 % keep them for 5 minutes, 10 % for 10.
    const auto stale = [since_s](double lifetime_s) { return std::max(0.0, 1 - since_s / lifetime_s); };
    const double closed_form = 0.7 * stale(60) + 0.2 * stale(300) + 0.1 * stale(600);
    CHECK_THAT(following.stale_share(from_s(since_s)), WithinAbs(closed_form, 1e-12));
    CHECK_THAT(failover.share_of_old(following, from_s(2000 + since_s)), WithinAbs(closed_form, sampling_error));
  }
}

TEST_CASE("a planned shift waits for the connections too", "[traffic]") {
  // Nothing breaks: a client changes when it opens a connection after its cache has expired. Age of the answer that it follows = age of the
  // connection, uniform over an hour, + age of the answer at its opening, uniform over a minute: P(sum > x) = 1 - (x - 30) / 3600 between 60 and 3600
  // s.
  const Failover failover(from_s(1e6), from_s(10'000));
  const Following following({.layer = Layer::dns, .ttl = from_s(60), .connection_life = from_s(3600)});
  for (const double since_s : {60.0, 600.0, 1800.0, 3500.0})
    CHECK_THAT(failover.share_of_old(following, from_s(10'000 + since_s)), WithinAbs(1 - (since_s - 30) / 3600, sampling_error));
  CHECK(failover.share_of_old(following, from_s(10'000 + 3660)) == 0);
}

TEST_CASE("a dead region breaks its connections, and only the cached answers are left to wait for", "[traffic]") {
  const Failover failover(from_s(100), from_s(200));
  const Following dns({.layer = Layer::dns, .ttl = from_s(60), .connection_life = from_s(3600)});
  CHECK(failover.share_of_old(dns, from_s(199)) == 1);  // the manager has not noticed
  CHECK_THAT(failover.share_of_old(dns, from_s(230)), WithinAbs(0.5, sampling_error));
  CHECK(failover.share_of_old(dns, from_s(260)) == 0);
  // No TTL behind anycast: new connections follow the verdict at once.
  const Following anycast({.layer = Layer::connection, .connection_life = from_s(3600)});
  CHECK(failover.share_of_old(anycast, from_s(199.9)) == 1);
  CHECK(failover.share_of_old(anycast, from_s(200)) == 0);
  const Following proxy({.layer = Layer::request, .connection_life = from_s(3600)});
  CHECK(failover.share_of_old(proxy, from_s(199.9)) == 1);
  CHECK(failover.share_of_old(proxy, from_s(200)) == 0);
}

TEST_CASE("fail-back is as slow as the connections that were opened meanwhile", "[traffic]") {
  // Region 0 is dead from 100 to 1000 s; the manager names region 1 from 200 to 1100 s.
  Failover failover(from_s(100), from_s(200));
  failover.reachable[0].record(from_s(1000), true);
  failover.answers.record(from_s(1100), 0);
  const Following anycast({.layer = Layer::connection, .connection_life = from_s(3600)});
  // Those whose connection was due for renewal since 1100 s are back: a share (t - 1100) / 3600.
  for (const double t : {1100.0, 2000.0, 4000.0}) CHECK_THAT(failover.share_of_old(anycast, from_s(t)), WithinAbs((t - 1100) / 3600, sampling_error));
  CHECK(failover.share_of_old(anycast, from_s(4701)) == 1);
}

TEST_CASE("a request that opens a connection follows the newest answer, however long others are kept", "[traffic]") {
  const Failover failover(from_s(1e6), from_s(200));
  const auto pick = [](std::uint32_t answer) { return std::optional(answer); };
  ClientDraws opening = client(1);
  opening.connects = true;
  const Following anycast({.layer = Layer::connection, .connection_life = from_s(3600)});
  CHECK(anycast.follow(from_s(199), opening, failover.answers, failover.reachable, pick).region == 0U);
  CHECK(anycast.follow(from_s(201), opening, failover.answers, failover.reachable, pick).region == 1U);
  // Of DNS it still holds the answer in its cache, for a TTL at most.
  const Following dns({.layer = Layer::dns, .ttl = from_s(60), .connection_life = from_s(3600)});
  CHECK(dns.follow(from_s(261), opening, failover.answers, failover.reachable, pick).region == 1U);
  CHECK(dns.follow(from_s(200), opening, failover.answers, failover.reachable, pick).asked >= from_s(140));
}

TEST_CASE("an outage that ends before the manager notices ends for everybody", "[traffic]") {
  Failover failover(from_s(100), from_s(1e6));
  failover.reachable[0].record(from_s(130), true);
  for (const Layer layer : {Layer::dns, Layer::connection, Layer::request}) {
    const Following following({.layer = layer, .ttl = from_s(60), .connection_life = from_s(600)});
    CHECK(failover.share_of_old(following, from_s(120)) == 1);
    CHECK(failover.share_of_old(following, from_s(131)) == 1);
  }
}

TEST_CASE("clients that fled stay where they are, although the manager has changed its mind", "[traffic]") {
  // Region 0 is dead from 100 to 300 s; the manager names region 1 from 200 to 250 s only.
  Failover failover(from_s(100), from_s(200));
  failover.reachable[0].record(from_s(300), true);
  failover.answers.record(from_s(250), 0);
  const Following anycast({.layer = Layer::connection, .connection_life = from_s(3600)});
  // Back are those whose connection was due for renewal since 250 s.
  CHECK_THAT(failover.share_of_old(anycast, from_s(1150)), WithinAbs(0.25, sampling_error));
}

TEST_CASE("the end of a drain cuts off those who stayed", "[traffic]") {
  // Taken out of DNS at 1000 s, connections stay until 1300 s.
  const Failover failover(from_s(1300), from_s(1000));
  const Following following({.layer = Layer::dns, .ttl = from_s(30), .connection_life = from_s(3600)});
  CHECK(failover.share_of_old(following, from_s(1299)) > 0.9);
  CHECK(failover.share_of_old(following, from_s(1301)) == 0);
}

TEST_CASE("a fault and its absence differ only after its first event", "[traffic]") {
  const Failover fault(from_s(500), from_s(600)), none(from_s(1e6), from_s(1e6));
  const Following following({.layer = Layer::dns, .ttl = from_s(60), .outstay = {{0.1, from_s(600)}}, .connection_life = from_s(300)});
  int differ = 0;
  for (int number = 0; number < 500; ++number)
    for (Time now = 0; now < from_s(1000); now += from_s(7)) {
      const bool same = fault.region(following, now, number) == none.region(following, now, number);
      if (now < from_s(500)) CHECK(same);
      differ += same ? 0 : 1;
    }
  CHECK(differ > 1000);
}

TEST_CASE("networks find another edge site with an exponential delay", "[traffic]") {
  double late = 0, sum_s = 0;
  for (int number = 0; number < many; ++number) {
    const Time wait = reconvergence(from_s(30), client(number).cache_phase);
    sum_s += kernel::to_s(wait);
    late += wait > from_s(60) ? 1 : 0;
  }
  CHECK_THAT(sum_s / many, WithinAbs(30, 0.6));
  CHECK_THAT(late / many, WithinAbs(std::exp(-2), sampling_error));
}

TEST_CASE("impossible settings of caches are refused", "[traffic]") {
  CHECK_THROWS_AS(Following({.outstay = {{0.6, 1}, {0.6, 1}}}), std::invalid_argument);
  CHECK_THROWS_AS(Following({.outstay = {{-0.1, 1}}}), std::invalid_argument);
  CHECK_THROWS_AS(Following({.ttl = -1}), std::invalid_argument);
}
