// Litmus: the single faults of a region that its experiments play. Engines live in Litmus' own namespace, whose helper pods need rights that the
// model servers' namespace refuses.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "kubernetes/manifests.h"
#include "names.h"
#include "resilience/drills.h"

namespace tradewind::resilience {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* litmus_namespace = "litmus";

// An experiment of Litmus' hub, the share of the pods that it affects, and what it is told beside.
struct Probe {
  const char* experiment;
  int percent = 100;
  List environment;
};

Map variable(const char* name, const std::string& value) { return {{"name", name}, {"value", value}}; }

Probe packets_lost(int percent_of_pods, double share) {
  return {"pod-network-loss", percent_of_pods, {variable("NETWORK_PACKET_LOSS_PERCENTAGE", fmt::format("{:.0f}", 100 * share))}};
}

// Litmus rounds the number of pods up.
int percent(int pods, const PoolPlan& pool) { return std::max(1, 100 * pods / pool.replicas); }

std::optional<Probe> probe_of(const World& world, const Drill& drill) {
  switch (drill.kind) {
    case FaultKind::region:
      return packets_lost(100, 1);
    case FaultKind::zone:
      return packets_lost(percent_of_a_zone, 1);
    case FaultKind::node:
      return packets_lost(percent(pods_of_a_node(*drill.pool), *drill.pool), 1);
    case FaultKind::gpu:
      return packets_lost(percent(1, *drill.pool), 1);
    case FaultKind::one_way_loss:
      return packets_lost(100, drill.severity);
    case FaultKind::slow_replica: {
      const int delay_ms = slowness_ms(drill);
      if (delay_ms == 0) return std::nullopt;
      const kubernetes::Server server = kubernetes::server_of(*drill.pool, kubernetes::series_selector(world, *drill.pool));
      return Probe{"pod-http-latency",
                   percent(1, *drill.pool),
                   {variable("LATENCY", std::to_string(delay_ms)), variable("TARGET_SERVICE_PORT", std::to_string(server.ports.front().number))}};
    }
    default:
      return std::nullopt;
  }
}

bool of_one_pool(FaultKind kind) { return kind == FaultKind::node || kind == FaultKind::gpu || kind == FaultKind::slow_replica; }

Map engine(const ExportInput& input, const Experiment& experiment, const Drill& drill, const Probe& probe) {
  const std::string label =
      of_one_pool(drill.kind) ? "app.kubernetes.io/instance=" + drill.pool->name : "app.kubernetes.io/part-of=" + label_value(input.world.name);
  List variables{variable("TOTAL_CHAOS_DURATION", fmt::format("{:.0f}", std::max(1.0, drill.for_s))),
                 variable("PODS_AFFECTED_PERC", std::to_string(probe.percent)), variable("CONTAINER_RUNTIME", "containerd"),
                 variable("SOCKET_PATH", "/run/containerd/containerd.sock")};
  for (const yaml::Node& item : probe.environment.items) variables.add(item);
  const Map run = {{"name", probe.experiment}, {"spec", Map{{"components", Map{{"env", variables}}}}}};
  const Map app = {{"appns", kubernetes::namespace_name(input.world)},
                   {"applabel", label},
                   {"appkind", yaml::note("rollout, where Argo Rollouts runs the workload.", "deployment")}};
  return {{"apiVersion", "litmuschaos.io/v1alpha1"},
          {"kind", "ChaosEngine"},
          {"metadata", Map{{"name", dns_label(experiment.failure->name)}, {"namespace", litmus_namespace}}},
          {"spec", Map{{"engineState", "active"}, {"appinfo", app}, {"chaosServiceAccount", "litmus-admin"}, {"experiments", List{run}}}}};
}

}  // namespace

Bundle litmus(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const Experiment& experiment : experiments(input, regions)) {
    const Drill& drill = experiment.drills.front();
    if (experiment.drills.size() > 1 || drill.region == nullptr || drill.after_s > 0) continue;
    const std::optional<Probe> probe = probe_of(input.world, drill);
    const std::string path =
        fmt::format("resilience/litmus/{}/{}.yaml", drill.region == nullptr ? "" : drill.region->name, dns_label(experiment.failure->name));
    if (!probe || std::ranges::find(bundle, path, &BundleFile::path) != bundle.end()) continue;
    bundle.push_back({path, yaml::text(engine(input, experiment, drill, *probe), expected_effect(*experiment.failure))});
  }
  return bundle;
}

}  // namespace tradewind::resilience
