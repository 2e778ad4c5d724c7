// What happened in one experiment, over time: four charts above each other with one time axis.
#pragma once

#include <string>
#include <vector>

#include "text/markup.h"
#include "tradewind/sim/chaos.h"

namespace tradewind::html {

// A region, or several small ones together, with a colour of its own.
struct RegionBand {
  std::string name, colour;          // "aws:us-east-1", class "c0"
  std::vector<std::size_t> regions;  // in ChaosOutcome::regions
};
// At most eight; the busiest regions have one each.
std::vector<RegionBand> region_bands(const ChaosOutcome& outcome);

// Keys of the colours.
void timeline_legend(text::Markup& page, const std::vector<RegionBand>& bands);

// Requests sent by region, shares of failed and of late ones, latency, and replicas by region; the time of the fault is shaded, and what happened is
// marked. The figures of one moment are drawn at its middle, replicas at its begin.
void chaos_timeline(text::Markup& page, const ChaosOutcome& outcome, const ChaosOptions& options, const ChaosExperiment& experiment,
                    const std::vector<RegionBand>& bands);

}  // namespace tradewind::html
