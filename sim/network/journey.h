// The way of one request between its user and a region. The one model of it: the simulation and NetworkLatency both ask here.
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
  bool resumed = false;     // with a session ticket; only of a new one
  bool mobile = false;      // the line is mobile access
  double routing_draw = 1;  // in (0, 1]: which of the routed regions
};

// What is drawn for an attempt where packets are lost: uniform in (0, 1], small is bad luck.
struct Luck {
  double setup = 1, up = 1, down = 1;
};

// Between the user's access line and the region.
struct Way {
  double rtt_ms = 0;  // above 0
  double loss = 0;    // share of packets, beside the network's own
};

// What travels: the request, and of the answer what the user waits for at once (its first token, or all of it).
struct Payload {
  double request_bytes = 0, answer_bytes = 0;
};

// The two directions: until the region has the whole request, and from the region's answer to the user, both without the answer's own bytes.
struct Legs {
  kernel::Time up = 0, down = 0;
};

class JourneyModel {
 public:
  explicit JourneyModel(const Network& network);

  // u_line: uniform in (0, 1], decides between the two access lines; only asked for where there are two.
  Conditions conditions(const random::Uniforms& uniforms, double u_line = 1) const;
  Conditions conditions(double z_access, double z_jitter, double u_connection, double u_line = 1) const;
  bool has_mobile_users() const { return mobile_share_ > 0; }
  bool loses(const Way& way) const { return loss_ > 0 || way.loss > 0; }

  // With R = rtt_ms * jitter + access_ms. Up: on a new connection the lookup and the handshakes, each of R, then the bytes by transfer_ms() and R
  // / 2. Down: R / 2. Both: what lost packets cost (retransmission.h).
  double up_ms(const Conditions& conditions, const Way& way, double request_bytes, const Luck& luck = {}) const;
  double down_ms(const Conditions& conditions, const Way& way, double answer_bytes, const Luck& luck = {}) const;
  Legs legs(const Conditions& conditions, const Way& way, const Payload& payload, const Luck& luck = {}) const;

  // An answer that is sent as a whole: transfer_ms().
  double download_ms(const Conditions& conditions, const Way& way, double bytes) const;
  // So many bytes of a stream: at the rate of the flow, whose window generation leaves the time to grow.
  double stream_ms(const Conditions& conditions, const Way& way, double bytes) const;

 private:
  struct Line {
    explicit Line(const AccessLine& line);
    double median_ms, sigma;
    double uplink_mbit_s, downlink_mbit_s;
  };
  double round_trip_ms(const Conditions& conditions, const Way& way) const { return way.rtt_ms * conditions.jitter + conditions.access_ms; }
  double loss(const Way& way) const { return way.loss > 0 ? 1 - (1 - loss_) * (1 - way.loss) : loss_; }
  double whole_ms(const Conditions& conditions, const Way& way, double bytes, double line_mbit_s) const;
  const Line& line(const Conditions& conditions) const { return conditions.mobile ? mobile_ : fixed_; }

  Line fixed_, mobile_;
  double mobile_share_, jitter_sigma_, reuse_, resumption_share_, dns_ms_, loss_;
  CongestionControl control_;
  int fresh_trips_, resumed_trips_;
};

}  // namespace tradewind::network
