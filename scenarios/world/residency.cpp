#include <fmt/format.h>

#include <algorithm>
#include <cctype>
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

// One rule of the scenario, in indices.
struct Rule {
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

void apply(Resolution& r, const Rule& rule, const Texts& jurisdictions) {
  for (const std::uint32_t workload : rule.workloads)
    for (const std::uint32_t population : rule.populations)
      for (std::size_t region = 0; region < r.regions.size(); ++region)
        if (!lies_in(*r.regions[region], jurisdictions)) r.world.residency.forbid(workload, population, region);
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
void check_ways_out(Resolution& r, const std::string& path, const Rule& rule, const Texts& jurisdictions, Pairs& seen) {
  for (const std::uint32_t workload : rule.workloads) {
    std::vector<std::string> stranded;
    for (const std::uint32_t population : rule.populations)
      if (seen.insert({workload, population}).second && !has_region(r.world, workload, population))
        stranded.push_back(r.world.populations[population].name);
    if (stranded.empty()) continue;
    const std::string more = stranded.size() > 1 ? fmt::format(" and {} more", stranded.size() - 1) : "";
    r.reading.error(path, {fmt::format("no candidate region inside {} with an offer for {}, where requests of {}{} have to stay",
                                       joined(jurisdictions), r.world.workloads[workload].name, stranded.front(), more),
                           "a candidate region that all rules allow", some_region_in(r.catalogue, jurisdictions)});
  }
}

// Stores that take data of those requests out of the jurisdictions, or in from outside: whether that is allowed depends on what is in them.
void warn_of_stores(Resolution& r, const std::string& path, const Rule& rule, const Texts& jurisdictions) {
  for (const std::uint32_t workload : rule.workloads)
    for (const FeatureUse& use : r.world.workloads[workload].features) {
      const FeatureStore& store = r.world.data.feature_stores[use.store];
      if (!lies_in(*r.regions[store.home], jurisdictions))
        r.reading.warning(path, {fmt::format("the store {}, which requests for {} use, at home in {}", store.name, r.world.workloads[workload].name,
                                             r.world.regions[store.home].key()),
                                 fmt::format("a store at home inside {}, unless nothing in it falls under the rule", joined(jurisdictions))});
    }
}

}  // namespace

void resolve_residency(Resolution& r) {
  const auto& rules = r.scenario.residency();
  if (rules.empty() || !r.reading.sound("/residency")) return;
  r.world.residency = Residency(r.world.workloads.size(), r.world.populations.size(), r.world.regions.size());
  std::vector<Rule> resolved;
  for (int i = 0; i < rules.size(); ++i) {
    const std::string path = element("/residency", i);
    check_jurisdictions(r, path + "/jurisdictions", rules[i].jurisdictions());
    resolved.push_back({workloads_of(r, path + "/workloads", rules[i].workloads()), populations_of(r, path + "/metros", rules[i].metros())});
    apply(r, resolved.back(), rules[i].jurisdictions());
    r.world.residency_rules.push_back({rules[i].name(),
                                       {rules[i].jurisdictions().begin(), rules[i].jurisdictions().end()},
                                       {rules[i].workloads().begin(), rules[i].workloads().end()},
                                       resolved.back().populations.size()});
  }
  if (has_errors(r.reading.problems.sorted())) return;  // regions, offers or rules that are missing for another reason
  Pairs seen;
  for (int i = rules.size() - 1; i >= 0; --i) {
    const Rule& rule = resolved[static_cast<std::size_t>(i)];
    check_ways_out(r, element("/residency", i), rule, rules[i].jurisdictions(), seen);
    warn_of_stores(r, element("/residency", i), rule, rules[i].jurisdictions());
  }
}

}  // namespace tradewind::resolution
