// Cloudflare's load balancer: a monitor, a pool of each region and a balancer of each workload.
#include <fmt/format.h>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

std::string of_regions(const std::string& regions, const char* value) {
  return expression(fmt::format("[for region in {} : {} if contains(keys(var.endpoints), region)]", regions, value));
}

// The country's own regions first; where residency confines it there are no others.
Json country_pools(const Json& told) {
  Json pools = Json::object();
  for (const auto& [country, regions] : told["countries"].items())
    pools[country] = of_regions(names(regions), "cloudflare_load_balancer_pool.region[region].id");
  return pools;
}

Json balancer(const Json& facts, const std::string& name, const Json& told) {
  const std::string regions = names(told["regions"]), pool = "cloudflare_load_balancer_pool.region[region].id";
  Json json = {{"//", literal(told["//"].get<std::string>())},
               {"count", expression(fmt::format("length(setintersection(keys(var.endpoints), {})) == 0 ? 0 : 1", regions))},
               {"zone_id", expression("var.cloudflare_zone")},
               {"name", host(told)},
               {"description", name},
               {"default_pools", of_regions(regions, pool.c_str())},
               {"fallback_pool", expression(fmt::format("[for region in {} : {} if contains(keys(var.endpoints), region)][0]", regions, pool))},
               {"steering_policy", told["by"]},
               {"proxied", facts["proxied"]}};
  if (facts.contains("ttl_s")) json["ttl"] = facts["ttl_s"];
  if (told.contains("countries")) json["country_pools"] = country_pools(told);
  return json;
}

}  // namespace

void add_cloudflare(Root& root, const Context& context) {
  const Json facts = cloud::cloudflare_facts(context);
  const Json& check = facts["check"];
  root.provider("cloudflare", "cloudflare/cloudflare", "~> 5.0", {{"//", "The token comes from the environment: CLOUDFLARE_API_TOKEN."}});
  root.variable(cloud::setting("domain"));
  root.variable(cloud::setting("cloudflare_account"));
  root.variable(cloud::setting("cloudflare_zone"));
  root.variable(cloud::endpoint_setting("Host name of the gateway"));
  Json balancers = Json::object();
  for (const auto& [name, told] : facts["workloads"].items()) balancers[identifier(name)] = balancer(facts, name, told);
  root.file("traffic") = {{"//", literal(facts["//"].get<std::string>())},
                          {"locals", {{"cloudflare_places", facts["places"]}}},
                          {"resource",
                           {{"cloudflare_load_balancer_monitor",
                             {{"health",
                               {{"//", check["//"]},
                                {"account_id", expression("var.cloudflare_account")},
                                {"type", "https"},
                                {"method", "GET"},
                                {"path", facts["path"]},
                                {"expected_codes", "2xx"},
                                {"interval", check["interval_s"]},
                                {"timeout", check["timeout_s"]},
                                {"retries", check["retries"]},
                                {"consecutive_down", check["failures"]},
                                {"consecutive_up", check["successes"]}}}}},
                            {"cloudflare_load_balancer_pool",
                             {{"region",
                               {{"for_each", expression("var.endpoints")},
                                {"account_id", expression("var.cloudflare_account")},
                                {"name", expression("each.key")},
                                {"latitude", expression("local.cloudflare_places[each.key].latitude")},
                                {"longitude", expression("local.cloudflare_places[each.key].longitude")},
                                {"monitor", expression("cloudflare_load_balancer_monitor.health.id")},
                                {"origins", {{{"name", expression("each.key")}, {"address", expression("each.value")}, {"enabled", true}}}}}}}},
                            {"cloudflare_load_balancer", balancers}}}};
}

}  // namespace tradewind::terraform
