#include "catalogue/region_throughput.h"

#include <algorithm>

#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/percentile.h"

namespace tradewind {
namespace {

constexpr double below_the_cap = 0.8;  // rates above that share of the cap say more about the machines than about the way

std::map<std::string, const CatalogueRegion*> by_key(std::span<const CatalogueRegion> regions) {
  std::map<std::string, const CatalogueRegion*> found;
  for (const CatalogueRegion& region : regions) found[region.key()] = &region;
  return found;
}

double percentile(std::vector<double> values, double percent) {
  std::ranges::sort(values);
  return percentile_of(values, percent);
}

}  // namespace

double ThroughputRule::gbit_s(double rtt_ms) const { return std::min(cap_gbit_s, gbit_s_ms / rtt_ms); }

ThroughputRule ThroughputRule::of(std::vector<std::pair<double, double>> measured) {
  std::vector<double> rates, products;
  for (const auto& [rtt_ms, gbit_s] : measured) rates.push_back(gbit_s);
  const double cap = percentile(rates, 99);
  for (const auto& [rtt_ms, gbit_s] : measured)
    if (gbit_s < below_the_cap * cap) products.push_back(rtt_ms * gbit_s);
  // No pair below the cap: the round trip did not matter, so the longest one bounds the rule.
  if (products.empty()) products.push_back(cap * std::ranges::max_element(measured)->first);
  return {cap, percentile(products, 50)};
}

RegionThroughput::RegionThroughput(std::string_view csv, std::span<const CatalogueRegion> regions, const RegionRtt& rtts) {
  const auto known = by_key(regions);
  const CsvTable table(csv, "region_throughput.csv");
  const std::size_t from = table.column("from"), to = table.column("to"), rate = table.column("gbit_s");
  std::map<std::pair<std::string, std::string>, std::vector<std::pair<double, double>>> by_providers;
  std::vector<std::pair<double, double>> all;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto region = [&](std::size_t column) {
      const auto found = known.find(table.text(row, column));
      if (found == known.end()) table.reject(row, column, "a region of regions.csv");
      return found->second;
    };
    const CatalogueRegion &a = *region(from), &b = *region(to);
    const double gbit_s = table.number(row, rate);
    measured_[{a.key(), b.key()}] = gbit_s;
    if (const Rtt* rtt = rtts.find(a, b)) {
      by_providers[{a.provider, b.provider}].emplace_back(rtt->ms, gbit_s);
      all.emplace_back(rtt->ms, gbit_s);
    }
  }
  anybody_ = ThroughputRule::of(all);
  for (const auto& [providers, pairs] : by_providers) {
    const ThroughputRule rule = ThroughputRule::of(pairs);
    rules_[providers] = rule;
    anybody_.cap_gbit_s = std::min(anybody_.cap_gbit_s, rule.cap_gbit_s);
  }
}

Throughput RegionThroughput::between(const CatalogueRegion& from, const CatalogueRegion& to, double rtt_ms) const {
  if (const auto found = measured_.find({from.key(), to.key()}); found != measured_.end())
    return {found->second, RttBasis::measured, "skyplane_2022"};
  const auto rule = rules_.find({from.provider, to.provider});
  if (rule != rules_.end()) return {rule->second.gbit_s(rtt_ms), RttBasis::estimated, "cap and round trip of the providers' measured pairs"};
  return {anybody_.gbit_s(rtt_ms), RttBasis::estimated, "cap and round trip of other providers' measured pairs"};
}

}  // namespace tradewind
