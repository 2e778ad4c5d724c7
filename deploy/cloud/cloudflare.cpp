// Cloudflare's load balancer: by measured latency, or by country where the plan or residency asks for it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cloud/traffic.h"

namespace tradewind::cloud {
namespace {

// Cloudflare takes 1 to 10 s for a probe and at most 5 retries (terraform-provider-cloudflare, load_balancer_monitor, 2026-08).
constexpr int most_timeout_s = 10, most_retries = 5;

// The regions of each country, the largest share first; then those that have it only when these are down, where residency does not forbid it.
Json countries(const Context& context, const WorkloadTraffic& traffic) {
  Json json = Json::object();
  for (const CountryPlan& country : traffic.countries) {
    Json regions = Json::array();
    for (const RegionShare& share : country.regions) regions.push_back(context.regions[share.region].name);
    for (const std::string& other : serving_regions(context, traffic))
      if (!country.confined && std::ranges::find(regions, Json(other)) == regions.end()) regions.push_back(other);
    json[country.country_iso2] = std::move(regions);
  }
  return json;
}

}  // namespace

Json cloudflare_facts(const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  const bool proxied = manager.layer == TrafficLayer::request;
  Json workloads = Json::object(), places = Json::object();
  for (const WorkloadTraffic& traffic : context.traffic) {
    const bool stated = context.input.topology.policy == RoutingPolicy::weighted && traffic.kept_by_manager < 1 - tolerated_detour;
    const bool by_country = stated || std::ranges::any_of(traffic.countries, [](const CountryPlan& country) { return country.confined; });
    std::string comment = kept(by_country ? traffic.kept_by_country : traffic.kept_by_manager) + ".";
    if (by_country)
      comment +=
          fmt::format(" By latency alone it would be {:.1f} %. A country's first region that is well has all of it.", 100 * traffic.kept_by_manager);
    Json told = {{"//", comment},
                 {"prefix", host_prefix(context, traffic)},
                 {"regions", serving_regions(context, traffic)},
                 {"by", by_country ? "geo" : "dynamic_latency"}};
    if (by_country) told["countries"] = countries(context, traffic);
    workloads[traffic.name] = std::move(told);
  }
  for (const RegionPlan& region : context.regions)
    places[region.name] = {{"latitude", region.region->place.latitude_deg}, {"longitude", region.region->place.longitude_deg}};
  Json facts = {{"//", fmt::format("Cloudflare as simulated ({}).", manager.id)},
                {"path", health_path},
                {"proxied", proxied},
                {"check",
                 {{"//", fmt::format("As simulated: a probe every {:.0f} s, with {} attempts.", manager.interval_s, manager.attempts)},
                  {"interval_s", interval_s(manager, 5, 3600)},
                  {"timeout_s", std::clamp(static_cast<int>(std::lround(manager.timeout_s)), 1, most_timeout_s)},
                  {"retries", std::clamp(manager.attempts - 1, 0, most_retries)},
                  {"failures", std::max(0, manager.down_after - 1)},
                  {"successes", std::max(0, manager.up_after - 1)}}},
                {"places", places},
                {"workloads", workloads}};
  if (!proxied) facts["ttl_s"] = ttl_s(manager);
  return facts;
}

}  // namespace tradewind::cloud
