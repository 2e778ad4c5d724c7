// Feature stores, streams, and what workloads do with them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "world/lookup.h"

namespace tradewind {

std::string_view to_string(Consistency consistency) {
  constexpr std::array<std::string_view, 6> names = {"eventual", "bounded", "session", "snapshot", "strong", "quorum"};
  return names[static_cast<std::size_t>(consistency)];
}

std::string_view to_string(StreamReplication replication) {
  constexpr std::array<std::string_view, 3> names = {"mirror_maker_2", "cluster_link", "stretched"};
  return names[static_cast<std::size_t>(replication)];
}

double FeatureStore::read_mu() const { return std::log(read_p50_ms); }

double FeatureStore::read_sigma() const {
  constexpr double z99 = 2.3263478740408408;
  return std::log(read_p99_ms / read_p50_ms) / z99;
}

double FeatureStore::loss_at(double staleness_s) const {
  if (quality.empty()) return 0;
  const auto after = std::ranges::upper_bound(quality, staleness_s, {}, &StalenessLoss::staleness_s);
  if (after == quality.begin()) return quality.front().loss;
  if (after == quality.end()) return quality.back().loss;
  const StalenessLoss& before = *std::prev(after);
  return before.loss + (after->loss - before.loss) * (staleness_s - before.staleness_s) / (after->staleness_s - before.staleness_s);
}

namespace resolution {
namespace {

// Upper bounds that Feast gives as a rule of thumb (docs/how-to-guides/production-deployment-topologies.md, 2026-08-21), by OnlineStore.
struct ReadTimes {
  double p50_ms, p99_ms;
};
constexpr std::array<ReadTimes, 5> usual_read_times = {{{1, 5}, {2, 10}, {5, 20}, {5, 30}, {10, 50}}};

EventStream stream_of(Resolution& r, const std::string& path, const language::EventStream& from) {
  EventStream stream{from.name(),
                     look_up_region(r, path + "/home", from.home()).value_or(0),
                     static_cast<StreamReplication>(from.replication() - 1),
                     from.events_per_s(),
                     from.event_bytes(),
                     from.linger_ms(),
                     from.mirror_events_per_s(),
                     from.ingest_interval_s(),
                     from.ingest_delay_s(),
                     static_cast<double>(from.batch_bytes()),
                     from.partitions(),
                     static_cast<ProducerAcks>(from.acks() - 1),
                     from.buffer_bytes(),
                     from.retention_h(),
                     {},
                     from.replication_factor(),
                     from.active_active(),
                     {}};
  if (from.local_share() > 0) stream.local_share = from.local_share();
  if (r.reading.sound(path) && stream.local_share && !stream.active_active)
    r.reading.error(path + "/local_share", {"events of other regions in a stream that one region produces", "\"active_active\": true"});
  if (r.reading.sound(path) && stream.active_active && stream.replication == StreamReplication::stretched)
    r.reading.error(path + "/active_active",
                    {"active-active mirrors of a stretched cluster, which is one", "\"mirror_maker_2\" or \"cluster_link\""});
  if (from.offset_sync_s() > 0) stream.offset_sync_s = from.offset_sync_s();
  if (r.reading.sound(path) && stream.offset_sync_s && stream.replication != StreamReplication::cluster_link)
    r.reading.error(path + "/offset_sync_s", {"an offset sync of a stream without cluster links", "\"replication\": \"cluster_link\""});
  if (r.reading.sound(path) && stream.mirror_events_per_s <= stream.events_per_s)
    r.reading.error(path + "/mirror_events_per_s",
                    {fmt::format("a mirror for {:g} events a second of a stream with {:g}", stream.mirror_events_per_s, stream.events_per_s),
                     "more than events_per_s: such a mirror falls behind for ever"});
  return stream;
}

void read_times(Resolution& r, const std::string& path, const language::FeatureStore& from, FeatureStore& store) {
  const ReadTimes usual = usual_read_times[static_cast<std::size_t>(std::max(0, from.online() - 1))];
  store.read_p50_ms = from.read_p50_ms() > 0 ? from.read_p50_ms() : usual.p50_ms;
  store.read_p99_ms = from.read_p99_ms() > 0 ? from.read_p99_ms() : usual.p99_ms;
  if ((from.read_p50_ms() > 0) != (from.read_p99_ms() > 0))
    r.reading.error(path, {"one of read_p50_ms and read_p99_ms", "both or none: together they are one measurement"});
  else if (store.read_p99_ms < store.read_p50_ms)
    r.reading.error(
        path + "/read_p99_ms",
        {fmt::format("a 99th percentile of {:g} ms below the median of {:g} ms", store.read_p99_ms, store.read_p50_ms), "at least the median"});
}

void check_mode(Resolution& r, const std::string& path, const FeatureStore& store) {
  const bool synchronous = store.consistency == Consistency::strong || store.consistency == Consistency::quorum;
  if (store.consistency == Consistency::bounded && store.bound_s == 0)
    r.reading.error(path, {"bounded staleness without a bound", "\"bound_s\": the oldest that a value may be"});
  if (store.consistency == Consistency::bounded && store.materialization && store.bound_s < store.materialization->pipeline_s)
    r.reading.warning(path + "/bound_s", {fmt::format("a bound of {:g} s for values that are {:g} s old when they come to the home region",
                                                      store.bound_s, store.materialization->pipeline_s),
                                          "at least pipeline_s and interval_s together; every read goes to the home region, and is too old there"});
  if (synchronous && store.active_active)
    r.reading.error(path + "/active_active",
                    {fmt::format("writes at every replica of a store that is {}", to_string(store.consistency)), "one of the two"});
  if (store.placement == Placement::home && store.consistency != Consistency::strong && store.consistency != Consistency::eventual)
    r.reading.error(path + "/consistency", {fmt::format("{} reads of a store without replicas", to_string(store.consistency)),
                                            "\"strong\", or \"placement\": \"replicated\""});
  if (store.placement == Placement::home && store.active_active)
    r.reading.error(path + "/active_active", {"writes at every replica of a store without replicas", "\"placement\": \"replicated\""});
}

void read_quality(Resolution& r, const std::string& path, const language::FeatureStore& from, FeatureStore& store) {
  for (const language::StalenessLoss& point : from.quality()) store.quality.push_back({point.staleness_s(), point.loss()});
  for (std::size_t i = 1; i < store.quality.size(); ++i)
    if (store.quality[i].staleness_s <= store.quality[i - 1].staleness_s)
      return r.reading.error(element(path + "/quality", static_cast<int>(i)) + "/staleness_s",
                             {fmt::format("{:g} s after a point at {:g} s", store.quality[i].staleness_s, store.quality[i - 1].staleness_s),
                              "points in ascending order"});
}

FeatureStore store_of(Resolution& r, const std::string& path, const language::FeatureStore& from) {
  FeatureStore store{.name = from.name(),
                     .home = look_up_region(r, path + "/home", from.home()).value_or(0),
                     .placement = static_cast<Placement>(from.placement() - 1),
                     .online = static_cast<OnlineStore>(std::max(0, from.online() - 1)),
                     .materialization = {},
                     .stream = {},
                     .replication_interval_s = from.replication_interval_s(),
                     .replication_delay_s = from.replication_delay_s(),
                     .catch_up = from.catch_up(),
                     .consistency = static_cast<Consistency>(from.consistency() - 1),
                     .bound_s = from.bound_s(),
                     .snapshot_interval_s = from.snapshot_interval_s(),
                     .failed_read = static_cast<FailedRead>(from.failed_read() - 1),
                     .read_timeout_ms = from.read_timeout_ms(),
                     .miss_share = from.miss_share(),
                     .miss_ms = from.miss_ms(),
                     .value_bytes = from.value_bytes(),
                     .changes_per_s = from.changes_per_s(),
                     .active_active = from.active_active(),
                     .keys = std::floor(from.keys()),
                     .key_skew = from.key_skew(),
                     .quality = {}};
  if (!r.reading.sound(path)) return store;
  read_times(r, path, from, store);
  if (from.has_materialization()) store.materialization = {from.materialization().interval_s(), from.materialization().pipeline_s()};
  if (!from.stream().empty()) {
    store.stream = look_up(r, path + "/stream", r.world.data.streams, &EventStream::name, from.stream(), "stream");
    if (store.stream && r.world.data.streams[*store.stream].home != store.home)
      r.reading.error(path + "/home",
                      {"a home region that is not that of its stream", "the same one: the store there reads the stream where it is produced"});
  }
  read_quality(r, path, from, store);
  check_mode(r, path, store);
  const bool home_knows_all = !store.stream || !r.world.data.streams[*store.stream].active_active;
  if (!home_knows_all && store.consistency != Consistency::eventual && store.consistency != Consistency::snapshot)
    r.reading.error(path + "/consistency", {fmt::format("{} reads of a store that follows an active-active stream", to_string(store.consistency)),
                                            "\"eventual\" or \"snapshot\": no region has all values first"});
  if (!home_knows_all && store.placement == Placement::home)
    r.reading.error(path + "/placement", {"a store in one region that follows an active-active stream", "\"replicated\""});
  return store;
}

void resolve_uses(Resolution& r, int workload) {
  const language::Workload& from = r.scenario.workloads(workload);
  std::set<std::string> names;
  for (int i = 0; i < from.features_size(); ++i) {
    const std::string path = element(element("/workloads", workload) + "/features", i);
    if (!r.reading.sound(path)) continue;
    const language::FeatureUse& use = from.features(i);
    const auto store = look_up(r, path + "/store", r.world.data.feature_stores, &FeatureStore::name, use.store(), "feature store");
    if (!store) continue;
    if (!names.insert(use.store()).second)
      r.reading.error(path + "/store", {fmt::format("the store \"{}\" again", use.store()), "each store once"});
    else if (!use.read() && use.writes() == 0)
      r.reading.error(path, {"a store that is neither read nor written", "one of the two"});
    else
      r.world.workloads[static_cast<std::size_t>(workload)].features.push_back({*store, use.read(), use.writes()});
  }
}

void refuse_again(Resolution& r, const std::string& path, const std::string& name, std::set<std::string>& names) {
  if (r.reading.sound(path + "/name") && !names.insert(name).second)
    r.reading.error(path + "/name", {fmt::format("the name \"{}\" again", name), "a name of its own"});
}

}  // namespace

void resolve_data(Resolution& r) {
  DataPlane& data = r.world.data;
  std::set<std::string> stream_names, store_names;
  for (int i = 0; i < r.scenario.data().streams_size(); ++i) {
    const std::string path = element("/data/streams", i);
    refuse_again(r, path, r.scenario.data().streams(i).name(), stream_names);
    data.streams.push_back(stream_of(r, path, r.scenario.data().streams(i)));
  }
  for (int i = 0; i < r.scenario.data().feature_stores_size(); ++i) {
    const std::string path = element("/data/feature_stores", i);
    refuse_again(r, path, r.scenario.data().feature_stores(i).name(), store_names);
    data.feature_stores.push_back(store_of(r, path, r.scenario.data().feature_stores(i)));
  }
  for (int w = 0; w < r.scenario.workloads_size(); ++w) resolve_uses(r, w);
}

}  // namespace resolution
}  // namespace tradewind
