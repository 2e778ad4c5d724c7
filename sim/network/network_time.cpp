#include "tradewind/sim/network_time.h"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/erf.hpp>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numbers>

#include "demand/sizes.h"
#include "network/journey.h"

namespace tradewind {
namespace {

constexpr std::size_t points = 2048;  // a power of two, for which Sobol's points are balanced
constexpr std::size_t quantiles = 100;

double normal_quantile(double u) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u); }

// Points of Sobol's four-dimensional low-discrepancy sequence (Sobol, 1967; direction numbers of Joe and Kuo, 2008, from Boost.Random), in (0, 1).
class SobolPoints {
 public:
  std::array<double, 4> next() {
    std::array<double, 4> point{};
    for (double& x : point) x = (static_cast<double>(sequence_() >> 32) + 0.5) * 0x1p-32;
    return point;
  }

 private:
  boost::random::sobol sequence_{4};
};

}  // namespace

NetworkLatency::NetworkLatency(const World& world, std::uint32_t workload) {
  const network::JourneyModel journeys(world.network);
  const demand::Sizes sizes(world.workloads.at(workload));
  SobolPoints sobol;
  for (std::size_t n = 0; n < points; ++n) {
    const auto [access, jitter, connection, size] = sobol.next();
    const network::Conditions drawn = journeys.conditions(normal_quantile(access), normal_quantile(jitter), connection);
    const double trips = drawn.new_connection ? 1 + world.network.handshake_round_trips : 1;
    const std::int32_t prompt = sizes.size_at(normal_quantile(size));
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
  for (std::size_t q = 0; q < quantiles; ++q) result.push_back(times[(2 * q + 1) * points / (2 * quantiles)]);
  return result;
}

std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms) {
  return NetworkLatency(world, workload).quantiles_ms(rtt_ms);
}

}  // namespace tradewind
