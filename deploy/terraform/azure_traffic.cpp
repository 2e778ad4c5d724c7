// Azure Traffic Manager (by DNS) and Front Door (by request), with the simulated probes.
#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

Json global_group(const Json& facts) {
  return {{"global", {{"name", facts["group"]["name"]}, {"location", facts["group"]["location"]}, {"tags", facts["tags"]}}}};
}

}  // namespace

void add_azure_traffic_manager(Root& root, const Context& context) {
  const Json facts = cloud::traffic_manager_facts(context);
  add_provider(root, context, "azure");
  root.variable(cloud::endpoint_setting("Host name of the gateway"));
  root.variable(cloud::setting("dns_prefix"));
  Json profiles = Json::object(), endpoints = Json::object();
  for (const auto& [name, told] : facts["workloads"].items()) {
    const std::string id = identifier(name);
    profiles[id] = {
        {"//", literal(told["//"].get<std::string>())},
        {"name", name},
        {"resource_group_name", expression("azurerm_resource_group.global.name")},
        {"traffic_routing_method", "Performance"},
        {"dns_config",
         {{"relative_name", facts["workloads"].size() == 1 ? "${var.dns_prefix}" : "${var.dns_prefix}-" + name}, {"ttl", facts["ttl_s"]}}},
        {"monitor_config",
         {{"protocol", "HTTPS"},
          {"port", 443},
          {"path", facts["path"]},
          {"interval_in_seconds", facts["check"]["interval_s"]},
          {"timeout_in_seconds", facts["check"]["timeout_s"]},
          {"tolerated_number_of_failures", facts["check"]["tolerated_failures"]}}},
        {"tags", facts["tags"]}};
    endpoints[id] = {{"for_each", with_endpoint(told["regions"])},
                     {"name", expression("each.key")},
                     {"profile_id", expression("azurerm_traffic_manager_profile." + id + ".id")},
                     {"target", expression("var.endpoints[each.key]")},
                     {"endpoint_location", expression("local.azure_locations[each.key]")}};
    root.output("traffic_manager_" + id, "Where the domain has to lead, by CNAME.", expression("azurerm_traffic_manager_profile." + id + ".fqdn"));
  }
  root.file("traffic") = {{"//", facts["//"]},
                          {"locals", {{"azure_locations", facts["places"]}}},
                          {"resource",
                           {{"azurerm_resource_group", global_group(facts)},
                            {"azurerm_traffic_manager_profile", profiles},
                            {"azurerm_traffic_manager_external_endpoint", endpoints}}}};
}

void add_front_door(Root& root, const Context& context) {
  const Json facts = cloud::front_door_facts(context);
  const Json& check = facts["check"];
  add_provider(root, context, "azure");
  root.variable(cloud::setting("domain"));
  root.variable(cloud::endpoint_setting("Host name of the gateway"));
  const std::string profile = expression("azurerm_cdn_frontdoor_profile.this.id");
  Json groups = Json::object(), origins = Json::object(), endpoints = Json::object(), routes = Json::object(), domains = Json::object();
  for (const auto& [name, told] : facts["workloads"].items()) {
    const std::string id = identifier(name);
    groups[id] = {
        {"//", literal(told["//"].get<std::string>())},
        {"name", name},
        {"cdn_frontdoor_profile_id", profile},
        {"session_affinity_enabled", false},
        {"restore_traffic_time_to_healed_or_new_endpoint_in_minutes", check["fail_back_minutes"]},
        {"health_probe", {{"protocol", "Https"}, {"path", facts["path"]}, {"request_type", "GET"}, {"interval_in_seconds", check["interval_s"]}}},
        {"load_balancing",
         {{"sample_size", check["sample"]},
          {"successful_samples_required", check["good"]},
          {"additional_latency_in_milliseconds", check["additional_latency_ms"]}}}};
    origins[id] = {{"for_each", with_endpoint(told["regions"])},
                   {"name", expression("each.key")},
                   {"cdn_frontdoor_origin_group_id", expression("azurerm_cdn_frontdoor_origin_group." + id + ".id")},
                   {"host_name", expression("var.endpoints[each.key]")},
                   {"origin_host_header", host(told)},
                   {"certificate_name_check_enabled", true},
                   {"enabled", true}};
    endpoints[id] = {{"name", told["endpoint"]}, {"cdn_frontdoor_profile_id", profile}};
    domains[id] = {
        {"name", name}, {"cdn_frontdoor_profile_id", profile}, {"host_name", host(told)}, {"tls", {{"certificate_type", "ManagedCertificate"}}}};
    routes[id] = {{"count", expression("length(var.endpoints) == 0 ? 0 : 1")},
                  {"name", name},
                  {"cdn_frontdoor_endpoint_id", expression("azurerm_cdn_frontdoor_endpoint." + id + ".id")},
                  {"cdn_frontdoor_origin_group_id", expression("azurerm_cdn_frontdoor_origin_group." + id + ".id")},
                  {"cdn_frontdoor_origin_ids", expression("[for origin in azurerm_cdn_frontdoor_origin." + id + " : origin.id]")},
                  {"cdn_frontdoor_custom_domain_ids", {expression("azurerm_cdn_frontdoor_custom_domain." + id + ".id")}},
                  {"patterns_to_match", {"/*"}},
                  {"supported_protocols", {"Http", "Https"}},
                  {"https_redirect_enabled", true},
                  {"forwarding_protocol", "HttpsOnly"},
                  {"link_to_default_domain", false}};
    root.output("front_door_" + id, "Where the domain has to lead, by CNAME.", expression("azurerm_cdn_frontdoor_endpoint." + id + ".host_name"));
  }
  root.file("traffic") = {{"//", facts["//"]},
                          {"resource",
                           {{"azurerm_resource_group", global_group(facts)},
                            {"azurerm_cdn_frontdoor_profile",
                             {{"this",
                               {{"name", facts["name"]},
                                {"resource_group_name", expression("azurerm_resource_group.global.name")},
                                {"sku_name", "Standard_AzureFrontDoor"},
                                {"response_timeout_seconds", 240},
                                {"tags", facts["tags"]}}}}},
                            {"azurerm_cdn_frontdoor_endpoint", endpoints},
                            {"azurerm_cdn_frontdoor_origin_group", groups},
                            {"azurerm_cdn_frontdoor_origin", origins},
                            {"azurerm_cdn_frontdoor_custom_domain", domains},
                            {"azurerm_cdn_frontdoor_route", routes}}}};
}

}  // namespace tradewind::terraform
