#include "network/transport.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

using namespace tradewind::network;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("handshakes take the round trips that the protocols state", "[network]") {
  CHECK(handshake_round_trips(Transport::tcp_tls12, Connection::fresh) == 3);
  CHECK(handshake_round_trips(Transport::tcp_tls12, Connection::resumed) == 2);
  CHECK(handshake_round_trips(Transport::tcp_tls13, Connection::fresh) == 2);
  CHECK(handshake_round_trips(Transport::tcp_tls13, Connection::resumed) == 1);
  CHECK(handshake_round_trips(Transport::quic, Connection::fresh) == 1);
  CHECK(handshake_round_trips(Transport::quic, Connection::resumed) == 0);
  for (const Transport transport : {Transport::tcp_tls12, Transport::tcp_tls13, Transport::quic}) {
    CHECK(handshake_round_trips(transport, Connection::open) == 0);
    CHECK(setup_ms(transport, Connection::open, 80, 30) == 0);
  }
  CHECK(setup_ms(Transport::tcp_tls13, Connection::fresh, 80, 30) == 190);  // 30 + 2 x 80
  CHECK(setup_ms(Transport::quic, Connection::resumed, 80, 30) == 30);
}

TEST_CASE("the bound of Mathis by hand", "[network]") {
  // 1460 bytes x 8 / 0.1 s = 116.8 kbit/s, times sqrt(1.5 / 0.0001) = 122.47: 14.305 Mbit/s.
  const FlowPath path{.rtt_ms = 100, .loss = 1e-4, .bottleneck_mbit_s = 1000};
  CHECK_THAT(mathis_mbit_s(path), WithinAbs(14.305, 0.001));
  CHECK(flow_mbit_s(path, CongestionControl::loss_based) == mathis_mbit_s(path));
  // Half the round trip: twice the rate. A hundredth of the loss: ten times.
  CHECK_THAT(mathis_mbit_s({.rtt_ms = 50, .loss = 1e-4, .bottleneck_mbit_s = 1000}), WithinRel(2 * mathis_mbit_s(path), 1e-12));
  CHECK_THAT(mathis_mbit_s({.rtt_ms = 100, .loss = 1e-6, .bottleneck_mbit_s = 1000}), WithinRel(10 * mathis_mbit_s(path), 1e-12));
  CHECK(flow_mbit_s({.rtt_ms = 100, .loss = 0, .bottleneck_mbit_s = 1000}, CongestionControl::loss_based) == 1000);
  CHECK(flow_mbit_s({.rtt_ms = 100, .loss = 1e-4, .bottleneck_mbit_s = 10}, CongestionControl::loss_based) == 10);
}

TEST_CASE("the macroscopic bound is the mean of the saw tooth", "[network]") {
  // A window that grows by a segment a round trip and is halved at every 1/p-th packet, by steps.
  constexpr double loss = 1e-4;
  double window = 100, sent = 0, since_loss = 0, rounds = 0;
  for (; rounds < 200'000; ++rounds) {
    sent += window;
    since_loss += window;
    if (since_loss >= 1 / loss) {
      since_loss -= 1 / loss;
      window /= 2;
    } else {
      ++window;
    }
  }
  const FlowPath path{.rtt_ms = 10, .loss = loss, .bottleneck_mbit_s = 1e9};
  const double mbit_s = sent / rounds * path.mss_bytes * 8 / path.rtt_ms / 1e3;
  CHECK_THAT(mathis_mbit_s(path), WithinRel(mbit_s, 0.02));
}

TEST_CASE("BBR keeps the bottleneck full but for what is lost", "[network]") {
  const FlowPath path{.rtt_ms = 200, .loss = 0.02, .bottleneck_mbit_s = 100};
  CHECK_THAT(flow_mbit_s(path, CongestionControl::bbr), WithinAbs(98, 1e-12));
  CHECK(flow_mbit_s(path, CongestionControl::bbr) > 50 * flow_mbit_s(path, CongestionControl::loss_based));
}

TEST_CASE("rounds of slow start by hand", "[network]") {
  // 10, 30, 70, 150 segments after one to four rounds.
  CHECK(slow_start_rounds(0, 1460) == 0);
  CHECK(slow_start_rounds(1, 1460) == 1);
  CHECK(slow_start_rounds(10 * 1460, 1460) == 1);
  CHECK(slow_start_rounds(10 * 1460 + 1, 1460) == 2);
  CHECK(slow_start_rounds(30 * 1460, 1460) == 2);
  CHECK(slow_start_rounds(70 * 1460, 1460) == 3);
  CHECK(slow_start_rounds(70 * 1460 + 1, 1460) == 4);
}

TEST_CASE("a transfer by hand", "[network]") {
  // 116.8 Mbit/s are 14600 bytes, the initial window, in a millisecond; over 20 ms the path holds 20 windows.
  const FlowPath path{.rtt_ms = 20, .loss = 0, .bottleneck_mbit_s = 116.8};
  const auto ms = [&path](double windows) { return transfer_ms(windows * 14600, path, CongestionControl::loss_based); };
  CHECK(ms(0) == 0);
  CHECK_THAT(ms(0.5), WithinAbs(0.5, 1e-9));
  CHECK_THAT(ms(1), WithinAbs(1, 1e-9));
  CHECK_THAT(ms(2), WithinAbs(20 + 1, 1e-9));       // one window, a round trip, one more
  CHECK_THAT(ms(7), WithinAbs(40 + 4, 1e-9));       // 1 + 2 + 4
  CHECK_THAT(ms(31), WithinAbs(80 + 16, 1e-9));     // 1 + 2 + 4 + 8 + 16
  CHECK_THAT(ms(131), WithinAbs(100 + 100, 1e-9));  // after 31 the window of 32 fills the path: 100 at the full rate
  // Where the initial window fills the path, there is nothing to wait for.
  CHECK_THAT(transfer_ms(1e6, {.rtt_ms = 1, .loss = 0, .bottleneck_mbit_s = 8}, CongestionControl::bbr), WithinAbs(1000, 1e-9));
}

TEST_CASE("more bytes, a longer way, more loss or a narrower link never make a transfer quicker", "[network]") {
  for (const CongestionControl control : {CongestionControl::loss_based, CongestionControl::bbr})
    for (double bytes = 100; bytes < 1e8; bytes *= 3) {
      const FlowPath path{.rtt_ms = 60, .loss = 1e-3, .bottleneck_mbit_s = 50};
      const double ms = transfer_ms(bytes, path, control);
      FlowPath longer = path, lossier = path, narrower = path;
      longer.rtt_ms *= 1.5;
      lossier.loss *= 2;
      narrower.bottleneck_mbit_s /= 1.5;
      INFO(bytes << " bytes");
      CHECK(transfer_ms(bytes * 1.1, path, control) >= ms);
      CHECK(transfer_ms(bytes, longer, control) >= ms - 1e-9);
      CHECK(transfer_ms(bytes, lossier, control) >= ms - 1e-9);
      CHECK(transfer_ms(bytes, narrower, control) >= ms - 1e-9);
    }
}
