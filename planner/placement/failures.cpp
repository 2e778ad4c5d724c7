#include "placement/failures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "placement/packing.h"
#include "tradewind/milp/milp.h"

namespace tradewind::placement {
namespace {

using InstanceRow = PlacementProblem::InstanceRow;

constexpr double unplaced = 1e-6;  // share of the load that may find no place by rounding errors
constexpr int most_repairs = 200;

double peak_rps(const PlacementProblem& problem, std::size_t workload, std::size_t group) {
  const Grid& rates = problem.hourly_rps[workload];
  double peak = 0;
  for (std::size_t hour = 0; hour < rates.columns(); ++hour) peak = std::max(peak, rates(group, hour));
  return peak;
}

bool takes(const std::vector<std::size_t>& lost, std::size_t region) { return std::ranges::find(lost, region) != lost.end(); }

// The linear program of the failures, its rows in the order sigma, u, lambda: that of a failure has no instances in the regions it takes. It is
// solved from one failure, and from one number of instances, to the next.
class FailureProgram {
 public:
  FailureProgram(const PlacementProblem& problem, const std::vector<int>& instances) : problem_(problem), workloads_(problem.hourly_rps.size()) {
    for (const PlacementProblem::LateRow& row : problem.failures.late_rows) late_.push_back(late_parts(problem, row));
    for (std::size_t c = 0; c < problem.columns.size(); ++c)
      if (instances[c] > 0) open_.push_back(c);
  }

  // Whether the program is about these columns.
  bool opens(const std::vector<int>& instances) const {
    return std::ranges::all_of(open_, [&](std::size_t c) { return instances[c] > 0; }) &&
           std::ranges::count_if(instances, [](int n) { return n > 0; }) == static_cast<std::ptrdiff_t>(open_.size());
  }

  // Nothing where the instances that the lost regions leave carry the load.
  std::optional<InstanceRow> cut(const std::vector<int>& instances, const std::vector<std::size_t>& lost) {
    lost_ = [&lost, this](std::size_t column) { return takes(lost, problem_.columns[column].region); };
    left_ = instances;
    for (const std::size_t c : open_)
      if (lost_(c)) left_[c] = 0;
    if (room_for_load(problem_, left_, late_) == Room::enough) return std::nullopt;
    const milp::Solution solution = solve();
    if (solution.status != milp::Status::solved || solution.objective <= unplaced) return std::nullopt;
    return cut_of(solution.duals);
  }

 private:
  milp::Solution solve() {
    if (!relaxation_) {
      milp::Milp program;
      add_columns(program);
      add_demand_rows(program);
      add_capacity_rows(program);
      add_late_rows(program);
      relaxation_.emplace(program);
    }
    std::size_t row = workloads_ * problem_.groups;
    for (const std::size_t c : open_)
      for (std::size_t h = 0; h < hours_of(c); ++h) relaxation_->set_upper(row++, left_[c]);
    return relaxation_->solve();
  }

  std::size_t hours_of(std::size_t column) const { return problem_.hourly_rps[problem_.columns[column].workload].columns(); }

  void add_columns(milp::Milp& program) const {
    double all = 0;
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) all += peak_rps(problem_, w, g);
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) program.add_column(peak_rps(problem_, w, g) / all, 0, milp::no_limit, false);
    for (const std::size_t c : open_)
      for (std::size_t g = 0; g < problem_.groups; ++g) program.add_column(0, 0, problem_.allows(g, c) ? milp::no_limit : 0, false);
  }

  void add_demand_rows(milp::Milp& program) const {
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) {
        std::vector<std::pair<int, double>> terms{{static_cast<int>(w * problem_.groups + g), 1.0}};
        for (std::size_t i = 0; i < open_.size(); ++i)
          if (problem_.columns[open_[i]].workload == w && problem_.allows(g, open_[i])) terms.emplace_back(share_index(g, i), 1.0);
        program.add_row(1, milp::no_limit, std::move(terms));
      }
  }

  void add_capacity_rows(milp::Milp& program) const {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const Column& column = problem_.columns[open_[i]];
      const Grid& rates = problem_.hourly_rps[column.workload];
      for (std::size_t h = 0; h < rates.columns(); ++h) {
        std::vector<std::pair<int, double>> terms;
        for (std::size_t g = 0; g < problem_.groups; ++g)
          if (rates(g, h) > 0) terms.emplace_back(share_index(g, i), rates(g, h) * problem_.failures.load_share / column.instance_rps);
        program.add_row(-milp::no_limit, left_[open_[i]], std::move(terms));
      }
    }
  }

  void add_late_rows(milp::Milp& program) const {
    for (const Grid& row : late_) {
      std::vector<std::pair<int, double>> terms;
      for (std::size_t i = 0; i < open_.size(); ++i)
        for (std::size_t g = 0; g < problem_.groups; ++g)
          if (const double late = row(open_[i], g); late > 0) terms.emplace_back(share_index(g, i), late);
      program.add_row(-milp::no_limit, 1, std::move(terms));
    }
  }

  InstanceRow cut_of(const std::vector<double>& duals) const {
    InstanceRow cut;
    std::size_t row = workloads_ * problem_.groups;
    for (std::size_t i = 0; i < row; ++i) cut.lower += std::max(duals[i], 0.0);
    std::vector<std::optional<double>> price(problem_.columns.size());  // of those in the program
    for (const std::size_t c : open_) {
      price[c] = 0;
      for (std::size_t h = 0; h < hours_of(c); ++h) *price[c] += std::max(-duals[row++], 0.0);
    }
    const std::vector<double> lambda(duals.begin() + static_cast<std::ptrdiff_t>(row), duals.end());
    for (const double late : lambda) cut.lower -= std::max(-late, 0.0);
    for (std::size_t c = 0; c < price.size(); ++c) {
      if (lost_(c)) continue;
      const double value = price[c] ? *price[c] : smallest_price(c, duals, lambda);
      // An instance more than the row asks for helps no further: n is whole.
      if (value > 0) cut.terms.emplace_back(c, std::min(value, cut.lower));
    }
    return cut;
  }

  // For a column that is not in the program: the price of its capacity in one hour, the hour where it is smallest, past which no group would go
  // there.
  double smallest_price(std::size_t column, const std::vector<double>& duals, const std::vector<double>& lambda) const {
    const Grid& rates = problem_.hourly_rps[problem_.columns[column].workload];
    std::vector<double> price(rates.columns());
    for (std::size_t g = 0; g < problem_.groups; ++g) {
      if (!problem_.allows(g, column)) continue;
      double worth = std::max(duals[problem_.columns[column].workload * problem_.groups + g], 0.0);
      for (std::size_t i = 0; i < lambda.size(); ++i) worth -= std::max(-lambda[i], 0.0) * late_[i](column, g);
      if (worth <= 0) continue;
      for (std::size_t h = 0; h < price.size(); ++h)
        price[h] = rates(g, h) > 0 ? std::max(price[h], worth * problem_.columns[column].instance_rps / (problem_.failures.load_share * rates(g, h)))
                                   : milp::no_limit;
    }
    return *std::min_element(price.begin(), price.end());
  }

  int share_index(std::size_t group, std::size_t open) const { return static_cast<int>((workloads_ + open) * problem_.groups + group); }

  const PlacementProblem& problem_;
  std::size_t workloads_;
  std::vector<std::size_t> open_;  // columns with instances
  std::vector<Grid> late_;         // by degraded row: part of what is allowed, column x group
  std::optional<milp::MovingRelaxation> relaxation_;
  std::function<bool(std::size_t column)> lost_;  // of the present failure
  std::vector<int> left_;                         // instances in it
};

// Failures that are known to be survived; with more instances they still are.
class Survived {
 public:
  explicit Survived(const PlacementProblem& problem) : problem_(problem) {}

  void add(std::size_t failure) { failures_.push_back(failure); }

  // Whether one of them takes all the instances that this failure takes.
  bool covers(std::size_t failure, const std::vector<int>& instances) const {
    const std::vector<std::vector<std::size_t>>& lost = problem_.failures.lost;
    std::set<std::size_t> regions;  // that the failure takes and that have instances
    for (std::size_t c = 0; c < instances.size(); ++c)
      if (instances[c] > 0 && takes(lost[failure], problem_.columns[c].region)) regions.insert(problem_.columns[c].region);
    return std::ranges::any_of(failures_,
                               [&](std::size_t worse) { return std::ranges::all_of(regions, [&](std::size_t r) { return takes(lost[worse], r); }); });
  }

 private:
  const PlacementProblem& problem_;
  std::vector<std::size_t> failures_;
};

// The failures, those that take the most load first: they ask for the most, and cover others.
std::vector<std::size_t> by_load_lost(const PlacementProblem& problem, const std::vector<int>& instances) {
  std::vector<double> rps(problem.failures.lost.size());
  for (std::size_t f = 0; f < rps.size(); ++f)
    for (std::size_t c = 0; c < instances.size(); ++c)
      if (takes(problem.failures.lost[f], problem.columns[c].region)) rps[f] += instances[c] * problem.columns[c].instance_rps;
  std::vector<std::size_t> order(rps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t f) { return rps[f]; });
  return order;
}

}  // namespace

std::optional<InstanceRow> broken_cut(const PlacementProblem& problem, const std::vector<int>& instances, std::size_t failure) {
  return FailureProgram(problem, instances).cut(instances, problem.failures.lost[failure]);
}

bool survives(const PlacementProblem& problem, const std::vector<int>& instances) {
  FailureProgram program(problem, instances);
  Survived survived(problem);
  return std::ranges::all_of(by_load_lost(problem, instances), [&](std::size_t failure) {
    if (survived.covers(failure, instances)) return true;
    if (program.cut(instances, problem.failures.lost[failure])) return false;
    survived.add(failure);
    return true;
  });
}

void add_capacity_cuts(PlacementProblem& problem) {
  for (std::size_t w = 0; w < problem.hourly_rps.size(); ++w) {
    const Grid& rates = problem.hourly_rps[w];
    double peak = 0;
    for (std::size_t h = 0; h < rates.columns(); ++h) {
      double sum = 0;
      for (std::size_t g = 0; g < problem.groups; ++g) sum += rates(g, h);
      peak = std::max(peak, sum);
    }
    for (const auto& lost : problem.failures.lost) {
      InstanceRow cut{{}, problem.failures.load_share};  // in parts of the busiest hour, as the other cuts
      for (std::size_t c = 0; c < problem.columns.size(); ++c)
        if (problem.columns[c].workload == w && !takes(lost, problem.columns[c].region))
          cut.terms.emplace_back(c, std::min(problem.columns[c].instance_rps / peak, cut.lower));
      if (peak > 0) problem.failures.cuts.push_back(std::move(cut));
    }
  }
}

bool raise_for_failures(PlacementProblem& problem, std::vector<int>& instances) {
  std::optional<FailureProgram> program;
  Survived survived(problem);
  int repairs = 0;
  for (const std::size_t failure : by_load_lost(problem, instances)) {
    while (!survived.covers(failure, instances)) {
      if (!program || !program->opens(instances)) program.emplace(problem, instances);
      const auto cut = program->cut(instances, problem.failures.lost[failure]);
      if (!cut) {
        survived.add(failure);
        break;
      }
      problem.failures.cuts.push_back(*cut);
      const std::vector<int> before = instances;
      raise_to_rows(problem, instances);
      if (instances == before || ++repairs == most_repairs) return false;
    }
  }
  return true;
}

}  // namespace tradewind::placement
