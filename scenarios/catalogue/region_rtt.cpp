#include "catalogue/region_rtt.h"

#include <algorithm>

#include "tradewind/scenarios/csv.h"

namespace tradewind {
namespace {

// Inside one region without a measurement: median of the 124 zone pairs that IBM publishes for 18 July to 16 August 2026 (ibm-cloud-docs/vpc,
// network-latency.md).
constexpr double inside_a_region_ms = 0.6;

std::pair<std::string, std::string> unordered_key(std::string a, std::string b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

}  // namespace

struct RttRows {
  std::map<std::pair<std::string, std::string>, Rtt> newest;
  std::vector<MeasuredPair> between_regions;

  RttRows(std::string_view csv, std::span<const CatalogueRegion> regions) {
    std::map<std::string, const CatalogueRegion*> by_key;
    for (const CatalogueRegion& region : regions) by_key[region.key()] = &region;
    const CsvTable table(csv, "region_rtt.csv");
    const auto column = [&table](const char* name) { return table.column(name); };
    const std::size_t dataset = column("dataset"), provider_a = column("provider_a"), a = column("region_a"), provider_b = column("provider_b"),
                      b = column("region_b"), rtt = column("rtt_ms");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto region = [&](std::size_t provider, std::size_t id) {
        const auto found = by_key.find(table.text(row, provider) + ":" + table.text(row, id));
        if (found == by_key.end()) table.reject(row, id, "a region of regions.csv");
        return found->second;
      };
      const CatalogueRegion &from = *region(provider_a, a), &to = *region(provider_b, b);
      const double ms = table.number(row, rtt);
      newest.try_emplace(unordered_key(from.key(), to.key()), Rtt{ms, RttBasis::measured, table.text(row, dataset)});
      if (&from != &to) between_regions.push_back({place_of(from), place_of(to), ms});
    }
  }
};

RegionRtt::RegionRtt(std::string_view csv, std::span<const CatalogueRegion> regions) : RegionRtt(RttRows(csv, regions)) {}

RegionRtt::RegionRtt(const RttRows& rows) : measured_(rows.newest), estimator_(rows.between_regions) {}

const Rtt* RegionRtt::find(const CatalogueRegion& a, const CatalogueRegion& b) const {
  const auto found = measured_.find(unordered_key(a.key(), b.key()));
  return found == measured_.end() ? nullptr : &found->second;
}

Rtt RegionRtt::between(const CatalogueRegion& a, const CatalogueRegion& b) const {
  if (const Rtt* measured = find(a, b)) return *measured;
  if (a.key() == b.key()) return {inside_a_region_ms, RttBasis::estimated, "median of zone pairs, ibm_2026"};
  return {estimator_.estimate_ms(place_of(a), place_of(b)), RttBasis::estimated, "kriging of measured region pairs"};
}

}  // namespace tradewind
