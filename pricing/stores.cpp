#include "stores.h"

#include <cmath>

#include "lines.h"

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

BillLine unpriced(const World& world, const StoreUsage& use, const char* item, double quantity, const char* unit) {
  const Region& region = world.regions[use.region];
  return line(region.provider, region.id, "feature store", world.data.feature_stores[use.store].name + ": " + item, quantity,
              {0, unit, "none in the book", "", "no price known: not in the total"});
}

void add_dynamodb(const World& world, const Usage& usage, const StoreUsage& use, const PriceBook& book, std::vector<BillLine>& lines) {
  const FeatureStore& store = world.data.feature_stores[use.store];
  const Region& region = world.regions[use.region];
  const bool holds = use.region == store.home || store.placement == Placement::replicated;
  const bool fresh = store.consistency == Consistency::strong || store.consistency == Consistency::quorum;
  const double read_units = use.reads * std::ceil(store.value_bytes / read_unit_bytes) * (fresh ? 1 : 0.5);
  const double write_units = holds ? writes_into(world, usage, use) * std::ceil(store.value_bytes / write_unit_bytes) : 0;
  const auto add = [&](const char* item, double units, std::string_view fee_name) {
    if (units > 0)
      lines.push_back(
          line(region.provider, region.id, "feature store", store.name + ": " + item, units / 1e6, fee(book, region.provider, region.id, fee_name)));
  };
  add("reads", read_units, "dynamodb_million_read_units");
  add("writes", write_units, "dynamodb_million_write_units");
}

}  // namespace

void add_store_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines) {
  const auto add = [&](const StoreUsage& use, const char* item, double quantity, const char* unit) {
    if (quantity > 0) lines.push_back(unpriced(world, use, item, quantity, unit));
  };
  for (const StoreUsage& use : usage.stores) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    if (store.online == OnlineStore::dynamodb && world.regions[use.region].provider == "aws") {
      add_dynamodb(world, usage, use, book, lines);
    } else {
      add(use, "reads", use.reads / 1e6, "million reads");
      add(use, "writes", use.writes / 1e6, "million writes");
    }
  }
}

}  // namespace tradewind
