#include "placement/failures.h"

#include <algorithm>
#include <cmath>

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

// Requests/s that the row allows to be late.
double allowed_rps(const PlacementProblem& problem, const PlacementProblem::LateRow& row) {
  double all = 0;
  for (std::size_t w = 0; w < problem.mean_rps.rows(); ++w)
    if (!row.workload || *row.workload == w)
      for (std::size_t g = 0; g < problem.groups; ++g) all += problem.mean_rps(w, g);
  return all * row.allowed_share;
}

// Part of what is allowed to be late that would be late if all of the group went to the column.
double late_part(const PlacementProblem& problem, double allowed, const PlacementProblem::LateRow& row, std::size_t group, std::size_t column) {
  const std::size_t workload = problem.columns[column].workload;
  if ((row.workload && *row.workload != workload) || allowed <= 0) return 0;
  return problem.mean_rps(workload, group) * row.late_share(group, column) / allowed;
}

// The linear program of a failure, its rows in the order sigma, u, lambda.
class FailureProgram {
 public:
  FailureProgram(const PlacementProblem& problem, const std::vector<int>& instances, std::size_t failure)
      : problem_(problem), instances_(instances), workloads_(problem.hourly_rps.size()) {
    for (const PlacementProblem::LateRow& row : problem.failures.late_rows) allowed_.push_back(allowed_rps(problem, row));
    const auto& lost = problem.failures.lost[failure];
    for (std::size_t c = 0; c < problem.columns.size(); ++c) {
      if (std::find(lost.begin(), lost.end(), problem.columns[c].region) != lost.end()) continue;
      left_.push_back(c);
      if (instances[c] > 0) open_.push_back(c);
    }
  }

  std::optional<InstanceRow> cut() {
    if (fits_in_turn()) return std::nullopt;
    add_columns();
    add_demand_rows();
    add_capacity_rows();
    add_late_rows();
    const milp::Solution solution = milp::relax(milp_);
    if (solution.status != milp::Status::solved || solution.objective <= unplaced) return std::nullopt;
    return cut_of(solution.duals);
  }

 private:
  // Group after group to where the fewest of its requests are late, as far as there is room: where that places everything, no program has to say so.
  bool fits_in_turn() const {
    std::vector<double> late(problem_.failures.late_rows.size());
    std::vector<std::vector<double>> room;
    for (const std::size_t c : open_)
      room.emplace_back(problem_.hourly_rps[problem_.columns[c].workload].columns(), instances_[c] * problem_.columns[c].instance_rps);
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g)
        if (!place(w, g, room, late)) return false;
    return std::all_of(late.begin(), late.end(), [](double part) { return part <= 1; });
  }

  bool place(std::size_t w, std::size_t g, std::vector<std::vector<double>>& room, std::vector<double>& late) const {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (problem_.columns[open_[i]].workload != w || !problem_.allows(g, open_[i])) continue;
      double lateness = 0;
      for (const PlacementProblem::LateRow& row : problem_.failures.late_rows)
        if (!row.workload || *row.workload == w) lateness += row.late_share(g, open_[i]);
      order.emplace_back(lateness, i);
    }
    std::sort(order.begin(), order.end());
    const Grid& rates = problem_.hourly_rps[w];
    double left = 1;
    for (const auto& [lateness, i] : order) {
      double share = left;
      for (std::size_t h = 0; h < rates.columns(); ++h)
        if (const double rate = rates(g, h) * problem_.failures.load_share; rate > 0) share = std::min(share, std::max(0.0, room[i][h]) / rate);
      for (std::size_t h = 0; h < rates.columns(); ++h) room[i][h] -= share * rates(g, h) * problem_.failures.load_share;
      for (std::size_t row = 0; row < late.size(); ++row)
        late[row] += share * late_part(problem_, allowed_[row], problem_.failures.late_rows[row], g, open_[i]);
      left -= share;
      if (left <= 0) return true;
    }
    return left <= unplaced;
  }

  void add_columns() {
    double all = 0;
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) all += peak_rps(problem_, w, g);
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) milp_.add_column(peak_rps(problem_, w, g) / all, 0, milp::no_limit, false);
    for (const std::size_t c : open_)
      for (std::size_t g = 0; g < problem_.groups; ++g) milp_.add_column(0, 0, problem_.allows(g, c) ? milp::no_limit : 0, false);
  }

  void add_demand_rows() {
    for (std::size_t w = 0; w < workloads_; ++w)
      for (std::size_t g = 0; g < problem_.groups; ++g) {
        std::vector<std::pair<int, double>> terms{{static_cast<int>(w * problem_.groups + g), 1.0}};
        for (std::size_t i = 0; i < open_.size(); ++i)
          if (problem_.columns[open_[i]].workload == w && problem_.allows(g, open_[i])) terms.emplace_back(share_index(g, i), 1.0);
        milp_.add_row(1, milp::no_limit, std::move(terms));
      }
  }

  void add_capacity_rows() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const Column& column = problem_.columns[open_[i]];
      const Grid& rates = problem_.hourly_rps[column.workload];
      for (std::size_t h = 0; h < rates.columns(); ++h) {
        std::vector<std::pair<int, double>> terms;
        for (std::size_t g = 0; g < problem_.groups; ++g)
          if (rates(g, h) > 0) terms.emplace_back(share_index(g, i), rates(g, h) * problem_.failures.load_share / column.instance_rps);
        milp_.add_row(-milp::no_limit, instances_[open_[i]], std::move(terms));
      }
    }
  }

  void add_late_rows() {
    for (std::size_t j = 0; j < allowed_.size(); ++j) {
      const PlacementProblem::LateRow& row = problem_.failures.late_rows[j];
      std::vector<std::pair<int, double>> terms;
      for (std::size_t i = 0; i < open_.size(); ++i)
        for (std::size_t g = 0; g < problem_.groups; ++g)
          if (const double late = late_part(problem_, allowed_[j], row, g, open_[i]); late > 0) terms.emplace_back(share_index(g, i), late);
      milp_.add_row(-milp::no_limit, 1, std::move(terms));
    }
  }

  InstanceRow cut_of(const std::vector<double>& duals) const {
    InstanceRow cut;
    std::size_t row = workloads_ * problem_.groups;
    for (std::size_t i = 0; i < row; ++i) cut.lower += std::max(duals[i], 0.0);
    std::vector<double> coefficient(problem_.columns.size());
    for (const std::size_t c : open_)
      for (std::size_t h = 0; h < problem_.hourly_rps[problem_.columns[c].workload].columns(); ++h) coefficient[c] += std::max(-duals[row++], 0.0);
    const std::vector<double> lambda(duals.begin() + static_cast<std::ptrdiff_t>(row), duals.end());
    for (const double price : lambda) cut.lower -= std::max(-price, 0.0);
    for (const std::size_t c : left_) {
      const double value = instances_[c] > 0 ? coefficient[c] : smallest_price(c, duals, lambda);
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
      for (std::size_t i = 0; i < lambda.size(); ++i)
        worth -= std::max(-lambda[i], 0.0) * late_part(problem_, allowed_[i], problem_.failures.late_rows[i], g, column);
      if (worth <= 0) continue;
      for (std::size_t h = 0; h < price.size(); ++h)
        price[h] = rates(g, h) > 0 ? std::max(price[h], worth * problem_.columns[column].instance_rps / (problem_.failures.load_share * rates(g, h)))
                                   : milp::no_limit;
    }
    return *std::min_element(price.begin(), price.end());
  }

  int share_index(std::size_t group, std::size_t open) const { return static_cast<int>((workloads_ + open) * problem_.groups + group); }

  const PlacementProblem& problem_;
  const std::vector<int>& instances_;
  std::size_t workloads_;
  std::vector<std::size_t> left_, open_;  // columns outside the failure; those of them with instances
  std::vector<double> allowed_;           // by degraded row: requests/s that may be late
  milp::Milp milp_;
};

}  // namespace

std::optional<InstanceRow> broken_cut(const PlacementProblem& problem, const std::vector<int>& instances, std::size_t failure) {
  return FailureProgram(problem, instances, failure).cut();
}

bool survives(const PlacementProblem& problem, const std::vector<int>& instances) {
  for (std::size_t failure = 0; failure < problem.failures.lost.size(); ++failure)
    if (broken_cut(problem, instances, failure)) return false;
  return true;
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
        if (problem.columns[c].workload == w && std::find(lost.begin(), lost.end(), problem.columns[c].region) == lost.end())
          cut.terms.emplace_back(c, std::min(problem.columns[c].instance_rps / peak, cut.lower));
      if (peak > 0) problem.failures.cuts.push_back(std::move(cut));
    }
  }
}

bool raise_for_failures(PlacementProblem& problem, std::vector<int>& instances) {
  for (int repair = 0; repair < most_repairs; ++repair) {
    bool broken = false;
    for (std::size_t failure = 0; failure < problem.failures.lost.size(); ++failure) {
      const auto cut = broken_cut(problem, instances, failure);
      if (!cut) continue;
      broken = true;
      problem.failures.cuts.push_back(*cut);
      const std::vector<int> before = instances;
      raise_to_rows(problem, instances);
      if (instances == before) return false;
    }
    if (!broken) return true;
  }
  return false;
}

}  // namespace tradewind::placement
