// Route 53: by latency, weight, place or turn.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cloud/traffic.h"

namespace tradewind::cloud {
namespace {

constexpr int most_weight = 255;
// Above this share of a country's requests one region has them all.
constexpr double whole_country = 0.95;

class Records {
 public:
  Records(const Context& context, const WorkloadTraffic& traffic)
      : context_(context), traffic_(traffic), manager_(context.input.world.traffic.manager) {
    body_ = {{"//", ""}, {"prefix", host_prefix(context, traffic)}, {"regions", serving_regions(context, traffic)}};
    tell();
  }
  Json body() && { return std::move(body_); }

 private:
  void tell() {
    const bool stated = context_.input.topology.policy == RoutingPolicy::weighted && traffic_.kept_by_manager < 1 - tolerated_detour;
    const bool by_country = stated || manager_.steering == SteeringPolicy::geo ||
                            std::ranges::any_of(traffic_.countries, [](const CountryPlan& country) { return country.confined; });
    if (by_country && traffic_.regions.size() > 1) {
      tell_countries();
    } else if (manager_.steering == SteeringPolicy::priority) {
      tell_turns();
    } else if (manager_.steering == SteeringPolicy::weighted) {
      say("weighted", "Weights are the shares of all requests.");
      for (std::size_t i = 0; i < traffic_.regions.size(); ++i)
        body_["weights"][name(i)] = std::max(1L, std::lround(most_weight * traffic_.regions[i].share));
    } else if (manager_.steering == SteeringPolicy::multivalue) {
      say("weighted",
          "Multi-value answers take addresses, not the names of gateways; with equal weights a lookup is led to any healthy region as well.");
      for (std::size_t i = 0; i < traffic_.regions.size(); ++i) body_["weights"][name(i)] = 1;
    } else {
      say("latency", kept(traffic_.kept_by_manager) + "." + foreign());
      tell_nearest();
    }
  }

  // Route 53 knows two turns of a name.
  void tell_turns() {
    constexpr std::size_t turns = 2;
    const std::size_t told = std::min(turns, traffic_.regions.size());
    say("failover", told == traffic_.regions.size()
                        ? "The first region serves all while it is well, then the second."
                        : "The first region serves all while it is well, then the second; Route 53 has no further turns, so "
                          "that other regions are left out.");
    body_["regions"] = Json::array();
    for (std::size_t i = 0; i < told; ++i) {
      body_["regions"].push_back(name(i));
      body_["turns"][name(i)] = i == 0 ? "PRIMARY" : "SECONDARY";
    }
  }

  const std::string& name(std::size_t i) const { return context_.regions[traffic_.regions[i].region].name; }

  void say(const char* by, const std::string& comment) {
    body_["//"] = comment;
    body_["by"] = by;
  }

  std::string foreign() const {
    const bool any =
        std::ranges::any_of(traffic_.regions, [&](const RegionShare& share) { return context_.regions[share.region].region->provider != "aws"; });
    return any ? " Regions of other clouds go by the nearest region of AWS." : "";
  }

  void tell_nearest() {
    for (std::size_t i = 0; i < traffic_.regions.size(); ++i)
      body_["nearest"][name(i)] = nearest_region("aws", *context_.regions[traffic_.regions[i].region].region);
  }

  // A record of each country leads to its region, or by latency to its regions; everybody else goes by latency.
  void tell_countries() {
    std::string comment = kept(traffic_.kept_by_country) + fmt::format("; by latency alone it would be {:.1f} %.", 100 * traffic_.kept_by_manager);
    Json confined = Json::array();
    for (const CountryPlan& plan : traffic_.countries)
      if (plan.confined) confined.push_back(plan.country_iso2);
    if (!confined.empty()) comment += " Residency: the countries keep to their regions also when these fail.";
    say("country", comment + foreign());
    tell_nearest();
    body_["countries"] = Json::object();
    body_["leads"] = Json::object();
    for (const CountryPlan& country : traffic_.countries) body_["countries"][country.country_iso2] = lead(country);
    body_["confined"] = confined;
  }

  // The name of the records that answer a country.
  std::string lead(const CountryPlan& country) {
    std::vector<std::string> names;
    for (const RegionShare& share : country.regions) {
      names.push_back(context_.regions[share.region].name);
      if (country.regions.front().share >= whole_country) break;
    }
    std::ranges::sort(names);
    for (const auto& [id, regions] : body_["leads"].items())
      if (regions == Json(names)) return id;
    const std::string id = names.size() > 2 ? fmt::format("regions-{}", body_["leads"].size()) : fmt::format("{}", fmt::join(names, "-and-"));
    body_["leads"][id] = names;
    return id;
  }

  const Context& context_;
  const WorkloadTraffic& traffic_;
  const TrafficManager& manager_;
  Json body_;
};

}  // namespace

Json route53_facts(const Context& context) {
  const TrafficManager& manager = context.input.world.traffic.manager;
  Json workloads = Json::object();
  for (const WorkloadTraffic& traffic : context.traffic) workloads[traffic.name] = Records(context, traffic).body();
  return {{"//", fmt::format("{}, as simulated: answers live for {} s.", manager.id, ttl_s(manager))},
          {"ttl_s", ttl_s(manager)},
          {"path", health_path},
          {"check",
           {{"//", fmt::format("As simulated: {} failed checks in a row, one every {} s.", manager.down_after, interval_s(manager, 1, 3600))},
            {"interval_s", interval_10_or_30_s(manager)},
            {"failures", std::clamp(manager.down_after, 1, 10)}}},
          {"workloads", workloads}};
}

}  // namespace tradewind::cloud
