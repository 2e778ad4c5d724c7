// One replication: what its windows measured, and what remains of it when all of them have.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "engine/groups.h"
#include "engine/latency_summary.h"
#include "engine/window_statistics.h"

namespace tradewind::engine {

// What the confidence intervals of one row of the outcome need of one replication.
struct GroupEstimate {
  std::array<LatencyEstimate, latency_kinds> latency;  // as GroupSketches::kinds()
  double perceived_at_objective_ms = 0;
  double perceived_at_slo_ms = 0;  // of a workload's row: its SLO's percentile
};

// What is kept of a finished replication, beside its share in the ensemble's cells.
struct ReplicationEstimate {
  std::uint64_t events = 0, requests = 0, left_out = 0, fingerprint = 0;
  std::vector<std::vector<PoolLoad>> loads;  // by window and pool
  std::vector<GroupEstimate> groups;         // as Groups numbers them
};

class Replication {
 public:
  explicit Replication(const Plan& plan);

  // Adds one window; safe from several threads. True when it was the last one.
  bool add(int window, MeasuredWindow measured);

  // To be called when all windows are there.
  const std::vector<Cell>& cells() const { return cells_; }  // by route
  const features::Statistics& features() const { return features_; }
  ReplicationEstimate estimate(const Groups& groups) const;

 private:
  const Plan* plan_;
  std::mutex mutex_;
  int windows_missing_;
  std::vector<Cell> cells_;
  features::Statistics features_;
  ReplicationEstimate totals_;  // without the groups
};

}  // namespace tradewind::engine
