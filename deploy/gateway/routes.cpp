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

// What traffic managers ask. A prefix, for GKE rewrites no other path.
Map health_rule(const PoolPlan& pool, const kubernetes::Server& server) {
  const Map path = {{"type", "PathPrefix"}, {"value", cloud::health_path}};
  Map rule = {{"matches", List{Map{{"path", path}}}}};
  if (server.ready_path != cloud::health_path)
    rule.add("filters", List{Map{{"type", "URLRewrite"},
                                 {"urlRewrite", Map{{"path", Map{{"type", "ReplacePrefixMatch"}, {"replacePrefixMatch", server.ready_path}}}}}}});
  return rule.add("backendRefs", List{service_of(pool, server)});
}

// One name for each workload where there are several, as the traffic manager leads to it; it may ask for the health of that name too.
Map workload_route(const PoolPlan& pool, const kubernetes::Server& server, bool alone) {
  List rules{Map{{"backendRefs", List{backend(pool, server)}}}};
  if (!alone) rules.add(health_rule(pool, server));
  Map object = route(pool.name, rules);
  if (!alone)
    std::get<Map>(object.entries.back().value.value)
        .add("hostnames", List{note("SET THIS domain.", fmt::format("{}.{}", pool.name, placeholder_domain))});
  return object;
}

// Of the region's own name.
Map health_route(const PoolPlan& pool, const kubernetes::Server& server) {
  return route(companion_name(gateway_name, "health"), {health_rule(pool, server)});
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
