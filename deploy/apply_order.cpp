#include "apply_order.h"

#include <fmt/format.h>

#include <algorithm>

#include "cloud/facts.h"
#include "kubernetes/manifests.h"
#include "kubernetes/secrets.h"

namespace tradewind {
namespace {

class Order {
 public:
  Order(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::vector<std::string_view>& targets)
      : input_(input), regions_(regions), targets_(targets) {}

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
  bool has(std::string_view target) const { return std::ranges::find(targets_, target) != targets_.end(); }

  void step(const std::string& what) { text_ += fmt::format("{}. {}\n", ++steps_, what); }

  // Folders of which one is applied.
  std::string choice(const std::vector<std::pair<std::string_view, std::string_view>>& folders) const {
    std::string names;
    int present = 0;
    for (const auto& [target, folder] : folders)
      if (has(target)) names += fmt::format("{}`{}`", present++ == 0 ? "" : " or ", folder);
    return names;
  }

  std::string clusters_folder() const { return choice({{"terraform", "terraform/"}, {"pulumi", "pulumi/"}}); }
  std::string servers_folder() const {
    return choice({{"kubernetes", "kubernetes/overlays"}, {"helm", "helm/"}, {"kserve", "kserve/regions"}, {"rollouts", "rollouts/regions"}});
  }

  std::string alternatives() const {
    std::string text;
    for (const std::string& names : {clusters_folder(), servers_folder()})
      if (names.find(" or ") != std::string::npos) text += fmt::format("{}{}", text.empty() ? "Apply one of these: " : "; ", names);
    return text.empty() ? "" : text + ".\n\n";
  }

  void add_clusters() {
    if (clusters_folder().empty()) return;
    step(fmt::format("{} makes the clusters; no users yet. Name their contexts as this bundle does:\n", clusters_folder()));
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
    if (has("kubernetes")) step(fmt::format("{}: the servers{}.", servers_folder(), has("gateway") ? ", and the gateway with the overlay" : ""));
    if (has("observability")) step("`observability/`" + std::string(has("datadog") || has("newrelic") ? ", then `monitors/`." : "."));
  }

  void add_users() {
    if (clusters_folder().empty()) return;
    std::string how = "Give the traffic manager its `endpoints` (Google's: `zones`) and apply again: users come.";
    if (has("gateway"))
      how += fmt::format(" Addresses of gateways:\n\n       kubectl --context {} -n {} get gateways\n", regions_.front().name,
                         kubernetes::namespace_name(input_.world));
    step(how);
  }

  const ExportInput& input_;
  const std::vector<RegionPlan>& regions_;
  const std::vector<std::string_view>& targets_;
  std::string text_;
  int steps_ = 0;
};

}  // namespace

std::string apply_order(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::vector<std::string_view>& targets) {
  return Order(input, regions, targets).text();
}

}  // namespace tradewind
