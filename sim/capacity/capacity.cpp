#include "tradewind/sim/capacity.h"

#include <algorithm>
#include <stdexcept>

#include "capacity/pool_run.h"

namespace tradewind {
namespace {

constexpr double tolerated_growth = 0.02;      // of the arrivals that may stay behind: the pool keeps up with 98 % of them
constexpr double tolerated_rejections = 0.01;  // of a classic server with a bounded queue
constexpr double precision = 0.02;             // relative, of max_rate_rps
constexpr std::size_t quantiles = 100;

bool is_stable(const capacity::PoolRun& run, bool is_llm) {
  // An LLM server rejects by length, whatever the load.
  return run.growth < tolerated_growth && (is_llm || run.rejected_share < tolerated_rejections);
}

std::vector<double> latency_quantiles_ms(const capacity::PoolRun& run, LatencyMetric metric) {
  std::vector<kernel::Time> latencies;
  for (const capacity::Served& served : run.requests)
    if (!served.rejected) latencies.push_back(metric == LatencyMetric::ttft ? served.first_token : served.end);
  std::vector<double> result;
  if (latencies.empty()) return result;
  std::ranges::sort(latencies);
  for (std::size_t q = 0; q < quantiles; ++q) result.push_back(kernel::to_ms(latencies[(2 * q + 1) * latencies.size() / (2 * quantiles)]));
  return result;
}

class CurveBuilder {
 public:
  CurveBuilder(const World& world, const ServingOption& option, const CapacityOptions& options)
      : workload_(world.workloads.at(option.workload)),
        options_(options),
        pool_{serving::server_settings(world, option),
              demand::Sizes(workload_),
              options.replicas,
              workload_.balancing,
              options.seed,
              option.workload,
              workload_.burstiness,
              workload_.session()} {}

  CapacityCurve build() const {
    CapacityCurve curve;
    curve.max_rate_rps = max_rate_rps();
    for (const double share : options_.shares_of_max) {
      LoadPoint point = load_point(share * curve.max_rate_rps);
      if (point.stable && !point.latency_quantiles_ms.empty()) curve.points.push_back(std::move(point));
    }
    std::ranges::sort(curve.points, {}, &LoadPoint::rate_rps);
    return curve;
  }

 private:
  capacity::PoolRun run(double rate_rps) const { return capacity::run_pool(pool_, rate_rps * options_.replicas, options_.requests_per_point); }

  LoadPoint load_point(double rate_rps) const {
    const capacity::PoolRun result = run(rate_rps);
    return {rate_rps, result.utilization, latency_quantiles_ms(result, workload_.slo.metric), is_stable(result, workload_.is_llm())};
  }

  // Doubles the rate from that of one request at a time until the pool no longer keeps up, then halves the interval.
  double max_rate_rps() const {
    double low = 0, high = rate_of_one_at_a_time();
    while (is_stable(run(high), workload_.is_llm())) {
      low = high;
      high *= 2;
    }
    while (high - low > precision * high) {
      const double middle = (low + high) / 2;
      (is_stable(run(middle), workload_.is_llm()) ? low : high) = middle;
    }
    return low;
  }

  // Half of the rate at which a replica serves requests that never meet.
  double rate_of_one_at_a_time() const {
    constexpr double rare_rps = 1e-3;
    constexpr int few = 100;
    capacity::PoolUnderTest single = pool_;
    single.replicas = 1;
    single.burstiness = 1;
    const capacity::PoolRun alone = capacity::run_pool(single, rare_rps, few);
    double total_s = 0, served = 0;
    for (const capacity::Served& request : alone.requests) {
      if (request.rejected) continue;
      total_s += kernel::to_s(request.end);
      ++served;
    }
    if (served == 0)
      throw std::invalid_argument("Every request of workload " + workload_.name + " is rejected by its server: it is longer than the server allows.");
    return 0.5 * served / std::max(total_s, 1e-9);
  }

  const Workload& workload_;
  const CapacityOptions& options_;
  capacity::PoolUnderTest pool_;
};

}  // namespace

CapacityCurve capacity_curve(const World& world, const ServingOption& option, const CapacityOptions& options) {
  if (options.replicas < 1 || options.requests_per_point < 100)
    throw std::invalid_argument("A capacity curve needs at least one replica and 100 requests a point.");
  return CurveBuilder(world, option, options).build();
}

}  // namespace tradewind
