#include "traffic.h"

#include <algorithm>
#include <map>

#include "tiered.h"

namespace tradewind {
namespace {

// Route 53 and Traffic Manager check every 30 s; what is more often is an option of its own (their pricing pages, 2024-07-01).
constexpr double standard_interval_s = 30;

const Price unpriced = no_price("month");

double new_connections_millions(const Usage& usage) {
  double millions = 0;
  for (const RegionRequests& requests : usage.requests) millions += requests.new_connections / 1e6;
  return millions;
}

// Services that belong to no region, where there is something to pay for.
class Global {
 public:
  Global(const Tariff& tariff, Charges& charges, std::string_view provider, const Service& service)
      : tariff_(tariff), charges_(charges), provider_(provider), service_(service) {}

  void add(const Item& item, double quantity, Fee fee) {
    if (quantity > 0) charges_.add(global_of(provider_), service_, item, quantity, tariff_.global_fee(provider_, fee));
  }
  void add_tiers(std::string_view item, double quantity, TieredFee fee) {
    if (quantity > 0) add_tiered({{global_of(provider_), &service_, item, "", "", quantity, tariff_.global_tiers(provider_, fee)}}, charges_);
  }

 private:
  const Tariff& tariff_;
  Charges& charges_;
  std::string_view provider_;
  const Service& service_;
};

double open_regions_of(const Tariff& tariff, const std::vector<std::uint32_t>& open, std::string_view provider) {
  return static_cast<double>(std::ranges::count(open, provider, [&](std::uint32_t region) { return tariff.world().regions[region].provider; }));
}

void add_dns(const Tariff& tariff, const std::vector<std::uint32_t>& open, double queries, Charges& charges) {
  const TrafficManager& manager = tariff.world().traffic.manager;
  const bool route53 = manager.id.starts_with("aws_route53");
  Global dns(tariff, charges, "aws", services::dns);
  dns.add({"hosted zone"}, open.empty() ? 0 : 1, Fee::dns_zone_month);
  if (route53 && manager.steering == SteeringPolicy::latency)
    dns.add_tiers("latency-based queries", queries, TieredFee::dns_million_queries);
  else if (route53 && manager.steering == SteeringPolicy::geo)
    dns.add_tiers("geo queries", queries, TieredFee::dns_geo_million_queries);
  else
    dns.add_tiers("standard queries", queries, TieredFee::dns_standard_million_queries);
  if (!route53) return;
  const double inside = open_regions_of(tariff, open, "aws"), others = static_cast<double>(open.size()) - inside;
  dns.add({"health checks of AWS regions"}, inside, Fee::health_check_month);
  dns.add({"health checks of other regions"}, others, Fee::health_check_other_month);
  if (manager.interval_s >= standard_interval_s) return;
  dns.add({"health checks of AWS regions, fast interval"}, inside, Fee::health_check_fast_month);
  dns.add({"health checks of other regions, fast interval"}, others, Fee::health_check_fast_other_month);
}

// Gigabytes of each pair of a region and a continent of users.
using Gigabytes = std::map<std::pair<std::uint32_t, std::string_view>, double>;

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

void add_accelerator(const Tariff& tariff, const Usage& usage, Charges& charges) {
  Global(tariff, charges, "aws", services::global_accelerator).add({"hours"}, hours_per_month, Fee::accelerator_hour);
  for (const auto& [pair, gb] : dominant_gb(tariff.world(), usage)) {
    if (gb <= 0) continue;
    const Region& region = tariff.world().regions[pair.first];
    const Place place{"aws", region.provider == "aws" ? std::string_view(region.id) : tariff.key_of(pair.first)};
    charges.add(place, services::global_accelerator, {"premium, users in ", pair.second}, gb, tariff.accelerator_premium(pair.first, pair.second));
  }
}

void add_traffic_manager(const Tariff& tariff, const std::vector<std::uint32_t>& open, double queries, Charges& charges) {
  Global azure(tariff, charges, "azure", services::traffic_manager);
  azure.add_tiers("DNS queries", queries, TieredFee::traffic_manager_million_queries);
  const double inside = open_regions_of(tariff, open, "azure"), others = static_cast<double>(open.size()) - inside;
  azure.add({"health checks of Azure regions"}, inside, Fee::traffic_manager_health_check_month);
  azure.add({"health checks of other regions"}, others, Fee::traffic_manager_health_check_other_month);
  if (tariff.world().traffic.manager.interval_s >= standard_interval_s) return;
  azure.add({"health checks of Azure regions, fast interval"}, inside, Fee::traffic_manager_fast_month);
  azure.add({"health checks of other regions, fast interval"}, others, Fee::traffic_manager_fast_other_month);
}

}  // namespace

void add_traffic(const Tariff& tariff, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges) {
  const std::string& manager = tariff.world().traffic.manager.id;
  const double queries = new_connections_millions(usage);
  add_dns(tariff, open, queries, charges);
  if (manager == "aws_global_accelerator") add_accelerator(tariff, usage, charges);
  if (manager == "azure_traffic_manager") add_traffic_manager(tariff, open, queries, charges);
  if (manager == "azure_front_door") charges.add(global_of("azure"), services::front_door, {"fees"}, 1, unpriced);
  if (manager.starts_with("cloudflare")) charges.add(global_of("cloudflare"), services::load_balancing, {"fees"}, 1, unpriced);
}

}  // namespace tradewind
