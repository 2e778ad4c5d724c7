// The way of one request between its user and a region.
#pragma once

#include "kernel/time.h"
#include "random/draws.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::network {

// What is drawn for a request, whatever region it goes to.
struct Conditions {
  double access_ms = 0;  // round trip of the access line
  double jitter = 1;     // factor on the round trip to the region
  bool new_connection = false;
  double routing_draw = 1;  // in (0, 1]: which of the routed regions
};

// The two directions: until the region has the whole request, and from the region's answer to the user, both without the answer's own bytes.
struct Legs {
  kernel::Time up = 0, down = 0;
};

class JourneyModel {
 public:
  explicit JourneyModel(const Network& network);

  Conditions conditions(const random::Uniforms& uniforms) const;
  Conditions conditions(double z_access, double z_jitter, double u_connection) const;

  // Each direction takes half of a round trip of rtt_ms * jitter + access_ms; a new connection costs handshake_round_trips of them first.
  Legs legs(const Conditions& conditions, double rtt_ms, double request_bytes) const;
  kernel::Time download(double bytes) const { return kernel::from_ms(bytes * download_ms_per_byte_); }

 private:
  double access_median_ms_, access_sigma_, jitter_sigma_, reuse_;
  int handshakes_;
  double upload_ms_per_byte_, download_ms_per_byte_;
};

}  // namespace tradewind::network
