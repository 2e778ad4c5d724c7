// The network part of a request's latency, for models that need it without simulating.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// What a journey of the simulation takes (sim/network/journey.h): lookup and handshakes of a new connection, the round trip with its jitter and the
// access line, the request up and the answer down, and the wait for lost packets. Of a streamed answer what comes down is its first token for a TTFT
// and, because the download overlaps with the generation, its last token for an E2E, which have the same size. (A line slower than the generation
// adds to that in the simulation alone.)
class NetworkLatency {
 public:
  // Draws 2048 quasi-random journeys. Throws std::out_of_range for an unknown workload.
  NetworkLatency(const World& world, std::uint32_t workload);

  // Quantiles 0.005, 0.015, ..., 0.995 (100 values), ascending, for a round trip of rtt_ms; about 0.1 ms of work, 0.3 ms where packets are lost.
  std::vector<double> quantiles_ms(double rtt_ms) const;

 private:
  struct Journeys;
  std::shared_ptr<const Journeys> journeys_;
};

// The same for a single round trip.
std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms);

}  // namespace tradewind
