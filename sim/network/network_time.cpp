#include "tradewind/sim/network_time.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

#include "demand/sizes.h"
#include "network/journey.h"

namespace tradewind {
namespace {

constexpr std::size_t points = 2000;
constexpr std::size_t quantiles = 100;

double normal_quantile(double u) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u); }

// Point n of the four-dimensional additive recurrence R4, a low-discrepancy sequence (Roberts, "The unreasonable effectiveness of quasirandom
// sequences", 2018): frac(1/2 + n / phi^k) with phi the positive root of x^5 = x + 1.
double recurrence(std::size_t n, int dimension) {
  constexpr double phi = 1.1673039782614187;
  const double x = 0.5 + static_cast<double>(n) / std::pow(phi, dimension);
  return x - std::floor(x);
}

}  // namespace

NetworkLatency::NetworkLatency(const World& world, std::uint32_t workload) {
  const network::JourneyModel journeys(world.network);
  const demand::Sizes sizes(world.workloads.at(workload));
  for (std::size_t n = 1; n <= points; ++n) {
    const network::Conditions drawn = journeys.conditions(normal_quantile(recurrence(n, 1)), normal_quantile(recurrence(n, 2)), 1 - recurrence(n, 3));
    const double trips = drawn.new_connection ? 1 + world.network.handshake_round_trips : 1;
    const std::int32_t prompt = sizes.size_at(normal_quantile(recurrence(n, 4)));
    const double payload_ms = kernel::to_ms(journeys.legs({}, 0, sizes.request_bytes(prompt)).up) +
                              kernel::to_ms(journeys.download(sizes.is_llm() ? sizes.chunk_bytes() : sizes.response_bytes(1)));
    points_.push_back({trips * drawn.jitter, trips * drawn.access_ms + payload_ms});
  }
}

std::vector<double> NetworkLatency::quantiles_ms(double rtt_ms) const {
  std::vector<double> times;
  times.reserve(points_.size());
  for (const Point& point : points_) times.push_back(point.per_rtt * rtt_ms + point.fixed_ms);
  std::ranges::sort(times);
  std::vector<double> result;
  constexpr std::size_t step = points / quantiles;
  for (std::size_t q = 0; q < quantiles; ++q) result.push_back((times[q * step + step / 2 - 1] + times[q * step + step / 2]) / 2);
  return result;
}

std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms) {
  return NetworkLatency(world, workload).quantiles_ms(rtt_ms);
}

}  // namespace tradewind
