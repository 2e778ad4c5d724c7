#include "engine/precision.h"

#include <algorithm>
#include <cmath>

namespace tradewind::engine {
namespace {

double needed_half_width(double target) { return target / (1 + target); }

void widen(PrecisionOutcome& widest, double estimate, double half_width, const std::string& figure) {
  if (estimate <= 0 || half_width / estimate <= widest.achieved) return;
  widest.achieved = half_width / estimate;
  widest.figure = figure;
}

void widen(PrecisionOutcome& widest, const LatencySummary& latency, const std::string& name) {
  widen(widest, latency.mean, latency.mean_ci95, name + " mean");
  widen(widest, latency.p95, latency.ci95, name + " p95");
  widen(widest, latency.p99, latency.p99_ci95, name + " p99");
}

}  // namespace

PrecisionOutcome held_against(double target, const std::vector<WorkloadOutcome>& workloads) {
  PrecisionOutcome widest{.target = target, .achieved = 0, .figure = {}, .reached = false};
  for (const WorkloadOutcome& workload : workloads) {
    widen(widest, workload.latency.e2e, workload.workload + " e2e");
    widen(widest, workload.latency.ttft, workload.workload + " ttft");
  }
  // Without any interval nothing is known.
  if (widest.figure.empty()) widest.achieved = 1;
  widest.reached = target > 0 && widest.achieved <= needed_half_width(target);
  return widest;
}

int expected_replications(const PrecisionOutcome& precision, int have) {
  const double ratio = precision.achieved / needed_half_width(precision.target);
  return static_cast<int>(std::ceil(std::min(1e6, std::max(1.0, ratio * ratio) * have)));
}

int next_replications(const PrecisionOutcome& precision, int have, int most) {
  return std::min(most, std::clamp(expected_replications(precision, have), have + 1, 2 * have));
}

}  // namespace tradewind::engine
