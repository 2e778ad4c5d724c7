// Rollouts of a scenario over a topology, request by request: how long until every region has the new version, how long two versions answer side by
// side and to whom, what surge and copies take, and what a bad version does until it is rolled back.
//
// Each rollout is played with the same users as every other one and as a run without any; they all are the same to the last bit until the first
// request meets a new replica. Replicas are those of the topology: nothing fails, nobody scales, and users go where the topology sends them.
// docs/rollouts.md tells the rules, their sources and the limits.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/scenarios/rollout_usage.h"
#include "tradewind/sim/replication.h"

namespace tradewind {

// Times in seconds. The clock starts with the measured part; the decision to roll out falls at before_s.
struct RolloutOptions {
  std::optional<std::uint64_t> seed = {};
  int replications = 1;
  std::optional<int> hour_of_week = {};  // in which the measured part begins, 0 = Monday 00-01 UTC; absent: the busiest one
  double warmup_s = 120, before_s = 300, after_s = 300;
  std::optional<double> moment_s = {};  // length of a moment of the timeline; absent: a 400th of the time, in whole seconds, at least 5 s
  int threads = 0;                      // 0 = all cores; the result does not depend on it
};

// Of the workload's requests that were sent in one moment, over all replications.
struct RolloutMoment {
  double at_s = 0;
  std::uint64_t sent = 0, completed = 0, late = 0;  // late: completed, but past the SLO's target
  std::uint64_t by_new = 0;                         // completed ones that the new version answered
  double p95_ms = 0;                                // latency that the SLO names, of the completed ones
  double old_replicas = 0, new_replicas = 0;        // that take requests; mean over the replications

  std::uint64_t failed() const { return sent - completed; }
  // Answers of the version that gave fewer of them.
  std::uint64_t by_fewer() const { return by_new < completed - by_new ? by_new : completed - by_new; }
};

// Two versions that answer side by side.
struct VersionSkew {
  double seconds = 0;                          // from the first answer of the new version to the last one of the version that went
  double share = 0;                            // of the answers of that time: those of the version that gave fewer of them in their moment
  std::uint64_t conversations = 0, split = 0;  // under way in that time, with at least two answers; and those of them that got answers of both
  std::uint64_t turns = 0, switched = 0;       // their answers after a first one; and those by another version than the answer before
};

// Times of the first replication, in seconds since the decision; absent: it did not happen.
struct RolloutRegion {
  std::string region;
  std::size_t wave = 0;
  std::optional<double> arrived_s;  // the region's own copy of the artifact
  std::optional<double> began_s, first_answer_s, done_s;
  double skew_s = 0;
};

struct RolloutEvent {
  double at_s = 0;  // on the clock
  std::string what;
  bool good_news = false;
};

// Durations in seconds since the decision, means over the replications in which it happened; absent: it did not in any.
struct RolloutResult {
  std::string name;
  RolloutStrategy strategy = RolloutStrategy::rolling;
  std::optional<double> done_s;                  // every region has the new version, and it has been watched
  std::optional<double> first_error_s;           // a bad answer
  std::optional<double> failed_s;                // an analysis failed, and all was rolled back from then on
  std::optional<double> back_s;                  // the old version is everywhere again
  std::optional<double> clean_after_s;           // since failed_s: the last request that was sent to the new version; 0: none was
  std::optional<double> clean_bound_s;           // what the rules allow for that; absent: instances that may not be had (stock_out) leave no bound
  std::uint64_t sent = 0, failed = 0, late = 0;  // of the workload, from the decision on
  std::uint64_t usually_failed = 0, usually_late = 0;  // of the same requests without a rollout
  std::uint64_t by_new = 0, bad_answers = 0;           // bad ones count by attempt
  VersionSkew skew;
  RolloutUsage usage;  // mean over the replications
  std::vector<RolloutRegion> regions;
  std::vector<RolloutMoment> moments;
  std::vector<RolloutEvent> events;  // of the first replication
  std::vector<std::string> notes;    // what will not work as one might think
};

struct RolloutsOutcome {
  std::string scenario;
  std::uint64_t seed = 0;
  int replications = 0, hour_of_week = 0;
  double simulated_s = 0;  // of each run, measured
  double moment_s = 0;
  std::vector<RolloutResult> rollouts;
  std::uint64_t requests = 0, fingerprint = 0;
  double wall_s = 0;
};

// What cannot work, with this topology: rollouts that never finish, instances that nobody may have, waves of regions without replicas. Pointers are
// those of the scenario.
Problems check_rollouts(const World& world, const Topology& topology, const ReplicationNetwork& network);

// Plays all rollouts of the world. Throws InvalidInput with what check_rollouts() says; std::invalid_argument with a full sentence when options do
// not fit, or prefill and decode of a workload that is rolled out are apart; Interrupted when asked to stop.
RolloutsOutcome play_rollouts(const World& world, const Topology& topology, const ReplicationNetwork& network, const RolloutOptions& options = {},
                              const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace tradewind
