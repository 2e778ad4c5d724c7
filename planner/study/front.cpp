#include "study/front.h"

#include <algorithm>
#include <array>

#include "tradewind/planner/third_axis.h"

namespace tradewind::study {
namespace {

constexpr double tolerated_loss = 0.001;

// What candidates compete on, the less the better.
using Axes = std::array<double, 3>;

Axes axes_of(const Standing& s) { return {s.latency_ms, s.monthly_usd, s.third_loss.value_or(0)}; }
Axes latency_and_cost(const Standing& s) { return {s.latency_ms, s.monthly_usd, 0}; }

bool beats_or_equals(const Axes& a, const Axes& b) {
  for (std::size_t axis = 0; axis < a.size(); ++axis)
    if (a[axis] > b[axis]) return false;
  return true;
}

// Those that none of the others beats, of equal ones the first; ascending latency. In the order of the axes whoever is beaten comes after one that
// beats him and is not beaten himself.
std::vector<Standing*> unbeaten(std::vector<Standing*> all, Axes (*axes)(const Standing&)) {
  std::ranges::stable_sort(all, {}, [axes](const Standing* s) { return axes(*s); });
  std::vector<Standing*> front;
  for (Standing* standing : all) {
    const Axes own = axes(*standing);
    if (std::ranges::none_of(front, [&](const Standing* other) { return beats_or_equals(axes(*other), own); })) front.push_back(standing);
  }
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
  std::vector<Standing> standings;
  for (const Candidate& candidate : candidates) standings.push_back(standing_of(world, candidate));
  tradewind::mark_front(standings);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].on_front = standings[i].on_front;
    candidates[i].knee = standings[i].knee;
    candidates[i].third_best = standings[i].third_best;
  }
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

namespace tradewind {

namespace {

std::optional<double> third_loss(const World& world, const Candidate& candidate) {
  if (!candidate.third) return {};
  return words_of(world.third_axis).more_is_better ? -*candidate.third : *candidate.third;
}

}  // namespace

Standing standing_of(const World& world, const Candidate& candidate) {
  return {.keeps_constraints = study::keeps_constraints(world, candidate),
          .latency_ms = candidate.latency_ms(),
          .monthly_usd = candidate.monthly_usd(),
          .third_loss = third_loss(world, candidate)};
}

void mark_front(std::vector<Standing>& standings) {
  std::vector<Standing*> eligible;
  for (Standing& standing : standings) {
    standing.on_front = standing.knee = standing.third_best = false;
    if (standing.keeps_constraints) eligible.push_back(&standing);
  }
  if (eligible.empty()) return;
  const std::vector<Standing*> front = study::unbeaten(eligible, study::axes_of);
  for (Standing* standing : front) standing->on_front = true;
  if (front.front()->third_loss)
    (*std::ranges::min_element(front, {}, [](const Standing* standing) { return standing->third_loss.value_or(0); }))->third_best = true;

  // A point of the front in latency and cost stands on that of all axes, too, or another one does at its place.
  const std::vector<Standing*> flat = study::unbeaten(front, study::latency_and_cost);
  std::vector<double> latency, cost;
  for (const Standing* standing : flat) {
    latency.push_back(standing->latency_ms);
    cost.push_back(standing->monthly_usd);
  }
  flat[study::knee_of(latency, cost)]->knee = true;
}

}  // namespace tradewind
