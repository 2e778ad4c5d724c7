// What a cloud has to be told of a topology, whatever language it is told in: the targets for Terraform and Pulumi write the same facts.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "region_plan.h"
#include "traffic_plan.h"

namespace tradewind::cloud {

// A comment stands under the key "//". Texts of others are in it as they are: who writes a language escapes them.
using Json = nlohmann::ordered_json;

struct Context {
  const ExportInput& input;
  const std::vector<RegionPlan>& regions;
  const std::vector<WorkloadTraffic>& traffic;
  bool has(std::string_view provider) const;
  std::vector<const RegionPlan*> of(std::string_view provider) const;
};

// Whether clusters of a provider are written.
bool has_clusters(std::string_view provider);

// Name of the cluster of a region and of all that stands around it; at most 40 characters, which GKE takes.
std::string cluster_name(const World& world, const RegionPlan& region);

// Labels for cost allocation of everything in one provider, in the provider's form; of a region with the region.
Json cost_labels(const ExportInput& input, const Region* region, std::string_view provider);

// Whether a region of Azure has zones: three of them, or none.
bool has_zones(const Region& region);

// Network, cluster and GPU pools of a region: {//, region (location on Azure), name, cidr, nat_gateways (nat_gateway and zones on Azure), pools{},
// tags (labels on Google Cloud)}; a pool has the machine type in the provider's word, instances, max_instances, disk_gb, spot, workload, and what its
// quota is counted by.
Json region_facts(const Context& context, const RegionPlan& region);

// Services of Google Cloud that have to be enabled in the project: "container.googleapis.com".
std::vector<std::string> google_services(const Context& context);

// Name of the registry for images of the model servers: a repository of ECR or Artifact Registry; the beginning of that of a registry of Azure, which
// is unique in all of Azure and ends with a hash of the subscription.
std::string registry_name(const ExportInput& input, std::string_view provider);

// --- Buckets of the models

// Regions that hold artifacts, by the key of their bucket: the home of each, and the regions that need it.
std::map<std::string, const Region*> bucket_regions(const Context& context);
std::string bucket_key(const Region& region);
// {key: id of the region} of one provider.
Json buckets(const Context& context, std::string_view provider);

// {key: "ZRS" or "LRS"} of those of Azure: over three zones where the region has them, else in one place.
Json blob_redundancy(const Context& context);

// A copy by a provider's service.
struct ServiceCopy {
  const Artifact* artifact = nullptr;
  std::string id;        // of the copy; at most 60 characters
  std::string from, to;  // keys of buckets
  std::string prefix;    // of the artifact's objects, with '/'
  int priority = 1;      // among those of a home
  bool timed = false;    // with S3's time control
};
// Those within one provider, home by home.
std::vector<ServiceCopy> service_copies(const Context& context, std::string_view provider);
// Those that were simulated and that Azure does not make.
std::vector<ServiceCopy> left_out_copies(const Context& context);

// Names of the role that S3 copies by, and of Azure's resource group of the models.
std::string replication_role(const World& world);
std::string models_group(const ExportInput& input);

// Versions of an object that were replaced are kept so long.
inline constexpr int old_versions_days = 30;
// The only time that S3 offers.
inline constexpr int s3_time_control_minutes = 15;

// --- Budgets

// Shares of the simulated bill at which somebody is told, in percent: what was spent, and what the cloud expects of the whole month.
inline constexpr int warn_percent = 80, full_percent = 100, over_percent = 120;

struct Budget {
  std::string_view provider;
  std::string reason;  // a sentence
  double usd = 0;      // a month, whole
};
// Of each provider with clusters and a bill.
std::vector<Budget> budgets(const Context& context);

}  // namespace tradewind::cloud
