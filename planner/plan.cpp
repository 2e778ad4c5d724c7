#include "tradewind/planner/plan.h"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>

#include "capacity/curve_store.h"
#include "concurrency/plan_stages.h"
#include "local_search/local_search.h"
#include "search/search.h"
#include "search/shadow_prices.h"
#include "sharing/claims.h"
#include "sharing/shards.h"
#include "study/verified.h"
#include "verification/verification.h"

namespace tradewind {
namespace {

market::Market market_of(const World& world, const PriceBook& book, const capacity::Curves& curves) {
  try {
    return market::Market(world, book, curves);
  } catch (const std::invalid_argument& error) {
    throw Infeasible(error.what());
  }
}

// A front whose points were priced by two books would compare nothing.
void keep_to_one_book(Study& study, const PriceBook& book) {
  std::optional<std::string> made_with = study.load("price_book");
  if (!made_with)
    if (const auto candidates = study.candidates(); !candidates.empty()) made_with = candidates.front().bill.price_book;
  if (made_with && *made_with != book.id())
    throw std::invalid_argument(
        fmt::format("the study was made with the price book {}, not with {}; plan with that book, or with a new study file", *made_with, book.id()));
  if (!made_with) study.save("price_book", book.id());
}

// Text that workers have in common if and only if they work on the same plan.
std::string same_plan(const Study& study, const PriceBook& book) {
  return fmt::format("{}\n{}\n{}\n{}", study.version(), study.world().catalogue_version, book.id(), study.scenario_text());
}

std::unique_ptr<sharing::Division> division_of(const Study& study, const PriceBook& book, const PlanOptions& options) {
  const std::chrono::milliseconds lease(static_cast<std::int64_t>(1000 * options.lease_s));
  if (!options.shard) return sharing::everybody_on(study, lease);
  if (options.exchange.empty()) return std::make_unique<sharing::Rounds>(*options.shard);
  return std::make_unique<sharing::Exchange>(options.exchange, same_plan(study, book), *options.shard, lease);
}

// What would make the points of the front better.
void price_constraints(Study& study, const search::Evaluator& evaluator, const std::vector<std::size_t>& front,
                       const verification::Verification& verification, sharing::Steps& steps, const PlanOptions& options, Meter& meter,
                       std::stop_token stop) {
  placement::Limits limits;
  limits.seconds = options.solve_s;
  limits.stop = std::move(stop);
  std::vector<market::Market> markets;
  for (const std::size_t point : front) markets.push_back(verification.market_around(point));
  std::vector<search::StatedPoint> points;
  std::vector<std::size_t> stated;  // the candidate of each
  for (std::size_t i = 0; i < front.size(); ++i)
    if (auto point = search::stated_point(study.world(), markets[i], evaluator.placement(front[i]))) {
      points.push_back(std::move(*point));
      stated.push_back(front[i]);
    }
  meter.begin(1, fmt::format("what would make {} points better", points.size()));
  const auto easings = search::shadow_prices(std::move(points), steps, options.threads, limits, meter);
  for (std::size_t i = 0; i < stated.size(); ++i) study::save_easings(study, evaluator.candidates()[stated[i]], easings[i]);
}

}  // namespace

AwaitsShards::AwaitsShards(Shard shard, std::size_t missing_steps)
    : std::runtime_error(
          fmt::format("shard {}/{} has done its part; {} steps of this round fall to other shards", shard.index, shard.count, missing_steps)),
      missing(missing_steps) {}

void plan(Study& study, const PriceBook& book, const PlanOptions& options, const ProgressCallback& progress, std::stop_token stop) {
  keep_to_one_book(study, book);
  Meter meter(progress);
  meter.begin(plan_stages::curves_end, "capacity curves");
  const auto division = division_of(study, book, options);
  sharing::Steps steps(study, *division, stop);
  const capacity::Curves curves = capacity::all_curves(study.world(), steps, {}, options.threads, [&](double share) { meter.advance(share); });
  const market::Market market = market_of(study.world(), book, curves);
  search::Evaluator evaluator(study, steps, book, options, meter, stop);
  search::Search search(evaluator, market, options, meter);
  search.run(study.world(), stop);
  verification::Verification verification(evaluator, study.world(), market, options, meter);
  verification.agree(search);
  local_search::LocalSearch(evaluator, verification, study.world(), search.points(), options, meter).run();
  verification.settle();
  verification.separate();
  evaluator.save_verified();
  const std::vector<std::size_t> front = evaluator.front();
  if (front.empty())
    throw Infeasible("every topology that the placement model proposes breaks a constraint when it is simulated: the budget, or an enforced SLO");
  price_constraints(study, evaluator, front, verification, steps, options, meter, stop);
  study.finish();
  meter.begin(1, "done");
  meter.advance(1);
}

}  // namespace tradewind
