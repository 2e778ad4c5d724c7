// One experiment: a stretch of time with its faults, simulated in one or more replications.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "motion/motion.h"
#include "motion/timeline.h"
#include "tradewind/sim/chaos.h"

namespace tradewind::motion {

// What all experiments of a campaign share.
class Stage {
 public:
  // Throws std::invalid_argument with a full sentence.
  Stage(const World& world, const Topology& topology, const ChaosOptions& options);

  const World& world() const { return *plan_.world; }
  const engine::Plan& plan() const { return plan_; }
  const Topology& topology() const { return topology_; }
  const ChaosOptions& options() const { return options_; }
  int hour_of_week() const { return hour_; }
  const std::vector<std::uint32_t>& regions() const { return regions_; }  // open ones
  // Whether parts of the kind fail in turn: the options name it, or the scenario states how often it fails.
  bool plays(FaultKind kind) const;
  const Ways* ways() const { return ways_.get(); }  // nullptr when no link or edge fails

  // Since the warm-up began.
  Time at(double clock_s) const { return kernel::from_s(options_.warmup_s + clock_s); }
  double clock_s(Time time) const { return kernel::to_s(time) - options_.warmup_s; }
  std::size_t moments() const;
  std::size_t moment_at(double clock_s) const;  // the number of the one that begins then

 private:
  const Topology& topology_;
  const ChaosOptions& options_;
  int hour_;
  engine::Plan plan_;
  std::vector<std::uint32_t> regions_;
  std::unique_ptr<const Ways> ways_;
};

struct Script {
  std::string name, group;
  std::vector<faults::Fault> faults;
  std::vector<Cut> cuts;               // links and edges among them
  std::vector<std::uint32_t> regions;  // that they are about
  bool by_runbook = false;             // people follow the scenario's runbook
  bool by_chance = false;              // parts fail at random
  // Of a part: its kind, and how many parts of the topology the experiment stands for.
  std::optional<FaultKind> kind = {};
  double parts = 1;
};
// The run without a fault, then each part that the options name.
std::vector<Script> scripts(const Stage& stage);

struct Run {
  Timeline timeline;
  std::vector<Happening> happenings;
  std::vector<Headcount> headcounts;
  std::uint64_t requests = 0;
  features::Statistics features = {};
};
Run run(const Stage& stage, const Script& script, std::uint32_t replication, const std::stop_token& stop);

}  // namespace tradewind::motion
