#include "traffic.h"

#include <algorithm>
#include <map>
#include <optional>

#include "lines.h"

namespace tradewind {
namespace {

constexpr double millions_in_first_tier = 1000;

// Adds lines of services that belong to no region, where there is something to pay for.
class GlobalLines {
 public:
  GlobalLines(const PriceBook& book, std::vector<BillLine>& lines) : book_(book), lines_(lines) {}

  void add(const std::string& provider, const char* service, std::string item, double quantity, const std::string& price) {
    if (quantity > 0) lines_.push_back(line(provider, "global", service, std::move(item), quantity, fee(book_, provider, "global", price)));
  }
  // Queries in millions, in two tiers.
  void add_queries(const std::string& provider, const char* service, const std::string& kind, double queries, const std::string& price) {
    add(provider, service, kind + " queries, first billion", std::min(queries, millions_in_first_tier), price);
    add(provider, service, kind + " queries, over a billion", queries - millions_in_first_tier, price + "_over_billion");
  }
  void add_unpriced(const std::string& provider, const std::string& service) {
    lines_.push_back(line(provider, "global", service, "fees", 1, {0, "month", "no stored price", "", "no price in this book: not in the total"}));
  }

 private:
  const PriceBook& book_;
  std::vector<BillLine>& lines_;
};

double new_connections_millions(const Usage& usage) {
  double millions = 0;
  for (const RegionRequests& requests : usage.requests) millions += requests.new_connections / 1e6;
  return millions;
}

void add_dns(const World& world, const std::vector<std::uint32_t>& open, double queries, GlobalLines& lines) {
  const TrafficManager& manager = world.traffic.manager;
  const bool route53 = manager.id.starts_with("aws_route53");
  const auto inside = std::ranges::count(open, "aws", [&world](std::uint32_t region) { return world.regions[region].provider; });
  lines.add("aws", "dns", "hosted zone", open.empty() ? 0 : 1, "dns_zone_month");
  if (route53 && manager.steering == SteeringPolicy::latency)
    lines.add_queries("aws", "dns", "latency-based", queries, "dns_million_queries");
  else if (route53 && manager.steering == SteeringPolicy::geo)
    lines.add_queries("aws", "dns", "geo", queries, "dns_geo_million_queries");
  else
    lines.add_queries("aws", "dns", "standard", queries, "dns_standard_million_queries");
  if (!route53) return;
  lines.add("aws", "dns", "health checks of AWS regions", static_cast<double>(inside), "health_check_month");
  lines.add("aws", "dns", "health checks of other regions", static_cast<double>(open.size()) - static_cast<double>(inside),
            "health_check_other_month");
}

// From an endpoint's continent to that of its users; where the pair has no price, the dearest one of these users.
Price premium(const PriceBook& book, const std::string& endpoint, const std::string& users) {
  const auto price_from = [&](const std::string& from) { return book.service("aws", "global", "accelerator_gb_" + from + "_" + users); };
  if (auto exact = price_from(endpoint)) return *std::move(exact);
  std::optional<Price> dearest;
  for (const char* other : {"europe", "north-america", "asia"})
    if (auto price = price_from(other); price && (!dearest || price->usd > dearest->usd)) dearest = std::move(price);
  if (!dearest) throw std::runtime_error("the price book " + book.id() + " has no premium of Global Accelerator for users in " + users);
  dearest->mark = "estimated";
  return *std::move(dearest);
}

// Gigabytes of each pair of a region and a continent of users.
using Gigabytes = std::map<std::pair<std::uint32_t, std::string>, double>;

// Uploads are known by region alone: they come from its users in proportion to what these download. (Every answer has bytes.)
Gigabytes dominant_gb(const World& world, const Usage& usage) {
  Gigabytes out;
  std::map<std::uint32_t, double> sum_out, sum_in;
  for (const InternetEgress& egress : usage.internet_egress) {
    out[{egress.region, world.populations[egress.population].continent}] += egress.gb;
    sum_out[egress.region] += egress.gb;
  }
  for (const RegionRequests& requests : usage.requests) sum_in[requests.region] += requests.request_gb;
  for (auto& [pair, gb] : out)
    if (sum_out[pair.first] > 0 && sum_in[pair.first] > sum_out[pair.first]) gb *= sum_in[pair.first] / sum_out[pair.first];
  return out;
}

void add_accelerator(const World& world, const Usage& usage, const PriceBook& book, GlobalLines& global, std::vector<BillLine>& lines) {
  global.add("aws", "global accelerator", "hours", hours_per_month, "accelerator_hour");
  for (const auto& [pair, gb] : dominant_gb(world, usage)) {
    const Region& region = world.regions[pair.first];
    if (gb > 0)
      lines.push_back(line("aws", region.provider == "aws" ? region.id : region.key(), "global accelerator", "premium, users in " + pair.second, gb,
                           premium(book, region.continent, pair.second)));
  }
}

}  // namespace

void add_traffic_lines(const World& world, const std::vector<std::uint32_t>& open, const Usage& usage, const PriceBook& book,
                       std::vector<BillLine>& lines) {
  const std::string& manager = world.traffic.manager.id;
  GlobalLines global(book, lines);
  const double queries = new_connections_millions(usage);
  add_dns(world, open, queries, global);
  if (manager == "aws_global_accelerator") add_accelerator(world, usage, book, global, lines);
  if (manager == "azure_traffic_manager") {
    global.add_queries("azure", "traffic manager", "DNS", queries, "traffic_manager_million_queries");
    global.add("azure", "traffic manager", "health checks", static_cast<double>(open.size()), "traffic_manager_health_check_month");
  }
  if (manager == "azure_front_door") global.add_unpriced("azure", "front door");
  if (manager.starts_with("cloudflare")) global.add_unpriced("cloudflare", "load balancing");
}

}  // namespace tradewind
