// The target "terraform": a root folder for this topology, and a module for each cloud that it uses.
#include <array>
#include <vector>

#include "embedded/cloud_files.h"
#include "embedded/terraform_modules.h"
#include "target.h"
#include "terraform/parts.h"
#include "terraform/readme.h"

namespace tradewind {
namespace terraform {
namespace {

struct Module {
  std::string_view provider;
  std::vector<const char*> files;
};

const std::array<Module, 3>& modules() {
  static const std::array<Module, 3> table = {
      {{"aws", {"cluster.tf", "gpu_pools.tf", "karpenter.tf", "network.tf", "outputs.tf", "quotas.tf", "variables.tf", "versions.tf"}},
       {"azure", {"cluster.tf", "gpu_pools.tf", "network.tf", "outputs.tf", "variables.tf", "versions.tf"}},
       {"gcp", {"cluster.tf", "gpu_pools.tf", "network.tf", "outputs.tf", "quotas.tf", "variables.tf", "versions.tf"}}}};
  return table;
}

Root root_of(const Context& context) {
  Root root;
  add_regions(root, context);
  add_traffic(root, context);
  add_artifacts(root, context);
  add_registries(root, context);
  add_budgets(root, context);
  return root;
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<WorkloadTraffic> traffic = traffic_plan(input, regions);
  const Context context{input, regions, traffic};
  Bundle bundle = root_of(context).files("terraform");
  for (const Module& module : modules()) {
    if (!context.has(module.provider)) continue;
    const std::string folder = std::string(module.provider) + "-region/";
    for (const char* file : module.files)
      bundle.push_back({"terraform/modules/" + folder + file, std::string(embedded::terraform_modules(folder + file))});
  }
  if (context.has("aws"))
    bundle.push_back({"terraform/modules/aws-region/karpenter-policy.json", std::string(embedded::cloud_files("karpenter-policy.json"))});
  if (context.has("azure")) bundle.push_back({"terraform/check-azure-quotas.sh", std::string(embedded::cloud_files("check-azure-quotas.sh"))});
  return bundle;
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<WorkloadTraffic> traffic = traffic_plan(input, regions);
  const Context context{input, regions, traffic};
  return readme_section(context, root_of(context));
}

}  // namespace
}  // namespace terraform

const Target terraform_target = {"terraform", "networks, clusters with GPU pools, traffic management, model buckets, registries, budgets",
                                 "Terraform 1.5+; providers aws 6, google 6.50, azurerm 4", terraform::files, terraform::readme};

}  // namespace tradewind
