#include "tradewind/sim/network_time.h"

#include <algorithm>
#include <array>
#include <boost/random/sobol.hpp>
#include <cmath>

#include "demand/sizes.h"
#include "network/journey.h"
#include "statistics/normal.h"

namespace tradewind {
namespace {

using statistics::normal_quantile;

constexpr std::size_t points = 2048;  // a power of two, for which Sobol's points are balanced
constexpr std::size_t quantiles = 100;

// Points of Sobol's eight-dimensional low-discrepancy sequence (Sobol, 1967; direction numbers of Joe and Kuo, 2008, from Boost.Random), in (0, 1).
class SobolPoints {
 public:
  std::array<double, 8> next() {
    std::array<double, 8> point{};
    for (double& x : point) x = (static_cast<double>(sequence_() >> 32) + 0.5) * 0x1p-32;
    return point;
  }

 private:
  boost::random::sobol sequence_{8};
};

}  // namespace

struct NetworkLatency::Journeys {
  struct Drawn {
    network::Conditions conditions;
    network::Payload payload;
    network::Luck luck;
  };
  network::JourneyModel model;
  bool whole_answer = false;  // not a stream
  std::vector<Drawn> drawn;

  double ms(const Drawn& journey, const network::Way& way) const {
    const auto& [conditions, payload, luck] = journey;
    const double answer_ms =
        whole_answer ? model.download_ms(conditions, way, payload.answer_bytes) : model.stream_ms(conditions, way, payload.answer_bytes);
    return model.up_ms(conditions, way, payload.request_bytes, luck) + model.down_ms(conditions, way, payload.answer_bytes, luck) + answer_ms;
  }
};

NetworkLatency::NetworkLatency(const World& world, std::uint32_t workload) {
  const demand::Sizes sizes(world.workloads.at(workload));
  const auto journeys = std::make_shared<Journeys>(Journeys{network::JourneyModel(world.network), !sizes.is_llm(), {}});
  SobolPoints sobol;
  for (std::size_t n = 0; n < points; ++n) {
    const auto [access, jitter, connection, size, line, setup, up, down] = sobol.next();
    const double request_bytes = sizes.request_bytes(sizes.size_at(normal_quantile(size)));
    journeys->drawn.push_back({journeys->model.conditions(normal_quantile(access), normal_quantile(jitter), connection, line),
                               {request_bytes, sizes.is_llm() ? sizes.chunk_bytes() : sizes.response_bytes(1)},
                               {setup, up, down}});
  }
  journeys_ = journeys;
}

std::vector<double> NetworkLatency::quantiles_ms(double rtt_ms) const {
  std::vector<double> times;
  times.reserve(points);
  for (const Journeys::Drawn& drawn : journeys_->drawn) times.push_back(journeys_->ms(drawn, {.rtt_ms = rtt_ms}));
  std::ranges::sort(times);
  std::vector<double> result;
  for (std::size_t q = 0; q < quantiles; ++q) result.push_back(times[(2 * q + 1) * points / (2 * quantiles)]);
  return result;
}

std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms) {
  return NetworkLatency(world, workload).quantiles_ms(rtt_ms);
}

}  // namespace tradewind
