// A lower bound for large problems, and the open columns that it suggests.
//
// The demand rows (price pi of a group's whole demand), the late rows (lambda) and the rows over instances (nu) are dualised; what is left falls
// apart into columns:
//
//   L = sum pi - sum lambda + sum nu * limit + min over sets of regions of  sum_r ( region_fixed_usd_r + sum_workloads min(0, min_c v_c) )
//   v_c = fixed_usd_c + min over whole n >= 1 of  (instance_usd_c - sum nu a_c) n - K_c(n)
//   K_c(n) = max sum_g (pi_g - request_gc - sum lambda late_gc) x_g   subject to  sum_g (sum_h mu_ch rate_gh) x_g <= instance_rps_c n,  0 <= x <= 1
//
// The planning hours of a column stand in one row, weighted with mu_ch >= 0, sum_h mu_ch = 1 (a surrogate constraint: Glover, 1975): any weights give
// a valid bound, so the knapsack keeps whole instances and is still solved by sorting. That is why L is above the linear relaxation, which buys
// parts of instances. The multipliers climb by subgradients (Held, Wolfe and Crowder, 1974) with deflected directions; effort by counts.
#pragma once

#include <cmath>

#include "placement/problem.h"

namespace tradewind::placement {

class Lagrangean {
 public:
  explicit Lagrangean(const PlacementProblem& problem);

  // The bound at the present multipliers; also their subgradients and the columns chosen.
  double evaluate();
  // Moves the multipliers towards a better bound; upper_usd: a cost that the bound may reach.
  void step(double upper_usd, double size);

  // Columns with instances at the present multipliers, one for each workload and region, ascending.
  const std::vector<std::size_t>& open_columns() const { return open_; }
  double bound_usd() const { return best_usd_; }  // the best of all evaluations
  // Cost of serving the whole group at the column, as the multipliers see it: traffic, lateness and its part of the instances.
  double assignment_usd(std::size_t group, std::size_t column) const;
  // Multipliers of the best bound as a placement keeps them, and a start from those of a problem with as many groups and late rows (others are not
  // taken); returns whether.
  std::vector<double> kept_multipliers() const;
  bool start_from(const std::vector<double>& kept);
  // Back to the multipliers of the best bound.
  void return_to_best();

  struct Multipliers {
    std::vector<double> demand;  // by workload and group
    std::vector<double> late;    // by late row
    std::vector<double> rows;    // by instance row and cut: of the lower limit, less that of the upper one
    Grid hours;                  // column x planning hour
  };
  enum class Choice : char { free, open, closed };
  struct State {
    Multipliers multipliers;
    std::vector<Choice> regions;
    std::vector<int> least, most;  // instances, by column; least > 0: the region is open, and has no other column for that workload
  };
  State state() const { return {now_, regions_, least_, most_}; }
  // From these multipliers on, within these limits; what was found before is forgotten.
  void start_from(State state);
  // At the last evaluation: whether the region pays, and by how much at least its bound would rise were the region closed that is open, or the other
  // way round.
  bool pays(std::size_t region) const { return region_usd_[region] < 0; }
  double penalty_usd(std::size_t region) const { return limits_bind_ ? 0 : std::abs(region_usd_[region]); }
  // By column: how far at least the bound would rise were it used, at the last evaluation (0 of those chosen). As long as neither the least nor the
  // most regions bind, no placement with the column costs less than the bound and this.
  std::vector<double> column_penalties_usd() const;
  // By region, how often it was open lately, 0 to 1; by column, how many instances it had on average.
  const std::vector<double>& opened() const { return opened_; }
  const std::vector<double>& mean_instances() const { return mean_instances_; }

 private:
  struct Filling {  // of one column
    int instances = 0;
    double usd = 0;
    std::vector<std::pair<std::size_t, double>> shares;  // group, share
  };

  struct Item;
  void collect(std::size_t column, std::vector<Item>& items) const;
  Filling fill(std::size_t column) const;
  double close_regions(const std::vector<Filling>& fillings);
  void gather(const std::vector<Filling>& fillings);
  double load(std::size_t group, std::size_t column) const;
  void weigh_hours(const std::vector<Filling>& fillings);

  const PlacementProblem* problem_;
  std::vector<PlacementProblem::InstanceRow> rows_;
  std::vector<std::vector<std::pair<std::size_t, double>>> rows_of_column_;
  Grid request_usd_;                   // column x group; infinite where the group may not go there
  std::vector<Grid> rates_;            // by workload: planning hour x group
  std::vector<int> least_, most_;      // instances, by column
  std::vector<Grid> late_;             // by late row: part of what is allowed, column x group
  std::vector<double> demand_weight_;  // share of the whole demand, by workload and group
  Multipliers now_, best_;
  Multipliers slope_;  // subgradient, deflected
  double best_usd_ = 0;
  std::vector<std::size_t> open_;
  std::vector<Choice> regions_;
  std::vector<double> region_usd_;  // at the last evaluation: what opening it costs, below 0 where it pays; infinite where it is closed
  std::vector<double> column_usd_;  // at the last evaluation: of each column with its best instances
  std::vector<double> opened_, mean_instances_;
  bool limits_bind_ = false;  // other regions are open than those that pay or have to be
};

}  // namespace tradewind::placement
