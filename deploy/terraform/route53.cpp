// Route 53: records by latency, weight, place or turn, with a health check of each region.
#include <fmt/format.h>

#include "terraform/traffic.h"

namespace tradewind::terraform {
namespace {

const std::string zone = expression("data.aws_route53_zone.this.zone_id");

// One workload's records. Records of a set share a name and tell each other apart by their identifiers.
class Records {
 public:
  Records(const std::string& name, const Json& told, int ttl_s) : name_(identifier(name)), told_(told), ttl_s_(ttl_s) { add(); }
  const Json& resources() const { return records_; }
  const Json& locals() const { return locals_; }

 private:
  void add() {
    const std::string by = told_["by"];
    if (by == "country") return add_countries();
    add_by_region(host(told_), "", told_["//"], told_["regions"], policy(by));
  }

  Json policy(const std::string& by) const {
    if (by == "failover") return {{"failover_routing_policy", {{"type", lookup(told_["turns"])}}}};
    if (by == "weighted") return {{"weighted_routing_policy", {{"weight", lookup(told_["weights"])}}}};
    return {{"latency_routing_policy", {{"region", lookup(told_["nearest"])}}}};
  }

  // An expression that is looked up by the region's name.
  static std::string lookup(const Json& table) {
    std::string entries;
    for (const auto& [name, value] : table.items()) entries += fmt::format("{}{} = {}", entries.empty() ? "" : ", ", hcl_string(name), value.dump());
    return expression(fmt::format("{{ {} }}[each.key]", entries));
  }

  // Records of every region of a list that has an endpoint.
  void add_by_region(const std::string& name, const std::string& suffix, const std::string& comment, const Json& regions, const Json& policy) {
    Json record = {{"//", literal(comment)},
                   {"for_each", with_endpoint(regions)},
                   {"zone_id", zone},
                   {"name", name},
                   {"type", "CNAME"},
                   {"ttl", ttl_s_},
                   {"records", {expression("var.endpoints[each.key]")}},
                   {"set_identifier", expression("each.key")},
                   {"health_check_id", expression("aws_route53_health_check.region[each.key].id")}};
    record.update(policy);
    records_[name_ + suffix] = record;
  }

  void add_countries() {
    add_by_region("any-region." + host(told_), "_any", "For whom no country below stands.", told_["regions"], policy("latency"));
    for (const auto& [id, regions] : told_["leads"].items())
      add_by_region(id + "." + host(told_), "_" + identifier(id), "Regions of the countries that lead here.", regions, policy("latency"));
    locals_[name_ + "_countries"] = told_["countries"];
    add_country_records();
  }

  Json alias(const std::string& target) const { return {{"name", target + "." + host(told_)}, {"zone_id", zone}, {"evaluate_target_health", true}}; }

  void add_country_records() {
    Json country = {{"//", literal(told_["//"].get<std::string>())},
                    {"for_each", expression("length(var.endpoints) == 0 ? {} : local." + name_ + "_countries")},
                    {"zone_id", zone},
                    {"name", host(told_)},
                    {"type", "CNAME"},
                    {"set_identifier", expression("each.key")},
                    {"geolocation_routing_policy", {{"country", expression("each.key")}}},
                    {"alias", alias("${each.value}")}};
    if (!told_["confined"].empty()) {
      locals_[name_ + "_confined"] = told_["confined"];
      country["alias"]["evaluate_target_health"] = expression(fmt::format("!contains(local.{}_confined, each.key)", name_));
    }
    // An alias needs the records that it leads to.
    const std::string any = fmt::format("aws_route53_record.{}_any", name_);
    country["depends_on"] = {any};
    for (const auto& [id, regions] : told_["leads"].items())
      country["depends_on"].push_back(fmt::format("aws_route53_record.{}_{}", name_, identifier(id)));
    records_[name_] = country;
    records_[name_ + "_others"] = {{"//", "Everybody else, and countries whose regions are all down."},
                                   {"count", expression("length(var.endpoints) == 0 ? 0 : 1")},
                                   {"zone_id", zone},
                                   {"name", host(told_)},
                                   {"type", "CNAME"},
                                   {"set_identifier", "others"},
                                   {"geolocation_routing_policy", {{"country", "*"}}},
                                   {"alias", alias("any-region")},
                                   {"depends_on", {any}}};
  }

  const std::string name_;
  const Json& told_;
  const int ttl_s_;
  Json records_ = Json::object(), locals_ = Json::object();
};

}  // namespace

void add_route53(Root& root, const Context& context) {
  const Json facts = cloud::route53_facts(context);
  add_provider(root, context, "aws");
  root.variable(cloud::setting("domain"));
  root.variable(cloud::endpoint_setting("Host name of the gateway"));
  root.variable(cloud::setting("hosted_zone"));
  Json& file = root.file("traffic");
  file["//"] = literal(facts["//"].get<std::string>());
  file["data"]["aws_route53_zone"]["this"] = {{"name", expression("var.hosted_zone")}};
  const Json& check = facts["check"];
  file["resource"]["aws_route53_health_check"]["region"] = {{"//", check["//"]},
                                                            {"for_each", expression("var.endpoints")},
                                                            {"type", "HTTPS"},
                                                            {"fqdn", expression("each.value")},
                                                            {"port", 443},
                                                            {"resource_path", facts["path"]},
                                                            {"request_interval", check["interval_s"]},
                                                            {"failure_threshold", check["failures"]},
                                                            {"measure_latency", true},
                                                            {"tags", {{"Name", expression("each.key")}}}};
  for (const auto& [name, told] : facts["workloads"].items()) {
    const Records records(name, told, facts["ttl_s"]);
    for (const auto& [id, value] : records.resources().items()) file["resource"]["aws_route53_record"][id] = value;
    for (const auto& [id, value] : records.locals().items()) file["locals"][id] = value;
  }
}

}  // namespace tradewind::terraform
