#include "support/tiny_world.h"

namespace tradewind::test {
namespace {

World places(double rate_rps) {
  World world;
  world.name = "tiny";
  world.catalogue_version = "test";
  world.week_of = "2026-01-12";
  world.regions = {{"aws", "us-east-1", "Ashburn", "US", "north-america", "us", {39.0, -77.5}},
                   {"aws", "eu-west-1", "Dublin", "IE", "europe", "eea", {53.3, -6.3}},
                   {"aws", "ap-northeast-1", "Tokyo", "JP", "asia", "jp", {35.7, 139.7}}};
  world.populations = {{"New York, US", "US", "north-america", "America/New_York", {40.7, -74.0}, 1e6},
                       {"Dublin, IE", "IE", "europe", "Europe/Dublin", {53.3, -6.3}, 1e6},
                       {"Tokyo, JP", "JP", "asia", "Asia/Tokyo", {35.7, 139.7}, 1e6}};
  const double rtt[3][3] = {{10, 80, 160}, {80, 10, 220}, {160, 220, 10}};
  world.rtt_ms = Grid(3, 3);
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t r = 0; r < 3; ++r) world.rtt_ms(p, r) = rtt[p][r];
  world.rate_rps = {Grid(3, hours_per_week, rate_rps)};
  for (std::uint32_t region = 0; region < 3; ++region) {
    world.offers.push_back({region, "p5.4xlarge", "h100-sxm-80gb", 1, 16, 256});
    world.offers.push_back({region, "g6e.xlarge", "l40s-48gb", 1, 4, 32});
  }
  return world;
}

}  // namespace

World tiny_llm_world(double rate_rps) {
  World world = places(rate_rps);
  Workload chat;
  chat.name = "chat";
  chat.requests_per_user_day = rate_rps * 86400 / 1e6;
  chat.profile = "flat";
  chat.slo = {LatencyMetric::ttft, 95, 500};
  chat.balancing = Balancing::least_outstanding;
  LlmServing llm;
  llm.model = "Llama-3.1-8B";
  llm.dtype = "bf16";
  llm.prompt_tokens = {512, 1500, 4000};
  llm.output_tokens = {128, 400, 1000};
  chat.serving = llm;
  world.workloads = {chat};
  for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer) {
    const double slow = offer % 2 == 0 ? 1.0 : 3.0;
    IterationModel timing;
    timing.gpu = world.offers[offer].gpu;
    timing.model = llm.model;
    timing.dtype = llm.dtype;
    timing.source = "test";
    timing.base_ms = 6.2 * slow;
    timing.ms_per_token = 0.0172 * slow;
    timing.prefill_ms_per_pair = 2e-6 * slow;
    timing.decode_ms_per_kv_token = 4.4e-5 * slow;
    world.serving_options.push_back({0, offer, timing, 1, 1, 28000});
  }
  return world;
}

World tiny_classic_world(double rate_rps) {
  World world = places(rate_rps);
  Workload fraud;
  fraud.name = "fraud";
  fraud.requests_per_user_day = rate_rps * 86400 / 1e6;
  fraud.profile = "flat";
  fraud.slo = {LatencyMetric::e2e, 99, 100};
  ClassicServing classic;
  classic.model = "DLRM";
  classic.request_bytes = 2000;
  classic.response_bytes = 500;
  classic.server.max_batch_size = 32;
  fraud.serving = classic;
  world.workloads = {fraud};
  for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer) {
    const double slow = offer % 2 == 0 ? 1.0 : 3.0;
    world.serving_options.push_back(
        {0, offer, BatchModel{"DLRM", world.offers[offer].gpu, "test", "test", 2.0 * slow, 0.1 * slow, 0.0, 64}, 1, 1, 0});
  }
  return world;
}

Topology tiny_topology(const World& world, std::vector<std::uint32_t> regions, int replicas) {
  Topology topology;
  for (const std::uint32_t region : regions)
    for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer)
      if (world.offers[offer].region == region) {
        topology.pools.push_back({0, offer, replicas});
        break;
      }
  return topology;
}

}  // namespace tradewind::test
