// Makes data/metro_rtt.csv: an estimate for every metro and region from pings between cities. The pings themselves are not shipped.
//
//   fit_metro_rtt SOURCE_FOLDER > metro_rtt.csv
//
// SOURCE_FOLDER holds latency_cities.csv, latency_city_list.csv and countries.csv as PROVENANCE.md describes them. The error on every fifth pair,
// estimated from the other four, goes to standard error.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>

#include "catalogue/estimator.h"
#include "catalogue/tables.h"
#include "embedded/catalogue_data.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"

namespace {

using namespace tradewind;

std::vector<MeasuredPair> read_city_pairs(const std::filesystem::path& folder) {
  const auto table = [&folder](const char* name) { return CsvTable(read_file(folder / name), name); };
  const CsvTable countries = table("countries.csv"), cities = table("latency_city_list.csv"), pings = table("latency_cities.csv");
  std::map<std::string, std::string> continents;
  for (std::size_t row = 0; row < countries.rows(); ++row)
    continents[countries.text(row, countries.column("iso2"))] = countries.text(row, countries.column("continent"));
  std::map<std::string, Place> places;
  for (std::size_t row = 0; row < cities.rows(); ++row)
    places[cities.text(row, cities.column("id"))] = {{cities.number(row, cities.column("lat")), cities.number(row, cities.column("lon"))},
                                                     continents.at(cities.text(row, cities.column("country_iso2")))};
  std::vector<MeasuredPair> pairs;
  for (std::size_t row = 0; row < pings.rows(); ++row)
    pairs.push_back({places.at(pings.text(row, pings.column("city_a"))), places.at(pings.text(row, pings.column("city_b"))),
                     pings.number(row, pings.column("rtt_avg_ms"))});
  return pairs;
}

void report_held_out_error(const std::vector<MeasuredPair>& pairs) {
  std::vector<MeasuredPair> known, held_out;
  for (std::size_t i = 0; i < pairs.size(); ++i) (i % 5 == 4 ? held_out : known).push_back(pairs[i]);
  const RttEstimator estimator(known);
  std::vector<double> errors;
  std::size_t close = 0;
  for (const MeasuredPair& pair : held_out) {
    errors.push_back(std::abs(estimator.estimate_ms(pair.a, pair.b) - pair.rtt_ms));
    if (errors.back() <= 0.2 * pair.rtt_ms) ++close;
  }
  std::sort(errors.begin(), errors.end());
  fmt::print(stderr, "held out {} of {} pairs: median error {:.1f} ms, 90th percentile {:.1f} ms, {:.0f} % within 20 %\n", held_out.size(),
             pairs.size(), errors[errors.size() / 2], errors[errors.size() * 9 / 10],
             100.0 * static_cast<double>(close) / static_cast<double>(errors.size()));
}

void print_table(const RttEstimator& estimator) {
  const auto metros = tables::metros(embedded::catalogue_data("metros.csv"));
  const auto regions = tables::regions(embedded::catalogue_data("regions.csv"));
  fmt::print("metro");
  for (const CatalogueRegion& region : regions) fmt::print(",{}", region.key());
  for (const CatalogueMetro& metro : metros) {
    fmt::print("\n{}", csv_field(metro.key()));
    for (const CatalogueRegion& region : regions)
      fmt::print(",{:.1f}", estimator.estimate_ms({metro.place, metro.continent}, {region.place, region.continent}));
  }
  fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    fmt::print(stderr, "usage: fit_metro_rtt SOURCE_FOLDER > metro_rtt.csv\n");
    return 2;
  }
  const std::vector<MeasuredPair> pairs = read_city_pairs(argv[1]);
  report_held_out_error(pairs);
  print_table(RttEstimator(pairs));
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 2;
}
