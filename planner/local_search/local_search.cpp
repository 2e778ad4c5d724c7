#include "local_search/local_search.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "compare/hypervolume.h"
#include "concurrency/plan_stages.h"

namespace tradewind::local_search {
namespace {

constexpr std::size_t batch = 4;     // simulated side by side; fixed, so that the front does not depend on the number of workers
constexpr double least_gain = 1e-5;  // of what the front dominates

using Points = std::vector<std::pair<double, double>>;

// Without those of a front (ascending latency) that stand there for its third axis alone.
std::vector<std::size_t> in_latency_and_cost(const search::Evaluator& evaluator, const std::vector<std::size_t>& front) {
  std::vector<std::size_t> kept;
  for (const std::size_t point : front)
    if (kept.empty() || evaluator.candidates()[point].monthly_usd() < evaluator.candidates()[kept.back()].monthly_usd()) kept.push_back(point);
  return kept;
}

}  // namespace

LocalSearch::LocalSearch(search::Evaluator& evaluator, verification::Verification& verification, const World& world,
                         const std::vector<search::Search::Point>& points, const PlanOptions& options, Meter& meter)
    : evaluator_(&evaluator), verification_(&verification), world_(&world), points_(&points), options_(options), meter_(&meter) {}

void LocalSearch::run() {
  const auto budget = static_cast<std::size_t>(options_.local_search);
  for (std::size_t tried = 0; tried < budget;) {
    verification_->learn();
    const std::vector<Trial> trials = best_trials(std::min(batch, budget - tried));
    if (trials.empty()) break;
    const double share = static_cast<double>(tried + trials.size()) / static_cast<double>(budget);
    const double part_end = plan_stages::corrections_end + (plan_stages::local_search_end - plan_stages::corrections_end) * share;
    meter_->begin(part_end, fmt::format("local search, {} of {} topologies", tried, budget));
    std::vector<Topology> topologies;
    for (const Trial& trial : trials) topologies.push_back(trial.move.topology);
    evaluator_->evaluate_ahead(topologies);
    for (const Trial& trial : trials) evaluator_->evaluate({trial.move.topology, trial.move.placement, trial.move.hoped_latency_ms}, part_end);
    tried += trials.size();
  }
}

std::vector<LocalSearch::Trial> LocalSearch::best_trials(std::size_t most) const {
  const std::vector<std::size_t> points = in_latency_and_cost(*evaluator_, evaluator_->front());
  if (points.empty()) return {};
  Points front;
  for (const std::size_t point : points) {
    const Candidate& candidate = evaluator_->candidates()[point];
    front.emplace_back(candidate.latency_ms(), candidate.monthly_usd());
  }
  // Ends of the front may be moved outwards by a tenth.
  const compare_studies::Rectangle box{0, 0, 1.1 * front.back().first, 1.1 * front.front().second};
  const double dominated = dominated_share(front, box);

  std::vector<Trial> trials;
  for (const std::size_t point : points)
    for (Move& move : moves(verification_->market_around(point), evaluator_->placement(point))) {
      Points with = front;
      with.emplace_back(move.hoped_latency_ms, move.placement.usd);
      const double gain = dominated_share(std::move(with), box) - dominated;
      if (gain > least_gain) trials.push_back({std::move(move), gain});
    }
  std::ranges::stable_sort(trials, std::greater{}, &Trial::gain);
  std::vector<Trial> best;
  std::set<std::string> chosen;
  for (Trial& trial : trials) {
    if (best.size() == most) break;
    if (evaluator_->find(trial.move.topology) || !chosen.insert(to_json(*world_, trial.move.topology)).second) continue;
    placement::Placement& placement = trial.move.placement;
    placement.bound_usd = std::min(placement.usd, lower_bound_usd(trial.move.hoped_latency_ms));
    best.push_back(std::move(trial));
  }
  return best;
}

// A placement that is faster than a limit keeps to it, and costs at least what is proven there.
double LocalSearch::lower_bound_usd(double latency_ms) const {
  double bound = 0;
  for (const search::Search::Point& point : *points_)
    if (point.axis.limit_ms >= latency_ms) bound = std::max(bound, point.placement.bound_usd);
  return bound;
}

}  // namespace tradewind::local_search
