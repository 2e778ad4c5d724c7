// The outcome: what one topology does in one world.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/usage.h"

namespace tradewind {

// A request counts once, by how its last attempt ended. retried: attempts beyond the first ones, hedges too. failed: for want of features.
struct RequestCounts {
  std::uint64_t offered = 0, completed = 0, rejected = 0, timed_out = 0, retried = 0, failed = 0;
};

// All in milliseconds; where count is 0 the figures say nothing, and are null in the JSON. ci95: half-width of the 95 % confidence interval of `p95`
// over replications (Student t), and mean_ci95 to p99_ci95 those of the other statistics; 0 with one replication. Too few requests of a replication
// lie beyond the 99.9 % quantile for an interval of it.
struct LatencySummary {
  std::uint64_t count = 0;
  double mean = 0, p50 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0, max = 0, ci95 = 0;
  double mean_ci95 = 0, p50_ci95 = 0, p90_ci95 = 0, p99_ci95 = 0;
};

// e2e = network + queue + service + what feature stores took (FeaturesOutcome); the queue includes attempts that failed and the pauses after them.
// For an LLM, ttft ends with the first token at the user, tpot is (e2e - ttft) / (output tokens - 1). `perceived` is the latency that the workload's
// SLO names; over several workloads, the mixture of their requests.
struct Latencies {
  LatencySummary e2e, network, queue, service, ttft, tpot, perceived;
  double perceived_at_objective_ms = 0;       // the objective's percentile of `perceived`
  double perceived_at_objective_ci95_ms = 0;  // half-width over replications
};

struct PriorityClassOutcome {
  std::string name;
  int priority = 0;
  RequestCounts requests;
  Latencies latency;
  double within_target = 0;      // share of the offered requests within the target of the workload's SLO
  double slo_percentile_ms = 0;  // the SLO's percentile of its metric
};

struct WorkloadOutcome {
  std::string workload;
  RequestCounts requests;
  Latencies latency;
  double slo_attainment = 0;     // share of the offered requests within the SLO's target
  double slo_percentile_ms = 0;  // the SLO's percentile of its metric
  bool slo_met = false;
  double slo_percentile_ci95_ms = 0;                        // half-width over replications
  std::vector<PriorityClassOutcome> priority_classes = {};  // when there is more than one
};

struct PopulationOutcome {
  std::string population, continent;
  RequestCounts requests;
  Latencies latency;
};

struct ContinentOutcome {
  std::string continent;
  RequestCounts requests;
  Latencies latency;
};

struct PoolOutcome {
  std::string workload, region, offer;  // region as provider:region, offer as instance type
  RequestCounts requests;
  Latencies latency;
  double replicas_mean = 0;
  double utilization_mean = 0, utilization_p95 = 0;  // share of the time in which a replica computes; p95 over windows
  double batch_mean = 0;                             // sequences (LLM) or items (classic) of a running batch, over time
  // Share of the windows in which the requests inside grew all the time, as more came than it can serve: latencies of such a pool grow with window_s.
  double overloaded = 0;
};

// Age of the newest event in the values that reads returned, in seconds; reads that found nothing do not count.
struct StalenessSummary {
  std::uint64_t count = 0;
  double mean = 0, p50 = 0, p95 = 0, p99 = 0, max = 0;
};

// What requests saw of one feature store; shares are those of its reads.
struct StoreOutcome {
  std::string store, consistency;
  std::uint64_t reads = 0, writes = 0;
  StalenessSummary staleness_s;
  double missed = 0, stale = 0, failed = 0;  // found nothing; older than the bound; their regions could not be reached
  double defaults = 0;                       // failed, but served with default features
  double remote = 0;                         // values from other regions, for each read
  double failed_writes = 0;                  // share of the writes
  double mean_loss = 0;                      // by the quality curve, of the reads that found something
  double conflicts_per_month = 0;            // expected pairs of writes to one key, neither of which had seen the other: features/conflicts.h
};

// Empty where no workload uses a feature store.
struct FeaturesOutcome {
  StalenessSummary staleness_s;  // of all stores
  std::uint64_t requests = 0;    // that used one
  // Part of e2e: milliseconds that reads and writes added to a request.
  double latency_mean_ms = 0, latency_p50_ms = 0, latency_p95_ms = 0, latency_p99_ms = 0, latency_max_ms = 0;
  std::vector<StoreOutcome> stores;
};

// How narrow the intervals of the headline figures are: mean, p95 and p99 of each workload's e2e and, of an LLM, its ttft.
struct PrecisionOutcome {
  double target = 0;        // relative error that was asked for; 0 = none was
  double achieved = 1;      // widest half-width of a 95 % interval, relative to its figure; 1 = nothing is known from a single replication
  std::string figure = {};  // the one with the widest interval: "assistant ttft p99"
  bool reached = false;     // the target, before the most replications that were allowed
};

struct Outcome {
  std::string scenario;
  std::uint64_t seed = 0;
  int replications = 0;
  std::vector<std::uint64_t> replication_requests = {};  // completed, replication by replication
  double simulated_hours = 0;                            // all replications, measured parts only
  std::uint64_t events = 0;
  std::uint64_t simulated_requests = 0;  // those of warm-ups and drains included
  std::uint64_t warmup_requests = 0;     // of the measured parts, left out of the latencies: more than a few say that warmup_s is too short
  double wall_s = 0;                     // of this run; the only figure that is not reproducible
  std::uint64_t fingerprint = 0;         // hash over every request's history: the same for any number of threads
  RequestCounts requests;
  Latencies latency;
  std::vector<double> replication_latency_ms = {};  // the objective's percentile of `perceived`, replication by replication
  double slo_attainment = 0;
  double availability = 0;  // completed / offered; 0 of none
  bool overloaded() const;  // whether any pool is, in any window
  std::vector<WorkloadOutcome> workloads;
  std::vector<PopulationOutcome> populations;
  std::vector<ContinentOutcome> continents;
  std::vector<PoolOutcome> pools;
  FeaturesOutcome features;
  PrecisionOutcome precision;
  Usage usage;  // measured, scaled to a 730-hour month
};

// The JSON object of the contract (without cost, which pricing adds). outcome_from_json reads it back.
std::string to_json(const Outcome& outcome);
Outcome outcome_from_json(std::string_view text);

}  // namespace tradewind
