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
  const network::Legs open = model.legs({.access_ms = 20, .jitter = 1.5}, {.rtt_ms = 100}, {.request_bytes = 3000});
  CHECK(open.up == kernel::from_ms(85 + 3));
  CHECK(open.down == kernel::from_ms(85));
  const network::Legs fresh = model.legs({.access_ms = 20, .jitter = 1.5, .new_connection = true}, {.rtt_ms = 100}, {.request_bytes = 3000});
  CHECK(fresh.up - open.up == kernel::from_ms(2 * 170));
  CHECK_THAT(model.download_ms({}, {.rtt_ms = 100}, 10000), WithinRel(1.0, 1e-12));
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

namespace {

// Network times as the engine draws them, ascending.
std::vector<double> drawn_ms(const World& world, double rtt_ms, std::size_t n) {
  const network::JourneyModel journeys(world.network);
  const demand::Sizes sizes(world.workloads[0]);
  const auto stream = [](random::Purpose purpose) { return random::Stream(3, 0, purpose, 0, 0); };
  const random::Stream journey = stream(random::Purpose::journey), size = stream(random::Purpose::sizes);
  const random::Stream lines = stream(random::Purpose::access_lines), losses = stream(random::Purpose::packet_losses);
  std::vector<double> drawn;
  for (std::uint64_t i = 0; i < n; ++i) {
    const network::Conditions conditions = journeys.conditions(journey.draw(i), lines.draw(i)[0]);
    const double answer_bytes = sizes.is_llm() ? sizes.chunk_bytes() : sizes.response_bytes(1);
    const random::Uniforms u = losses.draw(i);
    const network::Way way{.rtt_ms = rtt_ms};
    const network::Legs legs = journeys.legs(conditions, way, {sizes.request_bytes(sizes.of(size.draw(i)).size), answer_bytes}, {u[0], u[1], u[2]});
    drawn.push_back(kernel::to_ms(legs.up + legs.down) +
                    (sizes.is_llm() ? journeys.stream_ms(conditions, way, answer_bytes) : journeys.download_ms(conditions, way, answer_bytes)));
  }
  std::ranges::sort(drawn);
  return drawn;
}

Network everything_on() {
  Network network;
  network.transport = Transport::quic;
  network.resumption_share = 0.4;
  network.dns_lookup_ms = 30;
  network.loss = 0.01;
  network.mobile_share = 0.5;
  return network;
}

}  // namespace

TEST_CASE("network quantiles agree with drawn journeys") {
  for (const World& tiny : {test::tiny_llm_world(), test::tiny_classic_world()})
    for (const Network& network : {tiny.network, everything_on()})
      for (const double rtt_ms : {5.0, 180.0}) {
        World world = tiny;
        world.network = network;
        constexpr std::size_t n = 100000;
        const std::vector<double> drawn = drawn_ms(world, rtt_ms, n), quantiles = network_latency_quantiles_ms(world, 0, rtt_ms);
        CAPTURE(rtt_ms, network.loss);
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

namespace {

// A request of so many bytes over a fresh connection at a round trip of 150 ms, all told, on a line without spread.
double fresh_ms(const Network& network, double request_bytes, network::Luck luck = {}, bool resumed = false) {
  const network::Conditions conditions{.new_connection = true, .resumed = resumed};
  const network::JourneyModel model(network);
  const network::Way way{.rtt_ms = 150};
  return model.up_ms(conditions, way, request_bytes, luck) + model.down_ms(conditions, way, 0, luck);
}

}  // namespace

TEST_CASE("a new connection costs what its transport says") {
  Network network;
  network.dns_lookup_ms = 40;
  const auto trips = [&](Transport transport, bool resumed) {
    network.transport = transport;
    return (fresh_ms(network, 0, {}, resumed) - 40) / 150 - 1;
  };
  CHECK_THAT(trips(Transport::tcp_tls12, false), WithinAbs(3, 1e-9));
  CHECK_THAT(trips(Transport::tcp_tls12, true), WithinAbs(2, 1e-9));
  CHECK_THAT(trips(Transport::tcp_tls13, false), WithinAbs(2, 1e-9));
  CHECK_THAT(trips(Transport::tcp_tls13, true), WithinAbs(1, 1e-9));
  CHECK_THAT(trips(Transport::quic, false), WithinAbs(1, 1e-9));
  CHECK_THAT(trips(Transport::quic, true), WithinAbs(0, 1e-9));
  network.handshake_round_trips = 5;  // of every new connection
  CHECK_THAT(trips(Transport::quic, true), WithinAbs(5, 1e-9));
}

TEST_CASE("an image of 200 kB waits for slow start") {
  // 5 Mbit/s are 625 bytes a ms, and 93,750 bytes fill the way: windows of 14,600, 29,200 and 58,400 bytes are sent in a round trip each, and the
  // other 97,800 bytes at the rate of the line in 156.48 ms.
  Network network;
  network.handshake_round_trips = 0;
  CHECK_THAT(fresh_ms(network, 200e3), WithinAbs(150 + 3 * 150 + 97800 / 625.0, 1e-9));
  CHECK_THAT(fresh_ms(network, 14600), WithinAbs(150 + 14600 / 625.0, 1e-9));
  // At 1 Gbit/s the line takes no time, and the fifth window holds the rest.
  network.uplink_mbit_s = 1000;
  CHECK_THAT(fresh_ms(network, 200e3), WithinAbs(150 + 3 * 150 + 97800 / 125000.0, 1e-9));
}

TEST_CASE("loss bounds the rate of a stream by its law") {
  Network network;
  network.loss = 0.01;
  const network::Way way{.rtt_ms = 100};
  // 1460 bytes x sqrt(1.5 / 0.01) a round trip of 100 ms.
  CHECK_THAT(network::JourneyModel(network).stream_ms({}, way, 1e6), WithinRel(1e6 / (1460 * std::sqrt(150.0)) * 100, 1e-9));
  network.congestion_control = CongestionControl::bbr;
  CHECK_THAT(network::JourneyModel(network).stream_ms({}, way, 1e6), WithinRel(8e6 / (20e3 * 0.99), 1e-9));
  // The way's own loss comes on top.
  network.loss = 0;
  CHECK_THAT(network::JourneyModel(network).stream_ms({}, {.rtt_ms = 100, .loss = 0.01}, 1e6), WithinRel(8e6 / (20e3 * 0.99), 1e-9));
}

TEST_CASE("more loss is never faster, and QUIC never slower than TCP with TLS 1.2") {
  const random::Stream stream(7, 0, random::Purpose::packet_losses, 0, 0);
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const random::Uniforms u = stream.draw(i);
    const network::Luck luck{u[0], u[1], u[2]};
    const double bytes = 1e5 * u[3] * u[3];
    double before = 0;
    for (const double loss : {0.0, 0.001, 0.01, 0.05, 0.2}) {
      Network network;
      network.loss = loss;
      const double ms = fresh_ms(network, bytes, luck);
      if (ms < before - 1e-9) FAIL_CHECK("draw " << i << ", loss " << loss << ": " << ms << " after " << before);
      before = ms;
      network.transport = Transport::quic;
      const double quic_ms = fresh_ms(network, bytes, luck);
      network.transport = Transport::tcp_tls12;
      if (quic_ms > fresh_ms(network, bytes, luck)) FAIL_CHECK("draw " << i << ", loss " << loss << ": QUIC is slower");
    }
  }
}

TEST_CASE("access times are the mixture of the two lines") {
  Network network;
  network.mobile_share = 0.3;
  network.mobile = {40, 160, 20, 5};
  const network::JourneyModel model(network);
  const random::Stream journey(1, 0, random::Purpose::journey, 0, 0), lines(1, 0, random::Purpose::access_lines, 0, 0);
  constexpr int n = 100000;
  // Cumulative distribution of a log-normal line with this median and 95th percentile.
  const auto below = [](double ms, double p50, double p95) {
    return std::erfc(-std::log(ms / p50) / (std::log(p95 / p50) / 1.6448536269514722) / std::sqrt(2.0)) / 2;
  };
  std::vector<double> access;
  for (std::uint64_t i = 0; i < n; ++i) access.push_back(model.conditions(journey.draw(i), lines.draw(i)[0]).access_ms);
  std::ranges::sort(access);
  for (const double q : {0.1, 0.5, 0.9, 0.95, 0.99}) {
    const double ms = access[static_cast<std::size_t>(q * n)];
    CHECK_THAT(0.7 * below(ms, 15, 50) + 0.3 * below(ms, 40, 160), WithinAbs(q, 0.006));
  }
}
