// The network part of a request's latency, for models that need it without simulating.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// With m = 1 on an open connection and 1 + handshake_round_trips on a new one, J a log-normal factor of median 1, and L the access line:
//   network_ms = m * (rtt * J + L) + payload / bandwidth
// where the payload is the request (up) and the answer (down): of a streamed answer its first token for a TTFT and, because the download overlaps
// with the generation, its last token for an E2E, which have the same size. (A line slower than the generation adds to that in the simulation alone.)
class NetworkLatency {
 public:
  // Draws 2048 quasi-random points of everything that does not depend on the round trip. Throws std::out_of_range for an unknown workload.
  NetworkLatency(const World& world, std::uint32_t workload);

  // Quantiles 0.005, 0.015, ..., 0.995 (100 values), ascending, for a round trip of rtt_ms; about 0.1 ms of work.
  std::vector<double> quantiles_ms(double rtt_ms) const;

 private:
  struct Point {
    double per_rtt = 0, fixed_ms = 0;
  };
  std::vector<Point> points_;
};

// The same for a single round trip.
std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms);

}  // namespace tradewind
