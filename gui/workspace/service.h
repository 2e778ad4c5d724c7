// Who is served from where at one point: what map, topology and latency views draw. Rates are means over the week.
#pragma once

#include <memory>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind::gui {

struct Flow {
  std::uint32_t population = 0, region = 0;
  double rps = 0;
};

struct RegionService {
  double rps = 0, usd = 0;  // requests/s; of the bill, what is billed for the region
  int replicas = 0, instances = 0, gpus = 0;
  double utilization = 0;  // of its replicas, weighted by their number
  bool open = false;
};

struct PopulationService {
  double rps = 0;
  double rtt_ms = 0;                   // to its regions, weighted by their shares, without the access line
  std::uint32_t region = 0;            // where most of its requests go
  const Latencies* latency = nullptr;  // as simulated; nullptr where nothing was
};

struct Service {
  std::vector<Flow> flows;                     // the smallest first, so that large ones are drawn on top
  std::vector<RegionService> regions;          // by index of the world
  std::vector<PopulationService> populations;  // by index of the world
  double rps = 0;
};

Service service_of(const World& world, const Candidate& candidate);

// Without a topology: how much everybody asks.
Service demand_of(const World& world);

}  // namespace tradewind::gui
