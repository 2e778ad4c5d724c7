// People and regions are added to the scenario, and regions taken out, where somebody clicks.
#include <QMenu>
#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "editor/places.h"
#include "map/map_chart.h"
#include "map/projection.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr std::size_t most_offered = 4;
constexpr double farthest_px = 140;

// Nobody knows how many of the others are online.
bool is_usable(const CatalogueMetro& metro) { return metro.internet_users > 0; }
bool is_usable(const CatalogueRegion& /*region*/) { return true; }

// The nearest of them to a place on the map that are not taken.
template <class Entry>
std::vector<const Entry*> nearest(std::span<const Entry> all, const std::set<std::string>& taken, const MapCamera& camera, const QPointF& pixel) {
  std::vector<std::pair<double, const Entry*>> near;
  for (const Entry& entry : all) {
    const QPointF away = camera.pixel(equal_earth(entry.place)) - pixel;
    if (const double px = std::hypot(away.x(), away.y()); px < farthest_px && !taken.contains(entry.key()) && is_usable(entry))
      near.emplace_back(px, &entry);
  }
  std::ranges::sort(near);
  std::vector<const Entry*> found;
  for (const auto& [px, entry] : near)
    if (found.size() < most_offered) found.push_back(entry);
  return found;
}

}  // namespace

// The text is read as it is edited, which may be ahead of what was planned.
void MapChart::fill_menu(QMenu& menu, const QPointF& pixel) {
  const World* edited = workspace_.edited_world();
  if (edited == nullptr) return;
  std::set<std::string> people, regions;
  QStringList all;
  for (const Population& population : edited->populations) people.insert(population.name);
  for (const Region& region : edited->regions) regions.insert(region.key()), all << from(region.key());
  const auto add = [this, &menu](const QString& what, const auto& change) {
    menu.addAction(what, this, [this, what, change] {
      ScenarioDocument& document = workspace_.document();
      document.change_to(change(document.text()), what);
    });
  };
  for (const CatalogueMetro* metro : nearest(Catalogue::shipped().metros(), people, camera_, pixel))
    add(tr("Add people of %1 (%2)").arg(from(metro->key()), compact(metro->population)),
        [key = from(metro->key())](const QString& text) { return with_people(text, key); });
  menu.addSeparator();
  for (const CatalogueRegion* region : nearest(Catalogue::shipped().regions(), regions, camera_, pixel))
    add(tr("Add region %1 (%2 %3)").arg(from(region->city), readable(region->provider), from(region->id)),
        [key = from(region->key()), all](const QString& text) { return with_region(text, key, all); });
  if (const int hit = at(pixel).region; hit >= 0 && regions.size() > 1) {
    const Region& region = workspace_.world().regions[static_cast<std::size_t>(hit)];
    if (regions.contains(region.key()))
      add(tr("Leave out region %1").arg(region_words(region)), [key = from(region.key())](const QString& text) { return without_region(text, key); });
  }
  menu.addSeparator();
}

}  // namespace tradewind::gui
