#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gateway/parts.h"
#include "kubernetes/pod.h"
#include "names.h"

namespace tradewind::gateway {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Google's load balancers end requests after 30 s unless told otherwise. An answer takes no longer than a pod may take to finish it.
constexpr int llm_timeout_s = 600, classic_timeout_s = 60;

Node timeout_s(const PoolPlan& pool) {
  if (const double client_s = pool.workload->client.timeout_s; client_s > 0)
    return note("As long as the simulated clients wait.", static_cast<int>(std::ceil(client_s)));
  return pool.workload->is_llm() ? note("As long as a pod may take to finish an answer.", llm_timeout_s) : Node(classic_timeout_s);
}

Map service(const PoolPlan& pool) { return {{"group", ""}, {"kind", "Service"}, {"name", pool.name}}; }

Map target(const PoolPlan& pool) {
  if (!has_inference_pool(pool)) return service(pool);
  return {{"group", "inference.networking.k8s.io"}, {"kind", "InferencePool"}, {"name", pool.name}};
}

Map gke_policy(const char* kind, const std::string& name, Map of, Map config) {
  return {{"apiVersion", "networking.gke.io/v1"},
          {"kind", kind},
          {"metadata", Map{{"name", name}}},
          {"spec", Map{{"targetRef", std::move(of)}, {"default", std::move(config)}}}};
}

Map health_check(const kubernetes::Server& server) {
  const Map check = {{"requestPath", server.ready_path}, {"port", server.ports.front().number}};
  return {{"config", Map{{"type", "HTTP"}, {"httpHealthCheck", check}}}};
}

void add_gke(std::vector<kubernetes::Manifest>& list, const PoolPlan& pool, const kubernetes::Server& server) {
  list.push_back({pool.name + "-backend-policy.yaml",
                  gke_policy("GCPBackendPolicy", pool.name, target(pool),
                             {{"timeoutSec", timeout_s(pool)}, {"connectionDraining", Map{{"drainingTimeoutSec", kubernetes::drain_s}}}})});
  list.push_back({pool.name + "-health-check.yaml", gke_policy("HealthCheckPolicy", pool.name, target(pool), health_check(server))});
  // Health paths lead to the Service, which is another backend than the InferencePool.
  if (has_inference_pool(pool))
    list.push_back({pool.name + "-service-check.yaml",
                    gke_policy("HealthCheckPolicy", companion_name(pool.name, "service"), service(pool), health_check(server))});
}

Map destination_rule(const std::string& name, const std::string& host, Map policy) {
  return {{"apiVersion", "networking.istio.io/v1"},
          {"kind", "DestinationRule"},
          {"metadata", Map{{"name", name}}},
          {"spec", Map{{"host", host}, {"trafficPolicy", std::move(policy)}}}};
}

void add_istio(std::vector<kubernetes::Manifest>& list, const PoolPlan& pool) {
  if (has_inference_pool(pool)) {
    const Map tls = {{"mode", "SIMPLE"}, {"insecureSkipVerify", note("The picker signs its own certificate at each start.", true)}};
    list.push_back({pool.name + "-picker-tls.yaml", destination_rule(picker_name(pool), picker_name(pool), {{"tls", tls}})});
    return;
  }
  const bool in_turn = pool.workload->balancing == Balancing::round_robin;
  const Map balancer = {
      {"simple", note(fmt::format("{} was simulated.", to_string(pool.workload->balancing)), in_turn ? "ROUND_ROBIN" : "LEAST_REQUEST")}};
  list.push_back({pool.name + "-rule.yaml", destination_rule(pool.name, pool.name, {{"loadBalancer", balancer}})});
}

}  // namespace

std::vector<kubernetes::Manifest> policies(const ExportInput& input, const RegionPlan& region) {
  std::vector<kubernetes::Manifest> list;
  for (const PoolPlan& pool : region.pools)
    if (is_gke(region))
      add_gke(list, pool, kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool)));
    else
      add_istio(list, pool);
  return list;
}

}  // namespace tradewind::gateway
