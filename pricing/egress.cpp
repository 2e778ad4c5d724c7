#include "egress.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "lines.h"
#include "replication.h"

namespace tradewind {
namespace {

// Traffic from one region that pays one list of prices.
struct Flow {
  const Region* region = nullptr;
  std::span<const PriceTier> tiers;
  std::string_view counter;
  std::string_view service;  // of its bill lines
  double gb = 0;
};

// GB by region and destination, row-major.
using GbByDestination = std::vector<double>;

GbByDestination to_users(const World& world, const Usage& usage) {
  std::vector<std::size_t> kind;
  for (const Population& population : world.populations) kind.push_back(egress_destination(population));
  GbByDestination gb(world.regions.size() * egress_destinations.size());
  for (const InternetEgress& egress : usage.internet_egress) gb[egress.region * egress_destinations.size() + kind[egress.population]] += egress.gb;
  return gb;
}

GbByDestination to_regions(const World& world, const Usage& usage, const PriceBook& book) {
  GbByDestination gb(world.regions.size() * egress_destinations.size());
  for (const Hop& hop : hops(world, usage))
    if (!price_between(world, hop.from, hop.to, book))
      gb[hop.from * egress_destinations.size() + egress_destination(world.regions[hop.to].country_iso2)] += hop.gb;
  return gb;
}

void add_flows(const World& world, const GbByDestination& gb, std::string_view service, const PriceBook& book, std::vector<Flow>& result) {
  for (std::size_t i = 0; i < gb.size(); ++i) {
    if (gb[i] <= 0) continue;
    const Region& region = world.regions[i / egress_destinations.size()];
    const std::string_view destination = egress_destinations[i % egress_destinations.size()];
    const std::span<const PriceTier> tiers = book.internet_egress(region.provider, region.id, destination);
    if (tiers.empty()) throw std::runtime_error("the price book " + book.id() + " has no price of internet egress from " + region.key());
    // Destinations with the same prices are one flow.
    if (!result.empty() && result.back().region == &region && result.back().tiers.data() == tiers.data() && result.back().service == service)
      result.back().gb += gb[i];
    else
      result.push_back({&region, tiers, book.egress_counter(region.provider, region.id, destination), service, gb[i]});
  }
}

// Part of `total` that lies in a tier.
double in_tier(double total, const PriceTier& tier) { return std::max(0.0, std::min(total, tier.to_gb) - tier.from_gb); }

BillLine egress_line(const Flow& flow, const PriceTier& tier, double gb) {
  return line(flow.region->provider, flow.region->id, std::string(flow.service), tier.label, gb, tier.price);
}

// The free gigabytes of an account, taken off all flows in proportion.
void take_free_part(std::vector<Flow>& all, const PriceBook& book, std::vector<BillLine>& lines) {
  std::map<std::string_view, std::map<std::string_view, double>> account_gb;  // by provider and service
  for (const Flow& flow : all) account_gb[flow.region->provider][flow.service] += flow.gb;
  for (const auto& [provider, by_service] : account_gb) {
    double gb = 0;
    for (const auto& [service, part] : by_service) gb += part;
    const FreeEgress allowance = book.free_egress(provider);
    const double free = std::min(gb, allowance.gb);
    if (free == 0) continue;
    for (const auto& [service, part] : by_service)
      lines.push_back(
          {std::string(provider), "global", std::string(service), "free allowance of the account", "", free * (part / gb), allowance.price, {}});
    for (Flow& flow : all)
      if (flow.region->provider == provider) flow.gb *= (gb - free) / gb;
  }
}

}  // namespace

std::size_t egress_destination(std::string_view country_iso2) {
  if (country_iso2 == "CN") return 1;
  if (country_iso2 == "AU") return 2;
  return 0;
}

std::size_t egress_destination(const Population& population) { return egress_destination(population.country_iso2); }

void add_egress_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines) {
  std::vector<Flow> all;
  add_flows(world, to_users(world, usage), "internet egress", book, all);
  if (!usage.replication.empty()) add_flows(world, to_regions(world, usage, book), replication_service, book, all);
  take_free_part(all, book, lines);

  std::map<std::pair<std::string_view, std::string_view>, double> counted_gb;  // by provider and counter
  for (const Flow& flow : all) counted_gb[{flow.region->provider, flow.counter}] += flow.gb;
  for (const Flow& flow : all) {
    const double total = counted_gb[{flow.region->provider, flow.counter}];
    for (const PriceTier& tier : flow.tiers)
      if (const double part = in_tier(total, tier); part > 0) lines.push_back(egress_line(flow, tier, flow.gb * (part / total)));
  }
}

}  // namespace tradewind
