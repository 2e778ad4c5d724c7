// What was simulated of a topology, as a bundle tells it: the forecast that the deployment is held against.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// What the simulation saw of one pool. 0 = not known.
struct ExpectedPool {
  double batch_mean = 0;                             // sequences (LLM) or items (classic) of a running batch, over time; PoolOutcome::batch_mean
  double utilization_mean = 0, utilization_p95 = 0;  // share of the time in which a replica computes; p95 over windows
  double latency_p50_ms = 0, latency_p95_ms = 0;     // that the workload's SLO names, as users feel it
  double network_p50_ms = 0;                         // part of it
  double latency_p95_ci95_ms = 0;                    // half-width of the 95 % confidence interval of latency_p95_ms
  double knee_rps = 0;                               // of one replica: the highest rate at which the SLO's percentile, less the network, holds
};

// How sure the simulation is of its figures; says nothing with fewer than two replications.
struct ExpectedPrecision {
  std::uint64_t seed = 0;
  int replications = 0;
  double latency_ci95_ms = 0;                             // half-width of the 95 % confidence interval of the objective
  std::vector<double> latency_ms = {}, monthly_usd = {};  // replication by replication; may be empty
};

// How a new version of an artifact gets from one region into another; regions as provider:region. Seconds on idle links, of own copying the same for
// every percentile.
struct ExpectedHop {
  std::string artifact, from, to;
  double seconds_per_version = 0;       // of own copying: for all files, alone; 0: a provider's service
  bool estimated = false;               // the throughput behind it was not measured
  double lag_p50_s = 0, lag_p99_s = 0;  // from the version's publication until `to` has it
};

// What a region that follows a stream sees of it, as StreamRegion.
struct ExpectedStream {
  std::string stream, region;  // provider:region
  double arrival_mean_s = 0, arrival_max_s = 0, readable_mean_s = 0, readable_max_s = 0;
  double lost_events = 0, duplicate_events = 0;  // when the home region is lost
  double gb_per_month = 0;                       // into the region
};

// Age of the newest event in the values that requests read from a feature store.
struct ExpectedStore {
  std::string store;
  double staleness_p50_s = 0, staleness_p95_s = 0, staleness_p99_s = 0;
};

// What moves between regions beside the requests, in the order of the scenario; empty: none, or not known.
struct ExpectedData {
  std::vector<ExpectedHop> hops = {};  // of one artifact in the order in which they are sent: each after the one that brings its sender the version
  std::vector<ExpectedStream> streams = {};
  std::vector<ExpectedStore> stores = {};
};

// One failure that was played through. Times in seconds as ChaosExperiment has them: since the fault began, but `after_s` since it ended; absent: it
// did not happen in the time that was simulated, or there was nothing to detect.
struct ExpectedFailure {
  std::string name;   // "region aws:us-east-1"
  std::string group;  // "region", as FaultKind; "pair", "incident"
  std::optional<double> detect_s = {}, shift_s = {}, recover_s = {}, after_s = {};
  double fault_for_s = 0;                 // how long it lasted
  double sent = 0, failed = 0, late = 0;  // requests from its begin on, and what failed or came too late
  double usually_failed = 0, usually_late = 0;
  bool holds = false;            // it recovers before the fault ends
  bool by_runbook = false;       // people followed the scenario's runbook
  std::string hardest_hit = {};  // population; empty: nobody
};

}  // namespace tradewind
