// AWS Global Accelerator: one pair of anycast addresses, an endpoint group of each region with the simulated dial and checks.
#include <fmt/format.h>

#include <algorithm>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

Json endpoint_group(const Context& context, const RegionPlan& region, const TrafficManager& manager) {
  const World& world = context.input.world;
  const auto place = static_cast<std::size_t>(region.region - world.regions.data());
  const double dial = world.traffic.dials.empty() ? 1 : world.traffic.dials[place];
  return {{"count", expression(fmt::format("contains(keys(var.endpoints), {}) ? 1 : 0", hcl_string(region.name)))},
          {"listener_arn", expression("aws_globalaccelerator_listener.https.arn")},
          {"endpoint_group_region", literal(region.region->id)},
          {"traffic_dial_percentage", 100 * dial},
          {"health_check_protocol", "HTTPS"},
          {"health_check_port", 443},
          {"health_check_path", health_path},
          {"health_check_interval_seconds", manager.interval_s < 20 ? 10 : 30},
          {"threshold_count", std::clamp(manager.down_after, 1, 10)},
          {"endpoint_configuration",
           {{{"endpoint_id", expression(fmt::format("var.endpoints[{}]", hcl_string(region.name)))}, {"client_ip_preservation_enabled", true}}}}};
}

}  // namespace

void add_global_accelerator(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  add_domain_variable(root);
  add_endpoint_variable(root, "ARN of the gateway's load balancer");
  Json groups = Json::object();
  for (const RegionPlan& region : context.regions) groups[identifier(region.name)] = endpoint_group(context, region, manager);
  root.file("traffic") = {
      {"//", literal(fmt::format("Global Accelerator as simulated. {}.", kept(context.traffic.front().kept_by_manager)))},
      {"resource",
       {{"aws_globalaccelerator_accelerator",
         {{"this", {{"name", cost_labels(context.input, nullptr, "aws")["scenario"]}, {"ip_address_type", "IPV4"}, {"enabled", true}}}}},
        {"aws_globalaccelerator_listener",
         {{"https",
           {{"accelerator_arn", expression("aws_globalaccelerator_accelerator.this.arn")},
            {"protocol", "TCP"},
            {"port_range", {{{"from_port", 443}, {"to_port", 443}}}}}}}},
        {"aws_globalaccelerator_endpoint_group", groups},
        {"aws_route53_record",
         {{"this",
           {{"for_each", expression(context.traffic.size() == 1 ? "toset([var.domain])" : "toset([var.domain, \"*.${var.domain}\"])")},
            {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
            {"name", expression("each.key")},
            {"type", "A"},
            {"alias",
             {{"name", expression("aws_globalaccelerator_accelerator.this.dns_name")},
              {"zone_id", expression("aws_globalaccelerator_accelerator.this.hosted_zone_id")},
              {"evaluate_target_health", true}}}}}}}}},
      {"data", {{"aws_route53_zone", {{"this", {{"name", expression("var.hosted_zone")}}}}}}}};
  root.variable("hosted_zone", {{"description", "Public zone of Route 53 that the domain is in, as example.com."}, {"type", "string"}});
}

}  // namespace tradewind::terraform
