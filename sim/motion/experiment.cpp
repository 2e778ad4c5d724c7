#include "motion/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "engine/stretch.h"
#include "motion/targets.h"

namespace tradewind::motion {
namespace {

void require(bool holds, const char* sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

const ChaosOptions& checked(const ChaosOptions& options) {
  require(options.replications >= 1 && options.replications <= 1000, "A chaos campaign needs between 1 and 1000 replications.");
  require(options.warmup_s >= 0 && options.fault_at_s >= 0 && options.after_s >= 0, "Times of a chaos experiment are at least 0 s.");
  require(options.fault_for_s > 0, "A fault lasts longer than 0 s.");
  require(options.random_runs >= 0 && options.random_runs <= 10000 && options.acceleration > 0,
          "There are at most 10000 runs by chance, and their acceleration is above 0.");
  require(options.moment_s >= 0.1 && options.duration_s() <= 86400, "A chaos experiment lasts a day at most, and its moments at least 0.1 s.");
  return options;
}

engine::Plan plan_of(const World& world, const Topology& topology, const ChaosOptions& options, int hour) {
  engine::Plan plan = engine::plan_of_stretch(world, topology, {options.seed, options.replications, hour, options.warmup_s, options.duration_s()},
                                              engine::Reach::all);
  require(plan.pools.size() <= most_indices && world.regions.size() <= most_indices, "A chaos campaign has at most 4096 pools and 4096 regions.");
  Motion::make_room(plan, topology);
  return plan;
}

bool in_an_incident(const World& world, FaultKind kind) {
  return std::ranges::any_of(world.incidents, [kind](const Incident& incident) {
    return std::ranges::find(incident.faults, kind, &IncidentFault::kind) != incident.faults.end();
  });
}

}  // namespace

Stage::Stage(const World& world, const Topology& topology, const ChaosOptions& options)
    : topology_(topology),
      options_(checked(options)),
      hour_(engine::hour_of_stretch(world, options.hour_of_week)),
      plan_(plan_of(world, topology, options, hour_)),
      regions_(open_regions(world, topology)),
      ways_(std::ranges::any_of(std::array{FaultKind::link, FaultKind::edge},
                                [&](FaultKind kind) { return plays(kind) || in_an_incident(world, kind); })
                ? std::make_unique<const Ways>(world)
                : nullptr) {}

bool Stage::plays(FaultKind kind) const {
  const std::vector<FailureRate>& rates = world().reliability;
  return std::ranges::find(options_.faults, kind) != options_.faults.end() || std::ranges::find(rates, kind, &FailureRate::kind) != rates.end();
}

std::size_t Stage::moments() const { return static_cast<std::size_t>(std::ceil(options_.duration_s() / options_.moment_s)); }
std::size_t Stage::moment_at(double clock_s) const { return std::min(moments(), static_cast<std::size_t>(std::ceil(clock_s / options_.moment_s))); }

namespace {

Motion::Breaks breaks(const Stage& stage, const Script& script) {
  Motion::Breaks breaks{script.faults, script.cuts, stage.ways(), script.regions, {}};
  if (script.by_runbook) breaks.responders.emplace(*stage.world().runbook, stage.at(stage.options().fault_at_s));
  return breaks;
}

}  // namespace

Run run(const Stage& stage, const Script& script, std::uint32_t replication, const std::stop_token& stop) {
  const ChaosOptions& options = stage.options();
  const Time from = stage.at(options.fault_at_s), to = stage.at(options.fault_at_s + options.fault_for_s);
  Run run{Timeline(stage.plan(), stage.at(0), kernel::from_s(options.moment_s), stage.moments(), from, to), {}, {}, 0, {}};
  Motion motion(stage.plan(), stage.topology(), breaks(stage, script), replication, kernel::from_s(options.moment_s));
  engine::WindowRun window = engine::simulate_window(
      stage.plan(), replication, 0, motion, [&](const engine::RequestRecord& record) { run.timeline.add(record); }, stop);
  run.requests = window.requests;
  run.features = std::move(window.features);
  run.happenings = motion.happenings();
  run.headcounts = motion.headcounts();
  return run;
}

}  // namespace tradewind::motion
