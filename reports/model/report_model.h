// Everything that the reports say, worked out once and in one place; the writers of HTML, Markdown and CSV only lay it out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind {

// What a report is made from. A study gives it; tests make it by hand.
struct ReportSource {
  const World& world;
  std::vector<Candidate> candidates;  // all that were evaluated
  std::string picked;                 // id of the recommended point
  std::string version;                // program that wrote the study
  bool finished = true;
  std::vector<FilledDefault> defaults;
  std::vector<std::string> notes;  // what was left out of the world and why
  Problems warnings;
};

// A region that at least one point of the front opens.
struct ReportRegion {
  std::string key, provider, id, city, country_iso2;
  GeoPoint place;
  int colour = 0;  // 0 to colours - 1; neighbours by longitude differ
  static constexpr int colours = 8;
};

struct RegionLoad {
  std::size_t region = 0;    // index into ReportModel::regions
  double request_share = 0;  // of all requests
  int instances = 0, gpus = 0;
};

struct ReportPool {
  std::string workload, region, offer, gpu;
  int replicas = 0, instances = 0, gpus = 0;
  double request_share = 0;
  PoolOutcome outcome;
};

// How one population is served at one point.
struct PopulationService {
  std::size_t population = 0;  // index into World::populations
  std::size_t region = 0;      // index into ReportModel::regions: where most of its requests go
  double rtt_ms = 0;           // round trip to its regions, weighted by their shares, without the access line
  double request_share = 0;    // of all requests
};

// One point of the front.
struct ReportPoint {
  std::string id;
  bool picked = false, fastest = false, cheapest = false;
  std::string third_role;              // "earns most", "least carbon", ...: of the best on the third axis; empty for the others
  double latency_ms = 0, ci95_ms = 0;  // the objective, as simulated
  double promised_latency_ms = 0, promised_monthly_usd = 0, gap = 0;
  Cents monthly;
  std::optional<Benefit> benefit;  // where the scenario says what latency is worth
  std::optional<double> third;     // on the model's third axis
  double requests_per_month = 0;
  int instances = 0, gpus = 0;
  double utilization = 0;        // of the replicas, weighted by their number
  double gpu_hours = 0;          // a month
  double usd_per_gpu_hour = 0;   // GPU instances of the bill over gpu_hours
  bool slo_met = false;          // every workload
  std::vector<RegionLoad> load;  // largest share first
  std::vector<ReportPool> pools;
  std::vector<PopulationService> service;  // one for each population, in the world's order
  Outcome outcome;
  Bill bill;

  double usd_per_million_requests() const { return requests_per_month > 0 ? monthly.usd() / requests_per_month * 1e6 : 0; }
  // Share of the requests whose round trip (without the access line) is at most so long.
  double share_within(double rtt_ms) const;
};

// Means of the parts of the latency that the axis measures; they sum to its mean. `service` is what network and queue leave over: up to the first
// token where that is what the users wait for, else to the end of the answer.
struct LatencyParts {
  double network_ms = 0, queue_ms = 0, service_ms = 0;
  double total_ms() const { return network_ms + queue_ms + service_ms; }
};
LatencyParts parts_of(const Latencies& latencies);

// A topology that was evaluated and is not on the front.
struct DominatedPoint {
  std::string id;
  double latency_ms = 0;
  Cents monthly;
};

struct ReportModel {
  std::string scenario, description, version;
  std::string price_book, price_dates;  // "2024-07 to 2026-07-30": of the prices that the bills use
  std::string catalogue_version;
  std::string latency_name;  // "first token", "answer", "latency": what the axis measures
  double percentile = 95;
  ThirdAxis third_axis = ThirdAxis::none;
  std::vector<Population> populations;
  std::vector<Workload> workloads;
  SimulationPlan simulation;
  std::string week_of;
  std::vector<ReportRegion> regions;
  std::vector<ReportPoint> front;  // ascending latency; never empty
  std::vector<DominatedPoint> dominated;
  std::vector<FilledDefault> defaults;
  std::vector<std::string> notes;
  std::vector<std::string> warnings;  // of the scenario and of the plan

  const ReportPoint& picked() const;
  const ReportPoint& fastest() const { return front.front(); }
  const ReportPoint& cheapest() const;
  bool has_third() const { return front.front().third.has_value(); }
  std::string third_axis_name() const;  // "Carbon, kg CO2e/month"
  // "p95 first token"
  std::string axis_name() const;
};

// Throws std::runtime_error when no candidate is on the front: there is nothing to report yet.
ReportModel build_model(const ReportSource& source);

}  // namespace tradewind
