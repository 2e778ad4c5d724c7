#include "latency/late_share.h"

#include <algorithm>
#include <cmath>

#include "tradewind/sim/network_time.h"

namespace tradewind::latency {
namespace {

constexpr std::size_t quantile_count = 100;

std::vector<double> between(const std::vector<double>& a, const std::vector<double>& b, double weight_b) {
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] + weight_b * (b[i] - a[i]);
  return result;
}

std::vector<double> quantiles_at(const CapacityCurve& curve, double rate_rps) {
  const auto above = std::find_if(curve.points.begin(), curve.points.end(), [&](const LoadPoint& point) { return point.rate_rps >= rate_rps; });
  if (above == curve.points.begin()) return above->latency_quantiles_ms;
  if (above == curve.points.end()) return curve.points.back().latency_quantiles_ms;
  const LoadPoint& below = *std::prev(above);
  const double weight = (rate_rps - below.rate_rps) / (above->rate_rps - below.rate_rps);
  return between(below.latency_quantiles_ms, above->latency_quantiles_ms, weight);
}

}  // namespace

double late_share(std::span<const double> network_ms, std::span<const double> server_ms, double limit_ms) {
  std::size_t late = 0;
  std::size_t in_time = server_ms.size();  // server quantiles that are in time; shrinks as the network's time grows
  for (const double network : network_ms) {
    while (in_time > 0 && network + server_ms[in_time - 1] > limit_ms) --in_time;
    late += server_ms.size() - in_time;
  }
  return static_cast<double>(late) / static_cast<double>(network_ms.size() * server_ms.size());
}

std::vector<double> weighted_quantiles(std::vector<std::pair<double, double>> samples, double all) {
  std::sort(samples.begin(), samples.end());
  std::vector<double> quantiles;
  double passed = 0;
  for (const auto& [value, weight] : samples) {
    passed += weight;
    while (quantiles.size() < quantile_count && passed >= all * (static_cast<double>(quantiles.size()) + 0.5) / quantile_count)
      quantiles.push_back(value);
  }
  quantiles.resize(quantile_count, samples.empty() ? 0.0 : samples.back().first);
  return quantiles;
}

NetworkTable::NetworkTable(const World& world, std::uint32_t workload) {
  double longest_ms = 0;
  for (std::size_t population = 0; population < world.rtt_ms.rows(); ++population)
    for (std::size_t region = 0; region < world.rtt_ms.columns(); ++region) longest_ms = std::max(longest_ms, world.rtt_ms(population, region));
  const auto rows = static_cast<std::size_t>(std::ceil(longest_ms / step_ms)) + 2;
  for (std::size_t row = 0; row < rows; ++row) rows_.push_back(network_latency_quantiles_ms(world, workload, static_cast<double>(row) * step_ms));
}

std::vector<double> NetworkTable::quantiles_ms(double rtt_ms) const {
  const double position = rtt_ms / step_ms;
  const auto row = static_cast<std::size_t>(position);
  return between(rows_[row], rows_[row + 1], position - static_cast<double>(row));
}

std::vector<double> week_quantiles_ms(const CapacityCurve& curve, std::size_t level, std::span<const double> relative_load) {
  std::vector<std::pair<double, double>> samples;  // latency, weight
  double all = 0;
  for (const double load : relative_load) {
    if (load <= 0) continue;
    for (const double latency : quantiles_at(curve, load * curve.points[level].rate_rps)) samples.emplace_back(latency, load);
    all += load * static_cast<double>(quantile_count);
  }
  return weighted_quantiles(std::move(samples), all);
}

}  // namespace tradewind::latency
