#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>

#include "world/resolution.h"
#include "world/selection.h"

namespace tradewind::resolution {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// "eea" is the residency of regions, a code their country.
bool lies_in(const CatalogueRegion& region, const Texts& jurisdictions) {
  return std::ranges::any_of(jurisdictions, [&](const std::string& jurisdiction) {
    return lower(jurisdiction) == lower(region.residency) || lower(jurisdiction) == lower(region.country_iso2);
  });
}

std::vector<std::string> known_jurisdictions(const Catalogue& catalogue) {
  std::set<std::string> known;
  for (const CatalogueRegion& region : catalogue.regions()) known.insert(region.country_iso2);
  known.insert("eea");
  return {known.begin(), known.end()};
}

std::string joined(const Texts& texts) { return fmt::format("{}", fmt::join(texts, ", ")); }

// A rule, in indices: of the scenario, or of data that workloads need.
struct Rule {
  std::string path;
  const Texts* jurisdictions;
  std::vector<std::uint32_t> workloads, populations;
};

void check_jurisdictions(Resolution& r, const std::string& path, const Texts& jurisdictions) {
  const std::vector<std::string> known = known_jurisdictions(r.catalogue);
  for (int i = 0; i < jurisdictions.size(); ++i)
    if (std::ranges::none_of(known, [&](const std::string& name) { return lower(name) == lower(jurisdictions[i]); }))
      r.reading.error(element(path, i), {fmt::format("\"{}\", in which no region of the catalogue lies", jurisdictions[i]),
                                         "\"eea\" or the ISO 3166-1 alpha-2 code of a country with regions", nearest_name(jurisdictions[i], known)});
}

std::vector<std::uint32_t> workloads_of(Resolution& r, const std::string& path, const Texts& names) {
  std::vector<std::uint32_t> workloads;
  std::vector<std::string> known;
  for (const Workload& workload : r.world.workloads) known.push_back(workload.name);
  for (std::uint32_t w = 0; w < known.size(); ++w)
    if (selects(names, known[w])) workloads.push_back(w);
  for (int i = 0; i < names.size(); ++i)
    if (std::ranges::find(known, names[i]) == known.end())
      r.reading.error(element(path, i),
                      {fmt::format("the unknown name \"{}\"", names[i]), "a workload of the scenario", nearest_name(names[i], known)});
  return workloads;
}

std::vector<std::uint32_t> populations_of(Resolution& r, const std::string& path, const language::MetroSelector& selector) {
  std::set<std::string> meant;
  for (const CatalogueMetro* metro : selected_metros(r.catalogue, selector)) meant.insert(metro->key());
  std::vector<std::uint32_t> populations;
  for (std::uint32_t p = 0; p < r.world.populations.size(); ++p)
    if (meant.contains(r.world.populations[p].name)) populations.push_back(p);
  if (populations.empty() && !r.world.populations.empty())
    r.reading.warning(path, {"metro areas none of which is in the scenario", "metro areas of its populations"});
  return populations;
}

void apply(Resolution& r, const Rule& rule) {
  for (const std::uint32_t workload : rule.workloads)
    for (const std::uint32_t population : rule.populations)
      for (std::size_t region = 0; region < r.regions.size(); ++region)
        if (!lies_in(*r.regions[region], *rule.jurisdictions)) r.world.residency.forbid(workload, population, region);
}

bool has_region(const World& world, std::uint32_t workload, std::uint32_t population) {
  return std::ranges::any_of(world.serving_options, [&](const ServingOption& option) {
    return option.workload == workload && world.residency.allows(workload, population, world.offers[option.offer].region);
  });
}

std::string some_region_in(const Catalogue& catalogue, const Texts& jurisdictions) {
  for (const CatalogueRegion& region : catalogue.regions())
    if (lies_in(region, jurisdictions)) return fmt::format("{} among the candidate regions", region.key());
  return "";
}

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;  // (workload, population)

// Whom the rules leave without any region, said at the rule that is the last to concern them.
void check_ways_out(Resolution& r, const Rule& rule, Pairs& seen) {
  for (const std::uint32_t workload : rule.workloads) {
    std::vector<std::string> stranded;
    for (const std::uint32_t population : rule.populations)
      if (seen.insert({workload, population}).second && !has_region(r.world, workload, population))
        stranded.push_back(r.world.populations[population].name);
    if (stranded.empty()) continue;
    const std::string more = stranded.size() > 1 ? fmt::format(" and {} more", stranded.size() - 1) : "";
    r.reading.error(rule.path, {fmt::format("no candidate region inside {} with an offer for {}, where requests of {}{} have to stay",
                                            joined(*rule.jurisdictions), r.world.workloads[workload].name, stranded.front(), more),
                                "a candidate region that all rules allow", some_region_in(r.catalogue, *rule.jurisdictions)});
  }
}

// Stores that take data of those requests out of the jurisdictions, or in from outside: whether that is allowed depends on what is in them.
void warn_of_stores(Resolution& r, const Rule& rule) {
  for (const std::uint32_t workload : rule.workloads)
    for (const FeatureUse& use : r.world.workloads[workload].features) {
      const FeatureStore& store = r.world.data.feature_stores[use.store];
      if (!lies_in(*r.regions[store.home], *rule.jurisdictions))
        r.reading.warning(rule.path,
                          {fmt::format("the store {}, which requests for {} use, at home in {}", store.name, r.world.workloads[workload].name,
                                       r.world.regions[store.home].key()),
                           fmt::format("a store at home inside {}, unless nothing in it falls under the rule", joined(*rule.jurisdictions))});
    }
}

std::vector<std::uint32_t> all_of(std::size_t count) {
  std::vector<std::uint32_t> all(count);
  std::iota(all.begin(), all.end(), std::uint32_t{0});
  return all;
}

void resolve_rules(Resolution& r, std::vector<Rule>& rules) {
  if (!r.reading.sound("/residency")) return;
  for (int i = 0; i < r.scenario.residency_size(); ++i) {
    const language::ResidencyRule& from = r.scenario.residency(i);
    const std::string path = element("/residency", i);
    check_jurisdictions(r, path + "/jurisdictions", from.jurisdictions());
    rules.push_back(
        {path, &from.jurisdictions(), workloads_of(r, path + "/workloads", from.workloads()), populations_of(r, path + "/metros", from.metros())});
    r.world.residency_rules.push_back({from.name(),
                                       {from.jurisdictions().begin(), from.jurisdictions().end()},
                                       {from.workloads().begin(), from.workloads().end()},
                                       rules.back().populations.size()});
  }
}

// Data that may not lie everywhere is at home where it may, and whoever needs it is served there.
void keep_inside(Resolution& r, const std::string& path, const Texts& jurisdictions, std::uint32_t home, const std::string& name,
                 std::vector<std::uint32_t> workloads, std::vector<Rule>& rules) {
  if (jurisdictions.empty() || !r.reading.sound(path)) return;
  check_jurisdictions(r, path + "/jurisdictions", jurisdictions);
  if (r.regions.size() > home && !lies_in(*r.regions[home], jurisdictions))
    r.reading.error(path + "/home",
                    {fmt::format("{}, outside {}", r.world.regions[home].key(), joined(jurisdictions)), "a home region inside the jurisdictions"});
  if (workloads.empty()) return;  // nobody needs it
  rules.push_back({path + "/jurisdictions", &jurisdictions, std::move(workloads), all_of(r.world.populations.size())});
  std::vector<std::string> names;
  for (const std::uint32_t workload : rules.back().workloads) names.push_back(r.world.workloads[workload].name);
  r.world.residency_rules.push_back({name, {jurisdictions.begin(), jurisdictions.end()}, std::move(names), r.world.populations.size()});
}

// Of the workloads that use a store which `concerns` holds for.
template <class Concerns>
std::vector<std::uint32_t> users_of(const World& world, const Concerns& concerns) {
  std::vector<std::uint32_t> users;
  for (std::uint32_t w = 0; w < world.workloads.size(); ++w)
    if (std::ranges::any_of(world.workloads[w].features, [&](const FeatureUse& use) { return concerns(use.store); })) users.push_back(w);
  return users;
}

void resolve_data_rules(Resolution& r, std::vector<Rule>& rules) {
  const language::DataPlane& data = r.scenario.data();
  const DataPlane& known = r.world.data;
  for (std::uint32_t i = 0; i < known.feature_stores.size(); ++i) {
    const auto index = static_cast<int>(i);
    keep_inside(r, element("/data/feature_stores", index), data.feature_stores(index).jurisdictions(), known.feature_stores[i].home,
                "store " + known.feature_stores[i].name, users_of(r.world, [i](std::uint32_t store) { return store == i; }), rules);
  }
  for (std::uint32_t i = 0; i < known.streams.size(); ++i) {
    const auto index = static_cast<int>(i);
    const auto follows = [&](std::uint32_t store) { return known.feature_stores[store].stream == i; };
    keep_inside(r, element("/data/streams", index), data.streams(index).jurisdictions(), known.streams[i].home, "stream " + known.streams[i].name,
                users_of(r.world, follows), rules);
  }
  for (std::size_t i = 0; i < known.artifacts.size(); ++i) {
    const auto index = static_cast<int>(i);
    const Artifact& artifact = known.artifacts[i];
    keep_inside(r, element("/data/artifacts", index), data.artifacts(index).jurisdictions(), artifact.home, "artifact " + artifact.name,
                artifact.workload ? std::vector{*artifact.workload} : all_of(r.world.workloads.size()), rules);
  }
}

// Where nobody may be served stands no replica, and nothing is copied there.
void leave_out_useless(Resolution& r) {
  std::erase_if(r.world.serving_options,
                [&](const ServingOption& option) { return !r.world.residency.allows_anybody(option.workload, r.world.offers[option.offer].region); });
  for (std::size_t w = 0; w < r.world.workloads.size(); ++w) {
    std::vector<std::string> regions;
    for (std::size_t region = 0; region < r.world.regions.size(); ++region)
      if (!r.world.residency.allows_anybody(w, region)) regions.push_back(r.world.regions[region].key());
    if (!regions.empty()) r.notes.push_back(fmt::format("{}: residency leaves out {}", r.world.workloads[w].name, fmt::join(regions, ", ")));
  }
}

}  // namespace

void resolve_residency(Resolution& r) {
  std::vector<Rule> rules;
  resolve_rules(r, rules);
  const std::size_t of_scenario = rules.size();
  resolve_data_rules(r, rules);
  if (rules.empty()) return;
  r.world.residency = Residency(r.world.workloads.size(), r.world.populations.size(), r.world.regions.size());
  for (const Rule& rule : rules) apply(r, rule);
  if (has_errors(r.reading.problems.sorted())) return;  // regions, offers or rules that are missing for another reason
  Pairs seen;
  for (std::size_t i = rules.size(); i-- > 0;) check_ways_out(r, rules[i], seen);
  for (std::size_t i = 0; i < of_scenario; ++i) warn_of_stores(r, rules[i]);
  leave_out_useless(r);
}

}  // namespace tradewind::resolution
