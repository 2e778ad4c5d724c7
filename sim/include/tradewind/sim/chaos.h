// What happens when a part of a topology fails: each part in turn, with the users' requests simulated one by one before, during and after the fault.
//
// Each experiment is an hour-like stretch of continuous time, not a window of a stationary system: the traffic manager probes the regions and leads
// users by its last verdict, clients follow old answers and open connections, requests of a dead region are lost, replicas that are gone start anew
// elsewhere, and autoscaling follows the load. All experiments, and the run without a fault, have the same users with the same requests; before the
// fault begins, all are the same to the last bit.
//
// FaultKind names the faults; docs/chaos.md tells what each does to whom.
// Incidents of the scenario are played beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/incident.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/scenarios/topology.h"
#include "tradewind/sim/outcome.h"
#include "tradewind/sim/share.h"

namespace tradewind {

// Times in seconds. The clock of an experiment starts with the measured part; the warm-up lies before 0.
struct ChaosOptions {
  std::optional<std::uint64_t> seed = {};
  int replications = 1;
  std::optional<int> hour_of_week = {};  // 0 = Monday 00-01 UTC; absent: the busiest one
  double warmup_s = 120;
  double fault_at_s = 60, fault_for_s = 600, after_s = 240;
  double moment_s = 5;  // length of a moment of the timeline
  // Kinds to play through, beside those whose rate of failures the scenario states.
  std::vector<FaultKind> faults = {FaultKind::region, FaultKind::zone, FaultKind::node};
  bool region_pairs = false;  // also any two regions at once
  // Runs in which parts fail by chance as long as the faults of other experiments last, at the scenario's rates times this factor.
  int random_runs = 0;
  double acceleration = 1;
  int threads = 0;  // 0 = all cores; the result does not depend on it

  double duration_s() const { return fault_at_s + fault_for_s + after_s; }
};

// Of the requests that were sent in one moment.
struct ChaosMoment {
  double at_s = 0;                                  // its begin
  std::uint64_t sent = 0, completed = 0, late = 0;  // late: completed, but past the SLO's target
  double p50_ms = 0, p95_ms = 0;                    // latency that the SLO names, of the completed ones
  std::vector<std::uint64_t> sent_to;               // by region, in the order of ChaosOutcome::regions; the last attempt counts
  std::vector<double> replicas;                     // that take requests at its begin, by region; mean over the replications

  std::uint64_t failed() const { return sent - completed; }
};

// Something that happened, for the timeline.
struct ChaosEvent {
  double at_s = 0;
  std::string what;        // "aws:us-east-1 fails", "aws:us-east-1 is taken for down"
  bool good_news = false;  // something works again
};

// Users of one population in the time of the fault.
struct ChaosVictims {
  std::string population;
  std::uint64_t sent = 0, failed = 0;
  double p95_ms = 0, usual_p95_ms = 0;  // during the fault, and at the same time without it
  bool were_hit() const { return failed > 0 || p95_ms > usual_p95_ms; }
};

// What failures of one part are expected to cost in a year, where the scenario states how often it fails. First order: parts fail one at a time, at
// any hour alike, and what one failure costs is what the experiment lost beside the run without a fault, scaled from its hour to the mean load of the
// week. A repair that takes longer than the fault of the experiment goes on losing what its last quarter lost; one that is quicker, less so.
struct ChaosYear {
  double failures = 0;        // expected, of all parts that the experiment stands for
  double lost_requests = 0;   // requests that fail
  double outage_minutes = 0;  // of an outage of everything that would lose as many
};

struct ChaosExperiment {
  std::string name;   // "region aws:us-east-1"
  std::string group;  // "region", ... (as FaultKind), "pair", "incident"; empty: the run without a fault
  // Since the fault began; absent: it did not happen in the time that was simulated, or there was nothing to detect, shift or recover from.
  std::optional<double> detect_s;   // first verdict that a region is down
  std::optional<double> shift_s;    // until at most 1 % of the requests of a moment fail, for good or until the fault ends
  std::optional<double> recover_s;  // until, besides, the share within the SLO's target is what the SLO asks for, or what it was without the fault
  // Since the fault ended, until it is as recover_s says, and stays so; absent: not in the time that was simulated, as when retries keep the service
  // down.
  std::optional<double> after_s;
  std::optional<double> restore_s;                     // since the fault began: recover_s, or else until after_s
  std::optional<ChaosYear> year = {};                  // where a rate of failures is stated
  bool by_runbook = false;                             // people followed the scenario's runbook
  std::uint64_t sent = 0, failed = 0, late = 0;        // from the begin of the fault on
  std::uint64_t usually_failed = 0, usually_late = 0;  // of the same requests without the fault
  FeaturesOutcome features;                            // of all requests of the experiment
  std::vector<ChaosMoment> moments;
  std::vector<ChaosEvent> events;     // of the first replication
  std::vector<ChaosVictims> victims;  // the hardest hit first

  // It recovers before the fault ends, if there is one: what is left carries the load.
  bool holds() const { return group.empty() || recover_s.has_value(); }
  double more_late() const { return static_cast<double>(late) - static_cast<double>(usually_late); }
  // nullptr when nobody was hit.
  const ChaosVictims* hardest_hit() const { return victims.empty() || !victims.front().were_hit() ? nullptr : &victims.front(); }
};

// Mean time to restore: of restore_s over experiments. One that was not restored counts with the time that was simulated from its begin on, so that
// the mean is then one at least.
struct MeanTimeToRestore {
  double mean_s = 0;
  std::size_t experiments = 0, never = 0;
};

// What runs in which parts fail by chance say of a year: any number of them at once, at the hour of the experiments, its load scaled to the mean of
// the week. Faults that last past the end of a run count until then.
struct ChaosByChance {
  int runs = 0;
  double hours = 0;          // in which parts could fail, of all runs
  std::size_t failures = 0;  // in them
  ChaosYear year;
  double lost_requests_ci95 = 0, outage_minutes_ci95 = 0;  // half-widths over the runs (Student's t)
  // Share of the failures that find another part down, in the long run and by the accelerated rates: what fails together because of the acceleration
  // alone is in the figures. Neither they nor the first order can be trusted above tolerated_overlap.
  double overlap = 0;
  static constexpr double tolerated_overlap = 0.05;
  bool overlaps() const { return overlap > tolerated_overlap; }
};

struct ChaosOutcome {
  std::string scenario, manager;
  std::uint64_t seed = 0;
  int replications = 0, hour_of_week = 0;
  std::vector<std::string> regions;          // open ones, by key
  ChaosExperiment baseline;                  // without a fault
  std::vector<ChaosExperiment> experiments;  // the worst first: those that do not hold, then by failed requests
  std::optional<ChaosByChance> by_chance;    // where runs by chance were asked for
  std::uint64_t requests = 0, fingerprint = 0;
  double wall_s = 0;

  // Sum over the experiments that have one, with people or without; nothing when none has.
  std::optional<ChaosYear> expected_year(bool by_runbook) const;
  // Share of the requests of a year that do not fail: 1 less the outage and what fails without any fault.
  double expected_availability(const ChaosYear& year) const;

  MeanTimeToRestore mean_time_to_restore(bool by_runbook, const ChaosOptions& options) const;
};

// Throws std::invalid_argument with a full sentence when options or topology do not fit the world, or a workload has prefill and decode apart;
// Interrupted when asked to stop.
ChaosOutcome chaos(const World& world, const Topology& topology, const ChaosOptions& options = {}, const ProgressCallback& progress = {},
                   std::stop_token stop = {});

}  // namespace tradewind
