#include "terraform/readme.h"

#include <fmt/format.h>

#include "markdown.h"
#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

constexpr const char* layout = R"(## What is in `terraform/`

- `regions.tf.json`: a module call for each region: network, cluster and GPU pools with the planned instances as
  the least and the headroom as the most; on AWS and Google Cloud a check tells whether the quotas suffice.
- `modules/<provider>-region`: what a region consists of, in HCL, the same for all of them.
- `traffic.tf.json`: what leads users to regions, with the probes, thresholds and times that were simulated.
- `artifacts.tf.json`, where the scenario has artifacts: a bucket in each region that needs them, and the provider's
  replication where it was simulated.
- `registries.tf.json`, `budgets.tf.json`: images near the clusters; budgets of the simulated bill.

State is local as it stands: add a backend before people share it. Nothing here was planned against an account: read
`terraform plan` before you apply it.

)";

constexpr const char* apply = R"(### Apply

1. `terraform -chdir=terraform init`, then `terraform -chdir=terraform apply` with the variables below: clusters first,
   no users yet.
2. Apply the manifests to each cluster, and a gateway with TLS that answers `{}` while its region can serve.
3. Give `{}` a value for each region and apply again: users come.

)";

std::string variable_table(const Root& root) {
  std::string text = "| variable | default | what it is |\n|---|---|---|\n";
  for (const auto& [name, body] : root.variables())
    text += fmt::format("| `{}` | {} | {} |\n", name, body.contains("default") ? fmt::format("`{}`", body["default"].dump()) : "**required**",
                        markdown(body["description"].get<std::string>()));
  return text + "\n";
}

std::string traffic_notes(const Context& context, const Root& root) {
  std::string text;
  for (const WorkloadTraffic& traffic : context.traffic)
    if (root.variables().contains("endpoints") && traffic.kept_by_manager < 1 - cloud::tolerated_detour)
      text += fmt::format(
          "- `{}`: services lead by distance or country, the plan by metro area. By distance alone {:.1f} % of the requests go where they were\n"
          "  simulated to go, by country {:.1f} %.\n",
          traffic.name, 100 * traffic.kept_by_manager, 100 * traffic.kept_by_country);
  return text;
}

// Commands that ask for the quotas of the pools of Azure, which no data source of the provider tells.
std::string azure_quotas(const Context& context) {
  std::string text;
  for (const RegionPlan* region : context.of("azure"))
    for (const PoolPlan& pool : region->pools)
      text += fmt::format("    sh terraform/check-azure-quotas.sh {} {} {:.0f} {}{}\n", region->region->id, pool.offer->instance_type,
                          pool.offer->vcpu, pool.max_instances, pool.spot ? " spot" : "");
  return text.empty() ? "" : "Quotas of Azure are asked for apart, with `az` logged in:\n\n" + text + "\n";
}

std::string absent(const Context& context) {
  std::string text =
      "- Not in the expected cost: the machines beside the model servers, keys, public addresses, snapshots, and registries unless the\n"
      "  scenario states `billing.image_gb`.\n";
  for (const RegionPlan& region : context.regions)
    if (!cloud::has_clusters(region.region->provider))
      text += fmt::format("- `{}`: no module is written for this provider; bring the cluster, and its endpoint leads users to it.\n", region.name);
  return text;
}

}  // namespace

std::string readme_section(const Context& context, const Root& root) {
  const char* users = root.variables().contains("zones") ? "zones" : "endpoints";
  return layout + fmt::format(apply, cloud::health_path, users) + variable_table(root) + azure_quotas(context) + traffic_notes(context, root) +
         absent(context) + "\n";
}

}  // namespace tradewind::terraform
