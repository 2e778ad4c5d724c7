// Route 53: records by latency, weight, place or turn, with a health check of each region.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

constexpr int most_weight = 255;
// Above this share of a country's requests one region has them all.
constexpr double whole_country = 0.95;

// One workload's records. Records of a set share a name and tell each other apart by their identifiers.
class Records {
 public:
  Records(const Context& context, const WorkloadTraffic& traffic)
      : context_(context), traffic_(traffic), manager_(context.input.world.traffic.manager) {
    add();
  }
  const Json& resources() const { return records_; }
  const Json& locals() const { return locals_; }

 private:
  void add() {
    const bool stated = context_.input.topology.policy == RoutingPolicy::weighted && traffic_.kept_by_manager < 1 - tolerated_detour;
    const bool by_country = stated || manager_.steering == SteeringPolicy::geo ||
                            std::ranges::any_of(traffic_.countries, [](const CountryPlan& country) { return country.confined; });
    if (by_country && traffic_.regions.size() > 1) {
      add_countries();
    } else if (manager_.steering == SteeringPolicy::priority && traffic_.regions.size() <= 2) {
      add_failover();
    } else if (manager_.steering == SteeringPolicy::weighted) {
      add_by_region(host(context_, traffic_), "", "Weights are the shares of all requests.", serving(context_, traffic_),
                    {{"weighted_routing_policy", {{"weight", lookup(weights())}}}});
    } else if (manager_.steering == SteeringPolicy::multivalue) {
      add_by_region(host(context_, traffic_), "", "Any healthy region, whatever its distance.", serving(context_, traffic_),
                    {{"multivalue_answer_routing_policy", true}});
    } else {
      add_latency(host(context_, traffic_), "", kept(traffic_.kept_by_manager) + ".", serving(context_, traffic_));
    }
  }

  // An expression that is looked up by the region's name.
  static std::string lookup(const Json& table) {
    std::string entries;
    for (const auto& [name, value] : table.items()) entries += fmt::format("{}{} = {}", entries.empty() ? "" : ", ", hcl_string(name), value.dump());
    return expression(fmt::format("{{ {} }}[each.key]", entries));
  }

  Json weights() const {
    Json table = Json::object();
    for (const RegionShare& share : traffic_.regions)
      table[context_.regions[share.region].name] = std::max(1L, std::lround(most_weight * share.share));
    return table;
  }

  // Records of every region of a list that has an endpoint.
  void add_by_region(const std::string& name, const std::string& suffix, const std::string& comment, const std::string& regions, const Json& policy) {
    Json record = {{"//", literal(comment)},
                   {"for_each", expression(fmt::format("toset([for region in {} : region if contains(keys(var.endpoints), region)])", regions))},
                   {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
                   {"name", name},
                   {"type", "CNAME"},
                   {"ttl", ttl_s(manager_)},
                   {"records", {expression("var.endpoints[each.key]")}},
                   {"set_identifier", expression("each.key")},
                   {"health_check_id", expression("aws_route53_health_check.region[each.key].id")}};
    record.update(policy);
    records_[identifier(traffic_.name) + suffix] = record;
  }

  void add_latency(const std::string& name, const std::string& suffix, const std::string& comment, const std::string& regions) {
    Json places = Json::object();
    for (const RegionShare& share : traffic_.regions) {
      const RegionPlan& region = context_.regions[share.region];
      places[region.name] = nearest_region("aws", *region.region);
    }
    const bool foreign =
        std::ranges::any_of(traffic_.regions, [&](const RegionShare& share) { return context_.regions[share.region].region->provider != "aws"; });
    add_by_region(name, suffix, comment + (foreign ? " Regions of other clouds go by the nearest region of AWS." : ""), regions,
                  {{"latency_routing_policy", {{"region", lookup(places)}}}});
  }

  void add_failover() {
    Json turns = Json::object();
    for (std::size_t i = 0; i < traffic_.regions.size(); ++i)
      turns[context_.regions[traffic_.regions[i].region].name] = i == 0 ? "PRIMARY" : "SECONDARY";
    add_by_region(host(context_, traffic_), "", "The first region serves all while it is well.", serving(context_, traffic_),
                  {{"failover_routing_policy", {{"type", lookup(turns)}}}});
  }

  // A record of each country leads to its region, or to latency records of its regions; everybody else goes by latency.
  void add_countries() {
    add_latency("any-region." + host(context_, traffic_), "_any", "For whom no country below stands.", serving(context_, traffic_));
    Json leads = Json::object();
    for (const CountryPlan& country : traffic_.countries) leads[country.country_iso2] = lead(country);
    const std::string table = identifier(traffic_.name) + "_countries";
    locals_[table] = leads;
    add_country_records(table);
  }

  // The name of the records that answer a country.
  std::string lead(const CountryPlan& country) {
    std::vector<std::string> names;
    for (const RegionShare& share : country.regions) {
      names.push_back(context_.regions[share.region].name);
      if (country.regions.front().share >= whole_country) break;
    }
    std::ranges::sort(names);
    std::string id = fmt::format("{}", fmt::join(names, "-and-")), list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + hcl_string(name);
    if (names.size() > 2) id = fmt::format("regions-{}", sets_.size());
    for (const auto& [known, label] : sets_)
      if (known == list) return label;
    sets_.emplace_back(list, id);
    add_latency(id + "." + host(context_, traffic_), "_" + identifier(id), "Regions of the countries that lead here.", fmt::format("[{}]", list));
    return id;
  }

  void add_country_records(const std::string& table) {
    const auto alias = [&](const std::string& target) {
      return Json{{"name", target + "." + host(context_, traffic_)},
                  {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
                  {"evaluate_target_health", true}};
    };
    const std::string name = identifier(traffic_.name);
    Json country = {{"//", literal(kept(traffic_.kept_by_country) + "; by latency alone it would be " +
                                   fmt::format("{:.1f} %.", 100 * traffic_.kept_by_manager))},
                    {"for_each", expression("length(var.endpoints) == 0 ? {} : local." + table)},
                    {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
                    {"name", host(context_, traffic_)},
                    {"type", "CNAME"},
                    {"set_identifier", expression("each.key")},
                    {"geolocation_routing_policy", {{"country", expression("each.key")}}},
                    {"alias", alias("${each.value}")}};
    const bool confined = std::ranges::any_of(traffic_.countries, [](const CountryPlan& plan) { return plan.confined; });
    if (confined) {
      country["//"] = std::string(country["//"]) + " Residency: the countries keep to their regions also when these fail.";
      Json keep = Json::array();
      for (const CountryPlan& plan : traffic_.countries)
        if (plan.confined) keep.push_back(plan.country_iso2);
      locals_[name + "_confined"] = keep;
      country["alias"]["evaluate_target_health"] = expression(fmt::format("!contains(local.{}_confined, each.key)", name));
    }
    records_[name] = country;
    records_[name + "_others"] = {{"//", "Everybody else, and countries whose regions are all down."},
                                  {"count", expression("length(var.endpoints) == 0 ? 0 : 1")},
                                  {"zone_id", expression("data.aws_route53_zone.this.zone_id")},
                                  {"name", host(context_, traffic_)},
                                  {"type", "CNAME"},
                                  {"set_identifier", "others"},
                                  {"geolocation_routing_policy", {{"country", "*"}}},
                                  {"alias", alias("any-region")}};
    // An alias needs the records that it leads to.
    Json all = {fmt::format("aws_route53_record.{}_any", name)};
    for (const auto& [list, id] : sets_) all.push_back(fmt::format("aws_route53_record.{}_{}", name, identifier(id)));
    records_[name]["depends_on"] = all;
    records_[name + "_others"]["depends_on"] = {all[0]};
  }

  const Context& context_;
  const WorkloadTraffic& traffic_;
  const TrafficManager& manager_;
  Json records_ = Json::object(), locals_ = Json::object();
  std::vector<std::pair<std::string, std::string>> sets_;  // list of regions, name of its records
};

}  // namespace

void add_route53(Root& root, const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  add_provider(root, context, "aws");
  add_domain_variable(root);
  add_endpoint_variable(root, "Host name of the gateway");
  root.variable("hosted_zone", {{"description", "Public zone of Route 53 that the domain is in, as example.com."}, {"type", "string"}});
  Json& file = root.file("traffic");
  file["//"] = literal(fmt::format("{}, as simulated: answers live for {} s.", manager.id, ttl_s(manager)));
  file["data"]["aws_route53_zone"]["this"] = {{"name", expression("var.hosted_zone")}};
  // Route 53 checks every 10 or 30 s.
  file["resource"]["aws_route53_health_check"]["region"] = {
      {"//", fmt::format("As simulated: {} failed checks in a row, one every {} s.", manager.down_after, interval_s(manager, 1, 3600))},
      {"for_each", expression("var.endpoints")},
      {"type", "HTTPS"},
      {"fqdn", expression("each.value")},
      {"port", 443},
      {"resource_path", health_path},
      {"request_interval", manager.interval_s < 20 ? 10 : 30},
      {"failure_threshold", std::clamp(manager.down_after, 1, 10)},
      {"measure_latency", true},
      {"tags", {{"Name", expression("each.key")}}}};
  for (const WorkloadTraffic& traffic : context.traffic) {
    const Records records(context, traffic);
    for (const auto& [name, value] : records.resources().items()) file["resource"]["aws_route53_record"][name] = value;
    for (const auto& [name, value] : records.locals().items()) file["locals"][name] = value;
  }
}

}  // namespace tradewind::terraform
