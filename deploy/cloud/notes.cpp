#include "cloud/notes.h"

#include <fmt/format.h>

#include "cloud/traffic.h"
#include "markdown.h"
#include "names.h"

namespace tradewind::cloud {
namespace {

std::string amazon(const Context& context) {
  if (!context.has("aws")) return "";
  return "Regions of AWS that are not on by default have to be enabled in the account first:\n`aws account list-regions --region-opt-status-contains "
         "DISABLED` names those that are not.\n\n";
}

std::string google(const Context& context) {
  const std::vector<std::string> services = google_services(context);
  if (services.empty()) return "";
  return fmt::format(
      "Services of Google Cloud are enabled first, which also makes the accounts that roles are given to:\n\n    gcloud services enable {} \\\n"
      "      --project PROJECT\n\n",
      fmt::join(services, " \\\n      "));
}

// Commands that ask for the quotas of the pools of Azure, which no data source of a provider tells, and for the zones that have the machines.
std::string azure(const Context& context, const std::string& folder) {
  std::string text;
  for (const RegionPlan* region : context.of("azure"))
    for (const PoolPlan& pool : region->pools)
      text += fmt::format("    sh {}/check-azure-quotas.sh {} {} {:.0f} {}{}\n", folder, region->region->id, pool.offer->instance_type,
                          pool.offer->vcpu, pool.max_instances, pool.spot ? " spot" : "");
  return text.empty() ? "" : "Quotas and zones of Azure are asked for apart, with `az` logged in:\n\n" + text + "\n";
}

std::string detours(const Context& context, const std::string& target) {
  const TrafficService service = traffic_service(context, target);
  std::string text;
  if (service == TrafficService::none || service == TrafficService::google_load_balancer) return text;
  for (const WorkloadTraffic& traffic : context.traffic)
    if (traffic.kept_by_manager < 1 - tolerated_detour)
      text += fmt::format(
          "- `{}`: services lead by distance or country, the plan by metro area. By distance alone {:.1f} % of the requests go where they were\n"
          "  simulated to go, by country {:.1f} %.\n",
          traffic.name, 100 * traffic.kept_by_manager, 100 * traffic.kept_by_country);
  return text;
}

std::string absent(const Context& context) {
  std::string text =
      "- Not in the expected cost: the machines beside the model servers, keys, public addresses, snapshots, and registries unless the\n"
      "  scenario states `billing.image_gb`.\n";
  for (const ServiceCopy& copy : left_out_copies(context))
    text += fmt::format("- Azure copies from one account into two others: `{}` does not come to `{}` by itself, copy it there.\n",
                        slug(copy.artifact->name), copy.to);
  for (const RegionPlan& region : context.regions)
    if (!has_clusters(region.region->provider))
      text += fmt::format("- `{}`: no cluster is written for this provider; bring it, and its endpoint leads users to it.\n", region.name);
  return text;
}

}  // namespace

std::string notes(const Context& context, const std::string& target) {
  return amazon(context) + google(context) + azure(context, target) + detours(context, target) + absent(context) + "\n";
}

}  // namespace tradewind::cloud
