#include "world/resolution.h"
#include "world/selection.h"

namespace tradewind::resolution {
namespace {

bool selected(const language::RegionSelector& selector, const CatalogueRegion& region) {
  return selects(selector.providers(), region.provider) && selects(selector.continents(), region.continent) &&
         selects(selector.countries(), region.country_iso2) && selects(selector.names(), region.key()) && !has(selector.exclude(), region.key());
}

}  // namespace

void resolve_regions(Resolution& r) {
  if (!r.reading.sound("/regions")) return;
  for (const CatalogueRegion& region : r.catalogue.regions()) {
    if (!selected(r.scenario.regions(), region)) continue;
    r.regions.push_back(&region);
    r.world.regions.push_back(
        {region.provider, region.id, region.city, region.country_iso2, region.continent, region.residency, region.place, region.grid_gco2_per_kwh});
  }
  if (r.regions.empty()) r.reading.error("/regions", {"filters that no region passes all together", "at least one region", ""});
}

}  // namespace tradewind::resolution
