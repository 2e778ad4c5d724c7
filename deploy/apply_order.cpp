#include "apply_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cloud/facts.h"
#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
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
    if (has("gateway")) add_names();
    if (has("resilience")) step("Play `resilience/load` against the gateway of each region.");
    add_users();
    if (has("resilience")) step("Play the drills of `resilience/`, one at a time, with the runbook at hand.");
    return text_ + "\n";
  }

 private:
  bool has(std::string_view target) const { return written_.has(target); }

  void step(const std::string& what) { text_ += fmt::format("{}. {}\n", ++steps_, what); }

  // Lines of code within the last step: Markdown takes them for code four columns behind the step's text.
  void code(const std::vector<std::string>& lines) {
    const std::string indent(fmt::format("{}. ", steps_).size() + 4, ' ');
    text_ += "\n";
    for (const std::string& line : lines) text_ += indent + line + "\n";
    text_ += "\n";
  }

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
    step(fmt::format("{} makes the clusters; no users yet. Name their contexts as this bundle does:", choice(written_.cluster_folders())));
    std::vector<std::string> lines;
    for (const RegionPlan& region : regions_)
      if (std::string line = context(region); !line.empty()) lines.push_back(std::move(line));
    code(lines);
  }

  // Command that names the context of a cluster after its overlay.
  std::string context(const RegionPlan& region) const {
    const std::string& provider = region.region->provider;
    const std::string cluster = cloud::cluster_name(input_.world, region), &id = region.region->id;
    if (provider == "aws") return fmt::format("aws eks update-kubeconfig --region {} --name {} --alias {}", id, cluster, region.name);
    if (provider == "azure") return fmt::format("az aks get-credentials --resource-group {0} --name {0} --context {1}", cluster, region.name);
    if (provider == "gcp")
      return fmt::format(
          "gcloud container clusters get-credentials {} --region {} --project PROJECT && kubectl config rename-context \"$(kubectl config "
          "current-context)\" {}",
          cluster, id, region.name);
    return "";
  }

  void add_objects() {
    if (has("kubernetes")) {
      step(fmt::format("Install in each cluster, in the versions that the sections below name: {}.", fmt::join(needed(), ", ")));
      std::vector<std::string> folders = {"kubernetes/namespace"};
      if (std::ranges::any_of(regions_, kubernetes::needs_device_plugin)) folders.emplace_back("kubernetes/gpu-device-plugin");
      if (any_nodes()) folders.emplace_back("kubernetes/nodes");
      if (std::ranges::any_of(regions_, kubernetes::fetches_secrets)) folders.emplace_back("kubernetes/secrets");
      step(fmt::format("To each cluster, where its commands below have them: {}.", fmt::format("`{}`", fmt::join(folders, "`, `"))));
    }
    if (has("data-plane")) step("`data-plane/`, sources before those that follow them.");
    if (has("kubernetes"))
      step(fmt::format("{}: the servers{}.", choice(written_.server_folders()), has("gateway") ? ", and the gateway with the overlay" : ""));
    if (has("observability")) step("`observability/`" + std::string(has("datadog") || has("newrelic") ? ", then `monitors/`." : "."));
  }

  bool any_nodes() const {
    return std::ranges::any_of(regions_, [](const RegionPlan& region) { return std::ranges::any_of(region.pools, &PoolPlan::nodes_by_cluster); });
  }

  // What the objects of the bundle are made for and no cluster has by itself.
  std::vector<std::string> needed() const {
    std::vector<std::string> list = {"Prometheus Operator", "kube-state-metrics", "KEDA"};
    const auto any = [&](auto is) { return std::ranges::any_of(regions_, is); };
    if (any([](const RegionPlan& region) {
          return region.region->provider == "aws" && std::ranges::any_of(region.pools, &PoolPlan::nodes_by_cluster);
        }))
      list.emplace_back("Karpenter (EKS)");
    if (any(kubernetes::fetches_secrets) || has("data-plane")) list.emplace_back("External Secrets");
    if (has("gateway")) {
      list.emplace_back("Gateway API");
      list.emplace_back("cert-manager");
      if (any([](const RegionPlan& region) { return region.region->provider != "gcp"; })) list.emplace_back("Istio (EKS, AKS)");
    }
    for (const auto& [target, what] :
         {std::pair("kserve", "KServe (`kserve/`)"), std::pair("data-plane", "Strimzi and the Feast operator (`data-plane/`)"),
          std::pair("rollouts", "Argo Rollouts (`rollouts/`)"), std::pair("observability", "OpenTelemetry Operator and Grafana (`observability/`)"),
          std::pair("resilience", "Chaos Mesh or Litmus (`resilience/`)")})
      if (has(target)) list.emplace_back(what);
    return list;
  }

  // Health checks, load test and certificates know a gateway by its name.
  void add_names() {
    step(fmt::format(
        "Make a name for the gateway of each region, as `{}.` and the domain, which its certificate has: an A record to its address, or a "
        "CNAME to its host name:",
        regions_.front().name));
    std::vector<std::string> lines;
    for (const RegionPlan& region : regions_)
      lines.push_back(fmt::format("kubectl --context {} -n {} get gateways", region.name, kubernetes::namespace_name(input_.world)));
    code(lines);
  }

  // What the traffic manager is given of each region, and where it is found.
  void add_users() {
    if (written_.cluster_folders().empty()) return;
    const TrafficManager& manager = input_.world.traffic.manager;
    if (manager.id.empty())
      return step("Lead users to the gateways as `topology.json` has it, for the scenario names no traffic manager: users come.");
    if (manager.provider == "google") {
      step(
          "Give `zones` those in which each cluster has made a network endpoint group, apply again, and lead the domain to the output `address`: "
          "users come.");
      std::vector<std::string> lines;
      for (const RegionPlan& region : regions_)
        lines.push_back(fmt::format("kubectl --context {} -n {} get svcneg", region.name, kubernetes::namespace_name(input_.world)));
      return code(lines);
    }
    const char* what =
        manager.id == "aws_global_accelerator" ? "the ARN of the load balancer of each region's gateway" : "the names of the regions' gateways";
    // Azure's services have names of their own, and no zone of the domain is in their hands.
    const char* domain = manager.provider == "azure" ? ", and lead the domain by CNAME to where the outputs say" : "";
    step(fmt::format("Give {} as `endpoints`, apply again{}: users come.", what, domain));
  }

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
