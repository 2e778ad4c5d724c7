#include "cloud/traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "kubernetes/manifests.h"
#include "names.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::cloud {
namespace {

// A service of one cloud that reaches no other.
void require_only(const Context& context, std::string_view provider, std::string_view target) {
  for (const RegionPlan& region : context.regions)
    if (region.region->provider != provider)
      throw std::invalid_argument(
          fmt::format("the target {} cannot lead users to {}: {} reaches regions of {} alone; choose a traffic manager by DNS in the "
                      "scenario, or leave the "
                      "target out",
                      target, region.region->key(), context.input.world.traffic.manager.id, provider));
}

int rounded_s(double seconds) { return static_cast<int>(std::lround(seconds)); }

// {name: what is told of the workload, after its prefix and its regions}
template <class Tell>
Json workloads(const Context& context, const Tell& tell) {
  Json json = Json::object();
  for (const WorkloadTraffic& traffic : context.traffic) {
    Json body = {
        {"//", kept(traffic.kept_by_manager) + "."}, {"prefix", host_prefix(context, traffic)}, {"regions", serving_regions(context, traffic)}};
    tell(traffic, body);
    json[traffic.name] = std::move(body);
  }
  return json;
}

Json same_everywhere(const Context& context) {
  return workloads(context, [](const WorkloadTraffic&, Json&) {});
}

// The rate past which Google passes requests on: the simulated limit, or where there is none the planned load of the busiest hour and half as much
// again, as the autoscaler has it.
constexpr double rate_allowance = 1.5;

// Google asks the replicas themselves, past the gateways: by the path at which their server says that it is ready.
void tell_replicas(const Context& context, const WorkloadTraffic& traffic, Json& body) {
  for (const PoolPlan& plan : workload_plans(context.regions)) {
    if (plan.workload != traffic.workload) continue;
    body["group"] = kubernetes::endpoint_group_name(context.input.world, plan);
    body["path"] = kubernetes::server_of(plan, kubernetes::series_selector(context.input.world, plan)).ready_path;
  }
}

void tell_rate(const Context& context, const WorkloadTraffic& traffic, Json& body) {
  const double limit = context.input.world.traffic.max_rate_per_replica_rps;
  double busiest = 0;
  for (const RegionPlan& region : context.regions)
    for (const PoolPlan& pool : region.pools)
      if (pool.workload == traffic.workload) busiest = std::max(busiest, pool.busiest_rps / pool.replicas);
  body["//"] = limit > 0 ? fmt::format("{:.2f} requests/s a replica were simulated as the most.", limit)
                         : fmt::format("{:.2f} requests/s a replica in the busiest hour of the simulated week, and half as much again.", busiest);
  body["max_rate"] = limit > 0 ? limit : std::max(1.0, std::ceil(rate_allowance * busiest));
}

std::string azure_label(const Context& context) { return cost_labels(context.input, nullptr, "azure")["scenario"]; }

// Azure's own resources need a group, wherever the clusters are.
Json azure_group(const Context& context) {
  const std::vector<const RegionPlan*> regions = context.of("azure");
  return {{"name", azure_label(context) + "-traffic"}, {"location", regions.empty() ? "westeurope" : regions.front()->region->id}};
}

}  // namespace

TrafficService traffic_service(const Context& context, std::string_view target) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  if (manager.id.starts_with("aws_route53")) return TrafficService::route53;
  if (manager.id == "azure_traffic_manager") return TrafficService::azure_traffic_manager;
  if (manager.id == "azure_front_door") return TrafficService::azure_front_door;
  if (manager.provider == "cloudflare") return TrafficService::cloudflare;
  if (manager.id == "aws_global_accelerator") {
    require_only(context, "aws", target);
    return TrafficService::global_accelerator;
  }
  if (manager.provider == "google") {
    require_only(context, "gcp", target);
    return TrafficService::google_load_balancer;
  }
  return TrafficService::none;
}

std::string kept(double share) { return fmt::format("{:.1f} % of the requests go where they were simulated to go", 100 * share); }

std::string host_prefix(const Context& context, const WorkloadTraffic& traffic) { return context.traffic.size() == 1 ? "" : traffic.name + "."; }

std::vector<std::string> serving_regions(const Context& context, const WorkloadTraffic& traffic) {
  std::vector<std::string> names;
  for (const RegionShare& share : traffic.regions) names.push_back(context.regions[share.region].name);
  return names;
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

int interval_s(const TrafficManager& manager, int least, int most) { return std::clamp(rounded_s(manager.interval_s), least, most); }

int ttl_s(const TrafficManager& manager) { return std::max(1, rounded_s(manager.ttl_s)); }

int interval_10_or_30_s(const TrafficManager& manager) { return manager.interval_s < 20 ? 10 : 30; }

Json global_accelerator_facts(const Context& context) {
  const World& world = context.input.world;
  const TrafficManager& manager = world.traffic.manager;
  Json groups = Json::object();
  for (const RegionPlan& region : context.regions) {
    const auto place = static_cast<std::size_t>(region.region - world.regions.data());
    groups[region.name] = {{"region", region.region->id}, {"dial_percent", 100 * (world.traffic.dials.empty() ? 1 : world.traffic.dials[place])}};
  }
  return {{"//", fmt::format("Global Accelerator as simulated. {}.", kept(context.traffic.front().kept_by_manager))},
          {"name", cost_labels(context.input, nullptr, "aws")["scenario"]},
          {"path", health_path},
          {"check", {{"interval_s", interval_10_or_30_s(manager)}, {"failures", std::clamp(manager.down_after, 1, 10)}}},
          {"endpoint_groups", groups},
          {"workloads", same_everywhere(context)}};
}

Json google_load_balancer_facts(const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  const int interval = interval_s(manager, 1, 300);
  return {{"//", fmt::format("Google's load balancer as simulated ({}): waterfall by region.", manager.id)},
          {"name", cost_labels(context.input, nullptr, "gcp")["scenario"]},
          {"check",
           {{"//", fmt::format("As simulated: down after {} failed checks, one every {} s.", manager.down_after, interval)},
            {"interval_s", interval},
            {"timeout_s", std::clamp(rounded_s(manager.timeout_s), 1, interval)},
            {"failures", std::clamp(manager.down_after, 1, 10)},
            {"successes", std::clamp(manager.up_after, 1, 10)}}},
          {"drain_s", rounded_s(manager.drain_s)},
          {"workloads", workloads(context, [&](const WorkloadTraffic& traffic, Json& body) {
             tell_replicas(context, traffic, body);
             tell_rate(context, traffic, body);
           })}};
}

Json traffic_manager_facts(const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  const int interval = interval_10_or_30_s(manager);
  Json places = Json::object();
  for (const RegionPlan& region : context.regions) places[region.name] = nearest_region("azure", *region.region);
  return {{"//", fmt::format("Traffic Manager as simulated: a region is down after {} failed probes, one every {} s.", manager.down_after, interval)},
          {"group", azure_group(context)},
          {"ttl_s", ttl_s(manager)},
          {"path", health_path},
          {"check",
           {{"interval_s", interval},
            {"timeout_s", std::clamp(rounded_s(manager.timeout_s), 5, interval == 10 ? 9 : 10)},
            {"tolerated_failures", std::clamp(manager.down_after - 1, 0, 9)}}},
          {"places", places},
          {"workloads", same_everywhere(context)},
          {"tags", cost_labels(context.input, nullptr, "azure")}};
}

Json front_door_facts(const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  const int interval = interval_s(manager, 1, 255);
  return {{"//", fmt::format(
                     "Front Door as simulated: healthy with {} of {} probes, one every {} s; regions within {:.0f} ms of the fastest share the load.",
                     manager.sample_ok, manager.sample, interval, manager.bucket_ms)},
          {"group", azure_group(context)},
          {"name", azure_label(context)},
          {"path", health_path},
          {"check",
           {{"interval_s", interval},
            {"sample", std::max(1, manager.sample)},
            {"good", std::max(1, manager.sample_ok)},
            {"additional_latency_ms", rounded_s(manager.bucket_ms)},
            {"fail_back_minutes", std::clamp(rounded_s(manager.fail_back_wait_s / 60), 0, 50)}}},
          {"workloads", workloads(context, [](const WorkloadTraffic& traffic, Json& body) { body["endpoint"] = dns_label(traffic.name, 46); })},
          {"tags", cost_labels(context.input, nullptr, "azure")}};
}

}  // namespace tradewind::cloud
