// What a stream does to whoever produces it and whoever follows it: waits, lags, what a fail-over loses and repeats, what a cut costs. Closed forms
// of the same stages that the simulation asks; docs/streams.md tells them and their sources.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind {

// A region that follows the stream. Lags in seconds, in the steady state, of the events that come from elsewhere.
struct StreamRegion {
  std::string region;
  double arrival_mean_s = 0, arrival_max_s = 0;    // from an event until it is in the region's cluster
  double readable_mean_s = 0, readable_max_s = 0;  // until its features can be read there
  // When the home region is lost (of an active-active stream: one of the others): events that the region does not have, though their producers were
  // told that they are safe; and events that its consumers process a second time.
  double lost_events = 0, duplicate_events = 0;
  // A cut of the length that was asked for: events that wait at its end, those that were given up before, and how long it takes to be level again.
  double backlog_events = 0, expired_events = 0, level_after_s = 0;
};

struct StreamOutlook {
  std::string stream, home;
  double batch_wait_mean_ms = 0, batch_wait_max_ms = 0;  // of an event in its producer's batch
  double acknowledged_ms = 0;                            // from a batch's sending until its producer knows that it is safe; 0: it does not ask
  bool rtt_measured = false;                             // the round trip between the zones of the home region, behind acknowledged_ms
  double held_up_after_s = 0;                            // producers that reach no broker: until their memory is full
  double gb_per_month_and_region = 0;
  std::vector<StreamRegion> regions;
};

// Of each stream of the world, in the regions in which requests of the topology read stores that follow it. `cut_s`: replication into a region stands
// still for so long.
std::vector<StreamOutlook> stream_outlooks(const World& world, const Topology& topology, double cut_s);

}  // namespace tradewind
