#include "egress.h"

#include <algorithm>

#include "tiered.h"

namespace tradewind {
namespace {

// Traffic from one region that pays one list of prices.
struct Flow {
  std::uint32_t region = 0;
  const EgressRate* rate = nullptr;
  const Service* service = nullptr;
  double gb = 0;
};

// GB by region and destination, row-major.
using GbByDestination = std::vector<double>;

GbByDestination to_users(const Tariff& tariff, const Usage& usage) {
  GbByDestination gb(tariff.world().regions.size() * egress_destinations.size());
  for (const InternetEgress& egress : usage.internet_egress)
    gb[egress.region * egress_destinations.size() + tariff.destination_of_population(egress.population)] += egress.gb;
  return gb;
}

GbByDestination to_regions(const Tariff& tariff, const Hops& hops) {
  GbByDestination gb(tariff.world().regions.size() * egress_destinations.size());
  for (const Hop& hop : hops)
    if (tariff.interregion(hop.from, hop.to) == nullptr) gb[hop.from * egress_destinations.size() + tariff.destination_of_region(hop.to)] += hop.gb;
  return gb;
}

void add_flows(const Tariff& tariff, const GbByDestination& gb, const Service& service, std::vector<Flow>& flows) {
  for (std::size_t i = 0; i < gb.size(); ++i) {
    if (gb[i] <= 0) continue;
    const auto region = static_cast<std::uint32_t>(i / egress_destinations.size());
    const EgressRate& rate = tariff.egress(region, i % egress_destinations.size());
    // Destinations with the same prices are one flow.
    if (!flows.empty() && flows.back().region == region && flows.back().rate->tiers.data() == rate.tiers.data() && flows.back().service == &service)
      flows.back().gb += gb[i];
    else
      flows.push_back({region, &rate, &service, gb[i]});
  }
}

// The free gigabytes of an account, taken off all flows in proportion; a line for each service.
void take_free_part(const Tariff& tariff, std::uint32_t provider, std::vector<Flow>& flows, Charges& charges) {
  const auto sum = [&](const Service* service) {
    double gb = 0;
    for (const Flow& flow : flows)
      if (tariff.provider_of(flow.region) == provider && (service == nullptr || flow.service == service)) gb += flow.gb;
    return gb;
  };
  const FreeEgress& allowance = tariff.free_egress(provider);
  const double gb = sum(nullptr), free = std::min(gb, allowance.gb);
  if (free == 0) return;
  for (const Service* service : {&services::internet_egress, &services::replication})
    charges.add_any(global_of(tariff.provider_name(provider)), *service, {"free allowance of the account"}, free * (sum(service) / gb),
                    allowance.price);
  for (Flow& flow : flows)
    if (tariff.provider_of(flow.region) == provider) flow.gb *= (gb - free) / gb;
}

}  // namespace

std::size_t egress_destination(std::string_view country_iso2) {
  if (country_iso2 == "CN") return 1;
  if (country_iso2 == "AU") return 2;
  return 0;
}

std::size_t egress_destination(const Population& population) { return egress_destination(population.country_iso2); }

void add_egress(const Tariff& tariff, const Usage& usage, const Hops& hops, Charges& charges) {
  std::vector<Flow> flows;
  add_flows(tariff, to_users(tariff, usage), services::internet_egress, flows);
  if (!hops.empty()) add_flows(tariff, to_regions(tariff, hops), services::replication, flows);
  for (std::uint32_t provider = 0; provider < tariff.providers(); ++provider) take_free_part(tariff, provider, flows, charges);

  std::vector<std::vector<TieredUse>> counted(tariff.egress_counters());
  for (const Flow& flow : flows)
    counted[flow.rate->counter].push_back({place_of(tariff.world().regions[flow.region]), flow.service, "", "", "", flow.gb, flow.rate->tiers});
  for (const std::vector<TieredUse>& uses : counted) add_tiered(uses, charges);
}

}  // namespace tradewind
