// Container registries: images of the model servers near every cluster.
#include <algorithm>

#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

// The first region of a cloud holds the images, the others get copies.
std::vector<const RegionPlan*> copies(const std::vector<const RegionPlan*>& regions) { return {regions.begin() + 1, regions.end()}; }

void add_ecr(Json& file, const Context& context) {
  const std::vector<const RegionPlan*> regions = context.of("aws");
  const std::string repository = cloud::registry_name(context.input, "aws");
  const std::string home = regions.front()->region->id;
  file["resource"]["aws_ecr_repository"]["model_servers"] = {
      {"region", home}, {"name", repository}, {"image_tag_mutability", "IMMUTABLE"}, {"image_scanning_configuration", {{"scan_on_push", true}}}};
  if (regions.size() == 1) return;
  file["data"]["aws_caller_identity"]["this"] = Json::object();
  Json destinations = Json::array();
  for (const RegionPlan* region : copies(regions))
    destinations.push_back({{"region", region->region->id}, {"registry_id", expression("data.aws_caller_identity.this.account_id")}});
  file["resource"]["aws_ecr_replication_configuration"]["this"] = {
      {"region", home},
      {"replication_configuration",
       {{"rule", {{{"destination", destinations}, {"repository_filter", {{{"filter", repository}, {"filter_type", "PREFIX_MATCH"}}}}}}}}}};
}

// Artifact Registry does not replicate between regions: each pulls from Docker Hub through a cache of its own.
void add_artifact_registry(Json& file, const Context& context) {
  Json locations = Json::object();
  for (const RegionPlan* region : context.of("gcp")) locations[region->name] = region->region->id;
  file["locals"]["artifact_registries"] = locations;
  file["resource"]["google_artifact_registry_repository"]["docker_hub"] = {
      {"for_each", expression("local.artifact_registries")},
      {"project", expression("var.google_project")},
      {"location", expression("each.value")},
      {"repository_id", cloud::registry_name(context.input, "gcp")},
      {"format", "DOCKER"},
      {"mode", "REMOTE_REPOSITORY"},
      {"remote_repository_config", {{"docker_repository", {{"public_repository", "DOCKER_HUB"}}}}},
      {"labels", cost_labels(context.input, nullptr, "gcp")}};
}

void add_acr(Json& file, const Context& context) {
  const std::vector<const RegionPlan*> regions = context.of("azure");
  const std::string group = expression("module." + identifier(regions.front()->name) + ".cluster");
  Json body = {{"name", cloud::registry_name(context.input, "azure") + "${substr(sha256(var.azure_subscription), 0, 8)}"},
               {"resource_group_name", group},
               {"location", regions.front()->region->id},
               {"sku", "Premium"},
               {"admin_enabled", false},
               {"tags", cost_labels(context.input, nullptr, "azure")}};
  // The provider wants them by name (azurerm_container_registry, georeplications).
  std::vector<const RegionPlan*> others = copies(regions);
  std::ranges::sort(others, {}, [](const RegionPlan* region) { return region->region->id; });
  for (const RegionPlan* region : others) body["georeplications"].push_back({{"location", region->region->id}});
  file["resource"]["azurerm_container_registry"]["this"] = body;
  for (const RegionPlan* region : regions)
    file["resource"]["azurerm_role_assignment"]["pull_" + identifier(region->name)] = {
        {"scope", expression("azurerm_container_registry.this.id")},
        {"role_definition_name", "AcrPull"},
        {"principal_id", expression("module." + identifier(region->name) + ".kubelet_identity")}};
}

}  // namespace

void add_registries(Root& root, const Context& context) {
  Json& file = root.file("registries");
  if (context.has("aws")) add_ecr(file, context);
  if (context.has("gcp")) add_artifact_registry(file, context);
  if (context.has("azure")) add_acr(file, context);
}

}  // namespace tradewind::terraform
