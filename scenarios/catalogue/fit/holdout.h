// How well an estimator predicts measured round trips that it has not seen: the pairs of a random share of region pairs, or of whole regions, are
// kept from it and compared with what it makes of the rest. Every row of a held-out pair is held out, whatever its data set.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "catalogue/estimator.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/percentile.h"
#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::holdout {

// A measured row; `a` and `b` name its ends.
struct Row {
  std::string a, b;
  MeasuredPair measured;
};

// The rows of region_rtt.csv between two different regions.
inline std::vector<Row> region_rows(std::string_view csv) {
  const CsvTable table(csv, "region_rtt.csv");
  const auto end = [&table](std::size_t row, const char* provider, const char* id) {
    const CatalogueRegion* region = Catalogue::shipped().find_region(table.text(row, table.column(provider)), table.text(row, table.column(id)));
    if (region == nullptr) table.reject(row, table.column(id), "a region of regions.csv");
    return region;
  };
  std::vector<Row> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const CatalogueRegion *a = end(row, "provider_a", "region_a"), *b = end(row, "provider_b", "region_b");
    if (a != b) rows.push_back({a->key(), b->key(), {place_of(*a), place_of(*b), table.number(row, table.column("rtt_ms"))}});
  }
  return rows;
}

// True for a share of all names, the same for one seed on every machine.
inline bool is_drawn(const std::string& name, std::uint64_t seed, double share) {
  std::uint64_t hash = splitmix64_finalized(seed * splitmix64_increment);
  for (const char c : name) hash = splitmix64_finalized(hash ^ static_cast<unsigned char>(c));
  return static_cast<double>(hash >> 11) * 0x1p-53 < share;
}

using Choice = std::function<bool(const Row&)>;

inline Choice pairs(std::uint64_t seed, double share) {
  return [=](const Row& row) { return is_drawn(std::min(row.a, row.b) + " " + std::max(row.a, row.b), seed, share); };
}

inline Choice regions(std::uint64_t seed, double share) {
  return [=](const Row& row) { return is_drawn(row.a, seed, share) || is_drawn(row.b, seed, share); };
}

struct Errors {
  std::size_t rows = 0;
  double median_ms = 0, p90_ms = 0;
  double within_20_percent = 0;  // percent of the rows
};

inline bool any(const Row&) { return true; }

// Over the rows held out that `is_counted` picks. Throws std::invalid_argument when nothing is left to learn from or to predict.
inline Errors errors(const std::vector<Row>& rows, const Choice& is_held_out, const Choice& is_counted = any) {
  std::vector<MeasuredPair> known, unseen;
  for (const Row& row : rows)
    if (!is_held_out(row))
      known.push_back(row.measured);
    else if (is_counted(row))
      unseen.push_back(row.measured);
  if (unseen.empty()) throw std::invalid_argument("no measured pair is held out");
  const RttEstimator estimator(known);
  std::vector<double> off_ms;
  std::size_t close = 0;
  for (const MeasuredPair& pair : unseen) {
    off_ms.push_back(std::abs(estimator.estimate_ms(pair.a, pair.b) - pair.rtt_ms));
    if (off_ms.back() <= 0.2 * pair.rtt_ms) ++close;
  }
  std::sort(off_ms.begin(), off_ms.end());
  return {unseen.size(), percentile_of(off_ms, 50), percentile_of(off_ms, 90),
          100.0 * static_cast<double>(close) / static_cast<double>(unseen.size())};
}

}  // namespace tradewind::holdout
