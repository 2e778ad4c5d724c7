#include "cloud/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "google_gpus.h"
#include "names.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::cloud {
namespace {

Json aws_pool(const PoolPlan& pool) {
  return {{"workload", label_value(pool.workload->name)},
          {"instance_type", pool.offer->instance_type},
          {"vcpu", std::lround(pool.offer->vcpu)},
          {"instances", pool.instances},
          {"max_instances", pool.max_instances},
          {"disk_gb", pool.node_disk_gb},
          {"spot", pool.spot},
          {"karpenter", pool.nodes_by_cluster}};
}

Json google_pool(const PoolPlan& pool) {
  const GoogleGpu gpu = google_gpu(*pool.offer);
  return {{"workload", google_label(pool.workload->name)},
          {"machine_type", pool.offer->instance_type},
          {"accelerator", gpu.accelerator},
          {"gpus", pool.offer->gpu_count},
          {"quota", pool.spot ? "" : gpu.quota},
          {"gpu_family", gpu.family},
          {"instances", pool.instances},
          {"max_instances", pool.max_instances},
          {"disk_gb", pool.node_disk_gb},
          {"disk_type", gpu.boot_disk},
          {"spot", pool.spot},
          {"compute_class", pool.nodes_by_cluster}};
}

Json azure_pool(const PoolPlan& pool) {
  return {{"workload", label_value(pool.workload->name)}, {"vm_size", pool.offer->instance_type}, {"instances", pool.instances},
          {"max_instances", pool.max_instances},          {"disk_gb", pool.node_disk_gb},         {"spot", pool.spot}};
}

std::string pool_name(std::string_view provider, const PoolPlan& pool) {
  if (provider == "azure") return plain_name(pool.name, 12);
  return provider == "gcp" ? dns_label(pool.name, 40) : pool.name;
}

Json pools(const RegionPlan& region) {
  const std::string& provider = region.region->provider;
  const auto describe = provider == "gcp" ? google_pool : provider == "azure" ? azure_pool : aws_pool;
  Json json = Json::object();
  for (const PoolPlan& pool : region.pools) json[pool_name(provider, pool)] = describe(pool);
  return json;
}

// "4 replicas on 4 p5.4xlarge for chat, up to 6"
std::string comment(const RegionPlan& region) {
  std::string text;
  for (const PoolPlan& pool : region.pools)
    text += fmt::format("{}{} replicas of {} on {} {} (at most {})", text.empty() ? "" : "; ", pool.replicas, pool.name, pool.instances,
                        pool.offer->instance_type, pool.max_instances);
  return fmt::format("{}, {}: {}: as simulated and priced.", region.region->city, region.region->country_iso2, text);
}

// A /16 each, by the place of the region among the scenario's candidates: opening another one moves nothing.
std::string cidr(const World& world, const RegionPlan& region) {
  const auto place = static_cast<std::size_t>(region.region - world.regions.data());
  return fmt::format("10.{}.0.0/16", place % 256);
}

}  // namespace

bool has_zones(const Region& region) {
  const CatalogueRegion* known = Catalogue::shipped().find_region(region.provider, region.id);
  return known != nullptr && known->zones >= 3;
}

bool has_clusters(std::string_view provider) { return provider == "aws" || provider == "gcp" || provider == "azure"; }

bool Context::has(std::string_view provider) const { return !of(provider).empty(); }

std::vector<const RegionPlan*> Context::of(std::string_view provider) const {
  std::vector<const RegionPlan*> list;
  for (const RegionPlan& region : regions)
    if (region.region->provider == provider) list.push_back(&region);
  return list;
}

std::string cluster_name(const World& world, const RegionPlan& region) { return dns_label(world.name + "-" + region.region->id, 40); }

Json cost_labels(const ExportInput& input, const Region* region, std::string_view provider) {
  const auto value = [&](std::string_view text) { return provider == "gcp" ? google_label(text) : label_value(text); };
  Json json = {{"provider", value(provider)}};
  if (region != nullptr) json["region"] = value(region->id);
  json["scenario"] = value(input.world.name);
  json["study"] = value(input.study_id);
  json["managed-by"] = "tradewind";
  return json;
}

std::vector<std::string> google_services(const Context& context) {
  std::vector<std::string> names;
  if (context.has("gcp")) names = {"compute", "container", "cloudkms", "artifactregistry", "cloudquotas", "cloudresourcemanager", "iam"};
  if (!service_copies(context, "gcp").empty()) names.insert(names.end(), {"storagetransfer", "pubsub"});
  if (std::ranges::any_of(budgets(context), [](const Budget& budget) { return budget.provider == "gcp"; }))
    names.insert(names.end(), {"billingbudgets", "monitoring"});
  for (std::string& name : names) name += ".googleapis.com";
  return names;
}

std::string registry_name(const ExportInput& input, std::string_view provider) {
  if (provider == "azure") return plain_name(input.world.name + input.study_id, 40);  // and 8 of the hash: 50 at most
  return provider == "gcp" ? dns_label(input.world.name, 50) + "-docker-hub" : dns_label(input.world.name) + "/model-servers";
}

Json region_facts(const Context& context, const RegionPlan& region) {
  const World& world = context.input.world;
  const std::string& provider = region.region->provider;
  const bool azure = provider == "azure";
  Json json = {{"//", comment(region)},
               {azure ? "location" : "region", region.region->id},
               {"name", cluster_name(world, region)},
               {"cidr", cidr(world, region)}};
  if (provider == "aws") json["nat_gateways"] = std::max(1, world.billing.nat_gateways);
  if (azure) {
    json["nat_gateway"] = world.billing.nat_gateways > 0;
    json["zones"] = has_zones(*region.region) ? Json{"1", "2", "3"} : Json::array();
  }
  json["pools"] = pools(region);
  json[provider == "gcp" ? "labels" : "tags"] = cost_labels(context.input, region.region, provider);
  return json;
}

}  // namespace tradewind::cloud
