#include "market/third_axis.h"

#include <algorithm>
#include <limits>

#include "placement/failures.h"

namespace tradewind::market {

namespace {

constexpr double tie_break = 1e-6;

}  // namespace

using placement::Placement;
using placement::PlacementProblem;

ThirdAxisModel::ThirdAxisModel(const World& world, const std::vector<Choice>& choices) : axis_(world.third_axis) {
  for (const Choice& choice : choices) {
    instance_.push_back(choice.third_of_instance);
    request_.push_back(choice.third_of_request);
  }
  for (const Workload& workload : world.workloads) reads_.push_back(static_cast<double>(std::ranges::count_if(workload.features, &FeatureUse::read)));
}

// Reads of all requests a second.
double ThirdAxisModel::reads_per_s(const PlacementProblem& problem) const {
  double reads = 0;
  for (std::size_t workload = 0; workload < reads_.size(); ++workload)
    for (std::size_t group = 0; group < problem.groups; ++group) reads += reads_[workload] * problem.mean_rps(workload, group);
  return reads;
}

// What all requests of a group add to the mean age of all reads where they are served by the column.
Grid ThirdAxisModel::request_losses(const PlacementProblem& problem) const {
  Grid losses(problem.groups, problem.columns.size());
  const double reads = reads_per_s(problem);
  for (std::size_t column = 0; reads > 0 && column < problem.columns.size(); ++column) {
    const std::size_t workload = problem.columns[column].workload;
    for (std::size_t group = 0; group < problem.groups; ++group)
      losses(group, column) = request_[column] * reads_[workload] * problem.mean_rps(workload, group) / reads;
  }
  return losses;
}

double ThirdAxisModel::loss(const PlacementProblem& problem, const Placement& placement) const {
  if (axis_ == ThirdAxis::availability) return unserved_after_loss(problem, placement);
  const Grid of_requests = request_losses(problem);
  double loss = 0;
  for (std::size_t column = 0; column < problem.columns.size(); ++column) {
    loss += instance_[column] * placement.instances[column];
    for (std::size_t group = 0; group < problem.groups; ++group) loss += of_requests(group, column) * placement.share(group, column);
  }
  return loss;
}

// To a quarter of the load.
double ThirdAxisModel::unserved_after_loss(const PlacementProblem& problem, const Placement& placement) const {
  for (const double unserved : {0.0, 0.25, 0.5, 0.75}) {
    PlacementProblem asked = problem;
    survive(asked, 1 - unserved);
    if (placement::survives(asked, placement.instances)) return unserved;
  }
  return 1;
}

void ThirdAxisModel::bound(PlacementProblem& problem, double most) const {
  switch (axis_) {
    case ThirdAxis::none:
    case ThirdAxis::net_benefit:
      break;
    case ThirdAxis::carbon:
      bound_instances(problem, most);
      break;
    case ThirdAxis::staleness:
      bound_reads(problem, most);
      break;
    case ThirdAxis::availability:
      survive(problem, 1 - most);
  }
}

// Zero costs would leave instances and regions to chance: a small part of what they cost stays.
void ThirdAxisModel::make_the_cost(PlacementProblem& problem) const {
  const Grid of_requests = request_losses(problem);
  problem.budget_usd = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < problem.columns.size(); ++c) {
    placement::Column& column = problem.columns[c];
    column.instance_usd = instance_[c] + tie_break * column.instance_usd;
    column.fixed_usd *= tie_break;
    for (std::size_t group = 0; group < problem.groups; ++group)
      problem.request_usd(group, c) = of_requests(group, c) + tie_break * problem.request_usd(group, c);
  }
  for (double& usd : problem.region_fixed_usd) usd *= tie_break;
}

void ThirdAxisModel::rebound(PlacementProblem& problem, double most) const {
  if (axis_ == ThirdAxis::carbon) problem.instance_rows.pop_back();
  if (axis_ == ThirdAxis::staleness) problem.late_rows.pop_back();
  if (axis_ == ThirdAxis::availability) problem.failures.load_share = 0;
  bound(problem, most);
}

void ThirdAxisModel::bound_instances(PlacementProblem& problem, double most) const {
  PlacementProblem::InstanceRow row;
  row.upper = most;
  for (std::size_t column = 0; column < problem.columns.size(); ++column) row.terms.emplace_back(column, instance_[column]);
  problem.instance_rows.push_back(std::move(row));
}

// A late row counts shares of requests: ages over the greatest one are such numbers.
void ThirdAxisModel::bound_reads(PlacementProblem& problem, double most) const {
  double greatest = 0, requests = 0;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    greatest = std::max(greatest, request_[column] * reads_[problem.columns[column].workload]);
  for (std::size_t workload = 0; workload < reads_.size(); ++workload)
    for (std::size_t group = 0; group < problem.groups; ++group) requests += problem.mean_rps(workload, group);
  if (greatest <= 0 || requests <= 0) return;
  PlacementProblem::LateRow row{std::nullopt, Grid(problem.groups, problem.columns.size()), most * reads_per_s(problem) / requests / greatest};
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    for (std::size_t group = 0; group < problem.groups; ++group)
      row.late_share(group, column) = request_[column] * reads_[problem.columns[column].workload] / greatest;
  problem.late_rows.push_back(std::move(row));
}

// Beside the failures that the scenario wants to be survived anyway.
void ThirdAxisModel::survive(PlacementProblem& problem, double load_share) const {
  if (load_share <= 0) return;
  PlacementProblem::Failures& failures = problem.failures;
  failures.load_share = failures.lost.empty() ? load_share : std::max(failures.load_share, load_share);
  for (std::size_t region = 0; region < problem.region_fixed_usd.size(); ++region) failures.lost.push_back({region});
  std::ranges::sort(failures.lost);
  failures.lost.erase(std::unique(failures.lost.begin(), failures.lost.end()), failures.lost.end());
}

}  // namespace tradewind::market
