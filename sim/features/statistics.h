// What requests saw of the feature stores. All counts and sums are integers: statistics may be merged in any order to the same bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "statistics/sketch.h"

namespace tradewind::features {

// Of one store in one region.
struct StoreCounts {
  std::uint64_t reads = 0;     // of requests, failed ones too
  std::uint64_t missed = 0;    // that found nothing
  std::uint64_t stale = 0;     // that saw values older than the bound
  std::uint64_t failed = 0;    // whose regions could not be reached
  std::uint64_t defaults = 0;  // of these: served with default features
  std::uint64_t remote = 0;    // values that came from another region
  std::uint64_t writes = 0, failed_writes = 0;

  void merge(const StoreCounts& other);
};

struct StoreStatistics {
  std::vector<StoreCounts> regions;
  statistics::Sketch staleness;  // of the reads that found something
  std::uint64_t loss_e9 = 0;     // sum of the losses by the quality curve, in 1e-9

  void merge(const StoreStatistics& other);
};

struct Statistics {
  std::vector<StoreStatistics> stores;
  statistics::Sketch latency;  // that reads and writes added to a request

  Statistics() = default;
  Statistics(std::size_t store_count, std::size_t region_count) : stores(store_count) {
    for (StoreStatistics& store : stores) store.regions.resize(region_count);
  }
  void merge(const Statistics& other);
};

}  // namespace tradewind::features
