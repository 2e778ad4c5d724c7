// What lost packets cost a short flow: the wait until the sender notices, by the timers of TCP. Pure functions of a draw, so that a request meets the
// same losses wherever it goes; with more loss, the same draw never waits for less.
//
// A loss inside a message is noticed by what comes after it, a quarter of a round trip later at most (RACK: RFC 8985, section 6.2); nothing comes
// after its last packet, so that the sender probes two round trips after it (RFC 8985, section 7.2), and 200 ms later where it was alone, in case its
// receipt is only late (TCP_RTO_MIN, Linux's choice of what that section leaves open). What is lost again waits for the retransmission timeout, which
// doubles each time: the larger of 1 s (RFC 6298, section 2.4; Linux starts from 0.2 s) and three round trips (section 2.2, one sample). The first
// packets of a connection have no sample: 1 s (RFC 6298, section 2.1; QUIC: 2 x 333 ms, RFC 9002, section 6.2.2, taken for the same).
#pragma once

namespace tradewind::network {

// What a message of so many bytes waits for its lost packets, ms. u: uniform in (0, 1], small where much is lost. Losses before its last ten packets
// (an initial window) do not delay its end, beside what the law of congestion control says; several losses of one window are repaired together.
double recovery_ms(double u, double bytes, double loss, double rtt_ms);

// The same of the handshakes of a new connection, one packet each way in each round trip. 0 without round trips.
double handshake_recovery_ms(double u, int round_trips, double loss, double rtt_ms);

}  // namespace tradewind::network
