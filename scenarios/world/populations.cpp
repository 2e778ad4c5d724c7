#include <fmt/format.h>

#include <map>
#include <set>

#include "world/catalogue_names.h"
#include "world/resolution.h"
#include "world/selection.h"

namespace tradewind::resolution {
namespace {

void add_population(Resolution& r, const CatalogueMetro& metro, double users_share) {
  if (metro.internet_users <= 0) {
    r.notes.push_back("left out the metro area " + metro.key() + ": its number of internet users is not known");
    return;
  }
  r.metros.push_back(&metro);
  r.world.populations.push_back({metro.key(), metro.country_iso2, metro.continent, metro.timezone, metro.place, metro.internet_users * users_share});
}

// A metro in two groups would count its users twice.
void report_overlap(Resolution& r, const std::string& path, const std::vector<std::string>& twice, int first_group) {
  std::string names;
  for (std::size_t i = 0; i < twice.size() && i < 3; ++i) names += (i == 0 ? "" : "; ") + twice[i];
  const std::string more = twice.size() > 3 ? fmt::format(" and {} more", twice.size() - 3) : "";
  r.reading.error(path + "/metros",
                  {fmt::format("metro areas that group {} has already: {}{}", first_group, names, more), "each metro area in one group"});
}

}  // namespace

std::vector<const CatalogueMetro*> selected_metros(const Catalogue& catalogue, const language::MetroSelector& selector) {
  std::set<std::string> keys;
  for (const std::string& name : selector.names())
    for (const std::string& key : catalogue_names().meant_by(language::NAME_LIST_METRO, name)) keys.insert(key);

  std::vector<const CatalogueMetro*> metros;
  for (const CatalogueMetro& metro : catalogue.metros()) {
    if (selector.top() > 0 && metros.size() == static_cast<std::size_t>(selector.top())) break;
    if (has(selector.exclude_countries(), metro.country_iso2) || !selects(selector.countries(), metro.country_iso2)) continue;
    if (!selects(selector.continents(), metro.continent) || (!keys.empty() && !keys.contains(metro.key()))) continue;
    metros.push_back(&metro);
  }
  return metros;
}

void resolve_populations(Resolution& r) {
  std::map<std::string, int> group_of;
  for (int g = 0; g < r.scenario.populations_size(); ++g) {
    const std::string path = element("/populations", g);
    const language::PopulationGroup& group = r.scenario.populations(g);
    if (!r.reading.sound(path)) continue;
    const auto metros = selected_metros(r.catalogue, group.metros());
    if (metros.empty()) r.reading.error(path + "/metros", {"filters that no metro area passes all together", "at least one metro area"});
    if (static_cast<int>(metros.size()) < group.metros().top())
      r.reading.warning(path + "/metros/top",
                        {fmt::format("{} metro areas asked for", group.metros().top()), fmt::format("at most the {} that there are", metros.size())});

    std::vector<std::string> twice;
    for (const CatalogueMetro* metro : metros) {
      const auto [first, is_new] = group_of.try_emplace(metro->key(), g);
      if (is_new)
        add_population(r, *metro, group.users_share());
      else
        twice.push_back(metro->key());
    }
    if (!twice.empty()) report_overlap(r, path, twice, group_of.at(twice.front()));
  }
}

}  // namespace tradewind::resolution
