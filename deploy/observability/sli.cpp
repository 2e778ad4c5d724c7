#include "observability/sli.h"

#include <fmt/format.h>

#include <algorithm>

namespace tradewind::observability {
namespace {

using kubernetes::LatencySeries;
using kubernetes::Server;

std::string rate(const std::string& counter) { return fmt::format("sum(rate({}[5m]))", counter); }

// A bound as the label has it: whole numbers with or without ".0".
std::string bound_matcher(double bound) {
  const std::string text = fmt::format("{:g}", bound);
  return text.find_first_of(".e") != std::string::npos ? fmt::format("le=\"{}\"", text) : fmt::format("le=~\"{0}|{0}[.]0\"", text);
}

std::string within(const LatencySeries& latencies, const std::string& selector, double bound) {
  return rate(fmt::format("{}_bucket{{{},{}}}", latencies.name, selector, bound_matcher(bound)));
}

// Requests/s that took no longer than `target`, in the unit of the series.
std::string in_time(const LatencySeries& latencies, const std::string& selector, double target) {
  const auto above = std::ranges::lower_bound(latencies.levels, target);
  if (above == latencies.levels.end()) return rate(fmt::format("{}_count{{{}}}", latencies.name, selector));
  if (*above == target) return within(latencies, selector, target);
  const double below = above == latencies.levels.begin() ? 0 : *std::prev(above);
  const double share = (target - below) / (*above - below);
  const std::string upper = fmt::format("{:.4g} * {}", share, within(latencies, selector, *above));
  return below == 0 ? upper : fmt::format("({:.4g} * {} + {})", 1 - share, within(latencies, selector, below), upper);
}

std::string plus_refused(const Server& server) { return server.refused.empty() ? "" : fmt::format(" + ({} or vector(0))", rate(server.refused)); }

Indicator of_histogram(const Server& server, const std::string& selector, double target) {
  const std::string all = rate(fmt::format("{}_count{{{}}}", server.latencies.name, selector)) + plus_refused(server);
  return {all, fmt::format("{} - {}", all, in_time(server.latencies, selector, target)),
          "Between two bounds of the histogram by the straight line, as histogram_quantile does."};
}

Indicator of_quantiles(const Server& server, const std::string& selector, double target) {
  const std::vector<double>& levels = server.latencies.levels;
  std::string share;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double beyond = (i + 1 < levels.size() ? levels[i + 1] : 1) - levels[i];
    share += fmt::format("{}{:.4g} * avg({}{{{},quantile=\"{:g}\"}} > bool {:g})", share.empty() ? "" : " + ", beyond, server.latencies.name,
                         selector, levels[i], target);
  }
  return {rate(server.answered) + plus_refused(server), fmt::format("{} * ({}){}", rate(server.answered), share, plus_refused(server)),
          "The server has no histogram: of each replica at least so many are late as lie beyond the lowest quantile above the target."};
}

Indicator of_mean(const Server& server, const std::string& selector, double target) {
  const std::string mean = fmt::format("{} / {}", rate(fmt::format("{}{{{}}}", server.latencies.name, selector)), rate(server.answered));
  return {rate(server.answered) + plus_refused(server),
          fmt::format("{} * ({} > bool {:g}){}", rate(server.answered), mean, target, plus_refused(server)),
          "The server counts time alone: while the mean is above the target, all are late."};
}

std::string rising(int per_minute, int for_minutes) { return fmt::format("0+{}x{}", per_minute, for_minutes); }

}  // namespace

double server_target_ms(const PoolPlan& pool) {
  const double target = pool.workload->slo.target_ms;
  const double left = target - pool.expected.network_p50_ms;
  return left > 0 ? left : target;
}

Indicator indicator_of(const Server& server, const std::string& selector, double target_ms) {
  const double target = target_ms * server.latencies.per_ms;
  switch (server.latencies.kind) {
    case LatencySeries::Kind::histogram:
      return of_histogram(server, selector, target);
    case LatencySeries::Kind::quantiles:
      return of_quantiles(server, selector, target);
    case LatencySeries::Kind::mean:
      break;
  }
  return of_mean(server, selector, target);
}

std::vector<Series> made_up_series(const Server& server, const std::string& selector, bool late, int per_minute, int for_minutes) {
  const LatencySeries& latencies = server.latencies;
  const std::string none = rising(0, for_minutes), all = rising(per_minute, for_minutes);
  // Later than any target, earlier than any.
  const std::string far = fmt::format("1e12+0x{}", for_minutes), near = fmt::format("0+0x{}", for_minutes);
  std::vector<Series> series{{server.answered, all}};
  if (latencies.kind == LatencySeries::Kind::mean)
    series.push_back({fmt::format("{}{{{}}}", latencies.name, selector), late ? fmt::format("0+1e12x{}", for_minutes) : none});
  for (const double level : latencies.levels) {
    if (latencies.kind == LatencySeries::Kind::histogram)
      series.push_back({fmt::format("{}_bucket{{{},le=\"{:g}\"}}", latencies.name, selector, level), late ? none : all});
    if (latencies.kind == LatencySeries::Kind::quantiles)
      series.push_back({fmt::format("{}{{{},quantile=\"{:g}\"}}", latencies.name, selector, level), late ? far : near});
  }
  if (latencies.kind == LatencySeries::Kind::histogram) series.push_back({fmt::format("{}_count{{{}}}", latencies.name, selector), all});
  return series;
}

}  // namespace tradewind::observability
