#include <fmt/format.h>

#include "cloud/traffic.h"
#include "gateway/parts.h"
#include "names.h"

namespace tradewind::gateway {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

Map route(const std::string& name, List rules) {
  return {{"apiVersion", "gateway.networking.k8s.io/v1"},
          {"kind", "HTTPRoute"},
          {"metadata", Map{{"name", name}}},
          {"spec", Map{{"parentRefs", List{Map{{"name", gateway_name}, {"sectionName", listener_name}}}}, {"rules", std::move(rules)}}}};
}

Map service_of(const PoolPlan& pool, const kubernetes::Server& server) { return {{"name", pool.name}, {"port", server.ports.front().number}}; }

Map backend(const PoolPlan& pool, const kubernetes::Server& server) {
  if (!has_inference_pool(pool)) return service_of(pool, server);
  return {{"group", "inference.networking.k8s.io"}, {"kind", "InferencePool"}, {"name", pool.name}};
}

// One name for each workload where there are several, as the target terraform has it.
Map workload_route(const PoolPlan& pool, const kubernetes::Server& server, bool alone) {
  Map object = route(pool.name, {Map{{"backendRefs", List{backend(pool, server)}}}});
  if (!alone)
    std::get<Map>(object.entries.back().value.value)
        .add("hostnames", List{note("SET THIS domain.", fmt::format("{}.{}", pool.name, placeholder_domain))});
  return object;
}

// What traffic managers ask of the region's own name. A prefix, for GKE rewrites no other path.
Map health_route(const PoolPlan& pool, const kubernetes::Server& server) {
  const Map path = {{"type", "PathPrefix"}, {"value", cloud::health_path}};
  Map rule = {{"matches", List{Map{{"path", path}}}}};
  if (server.ready_path != cloud::health_path)
    rule.add("filters", List{Map{{"type", "URLRewrite"},
                                 {"urlRewrite", Map{{"path", Map{{"type", "ReplacePrefixMatch"}, {"replacePrefixMatch", server.ready_path}}}}}}});
  return route(companion_name(gateway_name, "health"), {rule.add("backendRefs", List{service_of(pool, server)})});
}

}  // namespace

std::vector<kubernetes::Manifest> routes(const ExportInput& input, const RegionPlan& region, const std::vector<RegionPlan>& regions) {
  const bool alone = workload_plans(regions).size() == 1;
  std::vector<kubernetes::Manifest> list;
  for (const PoolPlan& pool : region.pools) {
    const kubernetes::Server server = kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool));
    if (&pool == &region.pools.front()) list.push_back({"health.yaml", health_route(pool, server)});
    list.push_back({pool.name + "-route.yaml", workload_route(pool, server, alone)});
  }
  return list;
}

}  // namespace tradewind::gateway
