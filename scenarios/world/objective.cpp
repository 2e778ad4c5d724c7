// What topologies compete on, and whether the scenario says all that measuring it takes.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "world/lookup.h"

namespace tradewind::resolution {
namespace {

constexpr const char* axis_path = "/objective/third_axis";

// Intensities of the scenario go before those of the catalogue, which the regions have already.
void resolve_grid(Resolution& r) {
  std::set<std::uint32_t> stated;
  for (int i = 0; i < r.scenario.objective().grid_size(); ++i) {
    const std::string path = element("/objective/grid", i);
    if (!r.reading.sound(path)) continue;
    const language::GridIntensity& from = r.scenario.objective().grid(i);
    const auto region = look_up_region(r, path + "/region", from.region());
    if (!region) continue;
    if (!stated.insert(*region).second) r.reading.error(path, {"a second carbon intensity of " + from.region(), "each region once"});
    r.world.regions[*region].grid_gco2_per_kwh = from.gco2_per_kwh();
  }
}

void check_carbon(Resolution& r) {
  std::set<std::string> regions, gpus;
  for (const Offer& offer : r.world.offers) {
    if (const Region& region = r.world.regions[offer.region]; !region.grid_gco2_per_kwh) regions.insert(region.key());
    if (offer.gpu_power_w <= 0) gpus.insert(offer.gpu);
  }
  if (!regions.empty())
    r.reading.error(axis_path, {fmt::format("carbon, with candidate regions whose grid is not known: {}", fmt::join(regions, ", ")),
                                "\"objective\": {\"grid\": [...]} for each of them, or candidate regions without them"});
  if (!gpus.empty())
    r.reading.error(axis_path, {fmt::format("carbon, with GPUs whose power is not known: {}", fmt::join(gpus, ", ")),
                                "\"offers\": {\"gpus\": [...]} without them"});
}

bool reads_features(const World& world) {
  return std::ranges::any_of(world.workloads, [](const Workload& w) { return std::ranges::any_of(w.features, &FeatureUse::read); });
}

void check_axis(Resolution& r) {
  const auto lacks = [&](bool lacking, const char* found, const char* expected) {
    if (lacking) r.reading.error(axis_path, {found, expected});
  };
  switch (r.world.third_axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      lacks(!r.world.billing.value_of_latency, "net_benefit, without what latency is worth", "\"billing\": {\"value_of_latency\": ...} beside it");
      break;
    case ThirdAxis::staleness:
      lacks(!reads_features(r.world), "staleness, with no workload that reads a feature store", "\"features\" of a workload");
      break;
    case ThirdAxis::availability:
      lacks(r.world.reliability.empty(), "availability, without how often parts fail", "\"reliability\": at least the rate of one kind of part");
      break;
    case ThirdAxis::carbon:
      check_carbon(r);
  }
}

}  // namespace

void resolve_objective(Resolution& r) {
  if (!r.reading.sound("/objective")) return;
  r.world.objective_percentile = r.scenario.objective().percentile();
  const language::ThirdAxis axis = r.scenario.objective().third_axis();
  if (axis != language::THIRD_AXIS_UNSPECIFIED)
    r.world.third_axis = static_cast<ThirdAxis>(axis - 1);
  else if (r.world.billing.value_of_latency)
    r.world.third_axis = ThirdAxis::net_benefit;
  resolve_grid(r);
  check_axis(r);
}

}  // namespace tradewind::resolution
