#include "tradewind/planner/what_if.h"

#include <fmt/core.h>

#include <chrono>
#include <stdexcept>

#include "capacity/curve_store.h"
#include "market/market.h"
#include "placement/solve.h"
#include "sharing/claims.h"
#include "study/billed.h"
#include "tradewind/planner/plan.h"
#include "tradewind/sim/simulate.h"
#include "what_if/at_demand.h"

namespace tradewind {
namespace {

constexpr std::chrono::seconds claimed_for(30);

void check(const World& world, const Conditions& c) {
  for (const auto& [factor, name] : {std::pair{c.demand, "demand"}, {c.gpu_price, "GPU price"}, {c.egress_price, "egress price"}})
    if (!(factor > 0)) throw std::invalid_argument(fmt::format("a factor of {:g} on the {}: expected one above 0", factor, name));
  if (c.regions && *c.regions < 1) throw std::invalid_argument(fmt::format("{} regions: expected at least 1", *c.regions));
  if (c.spot_share && !(*c.spot_share >= 0 && *c.spot_share <= 1))
    throw std::invalid_argument(fmt::format("a spot share of {:g}: expected 0 to 1", *c.spot_share));
  if (c.spot_share && !world.billing.purchase_mix) throw std::invalid_argument("a spot share: the scenario has no purchase mix");
}

// The scenario under the conditions, but for prices and the limit.
World changed_world(const World& world, const Conditions& c) {
  World changed = at_demand(world, c.demand);
  if (c.spot_share) changed.billing.purchase_mix->spot_max_share = *c.spot_share;
  return changed;
}

PriceFactors factors_of(const Conditions& c) {
  PriceFactors factors = list_prices;
  factors[static_cast<std::size_t>(PriceKind::instance)] = factors[static_cast<std::size_t>(PriceKind::spot)] = c.gpu_price;
  factors[static_cast<std::size_t>(PriceKind::egress)] = c.egress_price;
  return factors;
}

// What the study lacks is computed and kept there; a curve that another process works on is awaited.
capacity::Curves curves_of(const Study& study, const ProgressCallback& progress, const std::stop_token& stop) {
  Study own = Study::open(study.file());
  const auto division = sharing::everybody_on(own, claimed_for);
  sharing::Steps steps(own, *division, stop);
  return capacity::all_curves(study.world(), steps, {}, 0, [&](double share) {
    if (progress) progress({share, "capacity curves"});
  });
}

}  // namespace

// The market under the demand and the prices that were asked for last.
struct WhatIf::State {
  World world;
  PriceBook book;
  capacity::Curves curves;
  double fastest_limit_ms = 0;

  struct Priced {
    Conditions conditions;
    World world;
    PriceFactors factors;
    Pricing pricing;
    market::Market market;
    Priced(const Conditions& under, const State& state)
        : conditions(under),
          world(changed_world(state.world, under)),
          factors(factors_of(under)),
          pricing(world, state.book),
          market(world, state.book, state.curves, {}, factors) {}
  };
  std::unique_ptr<Priced> last = {};

  const market::Market& market_under(Conditions conditions) {
    conditions.limit_ms.reset();
    conditions.regions.reset();
    if (last == nullptr || last->conditions != conditions) last = std::make_unique<Priced>(conditions, *this);
    return last->market;
  }
};

WhatIf::WhatIf(const Study& study, const PriceBook& book, const ProgressCallback& progress, std::stop_token stop)
    : state_(std::make_unique<State>(State{study.world(), book, curves_of(study, progress, stop)})) {
  try {
    state_->fastest_limit_ms = state_->market_under({}).fastest_limit_ms();
  } catch (const std::invalid_argument& error) {
    throw Infeasible(error.what());
  }
}

WhatIf::~WhatIf() = default;

const World& WhatIf::world() const { return state_->world; }

World WhatIf::world_under(const Conditions& conditions) const {
  check(state_->world, conditions);
  return changed_world(state_->world, conditions);
}

double WhatIf::fastest_limit_ms() const { return state_->fastest_limit_ms; }

std::optional<Expectation> WhatIf::answer(const Conditions& conditions, double seconds, std::stop_token stop) {
  check(state_->world, conditions);
  const market::Market& market = state_->market_under(conditions);
  placement::PlacementProblem problem = market.problem(conditions.limit_ms);
  if (conditions.regions) problem.min_regions = problem.max_regions = *conditions.regions;
  placement::Limits limits;
  limits.seconds = seconds;
  limits.stop = stop;
  const auto placement = placement::solve(problem, limits);
  if (stop.stop_requested()) throw Interrupted{};
  if (!placement) return std::nullopt;
  Expectation expected{market.topology(*placement), market.latency_ms(*placement), placement->usd, placement->gap(), {}, {}};
  Outcome outcome;
  outcome.usage = expected_usage(state_->last->world, expected.topology);
  expected.bill = study::billed(state_->last->world, state_->last->pricing, expected.topology, outcome, state_->last->factors);
  expected.usage = std::move(outcome.usage);
  return expected;
}

Candidate WhatIf::simulate(const Conditions& conditions, const Topology& topology, const ProgressCallback& progress, std::stop_token stop) const {
  const World world = world_under(conditions);
  const Pricing pricing(world, state_->book);
  Candidate candidate;
  candidate.topology = topology;
  candidate.outcome = tradewind::simulate(world, topology, {}, progress, stop);
  candidate.bill = study::billed(world, pricing, topology, candidate.outcome, factors_of(conditions));
  return candidate;
}

}  // namespace tradewind
