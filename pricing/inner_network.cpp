#include "inner_network.h"

#include <algorithm>

namespace tradewind {
namespace {

constexpr double most_nodes_of_a_gateway = 32;  // that Google bills: https://cloud.google.com/nat/pricing, 2024-07-01

void add_gateways(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges) {
  const Billing& billing = tariff.world().billing;
  std::vector<double> instance_hours(tariff.world().regions.size());
  for (const PoolUsage& use : usage.pools) instance_hours[tariff.world().offers[topology.pools.at(use.pool).offer].region] += use.instance_hours;
  for (const std::uint32_t region : open) {
    const Place place = place_of(tariff.world().regions[region]);
    const double gateway_hours = billing.nat_gateways * hours_per_month;
    const Price* hour = tariff.find_fee(region, Fee::nat_hour);
    const Price* gb = tariff.find_fee(region, Fee::nat_gb);
    if (const Price* node = tariff.find_fee(region, Fee::nat_vm_hour))
      charges.add_any(place, services::nat_gateway, {"nodes"}, std::min(instance_hours[region], most_nodes_of_a_gateway * gateway_hours), *node);
    else
      charges.add_any(place, services::nat_gateway, {"hours"}, gateway_hours, hour ? *hour : unpriced_hour);
    charges.add_any(place, services::nat_gateway, {"data processed"}, billing.nat_gb, gb ? *gb : unpriced_gb);
  }
}

void add_between_zones(const Tariff& tariff, const Usage& usage, Charges& charges) {
  const std::vector<double> gb = gb_of_users(tariff.world(), usage);
  for (std::uint32_t region = 0; region < gb.size(); ++region) {
    const Place place = place_of(tariff.world().regions[region]);
    const double crossing = tariff.world().billing.between_zones_share * gb[region];
    const Price* out = tariff.find_fee(region, Fee::between_zones_out_gb);
    const Price* in = tariff.find_fee(region, Fee::between_zones_in_gb);
    charges.add_any(place, services::data_between_zones, {"out of a zone"}, crossing, out ? *out : unpriced_gb);
    charges.add_any(place, services::data_between_zones, {"into a zone"}, crossing, in ? *in : unpriced_gb);
  }
}

}  // namespace

std::vector<double> gb_of_users(const World& world, const Usage& usage) {
  std::vector<double> gb(world.regions.size());
  for (const RegionRequests& requests : usage.requests) gb[requests.region] += requests.request_gb;
  for (const InternetEgress& egress : usage.internet_egress) gb[egress.region] += egress.gb;
  return gb;
}

void add_inner_network(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges) {
  if (tariff.world().billing.nat_gateways > 0 || tariff.world().billing.nat_gb > 0) add_gateways(tariff, topology, open, usage, charges);
  if (tariff.world().billing.between_zones_share > 0) add_between_zones(tariff, usage, charges);
}

}  // namespace tradewind
