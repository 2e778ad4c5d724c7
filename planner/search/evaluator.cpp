#include "search/evaluator.h"

#include <fmt/core.h>

#include <algorithm>

#include "search/placement_json.h"
#include "study/evaluation.h"
#include "study/front.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/replication.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::search {

Evaluator::Evaluator(Study& study, sharing::Steps& steps, const PriceBook& book, const market::Market& market, const PlanOptions& options,
                     Meter& meter, std::stop_token stop)
    : study_(&study),
      steps_(&steps),
      book_(&book),
      pricing_(study.world(), book),
      market_(&market),
      options_(options),
      meter_(&meter),
      stop_(std::move(stop)),
      candidates_(study.candidates()) {
  for (const Candidate& candidate : candidates_) topologies_.push_back(tradewind::to_json(study.world(), candidate.topology));
}

std::string Evaluator::key_of(const Query& query) const {
  return fmt::format("placement:{}:{:a}:{:a}", book_->id(), query.limit_ms.value_or(0), query.headroom);
}

std::optional<placement::Placement> Evaluator::solve(const Query& query) { return solve_all({query}).front(); }

std::vector<std::optional<placement::Placement>> Evaluator::solve_all(const std::vector<Query>& queries) {
  std::vector<std::string> keys;
  for (const Query& query : queries) keys.push_back(key_of(query));
  std::vector<std::optional<placement::Placement>> placements;
  for (const std::string& text : steps_->run(keys, options_.threads, [&](std::size_t i) { return solved(queries[i]); }))
    placements.push_back(text.empty() ? std::nullopt : std::optional(placement_from_json(text)));
  return placements;
}

// Empty where there is no placement.
std::string Evaluator::solved(const Query& query) const {
  placement::Limits limits;
  limits.seconds = options_.solve_s;
  limits.stop = stop_;
  const auto placement = placement::solve(market_->problem(query.limit_ms, query.headroom), limits, query.start, query.lower_bound_usd);
  if (stop_.stop_requested()) throw Interrupted{};
  return placement ? to_json(*placement) : "";
}

void Evaluator::evaluate_ahead(const std::vector<placement::Placement>& placements) {
  std::vector<Topology> topologies;
  std::vector<std::string> keys;
  for (const placement::Placement& placement : placements) {
    Topology topology = market_->topology(placement);
    const std::string key = evaluation_key(tradewind::to_json(study_->world(), topology));
    if (std::ranges::find(keys, key) != keys.end()) continue;
    topologies.push_back(std::move(topology));
    keys.push_back(key);
  }
  steps_->run(keys, 1, [&](std::size_t i) { return simulated(topologies[i]); });
}

Candidate Evaluator::evaluate(const placement::Placement& placement, double part_end) {
  if (stop_.stop_requested()) throw Interrupted{};
  Candidate candidate;
  candidate.topology = market_->topology(placement);
  const std::string topology = tradewind::to_json(study_->world(), candidate.topology);
  meter_->begin(part_end, fmt::format("topology {}", candidates_.size() + 1));
  const std::string evaluated = steps_->run({evaluation_key(topology)}, 1, [&](std::size_t) { return simulated(candidate.topology); }).front();
  if (const auto known = std::ranges::find(topologies_, topology); known != topologies_.end())
    return candidates_[static_cast<std::size_t>(known - topologies_.begin())];

  study::Evaluation evaluation = study::evaluation_from_text(evaluated);
  candidate.outcome = std::move(evaluation.outcome);
  candidate.bill = std::move(evaluation.bill);
  candidate.promised_latency_ms = market_->latency_ms(placement);
  candidate.promised_monthly_usd = placement.usd;
  candidate.gap = placement.gap();
  candidates_.push_back(study_->add(std::move(candidate)));
  topologies_.push_back(topology);
  return candidates_.back();
}

std::string Evaluator::evaluation_key(const std::string& topology) const { return study::evaluation_key(book_->id(), topology); }

std::string Evaluator::simulated(const Topology& topology) const {
  const World& world = study_->world();
  SimulationOptions options;
  options.threads = options_.threads;
  study::Evaluation evaluation;
  evaluation.outcome = simulate(
      world, topology, options, [&](const ProgressReport& report) { meter_->advance(report.done); }, stop_);
  if (!world.data.artifacts.empty()) {
    const auto network = replication_network(world, replication_regions(world, topology), pricing_.replication_usd_per_gb());
    evaluation.outcome.usage.replication = replicated_bytes(world, replication_plans(world, topology, network));
  }
  evaluation.bill = pricing_.bill(topology, evaluation.outcome.usage);
  return study::to_text(evaluation);
}

std::size_t Evaluator::front_size() {
  study::mark_front(study_->world(), candidates_);
  return static_cast<std::size_t>(
      std::count_if(candidates_.begin(), candidates_.end(), [](const Candidate& candidate) { return candidate.on_front; }));
}

}  // namespace tradewind::search
