#include "tradewind/planner/roadmap.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "capacity/curve_store.h"
#include "concurrency/meter.h"
#include "market/market.h"
#include "roadmap/courses.h"
#include "sharing/claims.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/sim/simulate.h"
#include "what_if/at_demand.h"

namespace tradewind {
namespace {

using namespace roadmap;
using placement::Placement;
using placement::PlacementProblem;

constexpr double curves_end = 0.3, courses_end = 0.6;  // shares of the whole work

// The scenario with its SLOs as constraints, and with what stands already.
World bound_world(const World& world, const std::optional<Topology>& today) {
  World bound = world;
  bound.constraints.enforce_slo = true;
  if (today)
    for (const Pool& pool : today->pools) bound.constraints.kept.push_back({pool.workload, pool.offer, instances(world, pool)});
  return bound;
}

std::vector<Stage> stages_of(double growth, const RoadmapOptions& options) {
  std::vector<Stage> stages;
  for (int month = 0; month < options.months; month += options.every) {
    Stage stage{static_cast<double>(options.every), std::pow(1 + growth, month), 0};
    for (int k = month; k < month + options.every; ++k) {
      const double factor = std::pow(1 + growth, k);
      stage.peak_factor = std::max(stage.peak_factor, factor);
      stage.mean_factor += factor / options.every;
    }
    stages.push_back(stage);
  }
  return stages;
}

void check(const RoadmapOptions& options) {
  if (options.every < 1 || options.months < options.every || options.months % options.every != 0)
    throw std::invalid_argument(
        fmt::format("{} months with a decision every {}: the first must be a multiple of the second", options.months, options.every));
  for (const double growth : options.growths)
    if (!(growth > -1 && growth <= 1))
      throw std::invalid_argument(fmt::format("a growth of {:g} a month: expected more than -1 and at most 1", growth));
}

class Planner {
 public:
  Planner(const World& world, const market::Market& market, const RoadmapOptions& options, std::stop_token stop)
      : world_(&world), market_(&market), options_(&options), base_(market.problem(options.limit_ms)) {
    limits_.seconds = options.solve_s;
    limits_.stop = std::move(stop);
  }

  Roadmap roadmap(double growth) const {
    const Horizon horizon{base_, stages_of(growth, *options_)};
    const Proven best = cheapest(horizon, {});
    Roadmap result{.growth_per_month = growth,
                   .usd = best.course.usd,
                   .bound_usd = std::min(best.bound_usd, best.course.usd),
                   .whole_horizon = is_small(horizon)};
    Holdings held;
    for (std::size_t s = 0; s < horizon.stages.size(); ++s) {
      result.stages.push_back(stage(horizon, s, best.course.placements[s], held));
      held = holdings_of(base_, best.course.placements[s]);
    }
    return result;
  }

  // Of the cheapest course for one growth after the first stage of another's. Nothing: what comes cannot be served then.
  std::optional<double> usd_after(const Holdings& first, double growth) const {
    const auto course = rolling({base_, stages_of(growth, *options_)}, first, limits_);
    interrupt();
    return course ? std::optional(course->usd) : std::nullopt;
  }

  Holdings first_holdings(const Roadmap& roadmap) const {
    Holdings held;
    for (const Pool& pool : roadmap.stages.front().topology.pools)
      if (const ServingOption* option = world_->serving(pool.workload, pool.offer))
        held.emplace_back(option - world_->serving_options.data(), instances(*world_, pool));
    std::ranges::sort(held);
    return held;
  }

 private:
  void interrupt() const {
    if (limits_.stop.stop_requested()) throw Interrupted{};
  }

  // The best of what is known, with the best bound.
  Proven cheapest(const Horizon& horizon, const Holdings& standing) const {
    const auto step_by_step = rolling(horizon, standing, limits_);
    interrupt();
    const auto foresighted = towards_the_end(horizon, standing, limits_);
    interrupt();
    if (!step_by_step && !foresighted) throw Infeasible(why_not(horizon));
    Proven best{step_by_step && (!foresighted || step_by_step->usd <= foresighted->usd) ? *step_by_step : *foresighted, 0};
    best.bound_usd = stages_apart_usd(horizon, standing, limits_);
    interrupt();
    if (!is_small(horizon) || best.course.usd - best.bound_usd <= limits_.relative_gap * best.course.usd) return best;
    Proven joint = jointly(horizon, standing, best.course, limits_);
    interrupt();
    joint.bound_usd = std::max(joint.bound_usd, best.bound_usd);
    return joint;
  }

  std::string why_not(const Horizon& horizon) const {
    for (std::size_t s = 0; s < horizon.stages.size(); ++s)
      if (!placement::solve(at_stage(base_, horizon.stages[s], {}), limits_))
        return fmt::format("no placement keeps to the SLOs and the constraints from month {} on, with {:.3g} times today's requests",
                           static_cast<int>(s) * options_->every, horizon.stages[s].peak_factor);
    return "every stage has a placement, but none that keeps what stands before it";
  }

  RoadmapStage stage(const Horizon& horizon, std::size_t s, const Placement& placement, const Holdings& held) const {
    RoadmapStage result{.first_month = static_cast<int>(s) * options_->every,
                        .months = options_->every,
                        .peak_factor = horizon.stages[s].peak_factor,
                        .topology = market_->topology(placement),
                        .promised_monthly_usd = placement.usd,
                        .promised_latency_ms = market_->latency_ms(placement)};
    const PlacementProblem problem = at_stage(base_, horizon.stages[s], held);
    for (const std::size_t region : opened(placement, held)) result.opens.push_back({region_name(region), postponed(problem, placement, region)});
    return result;
  }

  std::string region_name(std::size_t region) const { return world_->regions[market_->regions()[region]].key(); }

  // Regions that the placement uses, and that nothing stood in before.
  std::vector<std::size_t> opened(const Placement& placement, const Holdings& held) const {
    std::vector<char> stood(base_.region_fixed_usd.size()), used(stood.size());
    for (std::size_t column = 0; column < base_.columns.size(); ++column) {
      const placement::Column& c = base_.columns[column];
      stood[c.region] |= std::ranges::find(held, c.option, &Holdings::value_type::first) != held.end() || kept_today(c);
      used[c.region] |= placement.instances[column] > 0;
    }
    std::vector<std::size_t> regions;
    for (std::size_t region = 0; region < used.size(); ++region)
      if (used[region] && !stood[region]) regions.push_back(region);
    return regions;
  }

  bool kept_today(const placement::Column& column) const {
    const ServingOption& option = world_->serving_options[column.option];
    return std::ranges::any_of(world_->constraints.kept,
                               [&](const KeptPool& kept) { return kept.workload == option.workload && kept.offer == option.offer; });
  }

  std::optional<double> postponed(const PlacementProblem& problem, const Placement& placement, std::size_t region) const {
    std::vector<std::size_t> others;
    for (std::size_t column = 0; column < problem.columns.size(); ++column)
      if (problem.columns[column].region != region) others.push_back(column);
    if (others.empty()) return std::nullopt;
    const auto without = placement::solve(placement::with_columns(problem, others), limits_);
    interrupt();
    return without ? std::optional(without->usd - placement.usd) : std::nullopt;
  }

  const World* world_;
  const market::Market* market_;
  const RoadmapOptions* options_;
  PlacementProblem base_;
  placement::Limits limits_;
};

void simulate_stages(Roadmap& roadmap, const World& world, const PriceBook& book, const RoadmapOptions& options, Meter& meter,
                     const std::stop_token& stop) {
  for (RoadmapStage& stage : roadmap.stages) {
    const World grown = at_demand(world, stage.peak_factor);
    SimulationOptions simulation;
    simulation.threads = options.threads;
    Outcome outcome = simulate(
        grown, stage.topology, simulation, [&](const ProgressReport& report) { meter.advance(report.done); }, stop);
    const Pricing pricing(grown, book);
    outcome.usage.replication = bytes_at_prices(grown, stage.topology, pricing);
    if (outcome.latency.perceived.count > 0) stage.simulated_latency_ms = outcome.latency.perceived_at_objective_ms;
    stage.simulated_monthly_usd = pricing.bill(stage.topology, outcome.usage).total().usd();
  }
}

// Each first step under each growth. A step that some growth cannot go on from has no regret that could be borne.
void weigh_first_steps(const Planner& planner, Roadmaps& all) {
  if (all.by_growth.size() < 2) return;
  for (const Roadmap& roadmap : all.by_growth) {
    FirstStep step{.planned_for = roadmap.growth_per_month};
    const Holdings held = planner.first_holdings(roadmap);
    for (const Roadmap& other : all.by_growth) {
      const double usd =
          &other == &roadmap ? roadmap.usd : planner.usd_after(held, other.growth_per_month).value_or(std::numeric_limits<double>::infinity());
      step.usd.push_back(usd);
      step.worst_regret_usd = std::max(step.worst_regret_usd, usd - other.usd);
      step.mean_usd += usd / static_cast<double>(all.by_growth.size());
    }
    all.first_steps.push_back(std::move(step));
  }
  const auto least = std::ranges::min_element(all.first_steps, {}, &FirstStep::worst_regret_usd);
  all.least_regret = static_cast<std::size_t>(least - all.first_steps.begin());
}

capacity::Curves curves_of(Study& study, const World& world, const RoadmapOptions& options, Meter& meter, const std::stop_token& stop) {
  const auto division = sharing::everybody_on(study, std::chrono::seconds(30));
  sharing::Steps steps(study, *division, stop);
  return capacity::all_curves(world, steps, {}, options.threads, [&](double share) { meter.advance(share); });
}

}  // namespace

Roadmaps roadmaps(Study& study, const PriceBook& book, const RoadmapOptions& options, const ProgressCallback& progress, std::stop_token stop) {
  check(options);
  const World world = bound_world(study.world(), options.today);
  Meter meter(progress);
  meter.begin(curves_end, "capacity curves");
  const capacity::Curves curves = curves_of(study, world, options, meter, stop);
  const market::Market market(world, book, curves);
  const Planner planner(world, market, options, stop);
  Roadmaps all;
  std::vector<double> growths = options.growths;
  if (growths.empty()) growths.push_back(world.growth_per_month);
  for (const double growth : growths) {
    meter.begin(curves_end + (courses_end - curves_end) * static_cast<double>(all.by_growth.size() + 1) / static_cast<double>(growths.size()),
                fmt::format("course for {:.3g} % a month", 100 * growth));
    all.by_growth.push_back(planner.roadmap(growth));
  }
  weigh_first_steps(planner, all);
  for (std::size_t i = 0; options.simulate && i < all.by_growth.size(); ++i) {
    meter.begin(courses_end + (1 - courses_end) * static_cast<double>(i + 1) / static_cast<double>(growths.size()), "simulating the stages");
    simulate_stages(all.by_growth[i], world, book, options, meter, stop);
  }
  return all;
}

}  // namespace tradewind
