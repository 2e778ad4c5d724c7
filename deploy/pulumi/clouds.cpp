// What index.ts makes in each cloud: its provider, regions, buckets, registries and budgets.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "pulumi/program.h"

namespace tradewind::pulumi {
namespace {

using cloud::Context;
using cloud::cost_labels;
using cloud::setting;

// A cloud in the words of this target.
struct Cloud {
  std::string_view provider;         // of the world
  std::string name, title, package;  // "google", "Google", "gcp"
  std::string label;                 // what its cost labels are called
};
const std::array<Cloud, 3>& clouds() {
  static const std::array<Cloud, 3> table = {
      {{"aws", "aws", "Aws", "aws", "Tags"}, {"azure", "azure", "Azure", "azure-native", "Tags"}, {"gcp", "google", "Google", "gcp", "Labels"}}};
  return table;
}

const Cloud& cloud_of(std::string_view provider) { return *std::ranges::find(clouds(), provider, &Cloud::provider); }

std::string provider_arguments(Program& program, const Context& context, const Cloud& cloud) {
  if (cloud.provider == "aws") {
    const std::vector<const RegionPlan*> regions = context.of("aws");
    // Resources name their own region; this one is for those without.
    return fmt::format("region: {}, defaultTags: {{ tags: plan.awsTags }}",
                       string_literal(regions.empty() ? "us-east-1" : regions.front()->region->id));
  }
  if (cloud.provider == "gcp") {
    program.code(fmt::format("const googleProject = {};\n", program.setting(setting("google_project"))));
    // Budgets and quotas are asked for in the name of the project, also by people.
    return "project: googleProject, billingProject: googleProject, userProjectOverride: true, defaultLabels: plan.googleLabels";
  }
  program.code(fmt::format("const azureSubscription = {};\n", program.setting(setting("azure_subscription"))));
  return "subscriptionId: azureSubscription";
}

std::string region_settings(Program& program, const Cloud& cloud) {
  if (cloud.provider == "aws")
    return fmt::format("  kubernetesVersion: {},\n  systemInstanceType: {},\n", program.setting(setting("kubernetes_version")),
                       program.setting(setting("aws_system_instance_type")));
  if (cloud.provider == "gcp")
    return fmt::format("  project: googleProject,\n  systemMachineType: {},\n", program.setting(setting("google_system_machine_type")));
  return fmt::format("  subscription: azureSubscription,\n  kubernetesVersion: {},\n  systemVmSize: {},\n  gpuZones: {},\n",
                     program.setting(setting("kubernetes_version")), program.setting(setting("azure_system_vm_size")),
                     program.setting(setting("azure_gpu_zones")));
}

void add_regions(Program& program, const Context& context, const Cloud& cloud) {
  Json regions = Json::object();
  for (const RegionPlan* region : context.of(cloud.provider)) regions[region->name] = cloud::region_facts(context, *region);
  const std::string options = on(program, context, cloud.provider), component = cloud.name + "-region";
  program.fact(cloud.name + "Regions", {fmt::format("Record<string, {}RegionArgs>", cloud.title), component, cloud.title + "RegionArgs"}, regions);
  program.use(component, cloud.title + "Region");
  program.code(fmt::format("const {}Settings = {{\n{}}};\n", cloud.name, region_settings(program, cloud)));
  if (cloud.provider == "azure") program.code("const azureRegions: Record<string, AzureRegion> = {};\n");
  if (cloud.provider == "gcp")
    program.code(
        "/** Service account of the nodes of each region, for compute classes. */\n"
        "export const nodeServiceAccounts: Record<string, pulumi.Output<string>> = {};\n");
  program.code(fmt::format("for (const [place, region] of Object.entries(plan.{}Regions)) {{\n", cloud.name));
  const std::string made = fmt::format("new {}Region(place, region, {}Settings, {})", cloud.title, cloud.name, options);
  program.code(fmt::format("  const made = {};\n  clusters[place] = made.cluster;\n", made));
  if (cloud.provider == "azure") program.code("  azureRegions[place] = made;\n");  // its registry asks them for the identity of their nodes
  if (cloud.provider == "gcp") program.code("  nodeServiceAccounts[place] = made.nodeServiceAccount;\n");
  program.code("}\n");
}

Json copies_of(const Context& context, std::string_view provider) {
  Json list = Json::array();
  for (const cloud::ServiceCopy& copy : cloud::service_copies(context, provider)) {
    Json json = {{"from", copy.from}, {"to", copy.to}};
    if (provider != "azure") json.update({{"id", copy.id}, {"prefix", copy.prefix}});
    if (provider == "aws") json.update({{"priority", copy.priority}, {"timed", copy.timed}});
    list.push_back(std::move(json));
  }
  return list;
}

void add_artifacts(Program& program, const Context& context, const Cloud& cloud) {
  const Json buckets = cloud::buckets(context, cloud.provider);
  if (buckets.empty()) return;
  const std::string options = on(program, context, cloud.provider), component = cloud.name + "-artifacts";
  Json facts = {{"buckets", buckets}, {"copies", copies_of(context, cloud.provider)}};
  facts["old_versions_days"] = cloud::old_versions_days;
  if (cloud.provider == "aws")
    facts.update({{"replication_role", cloud::replication_role(context.input.world)}, {"time_control_minutes", cloud::s3_time_control_minutes}});
  if (cloud.provider == "azure")
    facts.update({{"redundancy", cloud::blob_redundancy(context)},
                  {"resource_group", cloud::models_group(context.input)},
                  {"tags", cost_labels(context.input, nullptr, "azure")}});
  program.fact(cloud.name + "Artifacts", {cloud.title + "ArtifactsArgs", component, cloud.title + "ArtifactsArgs"}, facts);
  program.use(component, fmt::format("make{}Artifacts", cloud.title));
  program.code(fmt::format("Object.assign(modelStores, make{}Artifacts(plan.{}Artifacts, {}, {}{}));\n", cloud.title, cloud.name,
                           program.setting(setting("bucket_prefix")), cloud.provider == "gcp" ? "googleProject, " : "", options));
}

void add_registry(Program& program, const Context& context, const Cloud& cloud) {
  Json places = cloud.provider == "aws" ? Json::array() : Json::object();
  for (const RegionPlan* region : context.of(cloud.provider)) {
    if (places.is_array())
      places.push_back(region->region->id);
    else
      places[region->name] = region->region->id;
  }
  const std::string name = cloud::registry_name(context.input, cloud.provider), options = on(program, context, cloud.provider);
  Json facts = {{cloud.provider == "azure" ? "name" : "repository", name}, {cloud.provider == "azure" ? "locations" : "regions", places}};
  if (cloud.provider == "gcp") facts["labels"] = cost_labels(context.input, nullptr, "gcp");
  if (cloud.provider == "azure") facts["tags"] = cost_labels(context.input, nullptr, "azure");
  const std::string component = cloud.name + "-registry";
  const std::string make = cloud.provider == "gcp" ? "makeGoogleRegistries" : fmt::format("make{}Registry", cloud.title);
  program.fact(cloud.name + "Registry", {cloud.title + "RegistryArgs", component, cloud.title + "RegistryArgs"}, facts);
  program.use(component, make);
  const char* more = cloud.provider == "gcp" ? "googleProject, " : cloud.provider == "azure" ? "azureRegions, azureSubscription, " : "";
  program.code(fmt::format("{}(plan.{}Registry, {}{});\n", make, cloud.name, more, options));
}

void add_budget(Program& program, const Context& context, const cloud::Budget& budget) {
  const Cloud& cloud = cloud_of(budget.provider);
  const std::string options = on(program, context, cloud.provider), component = cloud.name + "-budget";
  program.fact(cloud.name + "Budget", {"BudgetArgs", "budgets", "BudgetArgs"},
               {{"//", budget.reason},
                {"scenario", cost_labels(context.input, nullptr, cloud.provider)["scenario"]},
                {"usd", std::llround(budget.usd)},
                {"warn_percent", cloud::warn_percent},
                {"full_percent", cloud::full_percent},
                {"over_percent", cloud::over_percent}});
  program.use(component, fmt::format("make{}Budget", cloud.title));
  std::string more;
  if (cloud.provider == "gcp") more = "googleProject, " + program.setting(setting("google_billing_account")) + ", ";
  if (cloud.provider == "azure") more = "azureSubscription, ";
  program.code(
      fmt::format("make{}Budget(plan.{}Budget, {}, {}{});\n", cloud.title, cloud.name, program.setting(setting("budget_emails")), more, options));
}

}  // namespace

std::string on(Program& program, const Context& context, std::string_view provider) {
  const Cloud& cloud = cloud_of(provider);
  const std::string options = "on" + cloud.title;
  if (program.packages().contains(cloud.package)) return options;
  program.package(cloud.package);
  program.code("\n");
  const std::string arguments = provider_arguments(program, context, cloud), module = cloud.package == "azure-native" ? "azure" : cloud.package;
  if (cloud.provider != "azure")
    program.fact(cloud.name + cloud.label, {"Record<string, string>", "", ""}, cost_labels(context.input, nullptr, provider));
  program.code(fmt::format("const {} = {{ provider: new {}.Provider(\"{}\", {{ {} }}) }};\n", options, module, cloud.name, arguments));
  return options;
}

Program program_of(const Context& context) {
  Program program;
  program.package("pulumi");
  program.code("\n/** Cluster of each region, by the name of its overlay. */\nexport const clusters: Record<string, pulumi.Output<string>> = {};\n");
  if (!cloud::bucket_regions(context).empty())
    program.code("/** Where the models lie, by region. */\nexport const modelStores: Record<string, pulumi.Output<string>> = {};\n");
  for (const Cloud& cloud : clouds()) {
    if (context.has(cloud.provider)) add_regions(program, context, cloud);
    add_artifacts(program, context, cloud);
    if (context.has(cloud.provider)) add_registry(program, context, cloud);
    for (const cloud::Budget& budget : cloud::budgets(context))
      if (budget.provider == cloud.provider) add_budget(program, context, budget);
  }
  add_traffic(program, context);
  return program;
}

}  // namespace tradewind::pulumi
