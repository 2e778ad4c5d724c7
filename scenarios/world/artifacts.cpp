// Artifacts and how they are replicated: what cannot work is said before anything runs.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "world/lookup.h"

namespace tradewind::resolution {
namespace {

// Weights of a workload's model in GB, or 0 where nothing knows them.
double weights_gb(const World& world, std::uint32_t workload) {
  for (const ServingOption& option : world.serving_options)
    if (option.workload == workload && option.weights_gb() > 0) return option.weights_gb();
  return 0;
}

double size_gb(Resolution& r, const std::string& path, const language::Artifact& from, std::optional<std::uint32_t> workload) {
  const double size = from.size_gb() > 0 ? from.size_gb() : workload ? weights_gb(r.world, *workload) : 0;
  if (size == 0 && (from.workload().empty() || workload))
    r.reading.error(path, {"an artifact of unknown size", "\"size_gb\", or the \"workload\" of an LLM whose weights the catalogue knows"});
  if (from.disk_gb() > 0 && size > from.disk_gb())
    r.reading.error(path + "/disk_gb", {fmt::format("a disk of {:g} GB for a version of {:g} GB", from.disk_gb(), size),
                                        "a larger disk, or weights in a smaller number format"});
  return size;
}

// A service stays inside its cloud.
void check_provider(Resolution& r, const std::string& path, const Artifact& artifact) {
  const std::string_view provider = service_of(artifact.replication).provider;
  const auto stranger = [&](const Region& region) { return region.provider != provider; };
  const auto outside = std::ranges::find_if(r.world.regions, stranger);
  if (outside != r.world.regions.end())
    r.reading.error(path + "/replication",
                    {fmt::format("{}, which does not reach the candidate region {}", to_string(artifact.replication), outside->key()),
                     fmt::format("regions of {} alone, or own copying: \"star\", \"chain\", \"cheapest\" or \"fastest\"", provider)});
}

ServiceDelay delay_of(Resolution& r, const std::string& path, const language::Artifact& from, const ReplicationService& service) {
  const bool given = from.target_s() > 0;
  if (given != (from.target_percentile() > 0)) {
    r.reading.error(path, {"half of a target", "\"target_s\" and \"target_percentile\" together"});
    return {};
  }
  if (!given && service.target_s == 0) {
    r.reading.error(path,
                    {fmt::format("{} without a target: {}", to_string(service.kind), service.source), "\"target_s\" and \"target_percentile\""});
    return {};
  }
  const ServiceDelay delay = given ? ServiceDelay{from.median_s(), from.target_s(), from.target_percentile(), false}
                                   : ServiceDelay{from.median_s(), service.target_s, service.target_percentile, true};
  if (delay.median_s >= delay.target_s)
    r.reading.error(path + "/median_s",
                    {fmt::format("a median of {:g} s", delay.median_s), fmt::format("less than the target of {:g} s", delay.target_s)});
  return delay;
}

void resolve_replication(Resolution& r, const std::string& path, const language::Artifact& from, Artifact& artifact) {
  artifact.replication = static_cast<ArtifactReplication>(from.replication() - 1);
  if (is_service(artifact.replication)) {
    artifact.delay = delay_of(r, path, from, service_of(artifact.replication));
    check_provider(r, path, artifact);
  } else if (from.target_s() > 0 || from.target_percentile() > 0) {
    r.reading.error(path + "/replication", {"the target of a service beside own copying", "no target, or a service"});
  }
}

Artifact artifact_of(Resolution& r, const std::string& path, const language::Artifact& from) {
  Artifact artifact;
  artifact.name = from.name();
  artifact.files = from.files();
  artifact.versions_per_month = from.versions_per_month();
  if (!r.reading.sound(path)) return artifact;
  if (!from.workload().empty()) artifact.workload = look_up(r, path + "/workload", r.world.workloads, &Workload::name, from.workload(), "workload");
  artifact.size_gb = size_gb(r, path, from, artifact.workload);
  artifact.home = look_up_region(r, path + "/home", from.home()).value_or(artifact.home);
  resolve_replication(r, path, from, artifact);
  return artifact;
}

}  // namespace

void resolve_artifacts(Resolution& r) {
  std::set<std::string> names;
  for (int i = 0; i < r.scenario.data().artifacts_size(); ++i) {
    const std::string path = element("/data/artifacts", i);
    r.world.data.artifacts.push_back(artifact_of(r, path, r.scenario.data().artifacts(i)));
    if (const std::string& name = r.world.data.artifacts.back().name; !name.empty() && !names.insert(name).second)
      r.reading.error(path + "/name", {fmt::format("\"{}\" a second time", name), "another name"});
  }
}

}  // namespace tradewind::resolution
