// How long bytes take over a connection: handshakes, slow start, and the rate that loss and the narrowest link allow. Pure functions.
#pragma once

#include "tradewind/scenarios/world.h"

namespace tradewind::network {

using tradewind::CongestionControl;  // loss_based: mathis_mbit_s(); bbr: bbr_mbit_s()
using tradewind::Transport;

enum class Connection {
  fresh,    // the client has never spoken with the server
  resumed,  // it has a session ticket: TLS 1.3 and QUIC send the request as early data, which servers accept for requests that may be repeated
  open      // kept alive: a further request of HTTP/1.1, or a further stream of HTTP/2 and HTTP/3
};

// A path as one flow sees it.
struct FlowPath {
  double rtt_ms = 0;             // above 0
  double loss = 0;               // share of packets, 0 to below 1
  double bottleneck_mbit_s = 0;  // of this flow, 1e6 bits/s, above 0
  double mss_bytes = 1460;       // payload of a packet: 1500 bytes of Ethernet less 20 of IPv4 and 20 of TCP
};

inline constexpr int initial_window_segments = 10;  // RFC 6928, section 2

// Round trips before the request can leave: TCP 1 (RFC 9293, section 3.5), TLS 1.2 2, resumed 1 (RFC 5246, section 7.3), TLS 1.3 1, with early data 0
// (RFC 8446, section 2), QUIC 1 with TLS 1.3 inside, with early data 0 (RFC 9001, section 4). An open connection: none.
int handshake_round_trips(Transport transport, Connection connection);

// Until the request can leave: the lookup of the name (0 where the client has it), then the handshakes. An open connection needs neither.
double setup_ms(Transport transport, Connection connection, double rtt_ms, double dns_ms);

// Steady rate of a loss-based flow, however wide the path: MSS / RTT × C / √p with C = √(3/2), which holds for periodic losses and an acknowledgement
// for every packet (Mathis, Semke, Mahdavi and Ott, "The macroscopic behavior of the TCP congestion avoidance algorithm", 1997). CUBIC, the default
// of Linux, is faster on long paths. Infinite without loss.
double mathis_mbit_s(const FlowPath& path);

// BBR paces at the bottleneck's rate and does not take a loss for congestion (Cardwell, Cheng, Gunn, Yeganeh and Jacobson, "BBR: congestion-based
// congestion control", 2016): what is not lost arrives. The paper finds this to hold up to 15 % of loss; from 20 % on the rate collapses.
double bbr_mbit_s(const FlowPath& path);

// The smaller of the bottleneck and the law's bound.
double flow_mbit_s(const FlowPath& path, CongestionControl control);

// Rounds of slow start in which `bytes` are sent, without loss: the window starts with initial_window_segments and doubles every round trip (RFC
// 5681, section 3.1), so that n rounds carry 10 (2^n - 1) segments. 0 bytes: 0 rounds.
int slow_start_rounds(double bytes, double mss_bytes);

// From the first byte sent to the last byte sent, in slow start until the window fills the path and at flow_mbit_s from then on; so the last byte
// arrives half a round trip later. A connection that has been idle for long starts anew with the initial window (RFC 5681, section 4.1), so an open
// one is quicker by its handshakes, not by this. bytes: at least 0.
double transfer_ms(double bytes, const FlowPath& path, CongestionControl control);

}  // namespace tradewind::network
