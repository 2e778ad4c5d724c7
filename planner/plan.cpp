#include "tradewind/planner/plan.h"

#include "capacity/curve_store.h"
#include "search/search.h"

namespace tradewind {
namespace {

constexpr double curves_end = 0.2;  // share of the whole work, as measured on the largest example

market::Market market_of(const World& world, const PriceBook& book, const capacity::Curves& curves) {
  try {
    return market::Market(world, book, curves);
  } catch (const std::invalid_argument& error) {
    throw Infeasible(error.what());
  }
}

}  // namespace

void plan(Study& study, const PriceBook& book, const PlanOptions& options, const ProgressCallback& progress, std::stop_token stop) {
  Meter meter(progress);
  meter.begin(curves_end, "capacity curves");
  const capacity::Curves curves = capacity::all_curves(
      study, {}, options.threads, [&](double share) { meter.advance(share); }, stop);
  const market::Market market = market_of(study.world(), book, curves);
  search::Evaluator evaluator(study, book, market, options, meter, stop);
  search::Search(evaluator, market, options, meter).run(study.world(), stop);
  if (evaluator.front_size() == 0)
    throw Infeasible("every topology that the placement model proposes breaks a constraint when it is simulated: the budget, or an enforced SLO");
  study.finish();
  meter.begin(1, "done");
  meter.advance(1);
}

}  // namespace tradewind
