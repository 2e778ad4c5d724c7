// The estimator of round trips between regions on measured pairs that it has not seen: a fifth of the region pairs held out, and a tenth of the
// regions with all their pairs; twenty draws of each.
#include "catalogue/estimator.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>

#include "catalogue/fit/holdout.h"
#include "embedded/catalogue_data.h"

using namespace tradewind;

namespace {

constexpr std::uint64_t draws = 20;

void report(const std::string& what, const std::vector<holdout::Row>& rows, const std::function<holdout::Choice(std::uint64_t)>& choice,
            const holdout::Choice& is_counted = holdout::any) {
  holdout::Errors mean, worst{0, 0, 0, 100};
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const holdout::Errors errors = holdout::errors(rows, choice(seed), is_counted);
    mean.median_ms += errors.median_ms / draws;
    mean.p90_ms += errors.p90_ms / draws;
    mean.within_20_percent += errors.within_20_percent / draws;
    worst.median_ms = std::max(worst.median_ms, errors.median_ms);
    worst.p90_ms = std::max(worst.p90_ms, errors.p90_ms);
    worst.within_20_percent = std::min(worst.within_20_percent, errors.within_20_percent);
  }
  fmt::print("{:<24} {:>11.2f} {:>8.2f} {:>10.2f} {:>8.2f} {:>12.1f} {:>8.1f}\n", what, mean.median_ms, worst.median_ms, mean.p90_ms, worst.p90_ms,
             mean.within_20_percent, worst.within_20_percent);
}

void report_time(const std::vector<holdout::Row>& rows) {
  std::vector<MeasuredPair> known;
  for (const holdout::Row& row : rows) known.push_back(row.measured);
  const auto start = std::chrono::steady_clock::now();
  const RttEstimator estimator(known);
  const auto fitted = std::chrono::steady_clock::now();
  constexpr std::size_t estimates = 200;
  double sum = 0;
  for (std::size_t i = 0; i < estimates; ++i) sum += estimator.estimate_ms(known[i].a, known[known.size() - 1 - i].b);
  const auto done = std::chrono::steady_clock::now();
  const auto ms = [](auto span) { return std::chrono::duration<double, std::milli>(span).count(); };
  fmt::print("{} rows: {:.2f} ms to prepare, {:.3f} ms an estimate (mean {:.0f} ms)\n", known.size(), ms(fitted - start),
             ms(done - fitted) / estimates, sum / estimates);
}

}  // namespace

int main() {
  const std::vector<holdout::Row> rows = holdout::region_rows(embedded::catalogue_data("region_rtt.csv"));
  fmt::print("{:<24} {:>11} {:>8} {:>10} {:>8} {:>12} {:>8}\n", "held out", "median ms", "worst", "p90 ms", "worst", "within 20 %", "worst");
  const auto pairs = [](std::uint64_t seed) { return holdout::pairs(seed, 0.2); };
  report("20 % of the pairs", rows, pairs);
  const std::vector<double> bounds_km{0, 500, 2000, 6000, 21000};
  for (std::size_t i = 0; i + 1 < bounds_km.size(); ++i)
    report(fmt::format("  {:.0f} to {:.0f} km", bounds_km[i], bounds_km[i + 1]), rows, pairs, [&](const holdout::Row& row) {
      const double km = distance_km(row.measured.a.point, row.measured.b.point);
      return km >= bounds_km[i] && km < bounds_km[i + 1];
    });
  report("10 % of the regions", rows, [](std::uint64_t seed) { return holdout::regions(seed, 0.1); });
  report_time(rows);
}
