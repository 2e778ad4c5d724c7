#include "engine/latency_summary.h"

#include "statistics/student_t.h"

namespace tradewind::engine {
namespace {

using statistics::Sketch;

template <class Statistic>
double ci95(const ReplicatedSketch& replications, Statistic statistic) {
  std::vector<double> values;
  for (const Sketch* sketch : replications)
    if (sketch->count() > 0) values.push_back(statistic(*sketch));
  return statistics::ci95_half_width(values);
}

}  // namespace

double mean_ci95_ms(const ReplicatedSketch& replications) {
  return ci95(replications, [](const Sketch& sketch) { return sketch.mean_ms(); });
}

double quantile_ci95_ms(const ReplicatedSketch& replications, double q) {
  return ci95(replications, [q](const Sketch& sketch) { return sketch.quantile_ms(q); });
}

LatencySummary summarize(const Sketch& all, const ReplicatedSketch& replications) {
  return {.count = all.count(),
          .mean = all.mean_ms(),
          .p50 = all.quantile_ms(0.5),
          .p90 = all.quantile_ms(0.9),
          .p95 = all.quantile_ms(0.95),
          .p99 = all.quantile_ms(0.99),
          .p999 = all.quantile_ms(0.999),
          .max = all.max_ms(),
          .ci95 = quantile_ci95_ms(replications, 0.95),
          .mean_ci95 = mean_ci95_ms(replications),
          .p50_ci95 = quantile_ci95_ms(replications, 0.5),
          .p90_ci95 = quantile_ci95_ms(replications, 0.9),
          .p99_ci95 = quantile_ci95_ms(replications, 0.99)};
}

}  // namespace tradewind::engine
