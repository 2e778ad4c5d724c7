#include "search/search.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "concurrency/plan_stages.h"
#include "search/infeasible.h"
#include "search/start.h"

namespace tradewind::search {
namespace {

using namespace plan_stages;

constexpr std::size_t batch = 2;         // limits solved side by side; fixed, so that the front does not depend on the number of threads
constexpr double fastest_slack = 1.02;   // over the limit that no placement can beat, so that the fast end has some choice left
constexpr int fastest_steps = 6;         // of bisection, where the constraints forbid the fastest limit
constexpr double broken_promise = 1.15;  // simulated over promised latency: past it the pools get headroom
constexpr double headroom = 1.15;
constexpr std::size_t third_limits = 4;  // on the latency, evenly over the points of the front
// Bounds on the third axis at each of them, between the least loss (0) and that of the point there (1).
constexpr std::array third_bounds = {0.0, 0.25, 0.5};
constexpr double third_slack = 1.005;  // over the least loss, so that there is some choice left

bool lost_requests(const Candidate& candidate) { return candidate.outcome.requests.timed_out + candidate.outcome.requests.failed > 0; }

}  // namespace

Search::Search(Evaluator& evaluator, const market::Market& market, const PlanOptions& options, Meter& meter)
    : evaluator_(&evaluator), market_(&market), options_(options), meter_(&meter) {}

void Search::run(const World& world, std::stop_token stop) {
  add_cheapest(world, stop);
  add_fastest();
  while (!enough()) {
    const std::vector<double> limits = points_.size() < 2 ? std::vector<double>{} : next_limits(axis_points(), batch);
    if (limits.empty()) break;
    add_between(limits);
  }
  if (market_->third_axis().can_be_bound()) bound_third_axis();
}

void Search::add_cheapest(const World& world, std::stop_token stop) {
  meter_->begin(part_end(), "cheapest placement");
  const auto placement = evaluator_->solve({market_});
  placement::Limits limits;
  limits.seconds = options_.solve_s;
  limits.stop = stop;
  if (!placement) throw Infeasible(why_infeasible(world, *market_, limits));
  add({market_}, market_->latency_ms(*placement), *placement);
}

void Search::add_fastest() {
  meter_->begin(part_end(), "fastest placement");
  const double cheapest_ms = points_.back().axis.limit_ms;
  double low_ms = market_->fastest_limit_ms();  // no placement is faster
  double limit_ms = low_ms * fastest_slack;
  std::optional<std::pair<double, placement::Placement>> fastest;
  for (int step = 0; step < fastest_steps && limit_ms < cheapest_ms; ++step) {
    if (const auto placement = evaluator_->solve(query_at(limit_ms))) {
      fastest = {limit_ms, *placement};
      if (step == 0) break;
    } else {
      low_ms = limit_ms;
    }
    limit_ms = std::sqrt(low_ms * (fastest ? fastest->first : cheapest_ms));
  }
  if (fastest) add(query_at(fastest->first), fastest->first, fastest->second);
}

void Search::add_between(const std::vector<double>& limits) {
  const double now = part_end(0), then = part_end(limits.size());
  meter_->begin((now + then) / 2, fmt::format("placements at {:.0f} ms and near it", limits.front()));
  std::vector<Query> queries;
  for (const double limit : limits) queries.push_back(query_at(limit));
  std::vector<std::optional<placement::Placement>> placements = evaluator_->solve_all(queries);
  // A placement for a tighter limit keeps to this one too.
  for (std::size_t i = 0; i < limits.size(); ++i)
    if (!placements[i]) placements[i] = queries[i].start.value();
  meter_->begin(then, fmt::format("topologies at {:.0f} ms and near it", limits.front()));
  evaluator_->evaluate_ahead(*market_, placements);
  for (std::size_t i = 0; i < limits.size(); ++i) add(queries[i], limits[i], *placements[i]);
}

void Search::add(const Query& query, double limit_ms, const placement::Placement& placement) {
  Point point = evaluated(query, limit_ms, placement);
  points_.insert(std::ranges::find_if(points_, [&](const Point& other) { return other.axis.limit_ms > limit_ms; }), std::move(point));
}

Search::Point Search::evaluated(const Query& query, double limit_ms, const placement::Placement& placement) {
  Point point{{limit_ms, 0, 0}, placement, query, evaluator_->evaluate(*market_, placement, part_end())};
  const auto candidate = [&]() -> const Candidate& { return evaluator_->candidates()[point.candidate]; };
  // Where the simulation is much slower than promised (pools too small to smooth their load), once more with larger pools.
  if (lost_requests(candidate()) || candidate().latency_ms() > broken_promise * limit_ms) {
    Query roomier{market_, limit_ms, headroom};
    roomier.third_most = query.third_most;
    if (const auto larger = evaluator_->solve(roomier)) {
      point.query = roomier;
      point.candidate = evaluator_->evaluate(*market_, *larger, part_end());
    }
  }
  point.axis.latency_ms = candidate().latency_ms();
  point.axis.usd = candidate().monthly_usd();
  return point;
}

// Limits at which the loss on the third axis may be lower than that of the point there, and how low it can be. The last one is none: what is best on
// the third axis may be slower than the cheapest.
std::vector<Search::Loss> Search::losses() const {
  std::vector<Loss> losses;
  const auto add = [&](std::optional<double> limit_ms, const Point& base) {
    losses.push_back({limit_ms, &base, market_->third_loss(base.placement), 0, {}});
  };
  for (std::size_t i = 0, n = std::min(third_limits, points_.size()); i < n; ++i) {
    const Point& base = points_[n == 1 ? 0 : i * (points_.size() - 1) / (n - 1)];
    add(base.axis.limit_ms, base);
  }
  add({}, points_.back());
  if (!market_->third_axis().may_be_nothing()) {
    std::vector<Query> least;
    for (const Loss& loss : losses) {
      least.push_back({market_, loss.limit_ms});
      least.back().goal = Goal::third_axis;
    }
    const auto found = evaluator_->solve_all(least);
    for (std::size_t i = 0; i < losses.size(); ++i) {
      if (!found[i]) continue;
      losses[i].least = third_slack * market_->third_loss(*found[i]);
      losses[i].start = *found[i];
      losses[i].start->usd = market_->monthly_usd(*found[i]);
    }
  }
  std::erase_if(losses, [](const Loss& loss) { return loss.of_base <= loss.least; });
  return losses;
}

void Search::bound_third_axis() {
  const double width = third_axis_end - search_end;
  meter_->begin(search_end + width / 4, "third axis, as good as it can be");
  const std::vector<Loss> all = losses();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Loss& loss = all[i];
    const auto end_of = [&](double part) { return search_end + width * (1 + 3 * part / static_cast<double>(all.size())) / 4; };
    const double part_end = end_of(static_cast<double>(i) + 1);
    meter_->begin(end_of(static_cast<double>(i) + 0.5),
                  loss.limit_ms ? fmt::format("third axis at {:.0f} ms", *loss.limit_ms) : "third axis at any latency");
    std::vector<Query> queries;
    for (const double share : third_bounds) {
      queries.push_back({market_, loss.limit_ms, 1, loss.start, loss.base->placement.bound_usd});
      queries.back().third_most = loss.least + share * (loss.of_base - loss.least);
    }
    const auto found = evaluator_->solve_all(queries);
    meter_->begin(part_end, "topologies of the third axis");
    evaluator_->evaluate_ahead(*market_, found);
    for (std::size_t q = 0; q < queries.size(); ++q)
      if (found[q]) third_points_.push_back(evaluated(queries[q], loss.limit_ms.value_or(market_->latency_ms(*found[q])), *found[q]));
  }
}

Query Search::query_at(double limit_ms) const {
  std::vector<KnownPlacement> known;
  for (const Point& point : points_) known.push_back({point.axis.limit_ms, &point.placement});
  return {market_, limit_ms, 1, start_at(limit_ms, known), lower_bound_usd_at(limit_ms, known)};
}

std::vector<AxisPoint> Search::axis_points() const {
  std::vector<AxisPoint> axis;
  for (const Point& point : points_) axis.push_back(point.axis);
  return axis;
}

bool Search::enough() {
  const auto wanted = static_cast<std::size_t>(options_.points);
  return points_.size() >= 3 * wanted + 4 || (points_.size() >= wanted + 2 && evaluator_->front().size() >= wanted);
}

double Search::part_end(std::size_t more) const {
  // Points still to come, as far as is known: at least one until the end.
  const auto found = static_cast<double>(points_.size() + more);
  const double all = std::max<double>(options_.points + 3, found + 1);
  return curves_end + (search_end - curves_end) * found / all;
}

}  // namespace tradewind::search
