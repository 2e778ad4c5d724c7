// The world as the exact model sees it: few regions, few choices, groups of populations, planning hours; and the placement problem for a latency
// limit.
#pragma once

#include <optional>

#include "latency/late_share.h"
#include "market/columns.h"
#include "market/correction.h"
#include "market/groups.h"
#include "market/prices.h"
#include "market/third_axis.h"
#include "placement/problem.h"
#include "tradewind/scenarios/topology.h"

namespace tradewind::market {

struct Size {
  std::size_t groups = 36;            // at most
  std::size_t choices_of_region = 3;  // at most, for each workload
};

class Market {
 public:
  // Throws std::invalid_argument when a workload has no priced offer with a capacity.
  Market(const World& world, const PriceBook& book, const capacity::Curves& curves, const Size& size = {}, const PriceFactors& factors = list_prices);

  // The cheapest placement whose latency keeps to limit_ms at the scenario's percentile (no limit: whatever the latency), under the constraints of
  // the scenario. headroom: the load that pools are sized for over the expected one. third_most: bound on the loss of the third axis.
  placement::PlacementProblem problem(std::optional<double> limit_ms, double headroom = 1, std::optional<double> third_most = {}) const;
  const ThirdAxisModel& third_axis() const { return third_; }
  double third_loss(const placement::Placement& placement) const { return third_.loss(base_, placement); }

  // This market, which has no correction yet, with one.
  Market corrected(Correction correction) const;
  const Correction& correction() const { return correction_; }

  // Percentile of the latency that the model expects of a placement; and what the given share of the requests that it sends to one column is later
  // than.
  double latency_ms(const placement::Placement& placement) const;
  double latency_ms(const placement::Placement& placement, std::size_t column, double late_share) const;
  // Share of the requests that may be later than the percentile.
  double allowed_share() const { return 1 - world_->objective_percentile / 100; }

  // What the model expects a month to cost: in all, and by kept region.
  double monthly_usd(const placement::Placement& placement) const { return placement::monthly_usd(base_, placement); }
  std::vector<double> usd_by_region(const placement::Placement& placement) const { return placement::usd_by_region(base_, placement); }

  // The smallest limit that a placement can keep to when every group goes to its fastest column, whatever it costs.
  double fastest_limit_ms() const;

  Topology topology(const placement::Placement& placement) const;
  // Where the topology's requests go while all is well (routing_shares): group x column, of the columns that have instances.
  Grid shares_of(const Topology& topology, const std::vector<int>& instances) const;

  std::size_t groups() const { return groups_.count; }
  const std::vector<Choice>& choices() const { return choices_; }
  const std::vector<std::uint32_t>& regions() const { return regions_; }  // world indices

 private:
  void choose(const Prices& prices, const capacity::Curves& curves, const Size& size);
  void price(const Prices& prices, std::vector<Choice>& choices);
  void fill_base();
  std::vector<std::uint32_t> regions_worth_opening(const std::vector<Choice>& choices) const;
  void add_instance_rows();
  void add_providers();
  void add_failures();
  std::vector<placement::PlacementProblem::LateRow> late_rows(std::optional<double> limit_ms, double factor) const;
  void forbid();                                                                     // what residency does
  Grid late_shares(double limit_ms, const std::vector<std::size_t>& columns) const;  // group x column, zero for other columns
  std::vector<std::size_t> all_columns() const;

  const World* world_;
  std::vector<latency::NetworkTable> networks_;  // by workload
  std::vector<RegionPrices> prices_;             // by region of the world; empty where there is nothing to choose
  std::vector<std::uint32_t> regions_;           // kept ones
  std::vector<Choice> choices_;                  // the columns
  std::vector<double> added_ms_;                 // by column: mean time that feature stores add, and the correction
  Correction correction_;
  ThirdAxisModel third_;
  Groups groups_;
  Grid population_rps_;               // workload x population: mean over the week
  placement::PlacementProblem base_;  // without latency rows
};

}  // namespace tradewind::market
