#include "terraform/readme.h"

#include <fmt/format.h>

#include "cloud/notes.h"
#include "cloud/traffic.h"
#include "markdown.h"

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

}  // namespace

std::string readme_section(const Context& context, const Root& root) {
  const char* users = root.variables().contains("zones") ? "zones" : "endpoints";
  return layout + fmt::format(apply, cloud::health_path, users) + variable_table(root) + cloud::notes(context, "terraform");
}

}  // namespace tradewind::terraform
