#include "tradewind/planner/plan.h"

#include <fmt/format.h>

#include <stdexcept>

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

}  // namespace

void plan(Study& study, const PriceBook& book, const PlanOptions& options, const ProgressCallback& progress, std::stop_token stop) {
  keep_to_one_book(study, book);
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
