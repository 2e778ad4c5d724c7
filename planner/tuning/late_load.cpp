#include "tuning/late_load.h"

#include <algorithm>
#include <limits>

#include "latency/late_share.h"

namespace tradewind::tuning {
namespace {

double nearest_rtt_ms(const World& world, std::uint32_t workload, std::size_t population) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const ServingOption& option : world.serving_options) {
    const std::uint32_t region = world.offers[option.offer].region;
    if (option.workload == workload && world.residency.allows(workload, population, region))
      nearest = std::min(nearest, world.rtt_ms(population, region));
  }
  return nearest;
}

}  // namespace

std::vector<double> nearest_network_ms(const World& world, std::uint32_t workload) {
  const latency::NetworkTable table(world, workload);
  std::vector<std::pair<double, double>> samples;  // ms, weight
  double all = 0;
  for (std::size_t population = 0; population < world.populations.size(); ++population) {
    const double rtt_ms = nearest_rtt_ms(world, workload, population), rps = world.mean_rps(workload, population);
    if (rps <= 0 || rtt_ms == std::numeric_limits<double>::infinity()) continue;
    const std::vector<double> quantiles_ms = table.quantiles_ms(rtt_ms);
    for (const double ms : quantiles_ms) samples.emplace_back(ms, rps);
    all += rps * static_cast<double>(quantiles_ms.size());
  }
  return samples.empty() ? std::vector<double>{} : latency::weighted_quantiles(std::move(samples), all);
}

std::optional<double> rate_within(const CapacityCurve& curve, const Slo& slo, const std::vector<double>& network_ms) {
  const double allowed = 1 - slo.percentile / 100;
  std::optional<double> rate;
  double share_below = 0;
  for (const LoadPoint& point : curve.points) {
    const double share = latency::late_share(network_ms, point.latency_quantiles_ms, slo.target_ms);
    if (share > allowed) {
      if (rate) *rate += (point.rate_rps - *rate) * (allowed - share_below) / (share - share_below);
      break;
    }
    rate = point.rate_rps;
    share_below = share;
  }
  return rate;
}

}  // namespace tradewind::tuning
