#include "stores.h"

#include <cmath>

namespace tradewind {
namespace {

constexpr double read_unit_bytes = 4096, write_unit_bytes = 1024;
constexpr double seconds_per_month = hours_per_month * 3600;

// A month's writes into a region's replica: what the feed brings, what its own requests write, and what those of other regions do.
double writes_into(const World& world, const Usage& usage, const StoreUsage& use) {
  const FeatureStore& store = world.data.feature_stores[use.store];
  const double feed_per_s = store.stream ? world.data.streams[*store.stream].events_per_s : store.changes_per_s;
  double writes = feed_per_s * seconds_per_month;
  for (const StoreUsage& other : usage.stores)
    if (other.store == use.store) writes += other.writes;
  return writes;
}

const Price unpriced_reads{0, "million reads", "none in the book", "", "no price known: not in the total"};
const Price unpriced_writes{0, "million writes", "none in the book", "", "no price known: not in the total"};

void add_dynamodb(const Tariff& tariff, const Usage& usage, const StoreUsage& use, Charges& charges) {
  const World& world = tariff.world();
  const FeatureStore& store = world.data.feature_stores[use.store];
  const bool holds = use.region == store.home || store.placement == Placement::replicated;
  const bool fresh = store.consistency == Consistency::strong || store.consistency == Consistency::quorum;
  const double read_units = use.reads * std::ceil(store.value_bytes / read_unit_bytes) * (fresh ? 1 : 0.5);
  const double write_units = holds ? writes_into(world, usage, use) * std::ceil(store.value_bytes / write_unit_bytes) : 0;
  const auto add = [&](std::string_view item, double units, Fee fee) {
    if (units > 0)
      charges.add(place_of(world.regions[use.region]), services::feature_store, {store.name, item}, units / 1e6, tariff.fee(use.region, fee));
  };
  add(": reads", read_units, Fee::dynamodb_million_read_units);
  add(": writes", write_units, Fee::dynamodb_million_write_units);
}

}  // namespace

void add_stores(const Tariff& tariff, const Usage& usage, Charges& charges) {
  const World& world = tariff.world();
  for (const StoreUsage& use : usage.stores) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    const Region& region = world.regions[use.region];
    if (store.online == OnlineStore::dynamodb && region.provider == "aws") {
      add_dynamodb(tariff, usage, use, charges);
    } else {
      charges.add_any(place_of(region), services::feature_store, {store.name, ": reads"}, use.reads / 1e6, unpriced_reads);
      charges.add_any(place_of(region), services::feature_store, {store.name, ": writes"}, use.writes / 1e6, unpriced_writes);
    }
  }
}

}  // namespace tradewind
