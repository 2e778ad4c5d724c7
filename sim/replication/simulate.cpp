#include <algorithm>
#include <cmath>

#include "random/draws.h"
#include "replication/lag.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {
namespace {

using random::Purpose;
using random::Stream;

// Lags of one hop's region as versions come.
class Tally {
 public:
  // A version published at `at_s`, which is the newest until `next_s`.
  void add(double at_s, double arrival_s, double next_s) {
    ++lag_.versions;
    sum_s_ += arrival_s - at_s;
    lag_.max_s = std::max(lag_.max_s, arrival_s - at_s);
    behind_s_ += std::min(arrival_s, next_s) - at_s;
  }
  RegionLag lag(double horizon_s) const {
    RegionLag result = lag_;
    result.mean_s = lag_.versions > 0 ? sum_s_ / static_cast<double>(lag_.versions) : 0;
    result.behind_share = behind_s_ / horizon_s;
    return result;
  }

 private:
  RegionLag lag_;
  double sum_s_ = 0, behind_s_ = 0;
};

// Publication times within the horizon, and the horizon itself at the end.
std::vector<double> publications(const Artifact& artifact, std::uint32_t index, double horizon_s, std::uint64_t seed) {
  std::vector<double> times;
  if (artifact.versions_per_month > 0) {
    const double mean_s = hours_per_month * 3600 / artifact.versions_per_month;
    const Stream stream(seed, 0, Purpose::publications, index, 0);
    double at_s = 0;
    for (std::uint64_t version = 0; (at_s -= mean_s * std::log(stream.draw(version)[0])) < horizon_s; ++version) times.push_back(at_s);
  }
  times.push_back(horizon_s);
  return times;
}

ArtifactLag play(const World& world, const ReplicationPlan& plan, double horizon_s, std::uint64_t seed) {
  const Artifact& artifact = world.data.artifacts[plan.artifact];
  const std::vector<double> times = publications(artifact, plan.artifact, horizon_s, seed);
  const bool service = is_service(artifact.replication);
  replication::Copying copying(artifact, plan, world.regions.size());
  std::vector<Tally> tallies(plan.hops.size());
  for (std::size_t v = 0; v + 1 < times.size(); ++v) {
    const std::vector<double>* copies = service ? nullptr : &copying.arrivals(times[v]);
    for (std::size_t h = 0; h < plan.hops.size(); ++h) {
      // The region is the window of the stream, so that another topology does not shift the delays.
      const auto delay_s = [&] {
        return replication::service_lag_s(artifact.delay, artifact.files,
                                          Stream(seed, 0, Purpose::artifact_copies, plan.artifact, plan.hops[h].to).draw(v)[0]);
      };
      tallies[h].add(times[v], copies != nullptr ? (*copies)[h] : times[v] + delay_s(), times[v + 1]);
    }
  }
  ArtifactLag result;
  for (const Tally& tally : tallies) result.hops.push_back(tally.lag(horizon_s));
  return result;
}

}  // namespace

std::vector<ArtifactLag> simulate_replication(const World& world, std::span<const ReplicationPlan> plans, double hours, std::uint64_t seed,
                                              int threads) {
  std::vector<ArtifactLag> lags(plans.size());
  in_parallel(plans.size(), threads, [&](std::size_t p) { lags[p] = play(world, plans[p], hours * 3600, seed); });
  return lags;
}

}  // namespace tradewind
