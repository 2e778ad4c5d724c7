// A world whose replicas come and go, for campaigns without a fault or with one.
#pragma once

#include <algorithm>

#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"

namespace tradewind::test {

// A replica takes 110 s to start; the load alone never asks for a second one.
inline constexpr double start_s = 110, slack_s = 15 + 10 + 5;  // sync of the autoscaler, scan for nodes, a moment

inline World elastic_world(double rate_rps = 1) {
  World world = tiny_llm_world(rate_rps);
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  world.region_rtt_ms = Grid(3, 3, 100);
  world.workloads[0].start_up = {.node_s = 60, .image_pull_s = 30, .load_s_per_gb = 0, .warm_up_s = 20};
  world.workloads[0].autoscaling = Autoscaling{.min_replicas = 1, .max_replicas = 6, .target_requests = 1e5};
  world.workloads[0].autoscaling->scale_down.window_s = 60;
  return world;
}

// From Monday 10:00 UTC on, with no fault.
inline ChaosOptions calm(double duration_s) {
  return {.hour_of_week = 10, .warmup_s = 60, .fault_at_s = 30, .fault_for_s = duration_s - 60, .after_s = 30, .faults = {}};
}

// That take requests.
inline double replicas_at(const ChaosExperiment& experiment, double at_s, std::size_t region = 0) {
  return std::ranges::find_if(experiment.moments, [&](const ChaosMoment& moment) { return moment.at_s >= at_s; })->replicas[region];
}

}  // namespace tradewind::test
