// Replication of 10,000 artifacts to 30 regions for one hour: a new version of each every ten minutes.
#include <fmt/format.h>

#include <chrono>

#include "tradewind/sim/replication.h"

int main() {
  using namespace tradewind;
  constexpr std::uint32_t artifacts = 10000, regions = 30;
  constexpr int files = 8;
  for (const ArtifactReplication kind : {ArtifactReplication::s3_time_control, ArtifactReplication::star}) {
    World world;
    world.regions.resize(regions);
    Artifact artifact;
    artifact.size_gb = 1;
    artifact.files = files;
    artifact.versions_per_month = 6 * hours_per_month;
    artifact.replication = kind;
    artifact.delay = {30, 900, 99.99, true};
    world.data.artifacts.assign(artifacts, artifact);
    std::vector<ReplicationPlan> plans(artifacts);
    for (std::uint32_t a = 0; a < artifacts; ++a) {
      plans[a].artifact = a;
      for (std::uint32_t r = 1; r < regions; ++r) plans[a].hops.push_back({0, r, is_service(kind) ? 0 : 8 / 5.0, false});
    }
    const auto start = std::chrono::steady_clock::now();
    const std::vector<ArtifactLag> lags = simulate_replication(world, plans, 1, 1);
    const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::int64_t arrivals = 0;
    for (const ArtifactLag& lag : lags)
      for (const RegionLag& hop : lag.hops) arrivals += hop.versions;
    fmt::print("{}: {} artifacts x {} regions, one hour: {:.3f} s, {} arrivals, {:.0f} ns each\n", to_string(kind), artifacts, regions, s, arrivals,
               1e9 * s / static_cast<double>(arrivals));
  }
}
