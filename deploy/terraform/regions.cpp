// A module call for each region: the static modules beside this file do the rest.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "google_gpus.h"
#include "names.h"
#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

Json aws_pool(const PoolPlan& pool) {
  return {{"workload", label_value(pool.workload->name)},
          {"instance_type", literal(pool.offer->instance_type)},
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
          {"machine_type", literal(pool.offer->instance_type)},
          {"accelerator", literal(gpu.accelerator)},
          {"gpus", pool.offer->gpu_count},
          {"quota", pool.spot ? "" : gpu.quota},
          {"gpu_family", gpu.family},
          {"instances", pool.instances},
          {"max_instances", pool.max_instances},
          {"disk_gb", pool.node_disk_gb},
          {"spot", pool.spot},
          {"compute_class", pool.nodes_by_cluster}};
}

Json azure_pool(const PoolPlan& pool) {
  return {{"workload", label_value(pool.workload->name)},
          {"vm_size", literal(pool.offer->instance_type)},
          {"instances", pool.instances},
          {"max_instances", pool.max_instances},
          {"disk_gb", pool.node_disk_gb},
          {"spot", pool.spot}};
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

Json text_variable(const char* description, const char* fallback = nullptr) {
  Json body = {{"description", description}, {"type", "string"}};
  if (fallback != nullptr) body["default"] = fallback;
  return body;
}

void add_variables(Root& root, std::string_view provider) {
  constexpr const char* machines = "Machines beside the model servers; not in the expected cost.";
  if (provider != "gcp") root.variable("kubernetes_version", text_variable("Version of EKS and AKS; the manifests need 1.30 or newer.", "1.34"));
  if (provider == "aws") root.variable("aws_system_instance_type", text_variable(machines, "m6i.large"));
  if (provider == "gcp") root.variable("google_system_machine_type", text_variable(machines, "e2-standard-4"));
  if (provider == "azure") root.variable("azure_system_vm_size", text_variable(machines, "Standard_D4s_v5"));
}

Json module_call(const Context& context, const RegionPlan& region) {
  const World& world = context.input.world;
  const std::string& provider = region.region->provider;
  Json json = {{"//", literal(comment(region))}, {"source", "./modules/" + provider + "-region"}};
  if (provider == "gcp") json["project"] = expression("var.google_project");
  json[provider == "azure" ? "location" : "region"] = literal(region.region->id);
  json["name"] = cluster_name(world, region);
  json["cidr"] = cidr(world, region);
  if (provider != "gcp") json["kubernetes_version"] = expression("var.kubernetes_version");
  if (provider == "aws") {
    json["nat_gateways"] = std::max(1, world.billing.nat_gateways);
    json["system_instance_type"] = expression("var.aws_system_instance_type");
  } else if (provider == "gcp") {
    json["system_machine_type"] = expression("var.google_system_machine_type");
  } else {
    json["nat_gateway"] = world.billing.nat_gateways > 0;
    json["system_vm_size"] = expression("var.azure_system_vm_size");
  }
  json["pools"] = pools(region);
  json[provider == "gcp" ? "labels" : "tags"] = cost_labels(context.input, region.region, provider);
  return json;
}

}  // namespace

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

void add_provider(Root& root, const Context& context, std::string_view provider) {
  if (provider == "aws") {
    const std::vector<const RegionPlan*> regions = context.of("aws");
    root.provider("aws", "hashicorp/aws", "~> 6.0",
                  {{"//", "Resources name their own region; this one is for those without."},
                   {"region", regions.empty() ? "us-east-1" : literal(regions.front()->region->id)},
                   {"default_tags", {{"tags", cost_labels(context.input, nullptr, "aws")}}}});
  } else if (provider == "gcp") {
    root.variable("google_project", text_variable("Google Cloud project of the clusters."));
    root.provider("google", "hashicorp/google", "~> 6.50",
                  {{"project", expression("var.google_project")}, {"default_labels", cost_labels(context.input, nullptr, "gcp")}});
  } else if (provider == "azure") {
    root.variable("azure_subscription", text_variable("Id of the Azure subscription of the clusters."));
    root.provider("azurerm", "hashicorp/azurerm", "~> 4.0",
                  {{"subscription_id", expression("var.azure_subscription")}, {"features", Json::object()}});
  }
}

bool has_module(std::string_view provider) { return provider == "aws" || provider == "gcp" || provider == "azure"; }

void add_regions(Root& root, const Context& context) {
  for (const RegionPlan& region : context.regions) {
    const std::string& provider = region.region->provider;
    if (!has_module(provider)) continue;
    add_provider(root, context, provider);
    add_variables(root, provider);
    root.file("regions")["module"][identifier(region.name)] = module_call(context, region);
  }
  Json clusters = Json::object();
  for (const RegionPlan& region : context.regions)
    if (has_module(region.region->provider)) clusters[region.name] = expression("module." + identifier(region.name) + ".cluster");
  if (!clusters.empty()) root.output("clusters", "Cluster of each region, by the name of its overlay.", clusters);
}

}  // namespace tradewind::terraform
