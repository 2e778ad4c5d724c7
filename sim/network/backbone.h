// The links of a provider's backbone, from the round trips between its regions.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::network {

struct BackboneLink {
  std::uint32_t a = 0, b = 0;
  double rtt_ms = 0;
};

// A pair is joined by a link of its own where every way through the links so far, shortest pairs first, is longer than (1 + tolerance) times its
// round trip: the greedy spanner (Althöfer, Das, Dobkin, Joseph and Soares, "On sparse spanners of weighted graphs", 1993). So no shortest path over
// the links is longer than (1 + tolerance) times the round trip; it may be shorter, where the measured way is a detour that a relay would avoid.
// rtt_ms: square, symmetric, only the upper half is read. tolerance: at least 0. Time: links x regions².
std::vector<BackboneLink> backbone_links(const Grid& rtt_ms, double tolerance);

// Tolerance of the shipped catalogue's backbones: the median error of the round trips between regions is of this size.
inline constexpr double backbone_tolerance = 0.05;

}  // namespace tradewind::network
