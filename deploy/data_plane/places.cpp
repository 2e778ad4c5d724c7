#include "data_plane/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

std::string place_name(const Region& region) { return dns_label(region.provider + "-" + region.id); }

class Places {
 public:
  Places(const ExportInput& input, const std::vector<RegionPlan>& regions) : input_(input), world_(input.world) {
    for (const RegionPlan& region : regions) places_[index_of(*region.region)].region = region;
    for (const EventStream& stream : world_.data.streams)
      if (stream.replication == StreamReplication::mirror_maker_2) add_stream(stream);
    for (const FeatureStore& store : world_.data.feature_stores)
      if (is_exported(store)) add_store(store);
    for (const ExpectedHop& hop : input.data.hops) add_hop(hop);
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

std::vector<Place> places(const ExportInput& input, const std::vector<RegionPlan>& regions) { return Places(input, regions).list(); }

const ExpectedStream* expected_stream(const ExportInput& input, const EventStream& stream, const Region& region) {
  for (const ExpectedStream& seen : input.data.streams)
    if (seen.stream == stream.name && seen.region == region.key()) return &seen;
  return nullptr;
}

std::string namespace_name(const World& world) { return dns_label("data-" + world.name); }

void Folder::add(const std::string& name, const yaml::Map& object, const std::string& head) {
  add_text(name + ".yaml", yaml::text(object, head));
  resources_.add(name + ".yaml");
}

void Folder::add_text(const std::string& name, std::string text) { files_.push_back({path_ + name, std::move(text)}); }

yaml::Map of_kafka(const char* kind, const std::string& name) {
  return {{"apiVersion", "kafka.strimzi.io/v1"},
          {"kind", kind},
          {"metadata", yaml::Map{{"name", name}, {"labels", yaml::Map{{"strimzi.io/cluster", "kafka"}}}}}};
}

yaml::Map external_secret(const std::string& name, const std::string& entry) {
  const yaml::Map store = {{"kind", "ClusterSecretStore"}, {"name", "platform"}};
  return kubernetes_object("external-secrets.io/v1", "ExternalSecret", name)
      .add("spec", yaml::Map{{"refreshInterval", "1h"},
                             {"secretStoreRef", store},
                             {"target", yaml::Map{{"name", name}}},
                             {"dataFrom", yaml::List{yaml::Map{{"extract", yaml::Map{{"key", entry}}}}}}});
}

std::string topic_name(const EventStream& stream) { return dns_label(stream.name); }

std::string source_secret(const std::string& source) { return dns_label("mirror-from-" + source); }

std::string shared_entry(const World& world, const std::string& what) { return dns_label(world.name) + "/" + what; }

}  // namespace tradewind::data_plane
