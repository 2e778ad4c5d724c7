// Azure Traffic Manager (by DNS) and Front Door (by request), with the simulated probes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "names.h"
#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

// Azure's own resources need a group, wherever the clusters are.
Json global_group(const Context& context, const char* name) {
  const std::vector<const RegionPlan*> regions = context.of("azure");
  return {{"global",
           {{"name", cost_labels(context.input, nullptr, "azure")["scenario"].get<std::string>() + name},
            {"location", regions.empty() ? "westeurope" : regions.front()->region->id},
            {"tags", cost_labels(context.input, nullptr, "azure")}}}};
}

std::string with_endpoint(const Context& context, const WorkloadTraffic& traffic) {
  return expression(fmt::format("toset([for region in {} : region if contains(keys(var.endpoints), region)])", serving(context, traffic)));
}

Json locations(const Context& context) {
  Json table = Json::object();
  for (const RegionPlan& region : context.regions) table[region.name] = nearest_region("azure", *region.region);
  return table;
}

}  // namespace

void add_azure_traffic_manager(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  add_provider(root, context, "azure");
  add_endpoint_variable(root, "Host name of the gateway");
  root.variable(
      "dns_prefix",
      {{"description", "Label of the service below trafficmanager.net, free on the internet; the domain leads there by CNAME."}, {"type", "string"}});
  const int interval = manager.interval_s < 20 ? 10 : 30;  // what Azure offers
  Json profiles = Json::object(), endpoints = Json::object();
  for (const WorkloadTraffic& traffic : context.traffic) {
    const std::string id = identifier(traffic.name);
    profiles[id] = {
        {"//", literal(kept(traffic.kept_by_manager) + ".")},
        {"name", traffic.name},
        {"resource_group_name", expression("azurerm_resource_group.global.name")},
        {"traffic_routing_method", "Performance"},
        {"dns_config",
         {{"relative_name", context.traffic.size() == 1 ? "${var.dns_prefix}" : "${var.dns_prefix}-" + traffic.name}, {"ttl", ttl_s(manager)}}},
        {"monitor_config",
         {{"protocol", "HTTPS"},
          {"port", 443},
          {"path", health_path},
          {"interval_in_seconds", interval},
          {"timeout_in_seconds", std::clamp(static_cast<int>(std::lround(manager.timeout_s)), 5, interval == 10 ? 9 : 10)},
          {"tolerated_number_of_failures", std::clamp(manager.down_after - 1, 0, 9)}}},
        {"tags", cost_labels(context.input, nullptr, "azure")}};
    endpoints[id] = {{"for_each", with_endpoint(context, traffic)},
                     {"name", expression("each.key")},
                     {"profile_id", expression("azurerm_traffic_manager_profile." + id + ".id")},
                     {"target", expression("var.endpoints[each.key]")},
                     {"endpoint_location", expression("local.azure_locations[each.key]")}};
    root.output("traffic_manager_" + id, "Where the domain has to lead, by CNAME.", expression("azurerm_traffic_manager_profile." + id + ".fqdn"));
  }
  root.file("traffic") = {
      {"//", fmt::format("Traffic Manager as simulated: a region is down after {} failed probes, one every {} s.", manager.down_after, interval)},
      {"locals", {{"azure_locations", locations(context)}}},
      {"resource",
       {{"azurerm_resource_group", global_group(context, "-traffic")},
        {"azurerm_traffic_manager_profile", profiles},
        {"azurerm_traffic_manager_external_endpoint", endpoints}}}};
}

void add_front_door(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  add_provider(root, context, "azure");
  add_domain_variable(root);
  add_endpoint_variable(root, "Host name of the gateway");
  const std::string profile = expression("azurerm_cdn_frontdoor_profile.this.id");
  Json groups = Json::object(), origins = Json::object(), endpoints = Json::object(), routes = Json::object(), domains = Json::object();
  for (const WorkloadTraffic& traffic : context.traffic) {
    const std::string id = identifier(traffic.name);
    groups[id] = {{"//", literal(kept(traffic.kept_by_manager) + ".")},
                  {"name", traffic.name},
                  {"cdn_frontdoor_profile_id", profile},
                  {"session_affinity_enabled", false},
                  {"restore_traffic_time_to_healed_or_new_endpoint_in_minutes",
                   std::clamp(static_cast<int>(std::lround(manager.fail_back_wait_s / 60)), 0, 50)},
                  {"health_probe",
                   {{"protocol", "Https"}, {"path", health_path}, {"request_type", "GET"}, {"interval_in_seconds", interval_s(manager, 1, 255)}}},
                  {"load_balancing",
                   {{"sample_size", std::max(1, manager.sample)},
                    {"successful_samples_required", std::max(1, manager.sample_ok)},
                    {"additional_latency_in_milliseconds", static_cast<int>(std::lround(manager.bucket_ms))}}}};
    origins[id] = {{"for_each", with_endpoint(context, traffic)},
                   {"name", expression("each.key")},
                   {"cdn_frontdoor_origin_group_id", expression("azurerm_cdn_frontdoor_origin_group." + id + ".id")},
                   {"host_name", expression("var.endpoints[each.key]")},
                   {"origin_host_header", host(context, traffic)},
                   {"certificate_name_check_enabled", true},
                   {"enabled", true}};
    endpoints[id] = {{"name", dns_label(traffic.name, 46)}, {"cdn_frontdoor_profile_id", profile}};
    domains[id] = {{"name", traffic.name},
                   {"cdn_frontdoor_profile_id", profile},
                   {"host_name", host(context, traffic)},
                   {"tls", {{"certificate_type", "ManagedCertificate"}}}};
    routes[id] = {{"count", expression("length(var.endpoints) == 0 ? 0 : 1")},
                  {"name", traffic.name},
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
  root.file("traffic") = {
      {"//",
       fmt::format("Front Door as simulated: healthy with {} of {} probes, one every {} s; regions within {:.0f} ms of the fastest share the load.",
                   manager.sample_ok, manager.sample, interval_s(manager, 1, 255), manager.bucket_ms)},
      {"resource",
       {{"azurerm_resource_group", global_group(context, "-traffic")},
        {"azurerm_cdn_frontdoor_profile",
         {{"this",
           {{"name", cost_labels(context.input, nullptr, "azure")["scenario"]},
            {"resource_group_name", expression("azurerm_resource_group.global.name")},
            {"sku_name", "Standard_AzureFrontDoor"},
            {"response_timeout_seconds", 240},
            {"tags", cost_labels(context.input, nullptr, "azure")}}}}},
        {"azurerm_cdn_frontdoor_endpoint", endpoints},
        {"azurerm_cdn_frontdoor_origin_group", groups},
        {"azurerm_cdn_frontdoor_origin", origins},
        {"azurerm_cdn_frontdoor_custom_domain", domains},
        {"azurerm_cdn_frontdoor_route", routes}}}};
}

}  // namespace tradewind::terraform
