#include "features/outcome.h"

#include "features/conflicts.h"
#include "tradewind/sim/share.h"

namespace tradewind::features {
namespace {

StalenessSummary staleness(const statistics::Sketch& sketch) {
  const auto s = [&](double q) { return sketch.quantile_ms(q) / 1e3; };
  return {sketch.count(), sketch.mean_ms() / 1e3, s(0.5), s(0.95), s(0.99), sketch.max_ms() / 1e3};
}

StoreOutcome store_outcome(const World& world, std::uint32_t index, const StoreStatistics& statistics, double hours) {
  const FeatureStore& store = world.data.feature_stores[index];
  StoreCounts all;
  std::vector<double> writes_per_s;
  for (const StoreCounts& region : statistics.regions) {
    all.merge(region);
    writes_per_s.push_back(static_cast<double>(region.writes) / (hours * 3600));
  }
  StoreOutcome outcome{.store = store.name, .consistency = std::string(to_string(store.consistency)), .staleness_s = staleness(statistics.staleness)};
  outcome.reads = all.reads;
  outcome.writes = all.writes;
  outcome.missed = share_of(all.missed, all.reads);
  outcome.stale = share_of(all.stale, all.reads);
  outcome.failed = share_of(all.failed, all.reads);
  outcome.defaults = share_of(all.defaults, all.reads);
  outcome.remote = share_of(all.remote, all.reads);
  outcome.failed_writes = share_of(all.failed_writes, all.writes);
  outcome.mean_loss = share_of(statistics.loss_e9, statistics.staleness.count()) / 1e9;
  outcome.conflicts_per_month = conflicts_per_s(world, store, writes_per_s) * hours_per_month * 3600;
  return outcome;
}

}  // namespace

FeaturesOutcome summarize(const World& world, const Statistics& statistics, double hours) {
  FeaturesOutcome outcome;
  statistics::Sketch all;
  for (std::uint32_t store = 0; store < statistics.stores.size(); ++store) {
    outcome.stores.push_back(store_outcome(world, store, statistics.stores[store], hours));
    all.merge(statistics.stores[store].staleness);
  }
  const statistics::Sketch& latency = statistics.latency;
  outcome.staleness_s = staleness(all);
  outcome.requests = latency.count();
  outcome.latency_mean_ms = latency.mean_ms();
  outcome.latency_p50_ms = latency.quantile_ms(0.5);
  outcome.latency_p95_ms = latency.quantile_ms(0.95);
  outcome.latency_p99_ms = latency.quantile_ms(0.99);
  outcome.latency_max_ms = latency.max_ms();
  return outcome;
}

}  // namespace tradewind::features
