#include "network/transport.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradewind::network {
namespace {

constexpr double bits_per_byte = 8;

// 1 Mbit/s is 1000 bits in a millisecond.
double bytes_per_ms(double mbit_s) { return mbit_s * 1e3 / bits_per_byte; }

}  // namespace

int handshake_round_trips(Transport transport, Connection connection) {
  if (connection == Connection::open) return 0;
  const int resumption = connection == Connection::resumed ? 1 : 0;  // saves one round trip of TLS
  switch (transport) {
    case Transport::tcp_tls12:
      return 1 + 2 - resumption;
    case Transport::tcp_tls13:
      return 1 + 1 - resumption;
    case Transport::quic:
      return 1 - resumption;
  }
  return 0;
}

double setup_ms(Transport transport, Connection connection, double rtt_ms, double dns_ms) {
  return connection == Connection::open ? 0 : dns_ms + handshake_round_trips(transport, connection) * rtt_ms;
}

double mathis_mbit_s(const FlowPath& path) {
  if (path.loss <= 0) return std::numeric_limits<double>::infinity();
  const double window_bits = path.mss_bytes * bits_per_byte * std::sqrt(1.5 / path.loss);
  return window_bits / path.rtt_ms / 1e3;
}

double bbr_mbit_s(const FlowPath& path) { return path.bottleneck_mbit_s * (1 - path.loss); }

double flow_mbit_s(const FlowPath& path, CongestionControl control) {
  return std::min(path.bottleneck_mbit_s, control == CongestionControl::bbr ? bbr_mbit_s(path) : mathis_mbit_s(path));
}

int slow_start_rounds(double bytes, double mss_bytes) {
  double window = initial_window_segments, segments = std::ceil(bytes / mss_bytes);
  int rounds = 0;
  for (; segments > 0; window *= 2, ++rounds) segments -= window;
  return rounds;
}

double transfer_ms(double bytes, const FlowPath& path, CongestionControl control) {
  const double rate = bytes_per_ms(flow_mbit_s(path, control));
  double window = initial_window_segments * path.mss_bytes, waited_ms = 0;
  // A window smaller than the path holds is sent faster than its acknowledgements return.
  for (; bytes > window && window < rate * path.rtt_ms; window *= 2) {
    bytes -= window;
    waited_ms += path.rtt_ms;
  }
  return waited_ms + bytes / rate;
}

}  // namespace tradewind::network
