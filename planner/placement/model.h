// The placement problem as a mixed-integer program.
//
// Variables: n_c instances of a column (integer), z_c whether the column is the one chosen for its workload and region (binary), y_r whether a region
// is open (binary), x_gc the share of a group's requests that goes to a column.
//
//   minimise    sum instance_usd_c n_c + sum fixed_usd_c z_c + sum region_fixed_usd_r y_r + sum request_usd_gc x_gc
//   subject to  sum_c x_gc = 1                                     for each workload and group
//               sum_g rate_gh x_gc <= instance_rps_c n_c           for each column and planning hour
//               n_c <= most_c z_c,  z_c <= n_c                     for each column
//               sum_{c of workload and region} z_c <= y_r          one offer and level a workload and region
//               sum_{c in r} n_c <= max_instances y_r,  y_r <= sum_{c in r} n_c
//               min_regions <= sum y_r <= max_regions,  cost <= budget
//               lower <= sum a_c n_c <= upper                      for each quota, pool that stays and cut of the failures
//               y_r <= v_p of its provider,  v_p <= sum_{r of p} y_r,  min_providers <= sum v_p <= max_providers
//               sum mean_g late_gc x_gc <= allowed * sum mean_g    the latency percentile, for a given limit: linear in x
#pragma once

#include "placement/problem.h"
#include "tradewind/milp/milp.h"

namespace tradewind::placement {

class Model {
 public:
  // `possible`: by column, instances that there may be although the demand does not ask for so many; empty = none.
  explicit Model(const PlacementProblem& problem, std::vector<int> possible = {});

  const milp::Milp& milp() const { return milp_; }
  int instances(std::size_t column) const { return instances_[column]; }  // index of n_c
  int most_instances(std::size_t column) const { return static_cast<int>(milp_.upper[static_cast<std::size_t>(instances_[column])]); }
  std::vector<double> point_of(const Placement& placement) const;
  // Shares of a (fractional) point; instances as the point has them, rounded, or as many as are needed for the shares.
  Placement placement_of(const double* point) const;

 private:
  void add_columns();
  void add_demand_rows();
  void add_capacity_rows();
  void add_choice_rows();
  void add_region_rows();
  void add_late_rows();
  void add_budget_row();
  void add_instance_rows(const std::vector<PlacementProblem::InstanceRow>& rows);
  void add_provider_rows();
  int share_index(std::size_t group, std::size_t column) const { return first_share_ + static_cast<int>(column * problem_->groups + group); }

  const PlacementProblem* problem_;
  std::vector<int> possible_;
  milp::Milp milp_;
  std::vector<int> instances_, chosen_, open_, used_;  // indices of n, z, y, v
  int first_share_ = 0;
};

}  // namespace tradewind::placement
