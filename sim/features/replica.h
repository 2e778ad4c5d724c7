// One store as one region reads it.
#pragma once

#include <algorithm>
#include <vector>

#include "streams/horizon.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::features {

using kernel::Time;

// An event's values pass the source (a batch job, or the producer of a stream), the mirror into the region, and the ingestion there.
struct Replica {
  streams::Stage source, ingestion;
  streams::Mirror mirror;
  Time snapshot = 0;  // period; 0 = none
  double to_home_ms = 0;
  std::vector<std::uint32_t> voters;  // regions with a replica
  // Of an active-active stream: what comes from each other region, and the share of the reads whose newest event is of this one.
  struct Other {
    std::uint32_t region;
    streams::Mirror mirror;
  };
  std::vector<Other> others;
  double own_share = 1;

  // Event time up to which a read at `now` sees all values: here, and in the home region (whose micro-batches are taken to have the same ticks).
  Time horizon(Time now) const { return horizon(now, mirror); }
  // The same for the values of one region's events, u in (0, 1].
  Time horizon(Time now, double u) const {
    if (others.empty()) return horizon(now);
    if (u <= own_share) return horizon(now, streams::Mirror());
    const double place = (u - own_share) / (1 - own_share) * static_cast<double>(others.size());
    return horizon(now, others[std::min(static_cast<std::size_t>(place), others.size() - 1)].mirror);
  }
  Time horizon_at_home(Time now) const { return source.passed(ingestion.passed(now)); }
  // How far the replica is behind home.
  Time lag(Time now) const { return now - mirror.passed(now); }

 private:
  Time horizon(Time now, const streams::Mirror& way) const {
    return source.passed(way.passed(ingestion.passed(snapshot == 0 ? now : now - now % snapshot)));
  }
};

// The regions that hold a store: its home, and, where it is replicated, `serving`, the regions in which it is used; ascending.
std::vector<std::uint32_t> regions_with(const FeatureStore& store, std::vector<std::uint32_t> serving);

// All ticks at phase 0.
Replica replica_of(const World& world, const FeatureStore& store, std::uint32_t region, const std::vector<std::uint32_t>& voters);

// Mean time that the reads and writes of a workload add to a request served in a region, in the steady state, with replicas in `serving`: for models
// that need it without simulating. A read that goes home because its replica is too old is weighed with the share of the time in which it is.
double mean_time_ms(const World& world, std::uint32_t workload, std::uint32_t region, const std::vector<std::uint32_t>& serving);

// Mean age of what its reads return there, over its reads, in the same way.
double mean_staleness_s(const World& world, std::uint32_t workload, std::uint32_t region, const std::vector<std::uint32_t>& serving);

}  // namespace tradewind::features
