#include "verification/verification.h"

#include <fmt/core.h>

#include <algorithm>

#include "concurrency/plan_stages.h"
#include "tradewind/planner/verification.h"
#include "verification/effort.h"

namespace tradewind::verification {
namespace {

constexpr int most_replications = 64;  // of one point

}  // namespace

Verification::Verification(search::Evaluator& evaluator, const World& world, const market::Market& market, const PlanOptions& options, Meter& meter)
    : evaluator_(&evaluator), plain_(&market), learning_(world, market), options_(options), meter_(&meter) {}

void Verification::agree(const search::Search& search) {
  std::vector<Limit> limits;
  for (const auto* points : {&search.points(), &search.third_points()})
    for (const search::Search::Point& point : *points)
      limits.push_back({point.query.limit_ms, point.query.headroom, point.query.third_most, point.candidate});
  correct(std::move(limits));
}

market::Market Verification::market_around(std::size_t candidate) const {
  return learning_.size() == 0 ? *plain_ : plain_->corrected(learning_.around(candidate));
}

bool Verification::agrees(std::size_t candidate) const { return disagreement(evaluator_->candidates()[candidate]).largest() <= agreement_tolerance; }

void Verification::learn() {
  if (options_.verify_rounds == 0) return;
  for (std::size_t i = learning_.size(); i < evaluator_->candidates().size(); ++i)
    learning_.add(evaluator_->placement(i), evaluator_->candidates()[i]);
}

void Verification::correct(std::vector<Limit> limits) {
  for (int round = 1; round <= options_.verify_rounds; ++round) {
    std::vector<Limit*> parted;
    for (Limit& limit : limits)
      if (!agrees(limit.candidate)) parted.push_back(&limit);
    if (parted.empty()) break;
    meter_->begin((correction_end(round - 1) + correction_end(round)) / 2,
                  fmt::format("correction {}: model and simulation part at {} limits", round, parted.size()));
    learn();
    ask_again(parted, correction_end(round));
  }
}

void Verification::settle() {
  learn();
  for (std::size_t i = 0; i < learning_.size(); ++i)
    if (!agrees(i)) evaluator_->promise(market_around(i), i);
}

// A limit that no placement keeps any more stays with the candidate that it has.
void Verification::ask_again(const std::vector<Limit*>& limits, double part_end) {
  std::vector<market::Market> markets;
  for (const Limit* limit : limits) markets.push_back(market_around(limit->candidate));
  std::vector<search::Query> queries;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    queries.push_back({&markets[i], limits[i]->limit_ms, limits[i]->headroom, evaluator_->placement(limits[i]->candidate)});
    queries.back().start->usd = markets[i].monthly_usd(*queries.back().start);
    queries.back().third_most = limits[i]->third_most;
  }
  const auto found = evaluator_->solve_all(queries);
  meter_->begin(part_end, fmt::format("topologies of {} corrected limits", limits.size()));
  evaluator_->evaluate_ahead(*plain_, found);
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (!found[i]) continue;
    limits[i]->candidate = evaluator_->evaluate(markets[i], *found[i], part_end);
    evaluator_->promise(markets[i], limits[i]->candidate);
  }
}

double Verification::correction_end(int round) const {
  return plan_stages::third_axis_end + (plan_stages::corrections_end - plan_stages::third_axis_end) * round / options_.verify_rounds;
}

void Verification::separate() {
  int spare = options_.verify_replications;
  while (spare > 0) {
    const std::vector<std::size_t> front = evaluator_->front();
    std::vector<Replications> latencies;
    for (const std::size_t point : front) latencies.push_back(evaluator_->candidates()[point].outcome.replication_latency_ms);
    const std::vector<int> next = next_replications(latencies, spare, most_replications);
    std::vector<std::size_t> more;
    std::vector<int> replications;
    for (std::size_t i = 0; i < front.size(); ++i)
      if (next[i] > static_cast<int>(latencies[i].size())) {
        more.push_back(front[i]);
        replications.push_back(next[i]);
        spare -= next[i] - static_cast<int>(latencies[i].size());
      }
    if (more.empty()) return;
    const double used = 1 - static_cast<double>(spare) / options_.verify_replications;
    meter_->begin(plan_stages::local_search_end + (plan_stages::separation_end - plan_stages::local_search_end) * used,
                  fmt::format("replications of {} points whose order is in doubt", more.size()));
    evaluator_->replicate(more, replications);
  }
}

}  // namespace tradewind::verification
