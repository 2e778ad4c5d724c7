#include "network/journey.h"

#include <cmath>

#include "network/retransmission.h"
#include "network/transport.h"

namespace tradewind::network {
namespace {

constexpr double z95 = 1.6448536269514722;  // 95 % quantile of the standard normal distribution

double ms_per_byte(double mbit_s) { return 8.0 / (mbit_s * 1e6) * 1e3; }

}  // namespace

JourneyModel::Line::Line(const AccessLine& line)
    : median_ms(line.p50_ms),
      sigma(line.p50_ms > 0 ? std::log(line.p95_ms / line.p50_ms) / z95 : 0),
      uplink_mbit_s(line.uplink_mbit_s),
      downlink_mbit_s(line.downlink_mbit_s) {}

JourneyModel::JourneyModel(const Network& network)
    : fixed_({network.last_mile_p50_ms, network.last_mile_p95_ms, network.downlink_mbit_s, network.uplink_mbit_s}),
      mobile_(network.mobile),
      mobile_share_(network.mobile_share),
      jitter_sigma_(std::sqrt(std::log1p(network.jitter_share * network.jitter_share))),
      reuse_(network.connection_reuse),
      resumption_share_(network.resumption_share),
      dns_ms_(network.dns_lookup_ms),
      loss_(network.loss),
      control_(network.congestion_control),
      fresh_trips_(network.handshake_round_trips.value_or(handshake_round_trips(network.transport, Connection::fresh))),
      resumed_trips_(network.handshake_round_trips.value_or(handshake_round_trips(network.transport, Connection::resumed))) {}

Conditions JourneyModel::conditions(const random::Uniforms& uniforms, double u_line) const {
  const auto [z_access, z_jitter] = random::normal_pair(uniforms[0], uniforms[1]);
  Conditions drawn = conditions(z_access, z_jitter, uniforms[2], u_line);
  drawn.routing_draw = uniforms[3];
  return drawn;
}

Conditions JourneyModel::conditions(double z_access, double z_jitter, double u_connection, double u_line) const {
  Conditions drawn{.jitter = std::exp(jitter_sigma_ * z_jitter), .new_connection = u_connection > reuse_, .mobile = u_line <= mobile_share_};
  // What the draw is above the share of open connections is uniform again.
  drawn.resumed = drawn.new_connection && u_connection - reuse_ <= resumption_share_ * (1 - reuse_);
  drawn.access_ms = line(drawn).median_ms * std::exp(line(drawn).sigma * z_access);
  return drawn;
}

double JourneyModel::up_ms(const Conditions& conditions, const Way& way, double request_bytes, const Luck& luck) const {
  const double round_trip = round_trip_ms(conditions, way);
  const int trips = !conditions.new_connection ? 0 : conditions.resumed ? resumed_trips_ : fresh_trips_;
  const double setup_ms = conditions.new_connection ? dns_ms_ + trips * round_trip : 0;
  const double sent_ms = setup_ms + round_trip / 2 + whole_ms(conditions, way, request_bytes, line(conditions).uplink_mbit_s);
  if (!loses(way)) return sent_ms;
  return sent_ms + handshake_recovery_ms(luck.setup, trips, loss(way), round_trip) + recovery_ms(luck.up, request_bytes, loss(way), round_trip);
}

double JourneyModel::down_ms(const Conditions& conditions, const Way& way, double answer_bytes, const Luck& luck) const {
  const double round_trip = round_trip_ms(conditions, way);
  return round_trip / 2 + (loses(way) ? recovery_ms(luck.down, answer_bytes, loss(way), round_trip) : 0);
}

Legs JourneyModel::legs(const Conditions& conditions, const Way& way, const Payload& payload, const Luck& luck) const {
  return {kernel::from_ms(up_ms(conditions, way, payload.request_bytes, luck)),
          kernel::from_ms(down_ms(conditions, way, payload.answer_bytes, luck))};
}

// What fits into the first window of a way without loss takes only its time on the line.
double JourneyModel::whole_ms(const Conditions& conditions, const Way& way, double bytes, double line_mbit_s) const {
  constexpr FlowPath usual{};
  if (!loses(way) && bytes <= initial_window_segments * usual.mss_bytes) return bytes * ms_per_byte(line_mbit_s);
  return transfer_ms(bytes, {.rtt_ms = round_trip_ms(conditions, way), .loss = loss(way), .bottleneck_mbit_s = line_mbit_s}, control_);
}

double JourneyModel::download_ms(const Conditions& conditions, const Way& way, double bytes) const {
  return whole_ms(conditions, way, bytes, line(conditions).downlink_mbit_s);
}

double JourneyModel::stream_ms(const Conditions& conditions, const Way& way, double bytes) const {
  const double line_mbit_s = line(conditions).downlink_mbit_s;
  if (!loses(way)) return bytes * ms_per_byte(line_mbit_s);
  const FlowPath path{.rtt_ms = round_trip_ms(conditions, way), .loss = loss(way), .bottleneck_mbit_s = line_mbit_s};
  return bytes * ms_per_byte(flow_mbit_s(path, control_));
}

}  // namespace tradewind::network
