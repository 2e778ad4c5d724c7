// The target "gateway": where the requests of a region arrive. The overlay of the region takes the folder in.
#include <fmt/format.h>

#include <algorithm>

#include "cloud/traffic.h"
#include "gateway/parts.h"
#include "target.h"

namespace tradewind {
namespace gateway {
namespace {

using yaml::List;
using yaml::Map;

void append(std::vector<kubernetes::Manifest>& list, std::vector<kubernetes::Manifest> more) { std::ranges::move(more, std::back_inserter(list)); }

Bundle region_folder(const ExportInput& input, const RegionPlan& region, const std::vector<RegionPlan>& regions) {
  const std::string folder = "gateway/" + region.name + "/";
  std::vector<kubernetes::Manifest> manifests = entrance(region, regions);
  append(manifests, routes(input, region, regions));
  append(manifests, policies(input, region));
  Bundle files;
  List resources, generators;
  for (const PoolPlan& pool : region.pools) {
    if (!has_inference_pool(pool)) continue;
    append(manifests, inference_pool(input, pool));
    const BundleFile config = picker_config(pool);
    files.push_back({folder + config.path, config.contents});
    generators.add(Map{{"name", picker_name(pool)}, {"files", List{config.path}}});
  }
  for (const kubernetes::Manifest& manifest : manifests) {
    files.push_back({folder + manifest.file, yaml::text(manifest.object)});
    resources.add(manifest.file);
  }
  Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                  {"kind", "Kustomization"},
                  {"namespace", kubernetes::namespace_name(input.world)},
                  {"resources", resources}};
  if (!generators.items.empty()) document.add("configMapGenerator", generators);
  files.push_back({folder + "kustomization.yaml", yaml::text(document)});
  return files;
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const RegionPlan& region : regions) std::ranges::move(region_folder(input, region, regions), std::back_inserter(bundle));
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `gateway/`

- `<provider>-<region>`: a Gateway with TLS, a route for each workload, `{0}` for the traffic manager, and how requests are spread over the replicas.
  The overlay of the region takes it in: it is applied with it.

Each cluster needs the Gateway API 1.3, cert-manager with a ClusterIssuer, and a controller: GKE's own (regional external, which wants a
proxy-only subnet in the network), elsewhere Istio 1.28 or newer with `gateways.seccompProfile.type=RuntimeDefault`, for the namespace is restricted. LLM workloads that are not simulated in turn also need the Inference Extension 1.4:
`kubectl apply -f` its `manifests.yaml`, and Istio with `pilot.env.ENABLE_GATEWAY_API_INFERENCE_EXTENSION=true`.

**The domain** stands in for yours in the certificates and, with more than one workload, in the routes; the issuer's name is beside it:

    grep -rl '{1}' gateway | xargs sed -i 's/{1}/chat.example.com/'

**Health**: `{0}` of a region leads to the ready replicas of its first workload, so a region without any answers 503 and its users go
elsewhere. The traffic manager gets the gateways' names as `endpoints`.

)";

std::string spread_of(const PoolPlan& pool) {
  if (has_inference_pool(pool)) return "an InferencePool, whose picker scores the replicas by what vLLM exports";
  return pool.workload->balancing == Balancing::round_robin ? "its Service, in turn"
                                                            : "its Service, to the replica with the fewest requests (on GKE by rate)";
}

std::string readme(const ExportInput&, const std::vector<RegionPlan>& regions) {
  std::string text = fmt::format(what_is_in, cloud::health_path, placeholder_domain);
  for (const PoolPlan& pool : workload_plans(regions))
    text += fmt::format("- `{}`: simulated with `{}`; {}.\n", pool.name, to_string(pool.workload->balancing), spread_of(pool));
  return text + "\n";
}

}  // namespace
}  // namespace gateway

const Target gateway_target = {
    .name = "gateway",
    .writes = "each region's gateway with TLS, routes and health path; InferencePools with their endpoint pickers; within the overlays of kubernetes",
    .made_for = "Gateway API 1.3+, Inference Extension 1.4, cert-manager, GKE or Istio 1.28+",
    .files = gateway::files,
    .readme = gateway::readme,
    .builds_on = "kubernetes"};

}  // namespace tradewind
