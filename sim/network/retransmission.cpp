#include "network/retransmission.h"

#include <algorithm>
#include <cmath>

#include "network/transport.h"

namespace tradewind::network {
namespace {

constexpr double first_timeout_ms = 1000, least_timeout_ms = 1000;
constexpr double lone_packet_allowance_ms = 200;

double timeout_ms(double rtt_ms) { return std::max(least_timeout_ms, 3 * rtt_ms); }

// After which a sender to whom nothing comes back sends its last packet again.
double probe_ms(double packets, double rtt_ms) { return std::min(2 * rtt_ms + (packets == 1 ? lone_packet_allowance_ms : 0), timeout_ms(rtt_ms)); }

// When a later packet has arrived instead.
double notice_ms(double rtt_ms) { return 1.25 * rtt_ms; }

// How often in a row something happens that has probability p: u <= p once, u <= p^2 twice.
int times_in_a_row(double u, double p) { return static_cast<int>(std::floor(std::log(u) / std::log(p))); }

// A timeout that doubles, `times` in a row; at most the seven that Linux tries when it opens a connection (net.ipv4.tcp_syn_retries = 6), as a client
// would not wait for an eighth: the one case in some thousands at the highest loss is taken for answered then.
constexpr int most_timeouts = 7;
double doubling_ms(double timeout_ms, int times) { return timeout_ms * (std::exp2(std::min(times, most_timeouts)) - 1); }

}  // namespace

double recovery_ms(double u, double bytes, double loss, double rtt_ms) {
  const double packets = std::clamp(std::ceil(bytes / FlowPath{}.mss_bytes), 1.0, static_cast<double>(initial_window_segments));
  const double any_lost = 1 - std::pow(1 - loss, packets);
  if (loss <= 0 || u > any_lost) return 0;
  const double v = u / any_lost;  // uniform again
  if (v <= loss) return probe_ms(packets, rtt_ms) + doubling_ms(timeout_ms(rtt_ms), times_in_a_row(v, loss));
  const bool last = (v - loss) / (1 - loss) <= 1 / packets;
  return last ? probe_ms(packets, rtt_ms) : notice_ms(rtt_ms);
}

double handshake_recovery_ms(double u, int round_trips, double loss, double rtt_ms) {
  if (round_trips == 0 || loss <= 0) return 0;
  const double trip_fails = 1 - (1 - loss) * (1 - loss);
  if (u <= trip_fails) return doubling_ms(first_timeout_ms, times_in_a_row(u, trip_fails));
  const double later_trips_hold = std::pow(1 - trip_fails, round_trips - 1);
  return (u - trip_fails) / (1 - trip_fails) <= 1 - later_trips_hold ? probe_ms(1, rtt_ms) : 0;
}

}  // namespace tradewind::network
