#include "features/replica.h"

#include <algorithm>
#include <cmath>

#include "features/quorum.h"
#include "streams/replication.h"

namespace tradewind::features {
namespace {

streams::Mirror mirror_of(const World& world, const FeatureStore& store, std::uint32_t region, const std::vector<std::uint32_t>& voters) {
  const double rtt_ms = world.region_rtt_ms(store.home, region);
  if (store.stream) {
    double farthest_ms = 0;
    for (const std::uint32_t voter : voters) farthest_ms = std::max(farthest_ms, world.region_rtt_ms(store.home, voter));
    return streams::replication(world.data.streams[*store.stream], rtt_ms, farthest_ms);
  }
  return {streams::Stage(kernel::from_s(store.replication_interval_s), kernel::from_ms(rtt_ms / 2) + kernel::from_s(store.replication_delay_s)),
          store.catch_up};
}

double quorum_ms(const World& world, std::uint32_t region, const std::vector<std::uint32_t>& voters) {
  std::vector<double> round_trips;
  for (const std::uint32_t voter : voters) round_trips.push_back(voter == region ? 0 : world.region_rtt_ms(region, voter));
  return kth_round_trip_ms(std::move(round_trips), majority(voters.size())).value_or(0);
}

// Share of the time in which the age of values is above the bound, taken as uniform over the sum of the periods.
double share_too_old(const Replica& replica, double bound_s) {
  const Time least = replica.source.delay() + replica.mirror.stage().delay() + replica.ingestion.delay();
  const Time spread = replica.source.period() + replica.mirror.stage().period() + replica.ingestion.period();
  const double over_s = kernel::to_s(least + spread) - bound_s;
  if (spread == 0) return over_s > 0 ? 1 : 0;
  return std::clamp(over_s / kernel::to_s(spread), 0.0, 1.0);
}

// Of the round trip to home, how much of it a read pays in the mean.
double far_ms(const World& world, const FeatureStore& store, const Replica& replica, std::uint32_t region, double own_writes_per_s) {
  switch (store.consistency) {
    case Consistency::strong:
      return replica.to_home_ms;
    case Consistency::quorum:
      return quorum_ms(world, region, replica.voters);
    case Consistency::bounded:
      return share_too_old(replica, store.bound_s) * replica.to_home_ms;
    case Consistency::session:
      return (1 - std::exp(-own_writes_per_s * replica.mirror.stage().mean_age_s())) * replica.to_home_ms;
    default:
      return store.placement == Placement::home ? replica.to_home_ms : 0;
  }
}

double mean_mirror_age_s(const Replica& replica) {
  if (replica.others.empty()) return replica.mirror.stage().mean_age_s();
  double sum = 0;
  for (const Replica::Other& other : replica.others) sum += other.mirror.stage().mean_age_s();
  return (1 - replica.own_share) * sum / static_cast<double>(replica.others.size());
}

double mean_age_s(const FeatureStore& store, const Replica& replica) {
  const double at_home_s = replica.source.mean_age_s() + replica.ingestion.mean_age_s();
  if (store.placement == Placement::home || store.consistency == Consistency::strong || store.consistency == Consistency::quorum) return at_home_s;
  const double here_s = at_home_s + mean_mirror_age_s(replica) + kernel::to_s(replica.snapshot) / 2;
  if (store.consistency != Consistency::bounded) return here_s;
  // Those that stay are the ones up to the bound, of an age that is uniform about its mean.
  const double too_old = share_too_old(replica, store.bound_s);
  const double least_s = kernel::to_s(replica.source.delay() + replica.mirror.stage().delay() + replica.ingestion.delay());
  return too_old > 0 ? too_old * at_home_s + (1 - too_old) * (least_s + store.bound_s) / 2 : here_s;
}

}  // namespace

std::vector<std::uint32_t> regions_with(const FeatureStore& store, std::vector<std::uint32_t> serving) {
  if (store.placement == Placement::home) return {store.home};
  serving.push_back(store.home);
  std::ranges::sort(serving);
  serving.erase(std::unique(serving.begin(), serving.end()), serving.end());
  return serving;
}

Replica replica_of(const World& world, const FeatureStore& store, std::uint32_t region, const std::vector<std::uint32_t>& voters) {
  Replica replica;
  if (store.materialization) replica.source = {kernel::from_s(store.materialization->interval_s), kernel::from_s(store.materialization->pipeline_s)};
  if (store.stream) {
    replica.source = streams::producer(world.data.streams[*store.stream]);
    replica.ingestion = streams::ingestion(world.data.streams[*store.stream]);
  }
  if (store.stream && world.data.streams[*store.stream].active_active) {
    const EventStream& stream = world.data.streams[*store.stream];
    for (const std::uint32_t other : voters)
      if (other != region) replica.others.push_back({other, streams::replication(stream, world.region_rtt_ms(other, region), 0)});
    replica.own_share = stream.share_of_own(voters.size());
  }
  if (region != store.home) {
    replica.to_home_ms = world.region_rtt_ms(store.home, region);
    replica.mirror = mirror_of(world, store, region, voters);
  }
  if (store.consistency == Consistency::snapshot) replica.snapshot = kernel::from_s(store.snapshot_interval_s);
  replica.voters = voters;
  return replica;
}

double mean_time_ms(const World& world, std::uint32_t workload, std::uint32_t region, const std::vector<std::uint32_t>& serving) {
  double reads_ms = 0, writes_ms = 0;
  for (const FeatureUse& use : world.workloads[workload].features) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    const Replica replica = replica_of(world, store, region, regions_with(store, serving));
    const double own_writes_per_s = use.writes * world.workloads[workload].requests_per_user_day / 86400;
    const double inside_ms = std::exp(store.read_mu() + store.read_sigma() * store.read_sigma() / 2) + store.miss_share * store.miss_ms;
    const double far = far_ms(world, store, replica, region, own_writes_per_s);
    if (use.read) reads_ms = std::max(reads_ms, far + inside_ms);
    const bool waits = store.consistency == Consistency::strong || store.consistency == Consistency::quorum;
    if (waits) writes_ms = std::max(writes_ms, use.writes * (far + inside_ms));
  }
  return reads_ms + writes_ms;
}

double mean_staleness_s(const World& world, std::uint32_t workload, std::uint32_t region, const std::vector<std::uint32_t>& serving) {
  double age_s = 0, reads = 0;
  for (const FeatureUse& use : world.workloads[workload].features) {
    if (!use.read) continue;
    const FeatureStore& store = world.data.feature_stores[use.store];
    age_s += (1 - store.miss_share) * mean_age_s(store, replica_of(world, store, region, regions_with(store, serving)));
    reads += 1 - store.miss_share;
  }
  return reads > 0 ? age_s / reads : 0;
}

}  // namespace tradewind::features
