#include "rollout/arrivals.h"

#include <algorithm>

#include "random/draws.h"
#include "replication/lag.h"

namespace tradewind::rollout {
namespace {

// Arrivals without stalls, by hop.
std::vector<double> undisturbed_s(const Artifact& artifact, const ReplicationPlan& plan, std::uint64_t seed, std::uint32_t replication) {
  if (!is_service(artifact.replication)) return undisturbed_lag_s(artifact, plan, 50);
  std::vector<double> lags;
  for (const ReplicationHop& hop : plan.hops) {
    const random::Stream stream(seed, replication, random::Purpose::artifact_copies, plan.artifact, hop.to);
    lags.push_back(replication::service_lag_s(artifact.delay, artifact.files, stream.draw(0)[0]));
  }
  return lags;
}

// When what takes from `begin` to `end` is over, with the stalls of a region in between.
double with_stalls(double begin, double end, std::uint32_t region, std::vector<ReplicationStall> stalls) {
  std::erase_if(stalls, [region](const ReplicationStall& stall) { return stall.region != region; });
  std::ranges::sort(stalls, {}, &ReplicationStall::after_s);
  double stood_until = begin;
  for (const ReplicationStall& stall : stalls) {
    const double from = std::max(stood_until, stall.after_s), to = stall.after_s + stall.for_s;
    if (from >= end || to <= from) continue;
    end += to - from;
    stood_until = to;
  }
  return end;
}

}  // namespace

std::vector<double> arrivals_s(const World& world, const Rollout& rollout, const ReplicationPlan& plan, std::uint64_t seed,
                               std::uint32_t replication) {
  const std::vector<double> lags = undisturbed_s(world.data.artifacts[plan.artifact], plan, seed, replication);
  std::vector<double> undisturbed(world.regions.size()), arrivals(world.regions.size());
  for (std::size_t h = 0; h < plan.hops.size(); ++h) {
    const ReplicationHop& hop = plan.hops[h];
    undisturbed[hop.to] = lags[h];
    const double late = arrivals[hop.from] - undisturbed[hop.from];  // of the sender
    // Files are passed on as they come: own copying needs its time before the end, whenever the sender has had the last one.
    const double begin = hop.seconds_per_version > 0 ? lags[h] - hop.seconds_per_version + late : arrivals[hop.from];
    arrivals[hop.to] = with_stalls(begin, lags[h] + late, hop.to, rollout.stalls);
  }
  return arrivals;
}

}  // namespace tradewind::rollout
