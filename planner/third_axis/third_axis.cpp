#include "tradewind/planner/third_axis.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

#include "tradewind/scenarios/numbers.h"

namespace tradewind {
namespace {

constexpr std::array<ThirdAxisWords, 5> all_words = {{
    {"", "", "", "", "", false, 0},
    {"net benefit", "USD/month", "net_benefit_usd", "earns-most", "earns most", true, 0},
    {"staleness", "s", "staleness_s", "freshest", "freshest", false, 1},
    {"availability", "", "expected_availability", "most-available", "most available", true, 6},
    {"carbon", "kg CO2e/month", "carbon_kg", "least-carbon", "least carbon", false, 0},
}};

constexpr double g_per_kg = 1000, w_per_kw = 1000;

double kg_per_hour(const World& world, const Offer& offer) {
  return offer.gpu_count * offer.gpu_power_w / w_per_kw * world.regions[offer.region].grid_gco2_per_kwh.value_or(0) / g_per_kg;
}

}  // namespace

std::string third_heading(ThirdAxis axis) {
  const ThirdAxisWords& words = words_of(axis);
  return fmt::format("{}{}{}", words.name, words.unit.empty() ? "" : ", ", words.unit);
}

std::string third_text(ThirdAxis axis, double value) {
  if (axis == ThirdAxis::availability) return fmt::format("{:.4f} %", 100 * value);
  const std::string digits = fmt::format("{:.{}f}", std::abs(value), words_of(axis).decimals);
  const std::size_t point = digits.find('.');
  return (value < 0 ? "-" : "") + with_thousands(digits.substr(0, point)) + (point == std::string::npos ? "" : digits.substr(point));
}

const ThirdAxisWords& words_of(ThirdAxis axis) { return all_words[static_cast<std::size_t>(axis)]; }

double gpu_carbon_kg(const World& world, const Offer& offer) { return hours_per_month * kg_per_hour(world, offer); }

double gpu_carbon_kg(const World& world, const Topology& topology, const Usage& usage) {
  double kg = 0;
  for (const PoolUsage& pool : usage.pools) kg += pool.instance_hours * kg_per_hour(world, world.offers[topology.pools[pool.pool].offer]);
  return kg;
}

std::optional<double> third_value(const World& world, const Candidate& candidate) {
  switch (world.third_axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      if (candidate.benefit) return candidate.benefit->net_usd;
      break;
    case ThirdAxis::staleness:
      if (candidate.outcome.features.staleness_s.count > 0) return candidate.outcome.features.staleness_s.mean;
      break;
    case ThirdAxis::availability:
      return candidate.expected_availability;
    case ThirdAxis::carbon:
      return gpu_carbon_kg(world, candidate.topology, candidate.outcome.usage);
  }
  return {};
}

}  // namespace tradewind
