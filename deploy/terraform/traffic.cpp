#include "terraform/traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind::terraform {
namespace {

// A service of one cloud that reaches no other.
void require_only(const Context& context, std::string_view provider) {
  for (const RegionPlan& region : context.regions)
    if (region.region->provider != provider)
      throw std::invalid_argument(
          fmt::format("the target terraform cannot lead users to {}: {} reaches regions of {} alone; choose a traffic manager by DNS in the "
                      "scenario, or leave the "
                      "target out",
                      region.region->key(), context.input.world.traffic.manager.id, provider));
}

}  // namespace

std::string host(const Context& context, const WorkloadTraffic& traffic) {
  return context.traffic.size() == 1 ? "${var.domain}" : traffic.name + ".${var.domain}";
}

std::string serving(const Context& context, const WorkloadTraffic& traffic) {
  std::string names;
  for (const RegionShare& share : traffic.regions) names += (names.empty() ? "" : ", ") + hcl_string(context.regions[share.region].name);
  return fmt::format("[{}]", names);
}

std::string kept(double share) { return fmt::format("{:.1f} % of the requests go where they were simulated to go", 100 * share); }

void add_domain_variable(Root& root) {
  root.variable("domain", {{"description", "Name under which users reach the service, as chat.example.com."}, {"type", "string"}});
}

void add_endpoint_variable(Root& root, const char* what_an_endpoint_is) {
  root.variable(
      "endpoints",
      {{"description", fmt::format("{} of each region, by the name of its overlay, once its cluster has one; a region without one gets no users.",
                                   what_an_endpoint_is)},
       {"type", "map(string)"},
       {"default", Json::object()}});
}

std::string nearest_region(std::string_view provider, const Region& region) {
  if (region.provider == provider) return region.id;
  double nearest_km = std::numeric_limits<double>::infinity();
  std::string id;
  for (const CatalogueRegion& candidate : Catalogue::shipped().regions())
    if (const double km = distance_km(region.place, candidate.place); candidate.provider == provider && km < nearest_km) {
      nearest_km = km;
      id = candidate.id;
    }
  return id;
}

int interval_s(const TrafficManager& manager, int least, int most) {
  return std::clamp(static_cast<int>(std::lround(manager.interval_s)), least, most);
}

int ttl_s(const TrafficManager& manager) { return std::max(1, static_cast<int>(std::lround(manager.ttl_s))); }

void add_traffic(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  if (manager.id.starts_with("aws_route53")) {
    add_route53(root, context);
  } else if (manager.id == "aws_global_accelerator") {
    require_only(context, "aws");
    add_global_accelerator(root, context);
  } else if (manager.provider == "google") {
    require_only(context, "gcp");
    add_google_load_balancer(root, context);
  } else if (manager.id == "azure_traffic_manager") {
    add_azure_traffic_manager(root, context);
  } else if (manager.id == "azure_front_door") {
    add_front_door(root, context);
  }
}

}  // namespace tradewind::terraform
