// What was simulated of a topology, as a bundle tells it: the forecast that the deployment is held against.
#pragma once

#include <optional>
#include <string>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// What the simulation saw of one pool. 0 = not known.
struct ExpectedPool {
  double batch_mean = 0;                             // sequences (LLM) or items (classic) of a running batch, over time; PoolOutcome::batch_mean
  double utilization_mean = 0, utilization_p95 = 0;  // share of the time in which a replica computes; p95 over windows
  double latency_p50_ms = 0, latency_p95_ms = 0;     // that the workload's SLO names, as users feel it
  double network_p50_ms = 0;                         // part of it
  double knee_rps = 0;                               // of one replica: the highest rate at which the SLO's percentile, less the network, holds
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
