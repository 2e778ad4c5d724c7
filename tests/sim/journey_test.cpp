#include "network/journey.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <vector>

#include "demand/sizes.h"
#include "support/tiny_world.h"
#include "tradewind/sim/network_time.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("the legs of a journey add up") {
  Network network;
  network.uplink_mbit_s = 8;  // 1 byte a microsecond
  network.downlink_mbit_s = 80;
  network.handshake_round_trips = 2;
  const network::JourneyModel model(network);
  const network::Legs open = model.legs({.access_ms = 20, .jitter = 1.5}, 100, 3000);
  CHECK(open.up == kernel::from_ms(85 + 3));
  CHECK(open.down == kernel::from_ms(85));
  const network::Legs fresh = model.legs({.access_ms = 20, .jitter = 1.5, .new_connection = true}, 100, 3000);
  CHECK(fresh.up - open.up == kernel::from_ms(2 * 170));
  CHECK(model.download(10000) == kernel::from_ms(1));
}

TEST_CASE("conditions follow the network's distributions") {
  Network network;
  network.jitter_share = 0.3;
  const network::JourneyModel model(network);
  const random::Stream stream(1, 0, random::Purpose::journey, 0, 0);
  std::vector<double> access, jitter;
  double fresh = 0;
  constexpr int n = 40000;
  for (std::uint64_t i = 0; i < n; ++i) {
    const network::Conditions drawn = model.conditions(stream.draw(i));
    access.push_back(drawn.access_ms);
    jitter.push_back(drawn.jitter);
    fresh += drawn.new_connection;
  }
  std::ranges::sort(access);
  CHECK_THAT(access[n / 2], WithinRel(network.last_mile_p50_ms, 0.02));
  CHECK_THAT(access[n * 95 / 100], WithinRel(network.last_mile_p95_ms, 0.03));
  double mean = 0, squares = 0;
  for (const double j : jitter) mean += j / n, squares += j * j / n;
  std::ranges::sort(jitter);
  CHECK_THAT(jitter[n / 2], WithinRel(1.0, 0.01));
  CHECK_THAT(std::sqrt(squares - mean * mean) / mean, WithinRel(0.3, 0.03));
  CHECK_THAT(fresh / n, WithinAbs(1 - network.connection_reuse, 0.01));
}

TEST_CASE("network quantiles agree with drawn journeys") {
  for (const World& world : {test::tiny_llm_world(), test::tiny_classic_world()})
    for (const double rtt_ms : {5.0, 180.0}) {
      const network::JourneyModel journeys(world.network);
      const demand::Sizes sizes(world.workloads[0]);
      const random::Stream journey(3, 0, random::Purpose::journey, 0, 0), size(3, 0, random::Purpose::sizes, 0, 0);
      std::vector<double> drawn;
      constexpr std::size_t n = 100000;
      for (std::uint64_t i = 0; i < n; ++i) {
        const network::Legs legs = journeys.legs(journeys.conditions(journey.draw(i)), rtt_ms, sizes.request_bytes(sizes.of(size.draw(i)).size));
        drawn.push_back(kernel::to_ms(legs.up + legs.down + journeys.download(sizes.is_llm() ? sizes.chunk_bytes() : sizes.response_bytes(1))));
      }
      std::ranges::sort(drawn);
      const std::vector<double> quantiles = network_latency_quantiles_ms(world, 0, rtt_ms);
      REQUIRE(quantiles.size() == 100);
      CHECK(std::ranges::is_sorted(quantiles));
      for (const std::size_t q : {2u, 10u, 50u, 90u, 95u}) CHECK_THAT(quantiles[q], WithinRel(drawn[n * (2 * q + 1) / 200], 0.03));
      CHECK_THAT(quantiles[99], WithinRel(drawn[n * 199 / 200], 0.08));
    }
}

TEST_CASE("without spread the network time is the formula") {
  World world = test::tiny_classic_world();
  world.network = {.last_mile_p50_ms = 10,
                   .last_mile_p95_ms = 10,
                   .jitter_share = 0,
                   .connection_reuse = 1,
                   .handshake_round_trips = 2,
                   .downlink_mbit_s = 1,
                   .uplink_mbit_s = 1};
  for (const double quantile : network_latency_quantiles_ms(world, 0, 100))
    CHECK_THAT(quantile, WithinRel(110 + 16 + 4.0, 1e-9));  // 2000 and 500 bytes at 1 Mbit/s
}

TEST_CASE("sizes follow the workload's distribution") {
  const World world = test::tiny_llm_world();
  const demand::Sizes sizes(world.workloads[0]);
  const random::Stream stream(1, 0, random::Purpose::sizes, 0, 0);
  std::vector<int> prompts, outputs;
  constexpr int n = 40000;
  for (std::uint64_t i = 0; i < n; ++i) {
    const demand::RequestSize size = sizes.of(stream.draw(i));
    prompts.push_back(size.size);
    outputs.push_back(size.output_tokens);
  }
  std::ranges::sort(prompts);
  std::ranges::sort(outputs);
  CHECK_THAT(prompts[n / 2], WithinRel(512.0, 0.02));
  CHECK_THAT(prompts[n * 95 / 100], WithinRel(1500.0, 0.03));
  CHECK(prompts.back() == 4000);
  CHECK(prompts.front() >= 1);
  CHECK_THAT(outputs[n / 2], WithinRel(128.0, 0.02));
  CHECK(outputs.back() == 1000);
}
