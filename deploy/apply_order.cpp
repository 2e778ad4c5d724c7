#include "apply_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cloud/facts.h"
#include "kubernetes/manifests.h"
#include "kubernetes/secrets.h"

namespace tradewind {
namespace {

class Order {
 public:
  Order(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written)
      : input_(input), regions_(regions), written_(written) {}

  std::string text() {
    text_ = "## In which order\n\n" + alternatives();
    step("See what is yours to set: `grep -rn 'SET THIS' .`");
    add_clusters();
    add_objects();
    if (has("runbook")) step("Go through `runbook/READINESS.md`.");
    if (has("resilience")) step("Play `resilience/load` against the gateway of each region.");
    add_users();
    if (has("resilience")) step("Play the drills of `resilience/`, one at a time, with the runbook at hand.");
    return text_ + "\n";
  }

 private:
  bool has(std::string_view target) const { return written_.has(target); }

  void step(const std::string& what) { text_ += fmt::format("{}. {}\n", ++steps_, what); }

  // "`terraform/` or `pulumi/`"
  static std::string choice(const std::vector<std::string>& folders) {
    return folders.empty() ? "" : fmt::format("`{}`", fmt::join(folders, "` or `"));
  }

  std::string alternatives() const {
    std::string text;
    for (const std::vector<std::string>& folders : {written_.cluster_folders(), written_.server_folders()})
      if (folders.size() > 1) text += fmt::format("{}{}", text.empty() ? "Apply one of these: " : "; ", choice(folders));
    return text.empty() ? "" : text + ".\n\n";
  }

  void add_clusters() {
    if (written_.cluster_folders().empty()) return;
    step(fmt::format("{} makes the clusters; no users yet. Name their contexts as this bundle does:\n", choice(written_.cluster_folders())));
    for (const RegionPlan& region : regions_) text_ += context(region);
    text_ += "\n";
  }

  // Command that names the context of a cluster after its overlay.
  std::string context(const RegionPlan& region) const {
    const std::string& provider = region.region->provider;
    const std::string cluster = cloud::cluster_name(input_.world, region), &id = region.region->id;
    if (provider == "aws") return fmt::format("       aws eks update-kubeconfig --region {} --name {} --alias {}\n", id, cluster, region.name);
    if (provider == "azure")
      return fmt::format("       az aks get-credentials --resource-group {0} --name {0} --context {1}\n", cluster, region.name);
    if (provider == "gcp")
      return fmt::format(
          "       gcloud container clusters get-credentials {} --region {} && kubectl config rename-context \"$(kubectl config current-context)\" "
          "{}\n",
          cluster, id, region.name);
    return "";
  }

  void add_objects() {
    if (has("kubernetes")) {
      const bool nodes =
          std::ranges::any_of(regions_, [](const RegionPlan& region) { return std::ranges::any_of(region.pools, &PoolPlan::nodes_by_cluster); });
      step("Install in each cluster what the sections below name as needed.");
      step(fmt::format("To each cluster, where they are there: `kubernetes/gpu-device-plugin`{}{}.", nodes ? ", `kubernetes/nodes`" : "",
                       std::ranges::any_of(regions_, kubernetes::fetches_secrets) ? ", `kubernetes/secrets`" : ""));
    }
    if (has("data-plane")) step("`data-plane/`, sources before those that follow them.");
    if (has("kubernetes"))
      step(fmt::format("{}: the servers{}.", choice(written_.server_folders()), has("gateway") ? ", and the gateway with the overlay" : ""));
    if (has("observability")) step("`observability/`" + std::string(has("datadog") || has("newrelic") ? ", then `monitors/`." : "."));
  }

  // What the traffic manager is given of each region, and where it is found.
  void add_users() {
    if (written_.cluster_folders().empty()) return;
    const TrafficManager& manager = input_.world.traffic.manager;
    if (manager.id.empty())
      return step("Lead users to the gateways as `topology.json` has it, for the scenario names no traffic manager: users come.");
    if (manager.provider == "google")
      return step(fmt::format(
          "Give `zones` those in which each cluster has made a network endpoint group, and apply again: users come.\n\n       {} get svcneg\n",
          kubectl()));
    const std::string gateways = has("gateway") ? fmt::format(":\n\n       {} get gateways\n", kubectl()) : ".\n";
    if (manager.id == "aws_global_accelerator")
      return step("Give `endpoints` the ARN of the load balancer of each region's gateway, and apply again: users come. Their addresses" + gateways);
    step(fmt::format(
        "Make a name for the gateway of each region, as `{}.` and the domain, which its certificate has: an A record to its address, or a CNAME "
        "to its host name. Give these names as `endpoints` and apply again: users come. Addresses{}",
        regions_.front().name, gateways));
  }

  std::string kubectl() const { return fmt::format("kubectl --context {} -n {}", regions_.front().name, kubernetes::namespace_name(input_.world)); }

  const ExportInput& input_;
  const std::vector<RegionPlan>& regions_;
  const WrittenTargets& written_;
  std::string text_;
  int steps_ = 0;
};

}  // namespace

std::string apply_order(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  return Order(input, regions, written).text();
}

}  // namespace tradewind
