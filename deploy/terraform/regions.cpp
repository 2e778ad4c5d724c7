// A module call for each region: the static modules beside this file do the rest.
#include <fmt/format.h>

#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

void add_variables(Root& root, std::string_view provider) {
  if (provider != "gcp") root.variable(cloud::setting("kubernetes_version"));
  if (provider == "aws") root.variable(cloud::setting("aws_system_instance_type"));
  if (provider == "gcp") root.variable(cloud::setting("google_system_machine_type"));
  if (provider == "azure") root.variable(cloud::setting("azure_system_vm_size"));
  if (provider == "azure") root.variable(cloud::setting("azure_gpu_zones"));
}

Json module_call(const Context& context, const RegionPlan& region) {
  const std::string& provider = region.region->provider;
  const Json facts = literals(cloud::region_facts(context, region));
  Json json = {{"//", facts["//"]}, {"source", "./modules/" + provider + "-region"}};
  json.update(facts);
  if (provider == "gcp") json["project"] = expression("var.google_project");
  if (provider != "gcp") json["kubernetes_version"] = expression("var.kubernetes_version");
  if (provider == "aws") json["system_instance_type"] = expression("var.aws_system_instance_type");
  if (provider == "gcp") json["system_machine_type"] = expression("var.google_system_machine_type");
  if (provider == "azure") json["system_vm_size"] = expression("var.azure_system_vm_size");
  if (provider == "azure") json["gpu_zones"] = expression(fmt::format("lookup(var.azure_gpu_zones, {}, [])", hcl_string(region.name)));
  return json;
}

}  // namespace

void add_provider(Root& root, const Context& context, std::string_view provider) {
  if (provider == "aws") {
    const std::vector<const RegionPlan*> regions = context.of("aws");
    root.provider("aws", "hashicorp/aws", "~> 6.0",
                  {{"//", "Resources name their own region; this one is for those without."},
                   {"region", regions.empty() ? "us-east-1" : literal(regions.front()->region->id)},
                   {"default_tags", {{"tags", cost_labels(context.input, nullptr, "aws")}}}});
  } else if (provider == "gcp") {
    root.variable(cloud::setting("google_project"));
    root.provider("google", "hashicorp/google", "~> 6.50",
                  {{"//", "Budgets and quotas are asked for in the name of the project, also by people."},
                   {"project", expression("var.google_project")},
                   {"billing_project", expression("var.google_project")},
                   {"user_project_override", true},
                   {"default_labels", cost_labels(context.input, nullptr, "gcp")}});
  } else if (provider == "azure") {
    root.variable(cloud::setting("azure_subscription"));
    root.provider("azurerm", "hashicorp/azurerm", "~> 4.0",
                  {{"subscription_id", expression("var.azure_subscription")}, {"features", Json::object()}});
  }
}

void add_regions(Root& root, const Context& context) {
  for (const RegionPlan& region : context.regions) {
    const std::string& provider = region.region->provider;
    if (!cloud::has_clusters(provider)) continue;
    add_provider(root, context, provider);
    add_variables(root, provider);
    root.file("regions")["module"][identifier(region.name)] = module_call(context, region);
  }
  Json clusters = Json::object(), accounts = Json::object();
  for (const RegionPlan& region : context.regions) {
    const std::string module = "module." + identifier(region.name);
    if (cloud::has_clusters(region.region->provider)) clusters[region.name] = expression(module + ".cluster");
    if (region.region->provider == "gcp") accounts[region.name] = expression(module + ".node_service_account");
  }
  if (!clusters.empty()) root.output("clusters", "Cluster of each region, by the name of its overlay.", clusters);
  if (!accounts.empty()) root.output("node_service_accounts", "Service account of the nodes of each region, for compute classes.", accounts);
}

}  // namespace tradewind::terraform
