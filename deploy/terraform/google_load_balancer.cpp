// Google's global external load balancer: one address, a backend service of each workload, which fills regions like a waterfall.
#include <fmt/format.h>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

// Groups of endpoints are made by the clusters, one in each zone with pods: var.zones names these zones.
Json groups(const Json& told) {
  return {{"for_each", expression(fmt::format("toset(flatten([for region in {} : lookup(var.zones, region, [])]))", names(told["regions"])))},
          {"name", told["group"]},
          {"zone", expression("each.key")}};
}

Json health_check(const Json& check, const std::string& name, const Json& told) {
  return {{"//", check["//"]},
          {"name", name},
          {"check_interval_sec", check["interval_s"]},
          {"timeout_sec", check["timeout_s"]},
          {"unhealthy_threshold", check["failures"]},
          {"healthy_threshold", check["successes"]},
          {"http_health_check", {{"port_specification", "USE_SERVING_PORT"}, {"request_path", told["path"]}}}};
}

Json backend_service(const Json& facts, const std::string& name, const Json& told) {
  return {{"//", literal(told["//"].get<std::string>())},
          {"name", told["group"]},
          {"load_balancing_scheme", "EXTERNAL_MANAGED"},
          {"protocol", "HTTP"},
          {"timeout_sec", 600},
          {"connection_draining_timeout_sec", facts["drain_s"]},
          {"health_checks", {expression("google_compute_health_check." + identifier(name) + ".id")}},
          {"dynamic",
           {{"backend",
             {{"for_each", expression(fmt::format("data.google_compute_network_endpoint_group.{}", identifier(name)))},
              {"content", {{"group", expression("backend.value.id")}, {"balancing_mode", "RATE"}, {"max_rate_per_endpoint", told["max_rate"]}}}}}}}};
}

}  // namespace

void add_google_load_balancer(Root& root, const Context& context) {
  const Json facts = cloud::google_load_balancer_facts(context);
  root.variable(cloud::setting("domain"));
  root.variable(cloud::setting("zones"));
  Json endpoint_groups = Json::object(), checks = Json::object(), services = Json::object(), hosts = Json::array(), matchers = Json::array(),
       domains = Json::array();
  for (const auto& [name, told] : facts["workloads"].items()) {
    const std::string id = identifier(name), service = expression("google_compute_backend_service." + id + ".id");
    endpoint_groups[id] = groups(told);
    checks[id] = health_check(facts["check"], told["group"], told);
    services[id] = backend_service(facts, name, told);
    hosts.push_back({{"hosts", {host(told)}}, {"path_matcher", name}});
    matchers.push_back({{"name", name}, {"default_service", service}});
    domains.push_back(host(told));
  }
  const std::string scenario = facts["name"], first = identifier(context.traffic.front().name);
  root.file("traffic") = {{"//", literal(facts["//"].get<std::string>())},
                          {"data", {{"google_compute_network_endpoint_group", endpoint_groups}}},
                          {"resource",
                           {{"google_compute_global_address", {{"this", {{"name", scenario}}}}},
                            {"google_compute_health_check", checks},
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
