#include "search/evaluator.h"

#include <fmt/core.h>

#include <algorithm>

#include "search/placement_json.h"
#include "study/front.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/replication.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::search {

Evaluator::Evaluator(Study& study, const PriceBook& book, const market::Market& market, const PlanOptions& options, Meter& meter,
                     std::stop_token stop)
    : study_(&study),
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

std::optional<placement::Placement> Evaluator::solve(const Query& query) {
  const std::string key = key_of(query);
  if (const auto stored = study_->load(key)) return stored->empty() ? std::nullopt : std::optional(placement_from_json(*stored));
  placement::Limits limits;
  limits.seconds = options_.solve_s;
  limits.stop = stop_;
  const auto placement = placement::solve(market_->problem(query.limit_ms, query.headroom), limits, query.start, query.lower_bound_usd);
  if (stop_.stop_requested()) throw Interrupted{};
  study_->save(key, placement ? to_json(*placement) : "");
  return placement;
}

Candidate Evaluator::evaluate(const placement::Placement& placement, double part_end) {
  if (stop_.stop_requested()) throw Interrupted{};
  const World& world = study_->world();
  Candidate candidate;
  candidate.topology = market_->topology(placement);
  const std::string text = tradewind::to_json(world, candidate.topology);
  if (const auto known = std::find(topologies_.begin(), topologies_.end(), text); known != topologies_.end())
    return candidates_[static_cast<std::size_t>(known - topologies_.begin())];

  meter_->begin(part_end, fmt::format("simulating topology {}", candidates_.size() + 1));
  SimulationOptions options;
  options.threads = options_.threads;
  candidate.outcome = simulate(
      world, candidate.topology, options, [&](const ProgressReport& report) { meter_->advance(report.done); }, stop_);
  if (!world.data.artifacts.empty()) {
    const auto network = replication_network(world, replication_regions(world, candidate.topology), pricing_.replication_usd_per_gb());
    candidate.outcome.usage.replication = replicated_bytes(world, replication_plans(world, candidate.topology, network));
  }
  candidate.bill = pricing_.bill(candidate.topology, candidate.outcome.usage);
  candidate.promised_latency_ms = market_->latency_ms(placement);
  candidate.promised_monthly_usd = placement.usd;
  candidate.gap = placement.gap();
  candidates_.push_back(study_->add(std::move(candidate)));
  topologies_.push_back(text);
  return candidates_.back();
}

std::size_t Evaluator::front_size() {
  study::mark_front(study_->world(), candidates_);
  return static_cast<std::size_t>(
      std::count_if(candidates_.begin(), candidates_.end(), [](const Candidate& candidate) { return candidate.on_front; }));
}

}  // namespace tradewind::search
