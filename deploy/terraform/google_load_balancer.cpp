// Google's global external load balancer: one address, a backend service of each workload, which fills regions like a waterfall.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

// The rate past which Google passes requests on: the simulated limit, or where there is none the planned load of the busiest hour and half as much
// again, as the autoscaler has it.
constexpr double rate_allowance = 1.5;

struct Rate {
  double rps = 1;
  std::string reason;
};

Rate most_rate(const Context& context, const WorkloadTraffic& traffic) {
  const double limit = context.input.world.traffic.max_rate_per_replica_rps;
  if (limit > 0) return {limit, fmt::format("{:.2f} requests/s a replica were simulated as the most.", limit)};
  double busiest = 0;
  for (const RegionPlan& region : context.regions)
    for (const PoolPlan& pool : region.pools)
      if (pool.workload == traffic.workload) busiest = std::max(busiest, pool.busiest_rps / pool.replicas);
  return {std::max(1.0, std::ceil(rate_allowance * busiest)),
          fmt::format("{:.2f} requests/s a replica in the busiest hour of the simulated week, and half as much again.", busiest)};
}

// Groups of endpoints are made by the clusters, one in each zone with pods: var.zones names these zones.
Json groups(const Context& context, const WorkloadTraffic& traffic) {
  return {{"for_each", expression(fmt::format("toset(flatten([for region in {} : lookup(var.zones, region, [])]))", serving(context, traffic)))},
          {"name", traffic.name},
          {"zone", expression("each.key")}};
}

Json backend_service(const Context& context, const WorkloadTraffic& traffic) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  const Rate rate = most_rate(context, traffic);
  return {{"//", literal(rate.reason)},
          {"name", traffic.name},
          {"load_balancing_scheme", "EXTERNAL_MANAGED"},
          {"protocol", "HTTP"},
          {"timeout_sec", 600},
          {"connection_draining_timeout_sec", static_cast<int>(std::lround(manager.drain_s))},
          {"health_checks", {expression("google_compute_health_check.this.id")}},
          {"dynamic",
           {{"backend",
             {{"for_each", expression(fmt::format("data.google_compute_network_endpoint_group.{}", identifier(traffic.name)))},
              {"content", {{"group", expression("backend.value.id")}, {"balancing_mode", "RATE"}, {"max_rate_per_endpoint", rate.rps}}}}}}}};
}

}  // namespace

void add_google_load_balancer(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  add_domain_variable(root);
  root.variable("zones",
                {{"description",
                  "Zones of each region, by the name of its overlay, in which the cluster has made a network endpoint group (kubectl get svcneg); "
                  "a region without one gets no users."},
                 {"type", "map(list(string))"},
                 {"default", Json::object()}});
  Json endpoint_groups = Json::object(), services = Json::object(), hosts = Json::array(), matchers = Json::array(), domains = Json::array();
  for (const WorkloadTraffic& traffic : context.traffic) {
    const std::string id = identifier(traffic.name), service = expression("google_compute_backend_service." + id + ".id");
    endpoint_groups[id] = groups(context, traffic);
    services[id] = backend_service(context, traffic);
    hosts.push_back({{"hosts", {host(context, traffic)}}, {"path_matcher", traffic.name}});
    matchers.push_back({{"name", traffic.name}, {"default_service", service}});
    domains.push_back(host(context, traffic));
  }
  const std::string scenario = cost_labels(context.input, nullptr, "gcp")["scenario"], first = identifier(context.traffic.front().name);
  root.file("traffic") = {
      {"//", literal(fmt::format("Google's load balancer as simulated ({}): waterfall by region.", manager.id))},
      {"data", {{"google_compute_network_endpoint_group", endpoint_groups}}},
      {"resource",
       {{"google_compute_global_address", {{"this", {{"name", scenario}}}}},
        {"google_compute_health_check",
         {{"this",
           {{"//", fmt::format("As simulated: down after {} failed checks, one every {} s.", manager.down_after, interval_s(manager, 1, 300))},
            {"name", scenario},
            {"check_interval_sec", interval_s(manager, 1, 300)},
            {"timeout_sec", std::clamp(static_cast<int>(std::lround(manager.timeout_s)), 1, interval_s(manager, 1, 300))},
            {"unhealthy_threshold", std::clamp(manager.down_after, 1, 10)},
            {"healthy_threshold", std::clamp(manager.up_after, 1, 10)},
            {"http_health_check", {{"port_specification", "USE_SERVING_PORT"}, {"request_path", health_path}}}}}}},
        {"google_compute_backend_service", services},
        {"google_compute_url_map",
         {{"this",
           {{"name", scenario},
            {"default_service", expression("google_compute_backend_service." + first + ".id")},
            {"host_rule", hosts},
            {"path_matcher", matchers}}}}},
        {"google_compute_managed_ssl_certificate", {{"this", {{"name", scenario}, {"managed", {{"domains", domains}}}}}}},
        {"google_compute_target_https_proxy",
         {{"this",
           {{"name", scenario},
            {"url_map", expression("google_compute_url_map.this.id")},
            {"ssl_certificates", {expression("google_compute_managed_ssl_certificate.this.id")}}}}}},
        {"google_compute_global_forwarding_rule",
         {{"this",
           {{"name", scenario},
            {"load_balancing_scheme", "EXTERNAL_MANAGED"},
            {"ip_address", expression("google_compute_global_address.this.id")},
            {"port_range", "443"},
            {"target", expression("google_compute_target_https_proxy.this.id")}}}}}}}};
  root.output("address", "Where the domain has to lead.", expression("google_compute_global_address.this.address"));
}

}  // namespace tradewind::terraform
