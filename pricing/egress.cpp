#include "egress.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tradewind {
namespace {

// Traffic from one region that pays one list of prices.
struct Flow {
  const Region* region = nullptr;
  std::span<const PriceTier> tiers;
  std::string_view counter;
  double gb = 0;
};

std::vector<Flow> flows(const World& world, const Usage& usage, const PriceBook& book) {
  std::vector<std::size_t> kind;
  for (const Population& population : world.populations) kind.push_back(egress_destination(population));
  std::vector<double> gb(world.regions.size() * egress_destinations.size());
  for (const InternetEgress& egress : usage.internet_egress) gb[egress.region * egress_destinations.size() + kind[egress.population]] += egress.gb;

  std::vector<Flow> result;
  for (std::size_t i = 0; i < gb.size(); ++i) {
    if (gb[i] <= 0) continue;
    const Region& region = world.regions[i / egress_destinations.size()];
    const std::string_view destination = egress_destinations[i % egress_destinations.size()];
    const std::span<const PriceTier> tiers = book.internet_egress(region.provider, region.id, destination);
    if (tiers.empty()) throw std::runtime_error("the price book " + book.id() + " has no price of internet egress from " + region.key());
    // Destinations with the same prices are one flow.
    if (!result.empty() && result.back().region == &region && result.back().tiers.data() == tiers.data())
      result.back().gb += gb[i];
    else
      result.push_back({&region, tiers, book.egress_counter(region.provider, region.id, destination), gb[i]});
  }
  return result;
}

// Part of `total` that lies in a tier.
double in_tier(double total, const PriceTier& tier) { return std::max(0.0, std::min(total, tier.to_gb) - tier.from_gb); }

BillLine egress_line(const Flow& flow, const PriceTier& tier, double gb) {
  return {flow.region->provider, flow.region->id, "internet egress", tier.label, "", gb, tier.price, to_cents(gb * tier.price.usd)};
}

}  // namespace

std::size_t egress_destination(const Population& population) {
  if (population.country_iso2 == "CN") return 1;
  if (population.country_iso2 == "AU") return 2;
  return 0;
}

void add_egress_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines) {
  std::vector<Flow> all = flows(world, usage, book);
  std::map<std::string_view, double> account_gb;  // by provider
  for (const Flow& flow : all) account_gb[flow.region->provider] += flow.gb;
  for (const auto& [provider, gb] : account_gb) {
    const FreeEgress allowance = book.free_egress(provider);
    const double free = std::min(gb, allowance.gb);
    if (free == 0) continue;
    lines.push_back({std::string(provider), "global", "internet egress", "free allowance of the account", "", free, allowance.price, {}});
    for (Flow& flow : all)
      if (flow.region->provider == provider) flow.gb *= (gb - free) / gb;
  }

  std::map<std::pair<std::string_view, std::string_view>, double> counted_gb;  // by provider and counter
  for (const Flow& flow : all) counted_gb[{flow.region->provider, flow.counter}] += flow.gb;
  for (const Flow& flow : all) {
    const double total = counted_gb[{flow.region->provider, flow.counter}];
    for (const PriceTier& tier : flow.tiers)
      if (const double part = in_tier(total, tier); part > 0) lines.push_back(egress_line(flow, tier, flow.gb * (part / total)));
  }
}

}  // namespace tradewind
