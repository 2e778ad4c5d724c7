#include "terraform/traffic.h"

#include <fmt/format.h>

namespace tradewind::terraform {

std::string host(const Json& told) { return told["prefix"].get<std::string>() + "${var.domain}"; }

std::string names(const Json& regions) {
  std::string list;
  for (const Json& name : regions) list += (list.empty() ? "" : ", ") + hcl_string(name.get<std::string>());
  return fmt::format("[{}]", list);
}

std::string with_endpoint(const Json& regions) {
  return expression(fmt::format("toset([for region in {} : region if contains(keys(var.endpoints), region)])", names(regions)));
}

void add_traffic(Root& root, const Context& context) {
  switch (cloud::traffic_service(context, "terraform")) {
    case cloud::TrafficService::route53:
      return add_route53(root, context);
    case cloud::TrafficService::global_accelerator:
      return add_global_accelerator(root, context);
    case cloud::TrafficService::google_load_balancer:
      return add_google_load_balancer(root, context);
    case cloud::TrafficService::azure_traffic_manager:
      return add_azure_traffic_manager(root, context);
    case cloud::TrafficService::azure_front_door:
      return add_front_door(root, context);
    case cloud::TrafficService::cloudflare:
      return add_cloudflare(root, context);
    case cloud::TrafficService::none:
      return;
  }
}

}  // namespace tradewind::terraform
