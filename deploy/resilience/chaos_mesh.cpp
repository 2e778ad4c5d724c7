// Chaos Mesh: an object for a single fault, a Workflow for several or for one that begins later.
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

constexpr const char* load_test_folder = "load-test";  // faults that clients feel are played on the load test, in its namespace

// One fault: "NetworkChaos", the field of a workflow that holds it, and what it says, but for how long.
struct Chaos {
  const char *kind, *field;
  Map spec;
};

std::string seconds(double s) { return fmt::format("{:.0f}s", std::max(1.0, s)); }

// The model servers of a region, or of one pool; not what pulls images or stands in front.
Map servers(const World& world, const RegionPlan& region, const PoolPlan* pool) {
  List apps;
  for (const PoolPlan& one : region.pools)
    if (const std::string app = kubernetes::server_of(one, kubernetes::series_selector(world, one)).app;
        std::ranges::none_of(apps.items, [&](const yaml::Node& known) { return std::get<std::string>(known.value) == app; }))
      apps.add(app);
  const Map by_app = {{"key", "app.kubernetes.io/name"}, {"operator", "In"}, {"values", apps}};
  Map selector = {{"namespaces", List{kubernetes::namespace_name(world)}}, {"expressionSelectors", List{by_app}}};
  if (pool != nullptr) selector.add("labelSelectors", Map{{"app.kubernetes.io/instance", pool->name}});
  return selector;
}

Map in_namespace(const char* name) { return {{"namespaces", List{name}}}; }

Chaos pods_fail(const World& world, const RegionPlan& region, const char* mode, const std::string& value, const PoolPlan* pool) {
  Map spec = {{"action", "pod-failure"}, {"mode", mode}};
  if (!value.empty()) spec.add("value", value);
  return {"PodChaos", "podChaos", spec.add("selector", servers(world, region, pool))};
}

Chaos answers_lost(const World& world, const RegionPlan& region, double share) {
  return {"NetworkChaos",
          "networkChaos",
          {{"action", "loss"},
           {"mode", "all"},
           {"direction", "to"},
           {"loss", Map{{"loss", fmt::format("{:g}", 100 * share)}}},
           {"selector", servers(world, region, nullptr)}}};
}

// The server's own work cannot be slowed from outside: its answers are held back by so much. Health checks pass, as simulated.
std::optional<Chaos> slow_answers(const World& world, const Drill& drill) {
  const int delay_ms = slowness_ms(drill);
  if (delay_ms == 0) return std::nullopt;
  const kubernetes::Server server = kubernetes::server_of(*drill.pool, kubernetes::series_selector(world, *drill.pool));
  const std::string path = drill.pool->workload->is_llm() ? "/v1/*" : server.request_path;
  return Chaos{"HTTPChaos",
               "httpChaos",
               {{"mode", "one"},
                {"target", "Response"},
                {"port", server.ports.front().number},
                {"path", path},
                {"delay", fmt::format("{}ms", delay_ms)},
                {"selector", servers(world, *drill.region, drill.pool)}}};
}

// Of new replicas: weights from the hub do not come. Images are the nodes' affair, which no pod can cut off.
std::optional<Chaos> hub_cut_off(const World& world, const Drill& drill) {
  if (!drill.pool->workload->is_llm()) return std::nullopt;
  return Chaos{"NetworkChaos",
               "networkChaos",
               {{"action", "partition"},
                {"mode", "all"},
                {"direction", "to"},
                {"externalTargets", List{"huggingface.co"}},
                {"selector", servers(world, *drill.region, drill.pool)}}};
}

Chaos metrics_cut_off() {
  const Map prometheus = {{"mode", "all"}, {"selector", in_namespace("monitoring")}};
  return {"NetworkChaos",
          "networkChaos",
          {{"action", "partition"}, {"mode", "all"}, {"direction", "to"}, {"selector", in_namespace("keda")}, {"target", prometheus}}};
}

// New lookups of the load test fail; what it has already looked up it keeps, as clients do.
Chaos lookups_fail() {
  return {"DNSChaos",
          "dnsChaos",
          {{"action", "error"},
           {"mode", "all"},
           {"patterns", List{yaml::note("SET THIS: the domain of the service.", "change-me.example")}},
           {"selector", in_namespace(load_test_folder)}}};
}

// nullopt: no kind of Chaos Mesh plays it.
std::optional<Chaos> chaos_of(const World& world, const Drill& drill) {
  switch (drill.kind) {
    case FaultKind::region:
      return pods_fail(world, *drill.region, "all", "", nullptr);
    case FaultKind::zone:
      return pods_fail(world, *drill.region, "fixed-percent", std::to_string(percent_of_a_zone), nullptr);
    case FaultKind::node:
      return pods_fail(world, *drill.region, "fixed", std::to_string(pods_of_a_node(*drill.pool)), drill.pool);
    case FaultKind::gpu:
      return pods_fail(world, *drill.region, "one", "", drill.pool);
    case FaultKind::slow_replica:
      return slow_answers(world, drill);
    case FaultKind::one_way_loss:
      return answers_lost(world, *drill.region, drill.severity);
    case FaultKind::registry:
      return hub_cut_off(world, drill);
    case FaultKind::metrics:
      return metrics_cut_off();
    case FaultKind::dns:
      return lookups_fail();
    case FaultKind::link:
    case FaultKind::edge:
    case FaultKind::flapping_check:
    case FaultKind::mirror:
    case FaultKind::partition:
      return std::nullopt;
  }
  return std::nullopt;
}

bool playable(const World& world, const Experiment& experiment) {
  return std::ranges::all_of(experiment.drills, [&](const Drill& drill) { return chaos_of(world, drill).has_value(); });
}

Map chaos_object(const char* kind, const std::string& name, const std::string& space, Map spec) {
  return {
      {"apiVersion", "chaos-mesh.org/v1alpha1"}, {"kind", kind}, {"metadata", Map{{"name", name}, {"namespace", space}}}, {"spec", std::move(spec)}};
}

// All faults of one cluster, each after its pause.
Map workflow(const World& world, const std::vector<const Drill*>& drills) {
  List all, templates;
  double longest_s = 0;
  for (std::size_t i = 0; i < drills.size(); ++i) {
    const Drill& drill = *drills[i];
    const std::string name = fmt::format("fault-{}", i + 1);
    const Chaos chaos = *chaos_of(world, drill);
    longest_s = std::max(longest_s, drill.after_s + drill.for_s);
    templates.add(Map{{"name", name}, {"templateType", chaos.kind}, {"deadline", seconds(drill.for_s)}, {chaos.field, chaos.spec}});
    if (drill.after_s <= 0) {
      all.add(name);
      continue;
    }
    const std::string pause = name + "-pause", later = name + "-later";
    templates.add(Map{{"name", pause}, {"templateType", "Suspend"}, {"deadline", seconds(drill.after_s)}});
    templates.add(
        Map{{"name", later}, {"templateType", "Serial"}, {"deadline", seconds(drill.after_s + drill.for_s + 60)}, {"children", List{pause, name}}});
    all.add(later);
  }
  List list{Map{{"name", "incident"}, {"templateType", "Parallel"}, {"deadline", seconds(longest_s + 60)}, {"children", all}}};
  for (const yaml::Node& item : templates.items) list.add(item);
  return {{"entry", "incident"}, {"templates", list}};
}

BundleFile file_of(const ExportInput& input, const Experiment& experiment, const RegionPlan* region, const std::vector<const Drill*>& drills) {
  const std::string name = dns_label(experiment.failure->name);
  const std::string space = region == nullptr ? load_test_folder : kubernetes::namespace_name(input.world);
  const std::string path = fmt::format("resilience/chaos/{}/{}.yaml", region == nullptr ? load_test_folder : region->name, name);
  std::string head = expected_effect(*experiment.failure);
  if (drills.size() < experiment.drills.size()) head += " One of several clusters: start all of them together.";
  if (drills.size() > 1 || drills.front()->after_s > 0)
    return {path, yaml::text(chaos_object("Workflow", name, space, workflow(input.world, drills)), head)};
  Chaos chaos = *chaos_of(input.world, *drills.front());
  chaos.spec.add("duration", seconds(drills.front()->for_s));
  return {path, yaml::text(chaos_object(chaos.kind, name, space, chaos.spec), head)};
}

}  // namespace

Bundle chaos_mesh(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const Experiment& experiment : experiments(input, regions)) {
    if (!playable(input.world, experiment)) continue;
    std::vector<const RegionPlan*> places;
    for (const Drill& drill : experiment.drills)
      if (std::ranges::find(places, drill.region) == places.end()) places.push_back(drill.region);
    for (const RegionPlan* place : places) {
      std::vector<const Drill*> drills;
      for (const Drill& drill : experiment.drills)
        if (drill.region == place) drills.push_back(&drill);
      BundleFile file = file_of(input, experiment, place, drills);
      if (std::ranges::find(bundle, file.path, &BundleFile::path) == bundle.end()) bundle.push_back(std::move(file));
    }
  }
  return bundle;
}

std::vector<std::string> without_experiment(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<Experiment> known = experiments(input, regions);
  std::vector<std::string> names;
  for (const ExpectedFailure& failure : input.failures) {
    const auto found = std::ranges::find(known, &failure, &Experiment::failure);
    if (found == known.end() || !playable(input.world, *found)) names.push_back(failure.name);
  }
  return names;
}

}  // namespace tradewind::resilience
