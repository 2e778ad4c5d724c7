#include "kafka.h"

#include <set>

#include "tradewind/scenarios/usage.h"

namespace tradewind {
namespace {

std::set<std::uint32_t> regions_of_stream(const World& world, const Topology& topology, std::uint32_t stream) {
  std::set<std::uint32_t> regions = {world.data.streams[stream].home};
  for (std::uint32_t store = 0; store < world.data.feature_stores.size(); ++store)
    for (std::uint32_t region = 0; region < world.regions.size(); ++region)
      if (world.data.feature_stores[store].stream == stream && holds_store(world, topology, store, region)) regions.insert(region);
  return regions;
}

double stored_gb(const EventStream& stream, std::size_t regions) {
  const double copies =
      stream.replication == StreamReplication::stretched ? stream.replication_factor / static_cast<double>(regions) : stream.replication_factor;
  return stream.events_per_s * stream.event_bytes * stream.retention_h * 3600 * copies / 1e9;
}

}  // namespace

void add_kafka(const Tariff& tariff, const Topology& topology, Charges& charges) {
  const World& world = tariff.world();
  if (!world.billing.kafka) return;
  std::set<std::uint32_t> clusters;
  for (std::uint32_t index = 0; index < world.data.streams.size(); ++index) {
    const EventStream& stream = world.data.streams[index];
    const std::set<std::uint32_t> regions = regions_of_stream(world, topology, index);
    for (const std::uint32_t region : regions) {
      const Price* price = tariff.find_fee(region, Fee::kafka_gb_month);
      charges.add(place_of(world.regions[region]), services::kafka, {stream.name, ", stored"}, stored_gb(stream, regions.size()),
                  price ? *price : unpriced_gb_month);
    }
    clusters.insert(regions.begin(), regions.end());
  }
  for (const std::uint32_t region : clusters)
    charges.add(place_of(world.regions[region]), services::kafka, {"brokers, ", world.billing.kafka->broker_type},
                world.billing.kafka->brokers * hours_per_month, tariff.broker(region) ? *tariff.broker(region) : unpriced_hour);
}

}  // namespace tradewind
