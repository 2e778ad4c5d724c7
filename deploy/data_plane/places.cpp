#include "data_plane/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "external_secrets.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

std::string place_name(const Region& region) { return dns_label(region.provider + "-" + region.id); }

class Places {
 public:
  Places(const ExportInput& input, const std::vector<RegionPlan>& regions) : input_(input), world_(input.world) {
    for (const RegionPlan& region : regions) places_[index_of(*region.region)].region = region;
  }

  void add_streams(StreamReplication replication) {
    for (const EventStream& stream : world_.data.streams)
      if (stream.replication == replication) add_stream(stream);
  }

  void add_stores() {
    for (const FeatureStore& store : world_.data.feature_stores)
      if (is_exported(store)) add_store(store);
  }

  void add_copies() {
    for (const ExpectedHop& hop : input_.data.hops) add_hop(hop);
  }

  std::vector<Place> list() && {
    std::vector<Place> all;
    for (auto& [index, place] : places_)
      if (!place.is_empty()) all.push_back(std::move(place));
    return all;
  }

 private:
  std::uint32_t index_of(const Region& region) const { return static_cast<std::uint32_t>(&region - world_.regions.data()); }

  Place& at(std::uint32_t region) {
    Place& place = places_[region];
    if (place.region.region == nullptr) place.region = {place_name(world_.regions[region]), &world_.regions[region], {}};
    return place;
  }

  // Regions whose requests use a store.
  std::vector<std::uint32_t> users(const FeatureStore& store) const {
    std::vector<std::uint32_t> list;
    for (const auto& [region, place] : places_)
      if (std::ranges::any_of(place.region.pools, [&](const PoolPlan& pool) {
            return std::ranges::any_of(pool.workload->features,
                                       [&](const FeatureUse& use) { return &world_.data.feature_stores[use.store] == &store; });
          }))
        list.push_back(region);
    return list;
  }

  void add_stream(const EventStream& stream) {
    std::map<std::uint32_t, StreamHere> here;
    for (const FeatureStore& store : world_.data.feature_stores)
      if (store.stream && &world_.data.streams[*store.stream] == &stream)
        for (const std::uint32_t region : users(store)) here.try_emplace(region, StreamHere{&stream, stream.active_active, {}});
    if (here.empty()) return;  // nobody reads it
    if (!stream.active_active) here.insert_or_assign(stream.home, StreamHere{&stream, true, {}});
    for (auto& [region, one] : here)
      for (const auto& [other, source] : here)
        if (other != region && source.produced) one.from.push_back(place_name(world_.regions[other]));
    for (const auto& [region, one] : here) at(region).streams.push_back(one);
    if (here.size() > 1)
      for (const auto& [region, one] : here)
        if (one.produced) at(region).is_mirrored = true;
  }

  void add_store(const FeatureStore& store) {
    const std::vector<std::uint32_t> regions = users(store);
    if (regions.empty()) return;
    at(store.home).stores.push_back({&store, true});
    if (store.placement == Placement::home) return;
    for (const std::uint32_t region : regions)
      if (region != store.home) at(region).stores.push_back({&store, false});
  }

  void add_hop(const ExpectedHop& hop) {
    const auto artifact = std::ranges::find(world_.data.artifacts, hop.artifact, &Artifact::name);
    const auto from = std::ranges::find(world_.regions, hop.from, &Region::key);
    if (artifact == world_.data.artifacts.end() || from == world_.regions.end() || is_service(artifact->replication)) return;
    std::vector<SendsHere>& sends = at(index_of(*from)).sends;
    if (sends.empty() || sends.back().artifact != &*artifact) sends.push_back({&*artifact, {}});
    sends.back().hops.push_back(&hop);
  }

  const ExportInput& input_;
  const World& world_;
  std::map<std::uint32_t, Place> places_;
};

}  // namespace

std::vector<Place> places(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Places places(input, regions);
  places.add_streams(StreamReplication::mirror_maker_2);
  places.add_stores();
  places.add_copies();
  return std::move(places).list();
}

std::vector<Place> linked_places(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Places places(input, regions);
  places.add_streams(StreamReplication::cluster_link);
  return std::move(places).list();
}

const ExpectedStream* expected_stream(const ExportInput& input, const EventStream& stream, const Region& region) {
  for (const ExpectedStream& seen : input.data.streams)
    if (seen.stream == stream.name && seen.region == region.key()) return &seen;
  return nullptr;
}

void Folder::add(const std::string& name, const yaml::Map& object, const std::string& head) {
  add_text(name + ".yaml", yaml::text(object, head));
  resources_.add(name + ".yaml");
}

void Folder::add_secret(const std::string& name, const std::string& entry) {
  add("secret-" + name, fetched_values(name, entry));
  fetches_secrets_ = true;
}

void Folder::add_text(const std::string& name, std::string text) { files_.push_back({path_ + name, std::move(text)}); }

yaml::Map of_kafka(const char* kind, const std::string& name) {
  return {{"apiVersion", "kafka.strimzi.io/v1"},
          {"kind", kind},
          {"metadata", yaml::Map{{"name", name}, {"labels", yaml::Map{{"strimzi.io/cluster", "kafka"}}}}}};
}

std::vector<std::string> sources_of(const Place& place) {
  std::set<std::string> names;
  for (const StreamHere& here : place.streams) names.insert(here.from.begin(), here.from.end());
  return {names.begin(), names.end()};
}

std::string topic_name(const EventStream& stream) { return dns_label(stream.name); }

std::string source_secret(const std::string& source) { return dns_label("mirror-from-" + source); }

std::string mirror_entry(const World& world, const std::string& source) {
  return dns_label(data_namespace(world) + "-kafka-" + source + "-mirror-reader");
}

std::string online_store_entry(const World& world, const FeatureStore& store) {
  return dns_label(data_namespace(world) + "-feast-" + store_name(store) + "-online");
}

std::string registry_entry(const World& world, const FeatureStore& store) {
  return dns_label(data_namespace(world) + "-feast-" + store_name(store) + "-registry");
}

std::string model_sync_entry(const World& world) { return dns_label(data_namespace(world) + "-model-sync"); }

}  // namespace tradewind::data_plane
