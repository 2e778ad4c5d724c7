#include "network/retransmission.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "random/draws.h"

using namespace tradewind;
using Catch::Matchers::WithinRel;

TEST_CASE("a lost packet waits for the timer that notices it", "[network]") {
  constexpr double rtt_ms = 100, p = 0.01;
  // One packet: lost with probability p, again lost with p^2, p^3: the draw says how often.
  CHECK(network::recovery_ms(0.5, 500, p, rtt_ms) == 0);
  CHECK(network::recovery_ms(0.009, 500, p, rtt_ms) == 400);                    // a probe after two round trips and 200 ms
  CHECK(network::recovery_ms(0.00009, 500, p, rtt_ms) == 400 + 1000);           // lost again: a timeout of 1 s
  CHECK(network::recovery_ms(0.0000009, 500, p, rtt_ms) == 400 + 1000 + 2000);  // which doubles
  // Ten packets: nine in ten losses are noticed by what follows.
  const double any = 1 - std::pow(1 - p, 10);
  CHECK(network::recovery_ms(0.9 * any, 14600, p, rtt_ms) == 125);
  CHECK(network::recovery_ms(0.05 * any, 14600, p, rtt_ms) == 200);
  CHECK(network::recovery_ms(0.9 * any, 1e6, p, rtt_ms) == 125);  // of a long flow, its last window
  CHECK(network::recovery_ms(1e-9, 500, 0, rtt_ms) == 0);
}

TEST_CASE("handshakes wait a second for their first packets", "[network]") {
  constexpr double p = 0.01;
  const double fails = 1 - 0.99 * 0.99;
  CHECK(network::handshake_recovery_ms(0.9 * fails, 2, p, 100) == 1000);
  CHECK(network::handshake_recovery_ms(0.9 * fails * fails, 2, p, 100) == 3000);
  CHECK(network::handshake_recovery_ms(fails + 0.5 * fails * (1 - fails), 2, p, 100) == 400);  // the second round trip
  CHECK(network::handshake_recovery_ms(fails + 0.5 * fails * (1 - fails), 1, p, 100) == 0);
  CHECK(network::handshake_recovery_ms(1e-6, 0, p, 100) == 0);
}

TEST_CASE("mean waits agree with their sums", "[network]") {
  constexpr double p = 0.05, rtt_ms = 80;
  const random::Stream stream(1, 0, random::Purpose::packet_losses, 0, 0);
  constexpr int n = 400000;
  double message = 0, opening = 0;
  for (std::uint64_t i = 0; i < n; ++i) {
    const random::Uniforms u = stream.draw(i);
    message += network::recovery_ms(u[0], 500, p, rtt_ms) / n;
    opening += network::handshake_recovery_ms(u[1], 1, p, rtt_ms) / n;
  }
  // Each further loss has probability q, and timeouts double: sum over k of (1 - q) q^k (2^k - 1) = q / (1 - 2 q).
  const auto doubled = [](double q) { return 1000 * q / (1 - 2 * q); };
  CHECK_THAT(message, WithinRel(p * (2 * rtt_ms + 200 + doubled(p)), 0.03));
  CHECK_THAT(opening, WithinRel(doubled(1 - (1 - p) * (1 - p)), 0.03));
}
