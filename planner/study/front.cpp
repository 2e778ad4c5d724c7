#include "study/front.h"

#include <algorithm>

namespace tradewind::study {
namespace {

constexpr double tolerated_loss = 0.001;

bool beats(const Candidate& a, const Candidate& b) {
  const double latency_a = a.latency_ms(), latency_b = b.latency_ms();
  const Cents cost_a = a.bill.total(), cost_b = b.bill.total();
  return latency_a <= latency_b && cost_a <= cost_b && (latency_a < latency_b || cost_a < cost_b);
}

bool same_place(const Candidate& a, const Candidate& b) { return a.latency_ms() == b.latency_ms() && a.bill.total() == b.bill.total(); }

}  // namespace

bool keeps_constraints(const World& world, const Candidate& candidate) {
  const RequestCounts& requests = candidate.outcome.requests;
  const double lost = static_cast<double>(requests.timed_out + requests.failed);
  if (lost > tolerated_loss * static_cast<double>(requests.offered)) return false;
  if (world.constraints.monthly_budget_usd > 0 && candidate.monthly_usd() > world.constraints.monthly_budget_usd) return false;
  return !world.constraints.enforce_slo ||
         std::all_of(candidate.outcome.workloads.begin(), candidate.outcome.workloads.end(), [](const WorkloadOutcome& w) { return w.slo_met; });
}

void mark_front(const World& world, std::vector<Candidate>& candidates) {
  std::vector<Candidate*> eligible, front;
  for (Candidate& candidate : candidates) {
    candidate.on_front = candidate.knee = false;
    if (keeps_constraints(world, candidate)) eligible.push_back(&candidate);
  }
  for (Candidate* candidate : eligible) {
    const bool beaten = std::any_of(eligible.begin(), eligible.end(), [&](const Candidate* other) { return beats(*other, *candidate); });
    const bool repeated = std::any_of(front.begin(), front.end(), [&](const Candidate* other) { return same_place(*other, *candidate); });
    candidate->on_front = !beaten && !repeated;
    if (candidate->on_front) front.push_back(candidate);
  }
  if (front.empty()) return;
  std::sort(front.begin(), front.end(), [](const Candidate* a, const Candidate* b) { return a->latency_ms() < b->latency_ms(); });
  std::vector<double> latency, cost;
  for (const Candidate* candidate : front) {
    latency.push_back(candidate->latency_ms());
    cost.push_back(candidate->monthly_usd());
  }
  front[knee_of(latency, cost)]->knee = true;
}

std::size_t knee_of(const std::vector<double>& x, const std::vector<double>& y) {
  std::size_t knee = x.size() - 1;
  if (x.size() < 3) return knee;
  double deepest = 0;
  for (std::size_t i = 1; i + 1 < x.size(); ++i) {
    const double along = (x[i] - x.front()) / (x.back() - x.front());
    const double down = (y.front() - y[i]) / (y.front() - y.back());
    if (along > 0 && down - along > deepest) {  // distance below the line, times sqrt(2)
      deepest = down - along;
      knee = i;
    }
  }
  return knee;
}

}  // namespace tradewind::study
