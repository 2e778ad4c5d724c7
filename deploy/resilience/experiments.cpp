#include "resilience/experiments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "kubernetes/manifests.h"
#include "names.h"
#include "runbook/failures.h"
#include "yaml.h"

namespace tradewind::resilience {
namespace {

using yaml::List;
using yaml::Map;

// A region of three zones loses a third of its pods with one of them; Chaos Mesh rounds up.
constexpr int percent_of_a_zone = 34;

struct Place {
  const RegionPlan* region = nullptr;
  const PoolPlan* pool = nullptr;  // of a node
};

std::optional<Place> place_of(const std::vector<RegionPlan>& regions, const ExpectedFailure& failure) {
  if (failure.by_runbook || (failure.group != "region" && failure.group != "zone" && failure.group != "node")) return std::nullopt;
  const RegionPlan* region = runbook::region_of(regions, failure.name);
  if (region == nullptr) return std::nullopt;
  const auto named =
      std::ranges::find_if(region->pools, [&](const PoolPlan& pool) { return failure.name.find(pool.workload->name) != std::string::npos; });
  const PoolPlan* pool = named == region->pools.end() ? &region->pools.front() : &*named;
  return Place{region, failure.group == "node" ? pool : nullptr};
}

// Pods that fail at once: all of the region, a part of them, those of one machine.
void choose(Map& spec, const ExpectedFailure& failure, const Place& place) {
  if (failure.group == "region") {
    spec.add("mode", "all");
  } else if (failure.group == "zone") {
    spec.add("mode", "fixed-percent").add("value", std::to_string(percent_of_a_zone));
  } else {
    spec.add("mode", "fixed").add("value", std::to_string(std::min(place.pool->replicas, place.pool->option->replicas_per_instance)));
  }
}

Map pod_chaos(const ExportInput& input, const ExpectedFailure& failure, const Place& place) {
  Map selector = {{"namespaces", List{kubernetes::namespace_name(input.world)}}};
  if (place.pool != nullptr) selector.add("labelSelectors", Map{{"app.kubernetes.io/instance", place.pool->name}});
  Map spec = {{"action", "pod-failure"}};
  choose(spec, failure, place);
  spec.add("duration", fmt::format("{:.0f}s", std::max(1.0, failure.fault_for_s))).add("selector", selector);
  return {{"apiVersion", "chaos-mesh.org/v1alpha1"},
          {"kind", "PodChaos"},
          {"metadata", Map{{"name", dns_label(failure.name)}, {"namespace", kubernetes::namespace_name(input.world)}}},
          {"spec", spec}};
}

std::string when(const char* what, const std::optional<double>& seconds) {
  return seconds ? fmt::format(" {} after {}.", what, runbook::duration(*seconds)) : fmt::format(" Not in that time: {}.", what);
}

std::string expected(const ExpectedFailure& failure) {
  const auto share = [&](double part) { return failure.sent > 0 ? 100 * part / failure.sent : 0; };
  return fmt::format(
      "Expected, as simulated for a loss of {}: {:.2f} % of the requests fail (usually {:.2f} %), {:.2f} % are late (usually {:.2f} %).{}{}{}",
      runbook::duration(failure.fault_for_s), share(failure.failed), share(failure.usually_failed), share(failure.late), share(failure.usually_late),
      when("a health check sees it", failure.detect_s), when("at most 1 % fail", failure.shift_s),
      when("as many are in time as usual", failure.recover_s));
}

}  // namespace

Bundle experiments(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const ExpectedFailure& failure : input.failures)
    if (const auto place = place_of(regions, failure)) {
      const std::string path = "resilience/chaos/" + place->region->name + "/" + dns_label(failure.name) + ".yaml";
      if (std::ranges::none_of(bundle, [&](const BundleFile& file) { return file.path == path; }))
        bundle.push_back({path, yaml::text(pod_chaos(input, failure, *place), expected(failure))});
    }
  return bundle;
}

std::vector<std::string> without_experiment(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::vector<std::string> names;
  for (const ExpectedFailure& failure : input.failures)
    if (!place_of(regions, failure)) names.push_back(failure.name);
  return names;
}

}  // namespace tradewind::resilience
