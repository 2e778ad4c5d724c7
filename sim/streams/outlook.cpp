#include <algorithm>
#include <set>

#include "streams/replication.h"
#include "tradewind/sim/streams.h"

namespace tradewind {
namespace {

using namespace streams;

// Where requests read stores that follow the stream: where it comes from elsewhere.
std::vector<std::uint32_t> followers(const World& world, const Topology& topology, std::uint32_t stream) {
  std::set<std::uint32_t> regions;
  for (const Pool& pool : topology.pools)
    for (const FeatureUse& use : world.workloads[pool.workload].features)
      if (world.data.feature_stores[use.store].stream == stream) regions.insert(world.offers[pool.offer].region);
  if (!world.data.streams[stream].active_active) regions.erase(world.data.streams[stream].home);
  return {regions.begin(), regions.end()};
}

double max_age_s(const Stage& stage) { return kernel::to_s(stage.delay() + stage.period()); }

// The regions that produce events for a region.
std::vector<std::uint32_t> senders(const EventStream& stream, std::uint32_t region, const std::vector<std::uint32_t>& regions) {
  if (!stream.active_active) return {stream.home};
  std::vector<std::uint32_t> others = regions;
  std::erase(others, region);
  return others;
}

// Means are over the events that come from elsewhere; of each region that produces there are as many.
StreamRegion region_of(const World& world, const EventStream& stream, std::uint32_t region, const std::vector<std::uint32_t>& from,
                       double farthest_ms, double cut_s) {
  const Stage produced = producer(stream), ingested = ingestion(stream);
  const auto n = static_cast<double>(from.size());
  const double of_each = stream.active_active ? 1 / (n + 1) : 1;  // share of the events
  StreamRegion result;
  result.region = world.regions[region].key();
  for (const std::uint32_t sender : from) {
    const Mirror mirror = replication(stream, world.region_rtt_ms(sender, region), farthest_ms);
    const FailOver loss = fail_over(stream, mirror, stream.offset_sync_s.value_or(0));
    result.arrival_mean_s += (produced.mean_age_s() + mirror.stage().mean_age_s()) / n;
    result.arrival_max_s = std::max(result.arrival_max_s, max_age_s(produced) + max_age_s(mirror.stage()));
    result.lost_events += of_each * loss.lost_events / n;
    result.duplicate_events += of_each * loss.duplicate_events / n;
  }
  result.readable_mean_s = result.arrival_mean_s + ingested.mean_age_s();
  result.readable_max_s = result.arrival_max_s + max_age_s(ingested);
  const double arriving_per_s = n * of_each * stream.events_per_s, kept_s = std::min(cut_s, 3600 * stream.retention_h);
  result.backlog_events = arriving_per_s * kept_s;
  result.expired_events = arriving_per_s * (cut_s - kept_s);
  result.level_after_s = result.backlog_events / (stream.mirror_events_per_s - arriving_per_s);
  return result;
}

// Between zones of the home region: to the leader and back; for all replicas, besides, until the followers have fetched it and say so with their next
// fetch; of a stretched cluster that is the farthest replica's way.
double acknowledged_ms(const EventStream& stream, double zone_rtt_ms, double farthest_ms) {
  if (stream.acks == ProducerAcks::none) return 0;
  const bool alone = stream.replication_factor == 1 && stream.replication != StreamReplication::stretched;
  if (stream.acks == ProducerAcks::leader || alone) return zone_rtt_ms;
  return zone_rtt_ms + (stream.replication == StreamReplication::stretched ? std::max(zone_rtt_ms, farthest_ms) : zone_rtt_ms);
}

StreamOutlook outlook_of(const World& world, const Topology& topology, std::uint32_t index, double cut_s) {
  const EventStream& stream = world.data.streams[index];
  const Region& home = world.regions[stream.home];
  const Catalogue& catalogue = Catalogue::shipped();
  const CatalogueRegion& at_home = *catalogue.find_region(home.provider, home.id);
  const Rtt zone_rtt = catalogue.region_rtt(at_home, at_home);
  const std::vector<std::uint32_t> regions = followers(world, topology, index);
  double farthest_ms = 0;
  for (const std::uint32_t region : regions) farthest_ms = std::max(farthest_ms, world.region_rtt_ms(stream.home, region));

  StreamOutlook outlook;
  outlook.stream = stream.name;
  outlook.home = home.key();
  outlook.batch_wait_mean_ms = 1000 * producer(stream).mean_age_s();
  outlook.batch_wait_max_ms = 1000 * max_age_s(producer(stream));
  outlook.acknowledged_ms = acknowledged_ms(stream, zone_rtt.ms, farthest_ms);
  outlook.rtt_measured = zone_rtt.basis == RttBasis::measured;
  outlook.held_up_after_s = stream.buffer_bytes / (stream.events_per_s * stream.event_bytes);
  const double arriving = stream.active_active && !regions.empty() ? 1 - 1 / static_cast<double>(regions.size()) : 1;
  outlook.gb_per_month_and_region = arriving * stream.events_per_s * stream.event_bytes * 3600 * hours_per_month / 1e9;
  for (const std::uint32_t region : regions)
    if (const auto from = senders(stream, region, regions); !from.empty())
      outlook.regions.push_back(region_of(world, stream, region, from, farthest_ms, cut_s));
  return outlook;
}

}  // namespace

std::vector<StreamOutlook> stream_outlooks(const World& world, const Topology& topology, double cut_s) {
  std::vector<StreamOutlook> outlooks;
  for (std::uint32_t stream = 0; stream < world.data.streams.size(); ++stream) outlooks.push_back(outlook_of(world, topology, stream, cut_s));
  return outlooks;
}

}  // namespace tradewind
