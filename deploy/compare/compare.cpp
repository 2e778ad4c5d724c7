#include "tradewind/deploy/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compare/exported.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

using compare_bundles_of::Exported;
using compare_bundles_of::Json;
using compare_bundles_of::keyed_tables;
using compare_bundles_of::KeyedTable;

// In the order in which a reader asks.
constexpr std::array<std::string_view, 10> parts = {"made from",   "regions",  "pools",    "traffic", "routing",
                                                    "replication", "forecast", "failures", "cost",    "objectives"};
constexpr std::array<const char*, 6> origins = {"scenario", "study", "pick", "tradewind", "catalogue", "price_book"};
// Of a pool, what was decided; its other figures are the forecast.
constexpr std::array<std::string_view, 3> decisions = {"instance_type", "instances", "replicas"};

BundleValue value_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  return {};
}

const Json& member(const Json& object, const std::string& name) {
  static const Json nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

// The figures of an entry; those of an object inside it, as the services of a cost, by their own names.
std::vector<std::pair<std::string, const Json*>> figures(const Json& entry) {
  std::vector<std::pair<std::string, const Json*>> list;
  for (const auto& [name, value] : entry.items()) {
    if (value.is_object()) {
      for (const auto& [inner, figure] : value.items()) list.emplace_back(inner, &figure);
    } else {
      list.emplace_back(name, &value);
    }
  }
  return list;
}

class Comparer {
 public:
  Comparer(const Exported& a, const Exported& b) : a_(a), b_(b) {
    result_.a = a.forecast;
    result_.b = b.forecast;
    for (const char* name : origins) add("made from", "", name, member(a.expected, name), member(b.expected, name));
    add_regions();
    if (in_both("traffic")) add_entries("traffic", "", member(a.expected, "traffic"), member(b.expected, "traffic"));
    add("routing", "", "policy", policy(a), policy(b));
    for (const KeyedTable& table : keyed_tables()) add_table(table);
    add_files();
    std::ranges::stable_sort(result_.changes, {}, [](const BundleChange& change) { return std::ranges::find(parts, change.part) - parts.begin(); });
  }

  BundleComparison result() && { return std::move(result_); }

 private:
  static const Json& policy(const Exported& bundle) { return member(member(bundle.topology, "routing"), "policy"); }

  void add(std::string_view part, const std::string& of, const std::string& figure, const Json& a, const Json& b, double a_ci95 = 0,
           double b_ci95 = 0) {
    if (a != b) result_.changes.push_back({std::string(part), of, figure, value_of(a), value_of(b), a_ci95, b_ci95});
  }

  // A table that neither has is no difference.
  bool in_both(const std::string& table) {
    const bool both = a_.expected.contains(table) == b_.expected.contains(table);
    if (!both) result_.not_in_both.push_back(table);
    return both;
  }

  void add_regions() {
    const auto regions = [](const Exported& bundle) {
      std::set<std::string> open;
      for (const Json& pool : member(bundle.expected, "pools")) open.insert(pool.at("region").get<std::string>());
      return open;
    };
    const std::set<std::string> of_a = regions(a_), of_b = regions(b_);
    std::set<std::string> all = of_a;
    all.insert(of_b.begin(), of_b.end());
    for (const std::string& region : all) add("regions", region, "open", of_a.contains(region), of_b.contains(region));
  }

  void add_table(const KeyedTable& table) {
    const std::string name(table.name);
    if (!in_both(name)) return;
    std::vector<std::string> order;
    std::map<std::string, std::pair<const Json*, const Json*>> entries;
    const auto take = [&](const Json& list, const Json* std::pair<const Json*, const Json*>::*side) {
      for (const Json& entry : list) {
        std::string of = entry.at(std::string(table.keys[0]));
        if (!table.keys[1].empty()) of += " in " + entry.at(std::string(table.keys[1])).get<std::string>();
        if (!entries.contains(of)) order.push_back(of);
        entries[of].*side = &entry;
      }
    };
    take(member(a_.expected, name), &std::pair<const Json*, const Json*>::first);
    take(member(b_.expected, name), &std::pair<const Json*, const Json*>::second);
    static const Json nothing = Json::object();
    for (const std::string& of : order) {
      const auto& [a, b] = entries[of];
      add_entries(table.part, of, a == nullptr ? nothing : *a, b == nullptr ? nothing : *b);
    }
  }

  // Figures of a, then those that b alone has. Keys are the same on both sides, or on one side alone and already said.
  void add_entries(std::string_view part, const std::string& of, const Json& a, const Json& b) {
    const auto figures_a = figures(a), figures_b = figures(b);
    const auto in = [](const auto& list, const std::string& name) -> const Json& {
      static const Json nothing;
      const auto found = std::ranges::find(list, name, [](const auto& figure) { return figure.first; });
      return found == list.end() ? nothing : *found->second;
    };
    const auto is_key = [&](const std::string& name) {
      return std::ranges::any_of(
          keyed_tables(), [&](const KeyedTable& table) { return table.part == part && std::ranges::find(table.keys, name) != table.keys.end(); });
    };
    const auto add_figure = [&](const std::string& name) {
      if (is_key(name) || name.ends_with("_ci95_ms")) return;
      const bool forecast = part == "pools" && std::ranges::find(decisions, name) == decisions.end();
      const std::string interval = name.ends_with("_ms") ? name.substr(0, name.size() - 2) + "ci95_ms" : "";
      const auto half_width = [&](const auto& list) {
        return interval.empty() || !in(list, interval).is_number() ? 0 : in(list, interval).template get<double>();
      };
      add(forecast ? "forecast" : part, of, name, in(figures_a, name), in(figures_b, name), half_width(figures_a), half_width(figures_b));
    };
    for (const auto& [name, value] : figures_a) add_figure(name);
    for (const auto& [name, value] : figures_b)
      if (in(figures_a, name).is_null()) add_figure(name);
  }

  void add_files() {
    std::set<std::string> all = a_.paths;
    all.insert(b_.paths.begin(), b_.paths.end());
    const auto contents = [](const Exported& bundle, const std::string& path) -> std::optional<std::string> {
      std::error_code none;
      if (!bundle.paths.contains(path) || !std::filesystem::is_regular_file(bundle.folder / path, none)) return std::nullopt;
      return read_file(bundle.folder / path);
    };
    for (const std::string& path : all) {
      const std::optional<std::string> a = contents(a_, path), b = contents(b_, path);
      if (a == b) {
        result_.same_files += a.has_value();
      } else {
        result_.files.push_back({path, !a ? FileState::only_b : !b ? FileState::only_a : FileState::differs});
      }
    }
  }

  const Exported& a_;
  const Exported& b_;
  BundleComparison result_;
};

}  // namespace

BundleComparison compare_bundles(const std::filesystem::path& a, const std::filesystem::path& b) {
  const Exported of_a = compare_bundles_of::read_exported(a), of_b = compare_bundles_of::read_exported(b);
  return Comparer(of_a, of_b).result();
}

}  // namespace tradewind
