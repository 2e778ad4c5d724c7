// How long a bundle with every target takes to make, none of them empty: a topology of 20 regions on three clouds, with streams, feature stores,
// copies of weights and machines that the clusters bring, what was simulated of it given. Chaos and capacity, which the command simulates before, are
// not in the figure.
//
//   bench_bundle [regions]
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "tradewind/deploy/bundle.h"

namespace {

using namespace tradewind;

constexpr int repetitions = 9;

constexpr const char* scenario = R"({"name": "bench", "populations": [{"metros": 200, "users_share": 0.001}],
  "workloads": [{"name": "chat", "requests_per_user_day": 5, "slo": {"metric": "ttft", "target_ms": 800}, "nodes": {"provisioner": "karpenter"},
    "features": [{"store": "clicks-now"}, {"store": "carts-now"}, {"store": "profiles"}],
    "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 3000}, "output_tokens": {"p50": 100, "p95": 300, "max": 800}}}],
  "regions": {"providers": ["aws", "gcp", "azure"]},
  "data": {"artifacts": [{"name": "weights", "workload": "chat", "size_gb": 16, "home": "aws:us-east-1", "versions_per_month": 2, "replication": "star"}],
    "streams": [{"name": "clicks", "home": "aws:us-east-1", "events_per_s": 100, "mirror_events_per_s": 300, "ingest_delay_s": 2},
                {"name": "carts", "home": "aws:us-east-1", "events_per_s": 100, "mirror_events_per_s": 300, "ingest_delay_s": 2, "replication": "cluster_link"}],
    "feature_stores": [{"name": "clicks-now", "home": "aws:us-east-1", "stream": "clicks"}, {"name": "carts-now", "home": "aws:us-east-1", "stream": "carts"},
                       {"name": "profiles", "home": "aws:us-east-1", "materialization": {"interval_s": 900, "pipeline_s": 60}}]},
  "rollouts": [{"name": "canary", "workload": "chat", "strategy": "canary", "steps": [{"weight_percent": 10, "pause_s": 300}], "analysis": {"interval_s": 60}}]})";

// A pool in each of the first regions that have an offer.
Topology topology_in(const World& world, std::size_t regions) {
  Topology topology;
  std::vector<bool> open(world.regions.size());
  for (const ServingOption& option : world.serving_options) {
    const std::uint32_t region = world.offers[option.offer].region;
    if (open[region] || topology.pools.size() == regions) continue;
    open[region] = true;
    topology.pools.push_back({option.workload, option.offer, 4});
  }
  return topology;
}

ExportInput input_of(const World& world, const Topology& topology) {
  ExportInput input{world, topology, "bench", "t1", 412.3, 1234.5};
  for (const Pool& pool : topology.pools) {
    const Region& region = world.regions[world.offers[pool.offer].region];
    ExpectedPool seen;
    seen.batch_mean = 12, seen.latency_p95_ms = 380, seen.network_p50_ms = 21, seen.knee_rps = 1.5;
    input.expected_pools.push_back(seen);
    input.bill.lines.push_back({region.provider, region.id, "gpu instances", "", "chat", 730, {}, {123456}});
    for (const char* group : {"region", "zone", "node"}) input.failures.push_back({std::string("a ") + group + " of " + region.key(), group});
  }
  for (const Artifact& artifact : world.data.artifacts)
    for (const std::uint32_t region : open_regions(world, topology))
      if (region != artifact.home)
        input.data.hops.push_back({artifact.name, world.regions[artifact.home].key(), world.regions[region].key(), 60, false, 60, 60});
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t regions = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20;
  const LoadedScenario loaded = load_scenario_text(scenario, "bench.json");
  if (has_errors(loaded.problems)) {
    fmt::print(stderr, "{}\n", loaded.problems.front().expected);
    return 1;
  }
  const Topology topology = topology_in(loaded.world, regions);
  const ExportInput input = input_of(loaded.world, topology);
  std::vector<std::string> targets;
  for (const ExportTarget& target : export_targets()) targets.push_back(target.name);
  std::vector<double> ms;
  std::size_t bytes = 0;
  Bundle bundle;
  for (int i = 0; i < repetitions; ++i) {
    const auto start = std::chrono::steady_clock::now();
    bundle = export_bundle(input, targets);
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  for (const BundleFile& file : bundle) bytes += file.contents.size();
  for (const char* part :
       {"data-plane/regions/", "data-plane/confluent/", "rollouts/argocd/", "monitors/datadog/", "monitors/newrelic/", "resilience/litmus/",
        "kserve/", "helm/", "gateway/", "pulumi/", "terraform/", "kubernetes/nodes/", "observability/", "runbook/"})
    if (std::ranges::none_of(bundle, [&](const BundleFile& file) { return file.path.starts_with(part); }))
      fmt::print(stderr, "nothing in {}\n", part);
  std::ranges::sort(ms);
  fmt::print("{} regions, {} targets: {} files, {} kB in {:.0f} ms (median of {})\n", topology.pools.size(), targets.size(), bundle.size(),
             bytes / 1000, ms[repetitions / 2], repetitions);
}
