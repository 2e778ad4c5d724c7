#include "search/evaluator.h"

#include <fmt/core.h>

#include <algorithm>

#include "search/placement_json.h"
#include "study/billed.h"
#include "study/derived.h"
#include "study/evaluation.h"
#include "study/front.h"
#include "study/verified.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::search {

Evaluator::Evaluator(Study& study, sharing::Steps& steps, const PriceBook& book, const PlanOptions& options, Meter& meter, std::stop_token stop)
    : study_(&study), steps_(&steps), book_(&book), pricing_(study.world(), book), options_(options), meter_(&meter), stop_(std::move(stop)) {}

std::string Evaluator::key_of(const Query& query) const {
  const std::string correction = query.market->correction().key();
  return fmt::format("placement:{}:{:a}:{:a}{}{}{}", book_->id(), query.limit_ms.value_or(0), query.headroom, correction.empty() ? "" : ":",
                     correction,
                     query.goal == Goal::third_axis ? ":least-third"
                     : query.third_most             ? fmt::format(":third:{:a}", *query.third_most)
                                                    : "");
}

std::optional<placement::Placement> Evaluator::solve(const Query& query) { return solve_all({query}).front(); }

std::vector<std::optional<placement::Placement>> Evaluator::solve_all(const std::vector<Query>& queries) {
  std::vector<std::string> keys;
  for (const Query& query : queries) keys.push_back(key_of(query));
  std::vector<std::optional<placement::Placement>> placements;
  EqualSteps progress(*meter_, queries.size());
  const auto texts = steps_->run(keys, options_.threads, [&](std::size_t i) {
    std::string text = solved(queries[i]);
    progress.advance(i, 1);
    return text;
  });
  for (const std::string& text : texts) placements.push_back(text.empty() ? std::nullopt : std::optional(placement_from_json(text)));
  return placements;
}

// Empty where there is no placement.
std::string Evaluator::solved(const Query& query) const {
  placement::Limits limits;
  limits.seconds = options_.solve_s;
  limits.stop = stop_;
  placement::PlacementProblem problem = query.market->problem(query.limit_ms, query.headroom, query.third_most);
  if (query.goal == Goal::third_axis) query.market->third_axis().make_the_cost(problem);
  const auto placement = placement::solve(problem, limits, query.start, query.lower_bound_usd);
  if (stop_.stop_requested()) throw Interrupted{};
  return placement ? to_json(*placement) : "";
}

void Evaluator::evaluate_ahead(const std::vector<Topology>& topologies) {
  std::vector<const Topology*> different;
  std::vector<std::string> keys;
  for (const Topology& topology : topologies) {
    const std::string key = evaluation_key(topology);
    if (std::ranges::find(keys, key) != keys.end()) continue;
    different.push_back(&topology);
    keys.push_back(key);
  }
  EqualSteps progress(*meter_, keys.size());
  steps_->run(keys, 1, [&](std::size_t i) { return simulated(*different[i], [&](double share) { progress.advance(i, share); }); });
}

void Evaluator::evaluate_ahead(const market::Market& market, const std::vector<std::optional<placement::Placement>>& found) {
  std::vector<Topology> topologies;
  for (const auto& placement : found)
    if (placement) topologies.push_back(market.topology(*placement));
  evaluate_ahead(topologies);
}

std::size_t Evaluator::evaluate(const market::Market& market, const placement::Placement& placement, double part_end) {
  Topology topology = market.topology(placement);
  if (const auto known = find(topology)) return *known;
  return add({std::move(topology), placement, market.latency_ms(placement)}, part_end);
}

std::size_t Evaluator::evaluate(const Proposal& proposal, double part_end) {
  const auto known = find(proposal.topology);
  return known ? *known : add(proposal, part_end);
}

std::size_t Evaluator::add(const Proposal& proposal, double part_end) {
  if (stop_.stop_requested()) throw Interrupted{};
  meter_->begin(part_end, fmt::format("topology {}", candidates_.size() + 1));
  const auto advance = [&](double share) { meter_->advance(share); };
  const auto texts = steps_->run({evaluation_key(proposal.topology)}, 1, [&](std::size_t) { return simulated(proposal.topology, advance); });
  Candidate candidate;
  candidate.topology = proposal.topology;
  study::take(study_->world(), study::evaluation_from_text(texts.front()), candidate);
  candidate.promised_latency_ms = proposal.promised_latency_ms;
  candidate.promised_monthly_usd = proposal.placement.usd;
  candidate.gap = proposal.placement.gap();
  topologies_.push_back(tradewind::to_json(study_->world(), proposal.topology));
  candidates_.push_back(study_->add(std::move(candidate)));
  placements_.push_back(proposal.placement);
  return candidates_.size() - 1;
}

std::optional<std::size_t> Evaluator::find(const Topology& topology) const {
  const auto known = std::ranges::find(topologies_, tradewind::to_json(study_->world(), topology));
  return known == topologies_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(known - topologies_.begin()));
}

void Evaluator::replicate(const std::vector<std::size_t>& candidates, const std::vector<int>& replications) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < candidates.size(); ++i) keys.push_back(evaluation_key(candidates_[candidates[i]].topology, replications[i]));
  EqualSteps progress(*meter_, keys.size());
  const auto texts = steps_->run(keys, 1, [&](std::size_t i) {
    const Candidate& candidate = candidates_[candidates[i]];
    return simulated(
        candidate.topology, [&](double share) { progress.advance(i, share); }, replications[i], candidate.expected_availability);
  });
  for (std::size_t i = 0; i < candidates.size(); ++i) study::take(study_->world(), study::evaluation_from_text(texts[i]), candidates_[candidates[i]]);
}

void Evaluator::promise(const market::Market& market, std::size_t index) {
  Candidate& candidate = candidates_[index];
  candidate.promised_latency_ms = market.latency_ms(placements_[index]);
  candidate.promised_monthly_usd = market.monthly_usd(placements_[index]);
}

void Evaluator::save_verified() const {
  for (const Candidate& candidate : candidates_) study::save_verified(*study_, candidate);
}

std::string Evaluator::evaluation_key(const Topology& topology, std::optional<int> replications) const {
  return study::evaluation_key(book_->id(), tradewind::to_json(study_->world(), topology), replications);
}

std::string Evaluator::simulated(const Topology& topology, const Advance& advance, std::optional<int> replications,
                                 std::optional<double> availability) const {
  const World& world = study_->world();
  SimulationOptions options;
  options.threads = options_.threads;
  options.replications = replications;
  study::Evaluation evaluation;
  evaluation.outcome = simulate(
      world, topology, options, [&](const ProgressReport& report) { advance(report.done); }, stop_);
  evaluation.bill = study::billed(world, pricing_, topology, evaluation.outcome);
  evaluation.expected_availability = availability;
  if (world.third_axis == ThirdAxis::availability && !availability) evaluation.expected_availability = availability_of(topology);
  return study::to_text(evaluation);
}

// The failures that the scenario states, each played through at the busiest hour, as `chaos` does it.
double Evaluator::availability_of(const Topology& topology) const {
  ChaosOptions options;
  options.faults.clear();
  options.threads = options_.threads;
  const ChaosOutcome outcome = chaos(study_->world(), topology, options, {}, stop_);
  const auto year = outcome.expected_year(study_->world().runbook.has_value());
  return year ? outcome.expected_availability(*year) : outcome.expected_availability({});
}

std::vector<std::size_t> Evaluator::front() {
  study::mark_front(study_->world(), candidates_);
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < candidates_.size(); ++i)
    if (candidates_[i].on_front) indices.push_back(i);
  std::ranges::stable_sort(indices, {}, [&](std::size_t i) { return candidates_[i].latency_ms(); });
  return indices;
}

}  // namespace tradewind::search
