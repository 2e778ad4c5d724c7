// AWS Global Accelerator: one pair of anycast addresses, an endpoint group of each region with the simulated dial and checks.
#include <fmt/format.h>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

Json endpoint_group(const Json& facts, const std::string& place, const Json& group) {
  return {{"count", expression(fmt::format("contains(keys(var.endpoints), {}) ? 1 : 0", hcl_string(place)))},
          {"listener_arn", expression("aws_globalaccelerator_listener.https.arn")},
          {"endpoint_group_region", literal(group["region"].get<std::string>())},
          {"traffic_dial_percentage", group["dial_percent"]},
          {"health_check_protocol", "HTTPS"},
          {"health_check_port", 443},
          {"health_check_path", facts["path"]},
          {"health_check_interval_seconds", facts["check"]["interval_s"]},
          {"threshold_count", facts["check"]["failures"]},
          {"endpoint_configuration",
           {{{"endpoint_id", expression(fmt::format("var.endpoints[{}]", hcl_string(place)))}, {"client_ip_preservation_enabled", true}}}}};
}

}  // namespace

void add_global_accelerator(Root& root, const Context& context) {
  const Json facts = cloud::global_accelerator_facts(context);
  root.variable(cloud::setting("domain"));
  root.variable(cloud::endpoint_setting("ARN of the gateway's load balancer"));
  root.variable(cloud::setting("hosted_zone"));
  Json groups = Json::object();
  for (const auto& [place, group] : facts["endpoint_groups"].items()) groups[identifier(place)] = endpoint_group(facts, place, group);
  root.file("traffic") = {
      {"//", literal(facts["//"].get<std::string>())},
      {"resource",
       {{"aws_globalaccelerator_accelerator", {{"this", {{"name", facts["name"]}, {"ip_address_type", "IPV4"}, {"enabled", true}}}}},
        {"aws_globalaccelerator_listener",
         {{"https",
           {{"accelerator_arn", expression("aws_globalaccelerator_accelerator.this.arn")},
            {"protocol", "TCP"},
            {"port_range", {{{"from_port", 443}, {"to_port", 443}}}}}}}},
        {"aws_globalaccelerator_endpoint_group", groups},
        {"aws_route53_record",
         {{"this",
           {{"for_each", expression(facts["workloads"].size() == 1 ? "toset([var.domain])" : "toset([var.domain, \"*.${var.domain}\"])")},
            {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
            {"name", expression("each.key")},
            {"type", "A"},
            {"alias",
             {{"name", expression("aws_globalaccelerator_accelerator.this.dns_name")},
              {"zone_id", expression("aws_globalaccelerator_accelerator.this.hosted_zone_id")},
              {"evaluate_target_health", true}}}}}}}}},
      {"data", {{"aws_route53_zone", {{"this", {{"name", expression("var.hosted_zone")}}}}}}}};
}

}  // namespace tradewind::terraform
