#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "replication/lag.h"
#include "replication/tree.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

// Regions that need an artifact, without its home.
std::vector<std::uint32_t> targets(const World& world, const Artifact& artifact, const Topology& topology) {
  std::set<std::uint32_t> regions;
  for (const Pool& pool : topology.pools)
    if (!artifact.workload || pool.workload == *artifact.workload) regions.insert(world.offers[pool.offer].region);
  regions.erase(artifact.home);
  return {regions.begin(), regions.end()};
}

double everywhere_after_s(const Artifact& artifact, const ReplicationPlan& plan) {
  const std::vector<double> lags = undisturbed_lag_s(artifact, plan, 50);
  return lags.empty() ? 0 : std::ranges::max(lags);
}

// A chain passes files on before the version is whole, which the greedy tree does not look ahead to.
ReplicationPlan fastest_plan(std::uint32_t index, const Artifact& artifact, std::span<const std::uint32_t> regions,
                             const ReplicationNetwork& network) {
  const auto plan = [&](ArtifactReplication kind) {
    return ReplicationPlan{index, replication::tree(kind, artifact.home, regions, artifact.size_gb, network)};
  };
  ReplicationPlan greedy = plan(ArtifactReplication::fastest), chain = plan(ArtifactReplication::chain);
  return everywhere_after_s(artifact, chain) < everywhere_after_s(artifact, greedy) ? chain : greedy;
}

}  // namespace

std::vector<std::uint32_t> replication_regions(const World& world, const Topology& topology) {
  std::set<std::uint32_t> regions;
  for (const Artifact& artifact : world.data.artifacts) {
    regions.insert(artifact.home);
    for (const std::uint32_t region : targets(world, artifact, topology)) regions.insert(region);
  }
  return {regions.begin(), regions.end()};
}

ReplicationNetwork replication_network(const World& world, std::span<const std::uint32_t> regions, Grid usd_per_gb) {
  const std::size_t n = world.regions.size();
  ReplicationNetwork network{Grid(n, n), Grid(n, n), std::move(usd_per_gb)};
  const Catalogue& catalogue = Catalogue::shipped();
  for (const std::uint32_t from : regions)
    for (const std::uint32_t to : regions) {
      if (from == to) continue;
      const Region &a = world.regions[from], &b = world.regions[to];
      const Throughput throughput = catalogue.region_throughput(*catalogue.find_region(a.provider, a.id), *catalogue.find_region(b.provider, b.id));
      network.gbit_s(from, to) = throughput.gbit_s;
      network.estimated(from, to) = throughput.basis == RttBasis::estimated ? 1 : 0;
    }
  return network;
}

ReplicationPlan replication_plan(const World& world, std::uint32_t artifact, const Topology& topology, const ReplicationNetwork& network) {
  const Artifact& what = world.data.artifacts[artifact];
  const std::vector<std::uint32_t> regions = targets(world, what, topology);
  if (what.replication == ArtifactReplication::fastest) return fastest_plan(artifact, what, regions, network);
  if (!is_service(what.replication)) return {artifact, replication::tree(what.replication, what.home, regions, what.size_gb, network)};
  ReplicationPlan plan{artifact, {}};
  for (const std::uint32_t region : regions) plan.hops.push_back({what.home, region, 0, false});
  return plan;
}

std::vector<ReplicationPlan> replication_plans(const World& world, const Topology& topology, const ReplicationNetwork& network) {
  std::vector<ReplicationPlan> plans;
  for (std::uint32_t a = 0; a < world.data.artifacts.size(); ++a) {
    plans.push_back(replication_plan(world, a, topology, network));
    check_keeps_up(world, plans.back());
  }
  return plans;
}

double busiest_sender_s(const ReplicationPlan& plan) {
  std::map<std::uint32_t, double> busy_s;
  double most = 0;
  for (const ReplicationHop& hop : plan.hops) most = std::max(most, busy_s[hop.from] += hop.seconds_per_version);
  return most;
}

void check_keeps_up(const World& world, const ReplicationPlan& plan) {
  const Artifact& artifact = world.data.artifacts[plan.artifact];
  const double busy_s = busiest_sender_s(plan), month_s = hours_per_month * 3600;
  if (busy_s * artifact.versions_per_month < month_s) return;
  Problem problem;
  problem.pointer = fmt::format("/data/artifacts/{}/versions_per_month", plan.artifact);
  problem.found = fmt::format("{:g} versions of {} a month, for each of which the busiest sender needs {:.0f} s: regions fall behind without end",
                              artifact.versions_per_month, artifact.name, busy_s);
  problem.expected = fmt::format("fewer than {:.0f} a month, a smaller artifact, or another \"replication\"", month_s / busy_s);
  throw InvalidInput({std::move(problem)});
}

std::vector<double> undisturbed_lag_s(const Artifact& artifact, const ReplicationPlan& plan, double percentile) {
  if (is_service(artifact.replication))
    return std::vector<double>(plan.hops.size(), replication::service_lag_s(artifact.delay, artifact.files, percentile / 100));
  std::uint32_t last = artifact.home;
  for (const ReplicationHop& hop : plan.hops) last = std::max(last, hop.to);
  return replication::Copying(artifact, plan, last + 1).arrivals(0);
}

std::vector<ReplicatedBytes> replicated_bytes(const World& world, std::span<const ReplicationPlan> plans) {
  std::vector<ReplicatedBytes> bytes;
  for (const ReplicationPlan& plan : plans) {
    const Artifact& artifact = world.data.artifacts[plan.artifact];
    for (const ReplicationHop& hop : plan.hops) bytes.push_back({plan.artifact, hop.from, hop.to, artifact.versions_per_month * artifact.size_gb});
  }
  return bytes;
}

}  // namespace tradewind
