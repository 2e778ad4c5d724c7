#include "study/front.h"

#include <algorithm>
#include <array>

namespace tradewind::study {
namespace {

constexpr double tolerated_loss = 0.001;

// What candidates compete on, the less the better.
using Axes = std::array<double, 3>;

Axes axes_of(const Candidate& c) { return {c.latency_ms(), c.monthly_usd(), c.benefit ? -c.benefit->net_usd : 0}; }
Axes latency_and_cost(const Candidate& c) { return {c.latency_ms(), c.monthly_usd(), 0}; }

bool beats(const Axes& a, const Axes& b) {
  for (std::size_t axis = 0; axis < a.size(); ++axis)
    if (a[axis] > b[axis]) return false;
  return a != b;
}

// Those that none of the others beats, of equal ones the first; ascending latency.
std::vector<Candidate*> unbeaten(const std::vector<Candidate*>& all, Axes (*axes)(const Candidate&)) {
  std::vector<Candidate*> front;
  for (Candidate* candidate : all) {
    const Axes own = axes(*candidate);
    const bool beaten = std::ranges::any_of(all, [&](const Candidate* other) { return beats(axes(*other), own); });
    const bool repeated = std::ranges::any_of(front, [&](const Candidate* other) { return axes(*other) == own; });
    if (!beaten && !repeated) front.push_back(candidate);
  }
  std::ranges::stable_sort(front, {}, &Candidate::latency_ms);
  return front;
}

}  // namespace

bool keeps_constraints(const World& world, const Candidate& candidate) {
  const RequestCounts& requests = candidate.outcome.requests;
  if (requests.offered > 0 && requests.completed == 0) return false;  // nobody was answered, so that no latency is known
  const double lost = static_cast<double>(requests.timed_out + requests.failed);
  if (lost > tolerated_loss * static_cast<double>(requests.offered)) return false;
  if (world.constraints.monthly_budget_usd > 0 && candidate.monthly_usd() > world.constraints.monthly_budget_usd) return false;
  return !world.constraints.enforce_slo ||
         std::all_of(candidate.outcome.workloads.begin(), candidate.outcome.workloads.end(), [](const WorkloadOutcome& w) { return w.slo_met; });
}

void mark_front(const World& world, std::vector<Candidate>& candidates) {
  std::vector<Candidate*> eligible;
  for (Candidate& candidate : candidates) {
    candidate.on_front = candidate.knee = candidate.earns_most = false;
    if (keeps_constraints(world, candidate)) eligible.push_back(&candidate);
  }
  if (eligible.empty()) return;
  const std::vector<Candidate*> front = unbeaten(eligible, axes_of);
  for (Candidate* candidate : front) candidate->on_front = true;
  if (front.front()->benefit)
    (*std::ranges::max_element(front, {}, [](const Candidate* candidate) { return candidate->benefit->net_usd; }))->earns_most = true;

  // A point of the front in latency and cost stands on that of all axes, too, or another one does at its place.
  const std::vector<Candidate*> flat = unbeaten(front, latency_and_cost);
  std::vector<double> latency, cost;
  for (const Candidate* candidate : flat) {
    latency.push_back(candidate->latency_ms());
    cost.push_back(candidate->monthly_usd());
  }
  flat[knee_of(latency, cost)]->knee = true;
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
