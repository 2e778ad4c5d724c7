#include "tradewind/sim/capacity.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <span>
#include <stdexcept>

#include "capacity/isotonic.h"
#include "capacity/pool_run.h"
#include "statistics/student_t.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {
namespace {

constexpr double tolerated_growth = 0.02;      // of the arrivals that may stay behind: the pool keeps up with 98 % of them
constexpr double tolerated_rejections = 0.01;  // of a classic server with a bounded queue
constexpr double precision = 0.02;             // relative, of max_rate_rps
constexpr std::size_t quantiles = 100, batches = 10;

bool is_stable(const capacity::PoolRun& run, bool is_llm) {
  // An LLM server rejects by length, whatever the load.
  return run.growth < tolerated_growth && (is_llm || run.rejected_share < tolerated_rejections);
}

// In order of arrival.
std::vector<double> latencies_ms(const capacity::PoolRun& run, LatencyMetric metric) {
  std::vector<double> result;
  for (const capacity::Served& served : run.requests)
    if (!served.rejected) result.push_back(kernel::to_ms(metric == LatencyMetric::ttft ? served.first_token : served.end));
  return result;
}

double quantile(std::span<const double> ascending, double q) {
  return ascending[std::min(ascending.size() - 1, static_cast<std::size_t>(q * static_cast<double>(ascending.size())))];
}

std::vector<double> quantiles_of(std::vector<double> latencies) {
  std::ranges::sort(latencies);
  std::vector<double> result;
  for (std::size_t q = 0; q < quantiles; ++q) result.push_back(latencies[(2 * q + 1) * latencies.size() / (2 * quantiles)]);
  return result;
}

// Requests that follow each other meet the same queue: those of a batch are one observation.
double ci95_ms(std::span<const double> latencies, double q) {
  std::vector<double> observations;
  const std::size_t size = latencies.size() / batches;
  if (size == 0) return 0;
  for (std::size_t batch = 0; batch < batches; ++batch) {
    const std::span<const double> part = latencies.subspan(batch * size, size);
    std::vector<double> ascending(part.begin(), part.end());
    std::ranges::sort(ascending);
    observations.push_back(quantile(ascending, q));
  }
  return statistics::ci95_half_width(observations);
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
    for (const double share : options_.shares_of_max) add(curve.points, share * curve.max_rate_rps);
    std::ranges::sort(curve.points, {}, &LoadPoint::rate_rps);
    refine(curve.points);
    capacity::make_monotone(curve.points);
    return curve;
  }

 private:
  capacity::PoolRun run(double rate_rps) const { return capacity::run_pool(pool_, rate_rps * options_.replicas, options_.requests_per_point); }

  bool add(std::vector<LoadPoint>& points, double rate_rps) const {
    const capacity::PoolRun result = run(rate_rps);
    const std::vector<double> latencies = latencies_ms(result, workload_.slo.metric);
    if (latencies.empty() || !is_stable(result, workload_.is_llm())) return false;
    points.push_back({rate_rps, result.utilization, quantiles_of(latencies), ci95_ms(latencies, workload_.slo.percentile / 100), true});
    return true;
  }

  // How far a point is off the line between its neighbours, as a part of its own latency.
  double bend(const std::vector<LoadPoint>& points, std::size_t i) const {
    if (i == 0 || i + 1 >= points.size()) return 0;
    const auto at = [&](std::size_t point) { return at_percentile(points[point].latency_quantiles_ms, workload_.slo.percentile); };
    const double part = (points[i].rate_rps - points[i - 1].rate_rps) / (points[i + 1].rate_rps - points[i - 1].rate_rps);
    return std::abs(at(i - 1) + part * (at(i + 1) - at(i - 1)) - at(i)) / at(i);
  }

  // The stretches beside the point that bends most, the longer one first.
  void refine(std::vector<LoadPoint>& points) const {
    while (points.size() < options_.most_points) {
      std::size_t sharpest = 0;
      for (std::size_t i = 1; i < points.size(); ++i)
        if (bend(points, i) > bend(points, sharpest)) sharpest = i;
      if (bend(points, sharpest) <= options_.bend) return;
      const double before = points[sharpest].rate_rps - points[sharpest - 1].rate_rps,
                   after = points[sharpest + 1].rate_rps - points[sharpest].rate_rps;
      const double rate_rps = points[sharpest].rate_rps + (before > after ? -before : after) / 2;
      if (!add(points, rate_rps)) return;
      std::ranges::sort(points, {}, &LoadPoint::rate_rps);
    }
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

double at_percentile(std::span<const double> quantiles, double percentile) {
  const double last = static_cast<double>(quantiles.size()) - 1, position = std::clamp(percentile / 100 * (last + 1) - 0.5, 0.0, last);
  const auto low = static_cast<std::size_t>(position), high = std::min(low + 1, quantiles.size() - 1);
  return quantiles[low] + (position - static_cast<double>(low)) * (quantiles[high] - quantiles[low]);
}

CapacityCurve capacity_curve(const World& world, const ServingOption& option, const CapacityOptions& options) {
  if (options.replicas < 1 || options.requests_per_point < 100 || options.bend <= 0)
    throw std::invalid_argument("A capacity curve needs at least one replica, 100 requests a point and a bend above 0.");
  return CurveBuilder(world, option, options).build();
}

std::vector<CapacityCurve> capacity_curves(const World& world, std::span<const ServingOption* const> servings, const CapacityOptions& options,
                                           int threads, const std::function<void(std::size_t, const CapacityCurve&)>& done, std::stop_token stop) {
  std::vector<CapacityCurve> curves(servings.size());
  std::mutex telling;
  in_parallel(servings.size(), threads, [&](std::size_t i) {
    if (stop.stop_requested()) throw Interrupted{};
    curves[i] = capacity_curve(world, *servings[i], options);
    const std::lock_guard lock(telling);
    done(i, curves[i]);
  });
  return curves;
}

}  // namespace tradewind
