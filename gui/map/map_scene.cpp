#include "map/map_scene.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "map/projection.h"
#include "text/format.h"
#include "workspace/failures.h"

namespace tradewind::gui {
namespace {

constexpr double candidate_radius = 2.6;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

template <class Range, class Value>
double most(const Range& range, Value value) {
  double result = 0;
  for (const auto& each : range) result = std::max(result, value(each));
  return result;
}

RegionFailure failure_of(const ChaosOutcome* failures, const std::string& region) {
  if (failures == nullptr) return RegionFailure::not_played;
  const auto experiments = experiments_in(*failures, region);
  if (experiments.empty()) return RegionFailure::not_played;
  return std::ranges::all_of(experiments, &ChaosExperiment::holds) ? RegionFailure::carried : RegionFailure::not_carried;
}

std::vector<MapScene::Region> regions_of(const Workspace& workspace, const MapStyle& style, const Theme& theme) {
  const auto& service = workspace.service().regions;
  const auto value = [&style](const RegionService& s) { return style.size == MapStyle::Size::load ? s.rps : s.usd; };
  const double largest = most(service, value);
  const int selected = workspace.selection().region;
  std::vector<MapScene::Region> regions;
  for (std::size_t r = 0; r < service.size(); ++r) {
    const Region& region = workspace.world().regions[r];
    regions.push_back({.at = equal_earth(region.place),
                       .part = share(value(service[r]), largest),
                       .open = service[r].open,
                       .faded = selected >= 0 && selected != static_cast<int>(r),
                       .colour = theme.faint,
                       .name = from(region.city),
                       .failure = failure_of(workspace.failures(), region.key())});
  }
  const std::vector<std::uint32_t> open = open_from_west(workspace);
  for (std::size_t i = 0; i < open.size(); ++i) regions[open[i]].colour = theme.series_of(i);
  return regions;
}

// Where something is selected, what has nothing to do with it is faint.
bool is_faded(const Selection& s, std::uint32_t population, std::uint32_t region) {
  return (s.region >= 0 && s.region != static_cast<int>(region)) || (s.population >= 0 && s.population != static_cast<int>(population));
}

std::vector<MapScene::Person> people_of(const Workspace& workspace, const MapStyle& style, const MapScene& scene) {
  const auto& service = workspace.service().populations;
  const double largest = most(service, [](const PopulationService& p) { return p.rps; });
  const double slowest = most(service, [](const PopulationService& p) { return p.latency != nullptr ? p.latency->perceived.p95 : 0.0; });
  const bool is_served = !workspace.service().flows.empty();
  std::vector<MapScene::Person> people;
  for (std::uint32_t p = 0; p < service.size(); ++p) {
    const PopulationService& s = service[p];
    const bool by_latency = style.people == MapStyle::People::latency && s.latency != nullptr;
    people.push_back({.at = equal_earth(workspace.world().populations[p].place),
                      .part = share(s.rps, largest),
                      .faded = is_faded(workspace.selection(), p, s.region),
                      .colour = by_latency  ? scene.theme.heat(0.2 + 0.8 * share(s.latency->perceived.p95, slowest))
                                : is_served ? scene.regions[s.region].colour
                                            : scene.theme.accent});
  }
  return people;
}

std::vector<MapScene::Added> added_of(const Workspace& workspace) {
  std::vector<MapScene::Added> added;
  const World* edited = workspace.edited_world();
  if (edited == nullptr || !workspace.differs_from_study()) return added;
  std::set<std::string> there;
  for (const Region& region : workspace.world().regions) there.insert(region.key());
  for (const Population& population : workspace.world().populations) there.insert(population.name);
  for (const Region& region : edited->regions)
    if (!there.contains(region.key())) added.push_back({equal_earth(region.place), from(region.city)});
  for (const Population& population : edited->populations)
    if (!there.contains(population.name)) added.push_back({equal_earth(population.place), from(population.name)});
  return added;
}

}  // namespace

std::vector<std::uint32_t> open_from_west(const Workspace& workspace) {
  const auto& regions = workspace.service().regions;
  std::vector<std::uint32_t> open;
  for (std::uint32_t r = 0; r < regions.size(); ++r)
    if (regions[r].open) open.push_back(r);
  std::ranges::sort(open, {}, [&workspace](std::uint32_t r) { return workspace.world().regions[r].place.longitude_deg; });
  return open;
}

MapScene map_scene(const Workspace& workspace, const MapStyle& style, const Theme& theme, std::shared_ptr<const FlowPaths> paths) {
  MapScene scene;
  scene.theme = theme;
  scene.paths = std::move(paths);
  scene.shows_heat = style.people == MapStyle::People::heat;
  scene.regions = regions_of(workspace, style, theme);
  scene.people = people_of(workspace, style, scene);
  scene.largest_first.resize(scene.people.size());
  std::iota(scene.largest_first.begin(), scene.largest_first.end(), 0u);
  std::ranges::sort(scene.largest_first, std::ranges::greater{}, [&scene](std::uint32_t p) { return scene.people[p].part; });
  scene.added = added_of(workspace);
  const auto& flows = workspace.service().flows;
  const double largest = most(flows, [](const Flow& flow) { return flow.rps; });
  for (const Flow& flow : flows)
    scene.flows.push_back(
        {share(flow.rps, largest), is_faded(workspace.selection(), flow.population, flow.region), scene.regions[flow.region].colour});
  return scene;
}

double radius_of(const MapScene::Region& region, const MapCamera& camera) {
  if (!region.open) return candidate_radius;
  return (5 + 11 * std::sqrt(region.part)) * camera.mark_scale(0.15, 1.6);
}

double radius_of(const MapScene::Person& person, const MapCamera& camera) {
  return (1.2 + 6.5 * std::sqrt(person.part)) * camera.mark_scale(0.3, 2.2);
}

}  // namespace tradewind::gui
