#include "measurements/distributions.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace tradewind::measurements {
namespace {

// Names of percentiles, which differ from tool to tool.
struct PercentileName {
  double percentile;
  std::array<const char*, 2> names;
};
constexpr std::array<PercentileName, 9> percentile_names = {{{1, {"p1", "p01"}},
                                                             {5, {"p5", "p05"}},
                                                             {10, {"p10", "p10"}},
                                                             {25, {"p25", "p25"}},
                                                             {50, {"p50", "median"}},
                                                             {75, {"p75", "p75"}},
                                                             {90, {"p90", "p90"}},
                                                             {95, {"p95", "p95"}},
                                                             {99, {"p99", "p99"}}}};

std::optional<double> percentile_at(const Json& distribution, const PercentileName& wanted) {
  const Json& nested = at(distribution, {"percentiles"});
  for (const char* name : wanted.names) {
    if (const auto value = number_at(nested, {name})) return value;
    if (const auto value = number_at(distribution, {name})) return value;
  }
  return std::nullopt;
}

constexpr double most_tokens = 1e8;

}  // namespace

void add_figure(MeasuredRun& run, MeasuredKind kind, double percentile, std::optional<double> value, double factor) {
  if (value && *value > 0 && std::isfinite(*value * factor)) run.figures.push_back({kind, percentile, *value * factor});
}

std::optional<double> mean_of(const Json& distribution) {
  const auto mean = number_at(distribution, {"mean"});
  return mean ? mean : number_at(distribution, {"avg"});
}

void add_mean(MeasuredRun& run, MeasuredKind kind, const Json& distribution, double ms_per_unit) {
  add_figure(run, kind, 0, mean_of(distribution), ms_per_unit);
}

void add_distribution(MeasuredRun& run, MeasuredKind kind, const Json& distribution, double ms_per_unit) {
  add_mean(run, kind, distribution, ms_per_unit);
  for (const PercentileName& name : percentile_names)
    if (name.percentile >= 50 && name.percentile != 75) add_figure(run, kind, name.percentile, percentile_at(distribution, name), ms_per_unit);
}

MeasuredLengths lengths_of(const Json& distribution) {
  MeasuredLengths lengths;
  const auto add = [&](double share, std::optional<double> tokens) {
    // Percentiles that fall behind the one before them are no percentiles.
    const double least = lengths.quantiles.empty() ? 1 : lengths.quantiles.back().second;
    if (tokens && *tokens >= least && *tokens <= most_tokens) lengths.quantiles.emplace_back(share, *tokens);
  };
  add(0, number_at(distribution, {"min"}));
  for (const PercentileName& name : percentile_names) add(name.percentile / 100, percentile_at(distribution, name));
  add(1, number_at(distribution, {"max"}));
  if (lengths.quantiles.empty()) add(0.5, mean_of(distribution));
  return lengths;
}

double ms_per_unit(const Json& unit, double otherwise) {
  if (!unit.is_string()) return otherwise;
  std::string_view name = unit.get_ref<const std::string&>();
  name = name.substr(0, name.find('/'));
  constexpr std::array<std::pair<std::string_view, double>, 11> units = {{{"s", 1e3},
                                                                          {"sec", 1e3},
                                                                          {"seconds", 1e3},
                                                                          {"ms", 1},
                                                                          {"milliseconds", 1},
                                                                          {"us", 1e-3},
                                                                          {"µs", 1e-3},
                                                                          {"microseconds", 1e-3},
                                                                          {"ns", 1e-6},
                                                                          {"nanoseconds", 1e-6},
                                                                          {"min", 6e4}}};
  for (const auto& [known, ms] : units)
    if (name == known) return ms;
  return otherwise;
}

std::string load_label(const MeasuredRun& run) {
  const std::string limit = run.max_concurrency > 0 ? fmt::format("{} at a time", run.max_concurrency) : "";
  if (run.rate_rps <= 0) return "load not stated";
  if (std::isinf(run.rate_rps)) return limit.empty() ? "all at once" : limit;
  return fmt::format("{:g} requests/s{}{}", run.rate_rps, limit.empty() ? "" : ", at most ", limit);
}

}  // namespace tradewind::measurements
