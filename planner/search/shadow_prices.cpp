#include "search/shadow_prices.h"

#include <fmt/core.h>

#include <algorithm>

#include "placement/failures.h"
#include "search/demands.h"
#include "search/placement_json.h"
#include "study/fnv1a.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind::search {
namespace {

using placement::Placement;
using placement::PlacementProblem;

constexpr int latency_unit = 5, third_unit = 5;  // steps of 1 %

struct Question {
  std::size_t point, demand;
};

bool keeps_to(const PlacementProblem& problem, const Placement& placement) {
  return feasible(problem, placement) && survives(problem, placement.instances);
}

Demand latency_demand(const market::Market& market, double latency_ms, double percentile) {
  const auto eased_ms = [latency_ms](int steps) { return latency_ms * (1 + steps / 100.0); };
  const auto words = [=](int steps) { return fmt::format("p{:g} of {:.4g} ms", percentile, eased_ms(steps)); };
  const auto ease = [&market, eased_ms](PlacementProblem& p, int steps) {
    PlacementProblem eased = market.problem(eased_ms(steps));
    std::ranges::move(eased.late_rows, p.late_rows.begin());  // one of the third axis, which comes last, stays
    std::ranges::move(eased.failures.late_rows, p.failures.late_rows.begin());
  };
  return {words(0), ease, latency_unit, words, latency_unit};
}

// How much of the third axis may be lost.
Demand third_demand(const World& world, const market::Market& market, double loss) {
  const auto words = [loss, axis = words_of(world.third_axis)](int steps) {
    const double eased = loss * (1 + steps / 100.0);
    if (axis.more_is_better) return fmt::format("{:.3g} % of the load served after the loss of a region", 100 * (1 - eased));
    return fmt::format("{} of {:.4g} {}", axis.name, eased, axis.unit);
  };
  const auto ease = [&market, loss](PlacementProblem& p, int steps) { market.third_axis().rebound(p, loss * (1 + steps / 100.0)); };
  return {words(0), ease, third_unit, words, third_unit};
}

std::optional<Placement> in_model(PlacementProblem problem, const Placement& placement) {
  if (keeps_to(problem, placement)) return placement;
  Placement larger = sized(problem, placement.share);
  if (!placement::raise_for_failures(problem, larger.instances) || !keeps_to(problem, larger)) return {};
  return larger;
}

bool binds(const Demand& demand, const StatedPoint& point) {
  PlacementProblem stricter = point.problem;
  demand.ease(stricter, -demand.unit);
  return !keeps_to(stricter, point.placement);
}

std::string solved(const PlacementProblem& problem, const Placement& start, const placement::Limits& limits) {
  const auto found = placement::solve(problem, limits, start);
  if (limits.stop.stop_requested()) throw Interrupted{};
  return to_json(found ? *found : start);
}

// What is cheaper without easing anything is no saving of the easing.
Easing easing_of(const StatedPoint& point, const Demand& demand, const Placement& eased) {
  const double usd = point.placement.usd, saves = keeps_to(point.problem, eased) ? 0 : usd - eased.usd;
  return {demand.words, demand.remedy ? demand.remedy(demand.unit) : "", std::max(0.0, saves), std::max(0.0, usd - eased.bound_usd)};
}

}  // namespace

std::optional<StatedPoint> stated_point(const World& world, const market::Market& market, const Placement& placement) {
  const double latency_ms = market.latency_ms(placement);
  PlacementProblem problem = market.problem(latency_ms);
  const bool competes = market.third_axis().can_be_bound();
  const double third_loss = competes ? market.third_loss(placement) : 0;
  if (competes) market.third_axis().bound(problem, third_loss);
  const std::optional<Placement> stated = in_model(problem, placement);
  if (!stated) return {};
  StatedPoint point{std::move(problem), *stated, demands_of(world), fmt::format("{}:{}", fnv1a_hex(to_json(placement)), market.correction().key())};
  point.placement.usd = market.monthly_usd(placement);
  point.demands.push_back(latency_demand(market, latency_ms, world.objective_percentile));
  if (competes && third_loss > 0) point.demands.push_back(third_demand(world, market, third_loss));
  return point;
}

std::vector<std::vector<Easing>> shadow_prices(std::vector<StatedPoint> points, sharing::Steps& steps, int threads, const placement::Limits& limits,
                                               Meter& meter) {
  std::vector<std::string> keys;
  for (const StatedPoint& point : points) keys.push_back("stated:" + point.key);
  const auto stated = steps.run(keys, threads, [&](std::size_t i) { return solved(points[i].problem, points[i].placement, limits); });
  for (std::size_t i = 0; i < points.size(); ++i) points[i].placement = placement_from_json(stated[i]);

  std::vector<Question> questions;
  keys.clear();
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t d = 0; d < points[i].demands.size(); ++d)
      if (binds(points[i].demands[d], points[i])) {
        questions.push_back({i, d});
        keys.push_back(fmt::format("eased:{}:{}", points[i].key, d));
      }
  EqualSteps progress(meter, questions.size());
  const auto eased = steps.run(keys, threads, [&](std::size_t i) {
    const StatedPoint& point = points[questions[i].point];
    const Demand& demand = point.demands[questions[i].demand];
    PlacementProblem problem = point.problem;
    demand.ease(problem, demand.unit);
    std::string text = solved(problem, point.placement, limits);
    progress.advance(i, 1);
    return text;
  });

  std::vector<std::vector<Easing>> result(points.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [point, demand] = questions[i];
    result[point].push_back(easing_of(points[point], points[point].demands[demand], placement_from_json(eased[i])));
  }
  for (std::vector<Easing>& easings : result) std::ranges::stable_sort(easings, std::greater{}, &Easing::saves_usd);
  return result;
}

}  // namespace tradewind::search
