#include "placement/model.h"

#include <algorithm>
#include <cmath>

namespace tradewind::placement {
namespace {

// Instances of a column that carry the whole demand of its workload alone, or that have to stay.
double most_instances(const PlacementProblem& problem, std::size_t index) {
  const Column& column = problem.columns[index];
  const Grid& rates = problem.hourly_rps[column.workload];
  double peak = 0;
  double kept = 1;
  for (const PlacementProblem::InstanceRow& row : problem.instance_rows)
    for (const auto& [other, coefficient] : row.terms)
      if (other == index && coefficient > 0) kept = std::max(kept, std::ceil(row.lower / coefficient));
  for (std::size_t hour = 0; hour < rates.columns(); ++hour) {
    double sum = 0;
    for (std::size_t group = 0; group < problem.groups; ++group) sum += rates(group, hour);
    peak = std::max(peak, sum);
  }
  return std::min<double>(problem.max_instances_per_region, std::max(kept, std::ceil(peak / column.instance_rps)));
}

}  // namespace

Model::Model(const PlacementProblem& problem, std::vector<int> possible) : problem_(&problem), possible_(std::move(possible)) {
  possible_.resize(problem.columns.size());
  add_columns();
  add_demand_rows();
  add_capacity_rows();
  add_choice_rows();
  add_region_rows();
  add_late_rows();
  add_budget_row();
  add_instance_rows(problem.instance_rows);
  add_instance_rows(problem.failures.cuts);
  add_provider_rows();
}

void Model::add_columns() {
  for (std::size_t index = 0; index < problem_->columns.size(); ++index) {
    const Column& column = problem_->columns[index];
    instances_.push_back(
        milp_.add_column(column.instance_usd, 0, std::max<double>(placement::most_instances(*problem_, index), possible_[index]), true));
    chosen_.push_back(milp_.add_column(column.fixed_usd, 0, 1, true));
  }
  for (const double usd : problem_->region_fixed_usd) open_.push_back(milp_.add_column(usd, 0, 1, true));
  if (!problem_->provider_of_region.empty())
    for (std::size_t p = 0; p <= *std::max_element(problem_->provider_of_region.begin(), problem_->provider_of_region.end()); ++p)
      used_.push_back(milp_.add_column(0, 0, 1, true));
  first_share_ = static_cast<int>(milp_.cost.size());
  for (std::size_t column = 0; column < problem_->columns.size(); ++column)
    for (std::size_t group = 0; group < problem_->groups; ++group)
      milp_.add_column(problem_->request_usd(group, column), 0, problem_->allows(group, column) ? 1 : 0, false);
}

void Model::add_demand_rows() {
  for (std::size_t workload = 0; workload < problem_->hourly_rps.size(); ++workload)
    for (std::size_t group = 0; group < problem_->groups; ++group) {
      std::vector<std::pair<int, double>> terms;
      for (std::size_t column = 0; column < problem_->columns.size(); ++column)
        if (problem_->columns[column].workload == workload) terms.emplace_back(share_index(group, column), 1.0);
      milp_.add_row(1, 1, std::move(terms));
    }
}

void Model::add_capacity_rows() {
  for (std::size_t column = 0; column < problem_->columns.size(); ++column) {
    const Grid& rates = problem_->hourly_rps[problem_->columns[column].workload];
    for (std::size_t hour = 0; hour < rates.columns(); ++hour) {
      std::vector<std::pair<int, double>> terms{{instances_[column], -1.0}};
      for (std::size_t group = 0; group < problem_->groups; ++group)
        if (rates(group, hour) > 0) terms.emplace_back(share_index(group, column), rates(group, hour) / problem_->columns[column].instance_rps);
      milp_.add_row(-milp::no_limit, 0, std::move(terms));
    }
  }
}

void Model::add_choice_rows() {
  const std::size_t workloads = problem_->hourly_rps.size();
  std::vector<std::vector<std::pair<int, double>>> choices(workloads * open_.size());
  for (std::size_t column = 0; column < problem_->columns.size(); ++column) {
    const Column& c = problem_->columns[column];
    milp_.add_row(-milp::no_limit, 0, {{instances_[column], 1.0}, {chosen_[column], -milp_.upper[static_cast<std::size_t>(instances_[column])]}});
    milp_.add_row(-milp::no_limit, 0, {{chosen_[column], 1.0}, {instances_[column], -1.0}});
    choices[c.workload * open_.size() + c.region].emplace_back(chosen_[column], 1.0);
  }
  for (std::size_t pair = 0; pair < choices.size(); ++pair)
    if (!choices[pair].empty()) {
      choices[pair].emplace_back(open_[pair % open_.size()], -1.0);
      milp_.add_row(-milp::no_limit, 0, std::move(choices[pair]));
    }
}

void Model::add_region_rows() {
  std::vector<std::pair<int, double>> all;
  for (std::size_t region = 0; region < open_.size(); ++region) {
    std::vector<std::pair<int, double>> quota, used;
    for (std::size_t column = 0; column < problem_->columns.size(); ++column)
      if (problem_->columns[column].region == region) {
        quota.emplace_back(instances_[column], 1.0);
        used.emplace_back(instances_[column], -1.0);
      }
    quota.emplace_back(open_[region], -problem_->max_instances_per_region);
    used.emplace_back(open_[region], 1.0);
    milp_.add_row(-milp::no_limit, 0, std::move(quota));
    milp_.add_row(-milp::no_limit, 0, std::move(used));
    all.emplace_back(open_[region], 1.0);
  }
  milp_.add_row(problem_->min_regions, problem_->max_regions, std::move(all));
}

void Model::add_late_rows() {
  for (const PlacementProblem::LateRow& row : problem_->late_rows) {
    double all = 0;
    for (std::size_t workload = 0; workload < problem_->mean_rps.rows(); ++workload)
      if (!row.workload || *row.workload == workload)
        for (std::size_t group = 0; group < problem_->groups; ++group) all += problem_->mean_rps(workload, group);
    std::vector<std::pair<int, double>> terms;
    for (std::size_t column = 0; column < problem_->columns.size(); ++column) {
      const std::size_t workload = problem_->columns[column].workload;
      if (row.workload && *row.workload != workload) continue;
      for (std::size_t group = 0; group < problem_->groups; ++group) {
        const double late = problem_->mean_rps(workload, group) * row.late_share(group, column);
        if (late > 0) terms.emplace_back(share_index(group, column), late / (all * row.allowed_share));
      }
    }
    milp_.add_row(-milp::no_limit, 1, std::move(terms));
  }
}

void Model::add_budget_row() {
  if (!std::isfinite(problem_->budget_usd)) return;
  std::vector<std::pair<int, double>> terms;
  for (std::size_t column = 0; column < milp_.cost.size(); ++column)
    if (milp_.cost[column] != 0) terms.emplace_back(static_cast<int>(column), milp_.cost[column] / problem_->budget_usd);
  milp_.add_row(-milp::no_limit, 1, std::move(terms));
}

void Model::add_instance_rows(const std::vector<PlacementProblem::InstanceRow>& rows) {
  for (const PlacementProblem::InstanceRow& row : rows) {
    std::vector<std::pair<int, double>> terms;
    for (const auto& [column, coefficient] : row.terms) terms.emplace_back(instances_[column], coefficient);
    milp_.add_row(row.lower, std::isfinite(row.upper) ? row.upper : milp::no_limit, std::move(terms));
  }
}

void Model::add_provider_rows() {
  if (used_.empty()) return;
  std::vector<std::pair<int, double>> all;
  for (std::size_t provider = 0; provider < used_.size(); ++provider) {
    std::vector<std::pair<int, double>> regions{{used_[provider], 1.0}};
    for (std::size_t region = 0; region < open_.size(); ++region)
      if (problem_->provider_of_region[region] == provider) {
        milp_.add_row(-milp::no_limit, 0, {{open_[region], 1.0}, {used_[provider], -1.0}});
        regions.emplace_back(open_[region], -1.0);
      }
    milp_.add_row(-milp::no_limit, 0, std::move(regions));
    all.emplace_back(used_[provider], 1.0);
  }
  milp_.add_row(problem_->min_providers, problem_->max_providers, std::move(all));
}

std::vector<double> Model::point_of(const Placement& placement) const {
  std::vector<double> point(milp_.cost.size());
  for (std::size_t column = 0; column < problem_->columns.size(); ++column) {
    point[static_cast<std::size_t>(instances_[column])] = placement.instances[column];
    if (placement.instances[column] > 0) {
      point[static_cast<std::size_t>(chosen_[column])] = 1;
      point[static_cast<std::size_t>(open_[problem_->columns[column].region])] = 1;
      if (!used_.empty()) point[static_cast<std::size_t>(used_[problem_->provider_of_region[problem_->columns[column].region]])] = 1;
    }
    for (std::size_t group = 0; group < problem_->groups; ++group)
      point[static_cast<std::size_t>(share_index(group, column))] = placement.share(group, column);
  }
  return point;
}

Placement Model::placement_of(const double* point) const {
  Placement placement;
  placement.share = Grid(problem_->groups, problem_->columns.size());
  for (std::size_t column = 0; column < problem_->columns.size(); ++column)
    for (std::size_t group = 0; group < problem_->groups; ++group)
      placement.share(group, column) = problem_->allows(group, column) ? std::clamp(point[share_index(group, column)], 0.0, 1.0) : 0.0;
  placement.instances = needed_instances(*problem_, placement);
  for (std::size_t column = 0; column < problem_->columns.size(); ++column)
    placement.instances[column] = std::max(placement.instances[column], static_cast<int>(std::round(point[instances_[column]])));
  placement.usd = monthly_usd(*problem_, placement);
  return placement;
}

}  // namespace tradewind::placement
