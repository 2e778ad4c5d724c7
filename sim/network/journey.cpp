#include "network/journey.h"

#include <cmath>

namespace tradewind::network {
namespace {

constexpr double z95 = 1.6448536269514722;  // 95 % quantile of the standard normal distribution

double ms_per_byte(double mbit_s) { return 8.0 / (mbit_s * 1e6) * 1e3; }

}  // namespace

JourneyModel::JourneyModel(const Network& network)
    : access_median_ms_(network.last_mile_p50_ms),
      access_sigma_(network.last_mile_p50_ms > 0 ? std::log(network.last_mile_p95_ms / network.last_mile_p50_ms) / z95 : 0),
      jitter_sigma_(std::sqrt(std::log1p(network.jitter_share * network.jitter_share))),
      reuse_(network.connection_reuse),
      handshakes_(network.handshake_round_trips),
      upload_ms_per_byte_(ms_per_byte(network.uplink_mbit_s)),
      download_ms_per_byte_(ms_per_byte(network.downlink_mbit_s)) {}

Conditions JourneyModel::conditions(const random::Uniforms& uniforms) const {
  const auto [z_access, z_jitter] = random::normal_pair(uniforms[0], uniforms[1]);
  Conditions drawn = conditions(z_access, z_jitter, uniforms[2]);
  drawn.routing_draw = uniforms[3];
  return drawn;
}

Conditions JourneyModel::conditions(double z_access, double z_jitter, double u_connection) const {
  return {access_median_ms_ * std::exp(access_sigma_ * z_access), std::exp(jitter_sigma_ * z_jitter), u_connection > reuse_, 1};
}

Legs JourneyModel::legs(const Conditions& conditions, double rtt_ms, double request_bytes) const {
  const double round_trip_ms = rtt_ms * conditions.jitter + conditions.access_ms;
  const double handshake_ms = conditions.new_connection ? handshakes_ * round_trip_ms : 0;
  return {kernel::from_ms(handshake_ms + round_trip_ms / 2 + request_bytes * upload_ms_per_byte_), kernel::from_ms(round_trip_ms / 2)};
}

}  // namespace tradewind::network
