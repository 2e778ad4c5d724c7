#include "features/statistics.h"

namespace tradewind::features {

void StoreCounts::merge(const StoreCounts& other) {
  reads += other.reads;
  missed += other.missed;
  stale += other.stale;
  failed += other.failed;
  defaults += other.defaults;
  remote += other.remote;
  writes += other.writes;
  failed_writes += other.failed_writes;
}

void StoreStatistics::merge(const StoreStatistics& other) {
  for (std::size_t region = 0; region < regions.size(); ++region) regions[region].merge(other.regions[region]);
  staleness.merge(other.staleness);
  loss_e9 += other.loss_e9;
}

void Statistics::merge(const Statistics& other) {
  for (std::size_t store = 0; store < stores.size(); ++store) stores[store].merge(other.stores[store]);
  latency.merge(other.latency);
}

}  // namespace tradewind::features
