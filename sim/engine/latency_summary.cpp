#include "engine/latency_summary.h"

#include "statistics/student_t.h"

namespace tradewind::engine {

LatencyEstimate estimate(const statistics::Sketch& sketch) {
  return {sketch.count(), sketch.mean_ms(), sketch.quantile_ms(0.5), sketch.quantile_ms(0.9), sketch.quantile_ms(0.95), sketch.quantile_ms(0.99)};
}

LatencySummary summarize(const statistics::Sketch& all, std::span<const LatencyEstimate> replications) {
  const auto ci95 = [&](double LatencyEstimate::*statistic) {
    std::vector<double> values;
    for (const LatencyEstimate& replication : replications)
      if (replication.count > 0) values.push_back(replication.*statistic);
    return statistics::ci95_half_width(values);
  };
  const LatencyEstimate together = estimate(all);
  return {.count = all.count(),
          .mean = together.mean,
          .p50 = together.p50,
          .p90 = together.p90,
          .p95 = together.p95,
          .p99 = together.p99,
          .p999 = all.quantile_ms(0.999),
          .max = all.max_ms(),
          .ci95 = ci95(&LatencyEstimate::p95),
          .mean_ci95 = ci95(&LatencyEstimate::mean),
          .p50_ci95 = ci95(&LatencyEstimate::p50),
          .p90_ci95 = ci95(&LatencyEstimate::p90),
          .p99_ci95 = ci95(&LatencyEstimate::p99)};
}

}  // namespace tradewind::engine
