#include "features/reader.h"

#include <algorithm>
#include <cmath>

#include "features/quorum.h"

namespace tradewind::features {
namespace {

constexpr double seconds_per_day = 86400;
constexpr std::uint64_t of_the_write = std::uint64_t{1} << 63;  // in the index of a draw

// The regions of all workloads that use a store.
std::vector<std::uint32_t> serving_regions(const World& world, const std::vector<std::vector<std::uint32_t>>& serving, std::uint32_t store) {
  std::vector<std::uint32_t> regions;
  for (std::size_t workload = 0; workload < world.workloads.size(); ++workload)
    if (std::ranges::find(world.workloads[workload].features, store, &FeatureUse::store) != world.workloads[workload].features.end())
      regions.insert(regions.end(), serving[workload].begin(), serving[workload].end());
  return regions;
}

Time phase(const streams::Stage& stage, double u) { return static_cast<Time>(u * static_cast<double>(stage.period())); }

}  // namespace

Reader::Reader(const World& world, const std::vector<std::vector<std::uint32_t>>& serving, Seed seed)
    : world_(world), seed_(seed), isolated_(world.regions.size()), statistics_(world.data.feature_stores.size(), world.regions.size()) {
  for (std::uint32_t index = 0; index < world.data.feature_stores.size(); ++index) {
    const FeatureStore& store = world.data.feature_stores[index];
    const std::vector<std::uint32_t> voters = regions_with(store, serving_regions(world, serving, index));
    read_times_.emplace_back(store.read_mu(), store.read_sigma());
    // A batch job or a producer has the same ticks for all regions that follow it; each of them fetches and computes at its own.
    const random::Stream ticks(seed.seed, seed.replication, random::Purpose::feature_ticks, index, seed.window);
    const double source = ticks.draw(world.regions.size())[0];
    for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
      Replica& replica = replicas_.emplace_back(replica_of(world, store, region, voters));
      const random::Uniforms u = ticks.draw(region);
      replica.source = replica.source.at_phase(phase(replica.source, source));
      replica.ingestion = replica.ingestion.at_phase(phase(replica.ingestion, u[0]));
      replica.mirror = replica.mirror.at_phase(phase(replica.mirror.stage(), u[1]));
      for (Replica::Other& other : replica.others) {
        const std::uint64_t pair = (std::uint64_t{region} + 2) * world.regions.size() + other.region;
        other.mirror = other.mirror.at_phase(phase(other.mirror.stage(), ticks.draw(pair)[0]));
      }
    }
  }
}

random::Stream Reader::draws(const Request& request, std::uint32_t store) const {
  return {seed_.seed, seed_.replication, random::Purpose::feature_reads, request.entity | std::uint64_t{store} << 56, seed_.window};
}

// Reads side by side, then writes side by side.
Reader::Result Reader::serve(Time now, const Request& request) {
  Result result;
  Time reads = 0, writes = 0;
  const std::vector<FeatureUse>& uses = world_.workloads[request.workload].features;
  drawn_.resize(uses.size());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    drawn_[i] = draws(request, uses[i].store).draw(request.index);
    if (!uses[i].read) continue;
    const Access access = read(now, request, uses[i], drawn_[i]);
    reads = std::max(reads, access.takes);
    result.failed |= access.failed;
  }
  const bool has_read = !result.failed;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].writes == 0 || !has_read) continue;
    const Access access = write(request, uses[i], drawn_[i]);
    writes = std::max(writes, access.takes);
    result.failed |= access.failed;
  }
  result.takes = reads + writes;
  if (request.measured) statistics_.latency.add(result.takes);
  return result;
}

Reader::Access Reader::read(Time now, const Request& request, const FeatureUse& use, const random::Uniforms& u) {
  const FeatureStore& store = world_.data.feature_stores[use.store];
  const Replica& replica = replicas_[cell(use.store, request.region)];
  const Way taken = way(now, request, use, u[3]);
  StoreCounts& counts = statistics_.stores[use.store].regions[request.region];
  counts.reads += request.measured;
  if (!taken.open) {
    const bool defaults = store.failed_read == FailedRead::defaults;
    counts.failed += request.measured;
    counts.defaults += request.measured && defaults;
    return {kernel::from_ms(store.read_timeout_ms), !defaults};
  }
  counts.remote += request.measured ? taken.remote : 0;
  const bool missed = u[2] <= store.miss_share;
  const double ms = taken.ms + read_times_[use.store](u[0]) + (missed ? store.miss_ms : 0);
  counts.missed += request.measured && missed;
  if (request.measured && !missed) note(request, use.store, now - (taken.home ? replica.horizon_at_home(now) : replica.horizon(now, u[3])));
  return {kernel::from_ms(ms), false};
}

void Reader::note(const Request& request, std::uint32_t index, Time staleness) {
  const FeatureStore& store = world_.data.feature_stores[index];
  StoreStatistics& statistics = statistics_.stores[index];
  statistics.staleness.add(staleness);
  statistics.regions[request.region].stale += store.bound_s > 0 && kernel::to_s(staleness) > store.bound_s;
  if (!store.quality.empty()) statistics.loss_e9 += static_cast<std::uint64_t>(std::llround(1e9 * store.loss_at(kernel::to_s(staleness))));
}

// Only strong and quorum writes are waited for; the others are on their way when the request goes on, and wait where a cut holds them up. `read`:
// draws of the read, which leaves the second of them alone; one of its own for every request would cost time.
Reader::Access Reader::write(const Request& request, const FeatureUse& use, const random::Uniforms& read) {
  if (read[1] > use.writes) return {};
  const FeatureStore& store = world_.data.feature_stores[use.store];
  const Replica& replica = replicas_[cell(use.store, request.region)];
  StoreCounts& counts = statistics_.stores[use.store].regions[request.region];
  counts.writes += request.measured;
  const bool strong = store.consistency == Consistency::strong;
  if (!strong && store.consistency != Consistency::quorum) return {};
  const Way taken = strong ? to_home(replica, store, request.region) : quorum(replica, request.region);
  if (!taken.open) {
    counts.failed_writes += request.measured;
    return {kernel::from_ms(store.read_timeout_ms), store.failed_read == FailedRead::fail};
  }
  return {kernel::from_ms(taken.ms + read_times_[use.store](draws(request, use.store).draw(request.index | of_the_write)[0])), false};
}

Reader::Way Reader::way(Time now, const Request& request, const FeatureUse& use, double u) const {
  const FeatureStore& store = world_.data.feature_stores[use.store];
  const Replica& replica = replicas_[cell(use.store, request.region)];
  if (store.placement == Placement::home || store.consistency == Consistency::strong) return to_home(replica, store, request.region);
  if (store.consistency == Consistency::quorum) return quorum(replica, request.region);
  if (store.consistency == Consistency::bounded && kernel::to_s(now - replica.horizon(now)) > store.bound_s)
    return to_home(replica, store, request.region);
  if (store.consistency == Consistency::session && use.writes > 0) {
    // The time since a user's last write, as if his requests were a Poisson process.
    const double writes_per_s = use.writes * world_.workloads[request.workload].requests_per_user_day / seconds_per_day;
    if (-std::log(u) / writes_per_s < kernel::to_s(replica.lag(now))) return to_home(replica, store, request.region);
  }
  return {};
}

Reader::Way Reader::to_home(const Replica& replica, const FeatureStore& store, std::uint32_t region) const {
  if (region == store.home) return {0, true, true, 0};
  return {replica.to_home_ms, !isolated_[region] && !isolated_[store.home], true, 1};
}

// An isolated region hears itself alone.
Reader::Way Reader::quorum(const Replica& replica, std::uint32_t region) const {
  std::vector<double> round_trips;
  for (const std::uint32_t voter : replica.voters)
    if (voter == region || (!isolated_[region] && !isolated_[voter]))
      round_trips.push_back(voter == region ? 0 : world_.region_rtt_ms(region, voter));
  const std::size_t needed = majority(replica.voters.size());
  const auto ms = kth_round_trip_ms(std::move(round_trips), needed);
  const bool votes = std::ranges::binary_search(replica.voters, region);
  return {ms.value_or(0), ms.has_value(), true, static_cast<std::uint32_t>(needed - (votes ? 1 : 0))};
}

// A mirror stands still when its own region or the home region is cut off, too.
void Reader::change(Time now, const Trouble& trouble) {
  for (std::uint32_t region = 0; region < isolated_.size(); ++region) isolated_[region] = trouble.isolated(region);
  for (std::uint32_t index = 0; index < world_.data.feature_stores.size(); ++index) {
    const std::uint32_t home = world_.data.feature_stores[index].home;
    for (std::uint32_t region = 0; region < isolated_.size(); ++region) {
      if (region == home) continue;
      streams::Mirror& mirror = replicas_[cell(index, region)].mirror;
      if (isolated_[region] || isolated_[home] || trouble.mirror_stands_still(region))
        mirror.stand_still(now);
      else
        mirror.go_on(now);
    }
    for (std::uint32_t region = 0; region < isolated_.size(); ++region)
      for (Replica::Other& other : replicas_[cell(index, region)].others)
        if (isolated_[region] || isolated_[other.region] || trouble.mirror_stands_still(region))
          other.mirror.stand_still(now);
        else
          other.mirror.go_on(now);
  }
}

}  // namespace tradewind::features
