// The making of the sample study.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>

#include "reports/sample_places.h"
#include "reports/sample_study.h"

namespace tradewind::test {

inline World sample_world(int populations) {
  World world;
  world.name = "chat";
  world.description =
      "A chat assistant (Llama-3.1-8B on vLLM) for the people of the largest metros: where should it run, what will its users feel, what will it "
      "cost?";
  world.catalogue_version = "2026-07-30";
  world.week_of = "2026-01-12";
  world.regions.assign(std::begin(sample_regions), std::end(sample_regions));
  const std::size_t known = std::size(cities);
  for (std::size_t at = 0; at < static_cast<std::size_t>(populations); ++at) {
    const City& city = cities[at % known];
    const double round = static_cast<double>(at / known);
    world.populations.push_back({city.name + (round == 0 ? "" : " " + std::to_string(at / known)) + ", " + city.country,
                                 city.country,
                                 city.continent,
                                 "UTC",
                                 {city.latitude + 2.1 * round, city.longitude - 2.7 * round},
                                 city.millions * 1e4 / (1 + round)});
  }
  Workload chat;
  chat.name = "assistant";
  chat.requests_per_user_day = 2.5;
  chat.profile = "llm_m-mid";
  chat.slo = {LatencyMetric::ttft, 95, 400};
  chat.balancing = Balancing::least_outstanding;
  LlmServing llm;
  llm.model = "Llama-3.1-8B";
  chat.serving = llm;
  world.workloads = {chat};
  world.rtt_ms = Grid(world.populations.size(), world.regions.size());
  world.rate_rps = {Grid(world.populations.size(), hours_per_week)};
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    for (std::size_t r = 0; r < world.regions.size(); ++r) {
      const double radians = std::acos(-1.0) / 180;
      const GeoPoint a = world.populations[p].place, b = world.regions[r].place;
      const double cosine =
          std::sin(a.latitude_deg * radians) * std::sin(b.latitude_deg * radians) +
          std::cos(a.latitude_deg * radians) * std::cos(b.latitude_deg * radians) * std::cos((a.longitude_deg - b.longitude_deg) * radians);
      world.rtt_ms(p, r) = 6 + 6371 * std::acos(std::clamp(cosine, -1.0, 1.0)) * 0.016;
    }
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) world.rate_rps[0](p, hour) = world.populations[p].users * 2.5 / 86400;
  }
  for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
    world.offers.push_back({region, "g6e.xlarge", "l40s-48gb", 1, 4, 32});
    world.offers.push_back({region, "p5.4xlarge", "h100-sxm-80gb", 1, 16, 256});
  }
  for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer) world.serving_options.push_back({0, offer, IterationModel{}, 1, 1, 28000});
  return world;
}

inline LatencySummary spread(double p50, double factor, std::uint64_t count) {
  return {count,
          p50 * (1 + factor / 4),
          p50,
          p50 * (1 + factor * 0.7),
          p50 * (1 + factor),
          p50 * (1 + 1.7 * factor),
          p50 * (1 + 3 * factor),
          p50 * (1 + 5 * factor),
          p50 * 0.02};
}

inline Latencies sample_latencies(double rtt_ms, double queue_ms, double service_ms, std::uint64_t count) {
  Latencies latency;
  latency.network = spread(2 * rtt_ms + 30, 0.5, count);
  latency.queue = spread(queue_ms, 1.5, count);
  latency.service = spread(service_ms, 1.2, count);
  latency.e2e = spread(2 * rtt_ms + 30 + queue_ms + service_ms, 0.8, count);
  latency.e2e.mean = latency.network.mean + latency.queue.mean + latency.service.mean;
  latency.ttft = spread(2 * rtt_ms + 45 + queue_ms, 0.8, count);
  latency.tpot = spread(11, 0.4, count);
  latency.perceived = latency.ttft;
  return latency;
}

inline void add_line(Bill& bill, const Region& region, std::string service, std::string item, double quantity, Price price) {
  bill.lines.push_back({region.provider, region.id, std::move(service), std::move(item), "", quantity, std::move(price), {}});
  bill.lines.back().amount = {static_cast<std::int64_t>(std::llround(quantity * bill.lines.back().price.usd * 100))};
}

inline void bill_region(Bill& bill, const World& world, const Pool& pool, double egress_gb) {
  const Offer& offer = world.offers[pool.offer];
  const Region& region = world.regions[offer.region];
  const bool small = pool.offer % 2 == 0;
  const std::string mark = region.provider == "azure" ? "from memory" : "";
  add_line(bill, region, "gpu instances", offer.instance_type + ", on demand", pool.replicas * hours_per_month,
           {small ? 1.861 + 0.05 * offer.region : 6.88 + 0.2 * offer.region, "hour",
            region.provider == "aws" ? "Vantage, AWS list prices" : "Public price list", "2026-01-21", ""});
  add_line(bill, region, "internet egress", "first 10 TB to the internet", std::min(egress_gb, 10240.0),
           {0.09, "GB", "Infracost, golden files", "2024-11", mark});
  if (egress_gb > 10240)
    add_line(bill, region, "internet egress", "next 40 TB to the internet", egress_gb - 10240,
             {0.085, "GB", "Infracost, golden files", "2024-11", mark});
  add_line(bill, region, "kubernetes cluster", "control plane", hours_per_month, {0.10, "hour", "Infracost, golden files", "2024-11", ""});
  add_line(bill, region, "load balancer", "network load balancer", hours_per_month,
           {0.0225, "hour", "Infracost, golden files", "2024-11", "price of us-east-1"});
}

// Opens the first `open` regions with pools on the small or the large GPU at a utilization.
inline Candidate sample_candidate(const World& world, std::string id, std::size_t open, bool large_gpu, double utilization, bool on_front) {
  Candidate candidate;
  candidate.id = std::move(id);
  candidate.gap = 0.004;
  candidate.on_front = on_front;
  Outcome& outcome = candidate.outcome;
  std::map<std::string, ContinentOutcome> continents;
  std::vector<double> requests(open), rtt_sum(open);
  const double replica_rps = large_gpu ? 9 : 3.2, service_ms = large_gpu ? 1450 : 2900, queue_ms = 6 + 60 * std::pow(utilization, 4);
  double all = 0, mean_rtt = 0;
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    std::size_t nearest = 0;
    for (std::size_t r = 1; r < open; ++r)
      if (world.rtt_ms(p, r) < world.rtt_ms(p, nearest)) nearest = r;
    const double rtt = world.rtt_ms(p, nearest), sent = world.rate_rps[0](p, 0) * 3600 * 2;
    const auto count = static_cast<std::uint64_t>(sent);
    requests[nearest] += sent;
    all += sent;
    mean_rtt += rtt * sent;
    outcome.populations.push_back(
        {world.populations[p].name, world.populations[p].continent, {count, count}, sample_latencies(rtt, queue_ms, service_ms, count)});
    ContinentOutcome& continent = continents[world.populations[p].continent];
    continent.continent = world.populations[p].continent;
    const double before = static_cast<double>(continent.requests.offered), share = sent / (before + sent);
    const double so_far = before > 0 ? (continent.latency.network.p50 - 30) / 2 : 0;
    continent.requests.offered += count;
    continent.requests.completed += count;
    continent.latency = sample_latencies(so_far * (1 - share) + rtt * share, queue_ms, service_ms, continent.requests.offered);
  }
  for (const auto& [name, continent] : continents) outcome.continents.push_back(continent);
  mean_rtt /= all;
  candidate.bill.price_book = "tradewind-shipped-2026-07-30";
  for (std::uint32_t r = 0; r < open; ++r) {
    if (requests[r] <= 0) continue;
    const Pool pool{0, 2 * r + (large_gpu ? 1u : 0u), 1 + static_cast<int>(requests[r] / 7200 / replica_rps / utilization)};
    candidate.topology.pools.push_back(pool);
    const auto count = static_cast<std::uint64_t>(requests[r]);
    outcome.pools.push_back({world.workloads[0].name,
                             world.regions[r].key(),
                             world.offers[pool.offer].instance_type,
                             {count, count},
                             sample_latencies(mean_rtt, queue_ms, service_ms, count),
                             static_cast<double>(pool.replicas),
                             utilization,
                             std::min(1.0, utilization * 1.4),
                             18 * utilization});
    const auto index = static_cast<std::uint32_t>(candidate.topology.pools.size() - 1);
    outcome.usage.pools.push_back({index, pool.replicas * hours_per_month});
    outcome.usage.requests.push_back({0, r, requests[r] * 365, 1, 1});
    bill_region(candidate.bill, world, pool, requests[r] * 365 * 40e-6);
  }
  const auto offered = static_cast<std::uint64_t>(all);
  outcome.scenario = world.name;
  outcome.seed = 1;
  outcome.replications = 4;
  outcome.simulated_hours = 1.87;
  outcome.fingerprint = 0x9e3779b97f4a7c15ull * (open + 1);
  outcome.requests = {offered, offered};
  outcome.latency = sample_latencies(mean_rtt, queue_ms, service_ms, offered);
  outcome.latency.perceived_at_objective_ms = outcome.latency.perceived.p95 * 1.1;
  outcome.latency.perceived_at_objective_ci95_ms = 3 + 0.01 * outcome.latency.perceived.p95;
  outcome.slo_attainment = std::min(0.9999, 1.14 - outcome.latency.perceived_at_objective_ms / 2200);
  outcome.availability = 1;
  outcome.workloads = {{world.workloads[0].name, outcome.requests, outcome.latency, outcome.slo_attainment, outcome.latency.perceived.p95,
                        outcome.latency.perceived.p95 <= 400}};
  candidate.promised_latency_ms = outcome.latency.perceived_at_objective_ms * 0.97;
  candidate.promised_monthly_usd = static_cast<double>(candidate.bill.lines.size()) * 1000;
  return candidate;
}

inline SampleStudy sample_study(int points, int populations) {
  SampleStudy study;
  study.world = sample_world(populations);
  for (int at = 0; at < points; ++at) {
    const std::size_t open = std::max<std::size_t>(2, sample_world(1).regions.size() - static_cast<std::size_t>(at));
    study.candidates.push_back(sample_candidate(study.world, "t" + std::to_string(at + 1), open, at < 3, 0.42 + 0.04 * at, true));
  }
  for (int at = 0; at < 3; ++at)
    study.candidates.push_back(
        sample_candidate(study.world, "t" + std::to_string(points + at + 1), static_cast<std::size_t>(4 + 2 * at), false, 0.3, false));
  study.defaults = {
      {"/workloads/0/profile", "\"llm_m-mid\"", "", "the third largest chat service of Alibaba's published load (ServeGen, 2025), local time"},
      {"/network/last_mile_p50_ms", "15", "ms", "middle of the usual range of fixed lines, 5 to 20 ms; not measured for every country"},
      {"/network/connection_reuse", "0.7", "", "a choice of this tool: a chat client keeps its connection between turns"},
      {"/simulation/replications", "4", "", "fewest that give a useful interval"}};
  study.notes = {"412 offers left out: no iteration time is known for their GPU", "8 regions left out: no offer with a known time"};
  study.warnings = {
      {Severity::warning, "chat.json", 12, 5, "/populations/0", "62 metros without an internet share", "a share for every country", ""}};
  return study;
}

}  // namespace tradewind::test
