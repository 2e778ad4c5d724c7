// The simulated failures as drills: which fault befalls which part of which region, and when.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::resilience {

struct Drill {
  FaultKind kind = FaultKind::region;
  const RegionPlan* region = nullptr;  // nullptr: what every region shares
  const PoolPlan* pool = nullptr;      // of a node, a GPU or a replica
  double severity = 1;                 // as IncidentFault has it
  double after_s = 0, for_s = 0;
};

struct Experiment {
  const ExpectedFailure* failure = nullptr;
  std::vector<Drill> drills;  // at least one
};

// Of every failure whose faults all befall the bundle's regions; those that people answered by the runbook are the same faults again. Whether a tool
// can play them is the tool's to say.
std::vector<Experiment> experiments(const ExportInput& input, const std::vector<RegionPlan>& regions);

// Pods that fail at once with a machine of the pool.
int pods_of_a_node(const PoolPlan& pool);
// A region of three zones loses a third of its pods with one of them.
inline constexpr int percent_of_a_zone = 34;

// What a slow replica adds to the time at the server: (factor - 1) x its simulated median; 0: not known.
int slowness_ms(const Drill& drill);

// In a sentence, the simulated effect of a failure.
std::string expected_effect(const ExpectedFailure& failure);

// resilience/chaos/<region>/<failure>.yaml for Chaos Mesh, resilience/litmus/<region>/<failure>.yaml for Litmus.
Bundle chaos_mesh(const ExportInput& input, const std::vector<RegionPlan>& regions);
Bundle litmus(const ExportInput& input, const std::vector<RegionPlan>& regions);

// Names of the failures that Chaos Mesh cannot play.
std::vector<std::string> without_experiment(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::resilience
