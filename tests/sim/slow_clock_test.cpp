// A replica that has become slow does the same things in a stretched time.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

#include "serving/pool_of.h"
#include "support_drive.h"
#include "support_models.h"

using namespace tradewind;
using serving::Completion;
using serving::LlmServer;
using serving::LlmServerSettings;
using Pool = serving::PoolOf<LlmServer>;

namespace {

std::vector<test::Arrival> arrivals(kernel::Time stretch) {
  std::mt19937_64 random(7);
  std::exponential_distribution<double> pause_s(6);
  std::uniform_int_distribution<std::int32_t> tokens(1, 400);
  std::vector<test::Arrival> all;
  double time_s = 0;
  for (std::uint32_t i = 0; i < 200; ++i) {
    time_s += pause_s(random);
    const std::int32_t prompt = tokens(random);
    all.push_back({stretch * kernel::from_s(time_s), {.request = i, .size = prompt, .output_tokens = tokens(random)}});
  }
  return all;
}

// Changes the factor of the only replica at the given times.
std::map<std::uint32_t, Completion> run(std::span<const test::Arrival> arrivals, std::map<kernel::Time, double> factors) {
  const LlmServerSettings settings(test::affine(), {}, 2000);
  const Pool::Group group{&settings, 1};
  Pool pool(std::span(&group, 1), Balancing::round_robin);
  std::map<std::uint32_t, Completion> completions;
  std::size_t next = 0;
  while (next < arrivals.size() || pool.next_wake() != kernel::never) {
    const kernel::Time arrival = next < arrivals.size() ? arrivals[next].time : kernel::never,
                       change = factors.empty() ? kernel::never : factors.begin()->first;
    if (change <= std::min(arrival, pool.next_wake())) {
      pool.set_slowness(change, 0, factors.begin()->second);
      factors.erase(factors.begin());
    } else if (arrival <= pool.next_wake()) {
      REQUIRE(pool.arrive(arrival, arrivals[next++].job, 1).accepted);
    } else {
      for (const Completion& completion : pool.wake()) completions[completion.request] = completion;
    }
  }
  REQUIRE(completions.size() == arrivals.size());
  return completions;
}

}  // namespace

TEST_CASE("three times as slow from the start, with arrivals three times as far apart: everything comes three times as late") {
  const auto usual = run(arrivals(1), {}), slow = run(arrivals(3), {{0, 3}});
  for (const auto& [request, completion] : usual) {
    REQUIRE(slow.at(request).scheduled == 3 * completion.scheduled);
    REQUIRE(slow.at(request).first_token == 3 * completion.first_token);
    REQUIRE(slow.at(request).end == 3 * completion.end);
  }
}

TEST_CASE("a slow spell changes nothing before it, delays what it meets, and is over when the backlog is") {
  const auto all = arrivals(1);
  const kernel::Time from = all[60].time, to = all[90].time;
  const auto usual = run(all, {}), slow = run(all, {{from, 4.5}, {to, 1}});
  std::size_t before = 0, delayed = 0;
  for (const auto& [request, completion] : usual) {
    const Completion& other = slow.at(request);
    CHECK(other.end >= other.first_token);
    CHECK(other.first_token >= other.scheduled);
    CHECK(other.scheduled >= all[request].time);
    if (completion.end <= from) {
      CHECK(other.end == completion.end);
      ++before;
    }
    if (all[request].time >= from && all[request].time < to) delayed += other.end > completion.end + (completion.end - completion.scheduled) / 2;
  }
  CHECK(before > 20);
  CHECK(delayed >= 15);
  CHECK(slow.rbegin()->second.end - usual.rbegin()->second.end <= kernel::from_ms(20));
}

TEST_CASE("a slow replica that is lost is well again") {
  const LlmServerSettings settings(test::affine(), {}, 2000);
  const Pool::Group group{&settings, 1};
  const auto answered_after = [&](bool was_slow) {
    Pool pool(std::span(&group, 1), Balancing::round_robin);
    if (was_slow) pool.set_slowness(kernel::from_s(1), 0, 10);
    pool.lose(kernel::from_s(2), 0);
    pool.set_taking(0, true);
    REQUIRE(pool.arrive(kernel::from_s(3), {.request = 1, .size = 100, .output_tokens = 50}, 1).accepted);
    kernel::Time end = 0;
    while (pool.next_wake() != kernel::never)
      for (const Completion& completion : pool.wake()) end = completion.end;
    return end;
  };
  CHECK(answered_after(true) == answered_after(false));
}
