// Where the data plane stands: the regions that serve requests, and the home regions of streams, stores and artifacts that serve none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::data_plane {

// A stream as one region has it.
struct StreamHere {
  const EventStream* stream = nullptr;
  bool produced = false;               // here
  std::vector<std::string> from = {};  // places that it is mirrored from, by name
};

struct StoreHere {
  const FeatureStore* store = nullptr;
  bool is_home = false;  // of its values: materialisation runs here
};

// An artifact that this region sends on, in this order.
struct SendsHere {
  const Artifact* artifact = nullptr;
  std::vector<const ExpectedHop*> hops = {};
};

struct Place {
  RegionPlan region;  // without pools where no requests are served
  std::vector<StreamHere> streams = {};
  std::vector<StoreHere> stores = {};
  std::vector<SendsHere> sends = {};
  bool is_mirrored = false;  // another place follows a stream that is produced here
  bool has_kafka() const { return !streams.empty(); }
  bool is_empty() const { return streams.empty() && stores.empty() && sends.empty(); }
};

// Those whose clusters have something to do, in the order of the world, with the streams that MirrorMaker carries.
std::vector<Place> places(const ExportInput& input, const std::vector<RegionPlan>& regions);

// Those that produce or follow streams by Confluent's cluster links, with these streams alone.
std::vector<Place> linked_places(const ExportInput& input, const std::vector<RegionPlan>& regions);

// What was simulated of a stream in a region, or nullptr.
const ExpectedStream* expected_stream(const ExportInput& input, const EventStream& stream, const Region& region);

// Files of one region's folder, each an object.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  // `head`: comment above the object.
  void add(const std::string& name, const yaml::Map& object, const std::string& head = "");
  void add_text(const std::string& name, std::string text);
  // A secret that is fetched from the store of the region's cloud: all values of the entry.
  void add_secret(const std::string& name, const std::string& entry);
  bool fetches_secrets() const { return fetches_secrets_; }
  const yaml::List& resources() const { return resources_; }
  Bundle files() && { return std::move(files_); }

 private:
  std::string path_;
  Bundle files_;
  yaml::List resources_;
  bool fetches_secrets_ = false;
};

// An object of Strimzi that belongs to the region's Kafka cluster.
yaml::Map of_kafka(const char* kind, const std::string& name);

void add_kafka(Folder& folder, const ExportInput& input, const Place& place);
void add_mirrors(Folder& folder, const ExportInput& input, const Place& place);
void add_feature_stores(Folder& folder, const ExportInput& input, const Place& place);
void add_model_sync(Folder& folder, const ExportInput& input, const Place& place);

// Names that one file makes and another takes.
std::string topic_name(const EventStream& stream);
std::vector<std::string> sources_of(const Place& place);  // places that it mirrors streams from, by name
std::string store_name(const FeatureStore& store);
std::string source_secret(const std::string& source);  // certificate of the user that reads there, and the authority of that cluster
// Entries of the stores of secrets.
std::string mirror_entry(const World& world, const std::string& source);
std::string online_store_entry(const World& world, const FeatureStore& store);
std::string registry_entry(const World& world, const FeatureStore& store);
std::string model_sync_entry(const World& world);
// Where the artifacts of a region are, as rclone names it, and the variable that holds it.
std::string bucket_variable(const std::string& place);
std::string bucket_placeholder(const Region& region, const std::string& place);
// The places that a place's copies begin and end at.
std::vector<const Region*> bucket_regions(const ExportInput& input, const Place& place);
bool crosses_clouds(const ExportInput& input, const Place& place);
bool is_exported(const FeatureStore& store);

std::string readme_section(const ExportInput& input, const std::vector<Place>& places, const std::vector<Place>& linked);

}  // namespace tradewind::data_plane
