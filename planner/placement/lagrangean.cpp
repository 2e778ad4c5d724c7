#include "placement/lagrangean.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include "tradewind/sim/parallel.h"

namespace tradewind::placement {
namespace {

using InstanceRow = PlacementProblem::InstanceRow;

constexpr double deflection = 0.6;                   // of the direction before, in the new one
constexpr double hour_pace = 0.3;                    // of the weights of the hours
constexpr double memory_pace = 0.05;                 // of what was open lately
constexpr double least_hour = 1e-7;                  // weight, so that an hour may come back
constexpr std::ptrdiff_t some = 16;                  // items that are sorted at a time
constexpr double late_scale = 0.3, row_scale = 0.3;  // of the steps of these multipliers, in parts of the upper bound

double limit_of(const InstanceRow& row, double price) { return price >= 0 ? row.lower : row.upper; }

}  // namespace

Lagrangean::Lagrangean(const PlacementProblem& problem) : problem_(&problem), rows_(problem.instance_rows) {
  rows_.insert(rows_.end(), problem.failures.cuts.begin(), problem.failures.cuts.end());
  rows_of_column_.resize(problem.columns.size());
  for (std::size_t j = 0; j < rows_.size(); ++j)
    for (const auto& [c, coefficient] : rows_[j].terms) rows_of_column_[c].emplace_back(j, coefficient);
  for (const PlacementProblem::LateRow& row : problem.late_rows) late_.push_back(late_parts(problem, row));

  request_usd_ = Grid(problem.columns.size(), problem.groups);
  for (std::size_t c = 0; c < problem.columns.size(); ++c)
    for (std::size_t g = 0; g < problem.groups; ++g)
      request_usd_(c, g) = problem.allows(g, c) ? problem.request_usd(g, c) : std::numeric_limits<double>::infinity();
  for (const Grid& rates : problem.hourly_rps) {
    Grid& by_hour = rates_.emplace_back(rates.columns(), rates.rows());
    for (std::size_t g = 0; g < rates.rows(); ++g)
      for (std::size_t h = 0; h < rates.columns(); ++h) by_hour(h, g) = rates(g, h);
  }

  const std::size_t workloads = problem.hourly_rps.size(), hours = problem.hourly_rps.front().columns();
  double all = 0;
  for (std::size_t w = 0; w < workloads; ++w)
    for (std::size_t g = 0; g < problem.groups; ++g) {
      double peak = 0;
      for (std::size_t h = 0; h < hours; ++h) peak = std::max(peak, problem.hourly_rps[w](g, h));
      demand_weight_.push_back(peak);
      all += peak;
    }
  for (double& weight : demand_weight_) weight /= all;

  now_.demand.resize(demand_weight_.size());
  now_.late.resize(late_.size());
  now_.rows.resize(rows_.size());
  now_.hours = Grid(problem.columns.size(), hours, 1.0 / static_cast<double>(hours));
  least_.assign(problem.columns.size(), 0);
  most_.assign(problem.columns.size(), problem.max_instances_per_region);
  mean_instances_.assign(problem.columns.size(), 0);
  // A group's demand is worth at first what it costs where it is cheapest.
  for (std::size_t w = 0; w < workloads; ++w)
    for (std::size_t g = 0; g < problem.groups; ++g) {
      double cheapest = std::numeric_limits<double>::infinity();
      for (std::size_t c = 0; c < problem.columns.size(); ++c)
        if (problem.columns[c].workload == w && problem.allows(g, c)) cheapest = std::min(cheapest, assignment_usd(g, c));
      now_.demand[w * problem.groups + g] = std::isfinite(cheapest) ? cheapest : 0;
    }
  slope_.demand.resize(now_.demand.size());
  slope_.late.resize(now_.late.size());
  slope_.rows.resize(now_.rows.size());
  best_ = now_;
  regions_.assign(problem.region_fixed_usd.size(), Choice::free);
  region_usd_.resize(regions_.size());
  opened_.assign(regions_.size(), 0.5);
}

double Lagrangean::load(std::size_t group, std::size_t column) const {
  const Grid& rates = problem_->hourly_rps[problem_->columns[column].workload];
  double sum = 0;
  for (std::size_t h = 0; h < rates.columns(); ++h) sum += now_.hours(column, h) * rates(group, h);
  return sum;
}

double Lagrangean::assignment_usd(std::size_t group, std::size_t column) const {
  const Column& c = problem_->columns[column];
  double usd = problem_->request_usd(group, column) + load(group, column) * c.instance_usd / c.instance_rps;
  for (std::size_t i = 0; i < late_.size(); ++i) usd += now_.late[i] * late_[i](column, group);
  return usd;
}

// What a group gains at a column and how much it loads it; a group that gains nothing is none.
struct Lagrangean::Item {
  double gain, load, ratio;
  std::size_t group;
  bool operator<(const Item& other) const { return ratio > other.ratio || (ratio == other.ratio && group < other.group); }  // worth most first
};

void Lagrangean::collect(std::size_t column, std::vector<Item>& items) const {
  const std::size_t groups = problem_->groups, workload = problem_->columns[column].workload;
  thread_local std::vector<double> gains, loads;
  const auto demand = now_.demand.begin() + static_cast<std::ptrdiff_t>(workload * groups);
  gains.assign(demand, demand + static_cast<std::ptrdiff_t>(groups));
  loads.assign(groups, 0);
  const std::span<const double> request_usd = request_usd_.row(column);
  for (std::size_t g = 0; g < groups; ++g) gains[g] -= request_usd[g];
  for (std::size_t i = 0; i < late_.size(); ++i) {
    const std::span<const double> late = late_[i].row(column);
    for (std::size_t g = 0; g < groups; ++g) gains[g] -= now_.late[i] * late[g];
  }
  for (std::size_t h = 0; h < rates_[workload].rows(); ++h) {
    const double weight = now_.hours(column, h);
    const std::span<const double> rates = rates_[workload].row(h);
    for (std::size_t g = 0; g < groups; ++g) loads[g] += weight * rates[g];
  }
  items.clear();
  for (std::size_t g = 0; g < groups; ++g)
    if (gains[g] > 0) items.push_back({gains[g], loads[g], loads[g] > 0 ? gains[g] / loads[g] : std::numeric_limits<double>::infinity(), g});
}

Lagrangean::Filling Lagrangean::fill(std::size_t column) const {
  Filling best;
  best.usd = std::numeric_limits<double>::infinity();
  if (most_[column] == 0) return best;
  const Column& c = problem_->columns[column];
  thread_local std::vector<Item> items;
  collect(column, items);
  double instance_usd = c.instance_usd;
  for (const auto& [row, coefficient] : rows_of_column_[column]) instance_usd -= now_.rows[row] * coefficient;
  // What is worth the capacity it takes; the best n is that load in instances, rounded down or up. Of the rest few items are needed, or none.
  const auto rest = std::partition(items.begin(), items.end(), [&](const Item& item) { return item.ratio * c.instance_rps > instance_usd; });
  std::sort(items.begin(), rest);
  double worth = 0;
  for (auto item = items.begin(); item != rest; ++item) worth += item->load;
  auto sorted = rest;
  const int down = std::clamp(static_cast<int>(std::floor(std::min(worth / c.instance_rps, 1e6))), std::max(1, least_[column]), most_[column]);
  const int up = std::min(down + 1, most_[column]);
  for (const int n : {down, up}) {
    const int instances = instance_usd < 0 ? most_[column] : n;
    Filling filling{instances, c.fixed_usd + instance_usd * instances, {}};
    double room = c.instance_rps * instances;
    for (auto item = items.begin(); item != items.end() && room > 0; ++item) {
      if (item == sorted) {
        const auto next = std::min<std::ptrdiff_t>(some, items.end() - sorted);
        std::partial_sort(sorted, sorted + next, items.end());
        sorted += next;
      }
      const double share = item->load > room ? room / item->load : 1;
      filling.usd -= item->gain * share;
      filling.shares.emplace_back(item->group, share);
      room -= item->load * share;
    }
    if (filling.usd < best.usd) best = std::move(filling);
  }
  return best;
}

// Opens the regions that pay, at least and at most as many as allowed; the value of all regions.
double Lagrangean::close_regions(const std::vector<Filling>& fillings) {
  const std::size_t regions = problem_->region_fixed_usd.size(), workloads = problem_->hourly_rps.size();
  column_usd_.clear();
  for (const Filling& filling : fillings) column_usd_.push_back(filling.usd);
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> chosen(regions * workloads, none);
  for (std::size_t c = 0; c < fillings.size(); ++c) {
    std::size_t& best = chosen[problem_->columns[c].region * workloads + problem_->columns[c].workload];
    if (best != none && least_[best] > 0) continue;
    if (least_[c] > 0 || (fillings[c].usd < 0 && (best == none || fillings[c].usd < fillings[best].usd))) best = c;
  }
  std::vector<std::pair<double, std::size_t>> value;
  for (std::size_t r = 0; r < regions; ++r) {
    region_usd_[r] = std::numeric_limits<double>::infinity();
    opened_[r] *= 1 - memory_pace;
    if (regions_[r] == Choice::closed) continue;
    double usd = problem_->region_fixed_usd[r];
    for (std::size_t w = 0; w < workloads; ++w)
      if (chosen[r * workloads + w] != none) usd += fillings[chosen[r * workloads + w]].usd;
    region_usd_[r] = usd;
    value.emplace_back(usd, r);
  }
  // Those that have to be open come first.
  std::sort(value.begin(), value.end(), [&](const auto& a, const auto& b) {
    return std::tuple(regions_[a.second] != Choice::open, a) < std::tuple(regions_[b.second] != Choice::open, b);
  });
  const auto wanted = std::ranges::count_if(value, [&](const auto& v) { return v.first < 0 || regions_[v.second] == Choice::open; });
  limits_bind_ = wanted < problem_->min_regions || wanted > problem_->max_regions;
  open_.clear();
  double sum = 0;
  for (std::size_t i = 0; i < value.size() && i < static_cast<std::size_t>(problem_->max_regions); ++i) {
    const auto [usd, r] = value[i];
    if (usd >= 0 && i >= static_cast<std::size_t>(problem_->min_regions) && regions_[r] != Choice::open) break;
    sum += usd;
    opened_[r] += memory_pace;
    for (std::size_t w = 0; w < workloads; ++w)
      if (const std::size_t c = chosen[r * workloads + w]; c != none) open_.push_back(c);
  }
  std::sort(open_.begin(), open_.end());
  for (double& mean : mean_instances_) mean *= 1 - memory_pace;
  for (const std::size_t c : open_) mean_instances_[c] += memory_pace * fillings[c].instances;
  return sum;
}

std::vector<double> Lagrangean::column_penalties_usd() const {
  const std::size_t workloads = problem_->hourly_rps.size();
  std::vector<double> least(region_usd_.size() * workloads);  // of the columns of a region and workload, none included
  auto pair_of = [&](std::size_t c) { return problem_->columns[c].region * workloads + problem_->columns[c].workload; };
  for (std::size_t c = 0; c < column_usd_.size(); ++c) least[pair_of(c)] = std::min(least[pair_of(c)], column_usd_[c]);
  std::vector<double> penalties;
  for (std::size_t c = 0; c < column_usd_.size(); ++c) {
    const double region_usd = region_usd_[problem_->columns[c].region];
    penalties.push_back(std::max(0.0, region_usd - least[pair_of(c)] + column_usd_[c] - std::min(0.0, region_usd)));
  }
  return penalties;
}

// Subgradients, each mixed with the direction before.
void Lagrangean::gather(const std::vector<Filling>& fillings) {
  std::vector<double> demand(now_.demand.size(), 1), late(now_.late.size(), -1), rows(rows_.size());
  for (std::size_t j = 0; j < rows_.size(); ++j) {
    const double limit = limit_of(rows_[j], now_.rows[j]);
    rows[j] = std::isfinite(limit) ? limit : 0;
  }
  for (const std::size_t c : open_) {
    for (const auto& [g, share] : fillings[c].shares) {
      demand[problem_->columns[c].workload * problem_->groups + g] -= share;
      for (std::size_t i = 0; i < late.size(); ++i) late[i] += late_[i](c, g) * share;
    }
    for (const auto& [j, coefficient] : rows_of_column_[c]) rows[j] -= coefficient * fillings[c].instances;
  }
  auto mix = [](std::vector<double>& slope, const std::vector<double>& fresh) {
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = fresh[i] + deflection * slope[i];
  };
  mix(slope_.demand, demand);
  mix(slope_.late, late);
  mix(slope_.rows, rows);
}

// Hours in which an open column is fuller than on average count for more.
void Lagrangean::weigh_hours(const std::vector<Filling>& fillings) {
  for (const std::size_t c : open_) {
    const Grid& rates = problem_->hourly_rps[problem_->columns[c].workload];
    std::vector<double> used(rates.columns());
    double fullest = 0, sum = 0;
    for (std::size_t h = 0; h < used.size(); ++h) {
      for (const auto& [g, share] : fillings[c].shares) used[h] += rates(g, h) * share;
      fullest = std::max(fullest, used[h]);
    }
    if (fullest <= 0) continue;
    for (std::size_t h = 0; h < used.size(); ++h)
      sum += now_.hours(c, h) = std::max(now_.hours(c, h) * std::exp(hour_pace * (used[h] / fullest - 1)), least_hour);
    for (std::size_t h = 0; h < used.size(); ++h) now_.hours(c, h) /= sum;
  }
}

double Lagrangean::evaluate() {
  std::vector<Filling> fillings(problem_->columns.size());
  constexpr std::size_t block = 8;  // columns: one alone is done sooner than a thread finds it
  in_parallel((fillings.size() + block - 1) / block, 0, [&](std::size_t first) {
    for (std::size_t c = first * block; c < std::min(fillings.size(), (first + 1) * block); ++c) fillings[c] = fill(c);
  });
  double bound = close_regions(fillings);
  for (const double price : now_.demand) bound += price;
  for (const double price : now_.late) bound -= price;
  for (std::size_t j = 0; j < rows_.size(); ++j)
    if (now_.rows[j] != 0) bound += now_.rows[j] * limit_of(rows_[j], now_.rows[j]);
  if (bound > best_usd_) {
    best_usd_ = bound;
    best_ = now_;
  }
  gather(fillings);
  weigh_hours(fillings);
  return bound;
}

void Lagrangean::step(double upper_usd, double size) {
  double norm = 0;
  for (std::size_t i = 0; i < slope_.demand.size(); ++i) norm += upper_usd * demand_weight_[i] * slope_.demand[i] * slope_.demand[i];
  for (const double s : slope_.late) norm += late_scale * upper_usd * s * s;
  auto row_step = [&](std::size_t j) {
    const double scale = std::isfinite(rows_[j].upper) ? std::max(rows_[j].upper, 1.0) : std::max(rows_[j].lower, 1e-9);
    return row_scale * upper_usd / static_cast<double>(rows_.size()) / (scale * scale);
  };
  for (std::size_t j = 0; j < slope_.rows.size(); ++j) norm += row_step(j) * slope_.rows[j] * slope_.rows[j];
  if (norm <= 0) return;
  const double t = size * std::max(upper_usd - best_usd_, 1e-4 * upper_usd) / norm;
  for (std::size_t i = 0; i < now_.demand.size(); ++i) now_.demand[i] += t * upper_usd * demand_weight_[i] * slope_.demand[i];
  for (std::size_t i = 0; i < now_.late.size(); ++i) now_.late[i] = std::max(0.0, now_.late[i] + t * late_scale * upper_usd * slope_.late[i]);
  for (std::size_t j = 0; j < now_.rows.size(); ++j) {
    const double moved = now_.rows[j] + t * row_step(j) * slope_.rows[j];
    now_.rows[j] = std::isfinite(rows_[j].upper) ? moved : std::max(0.0, moved);
  }
}

std::vector<double> Lagrangean::kept_multipliers() const {
  std::vector<double> kept = best_.demand;
  kept.insert(kept.end(), best_.late.begin(), best_.late.end());
  return kept;
}

bool Lagrangean::start_from(const std::vector<double>& kept) {
  if (kept.size() != now_.demand.size() + now_.late.size()) return false;
  const auto late = kept.begin() + static_cast<std::ptrdiff_t>(now_.demand.size());
  now_.demand.assign(kept.begin(), late);
  now_.late.assign(late, kept.end());
  best_ = now_;
  return true;
}

void Lagrangean::start_from(State state) {
  now_ = best_ = std::move(state.multipliers);
  regions_ = std::move(state.regions);
  least_ = std::move(state.least);
  most_ = std::move(state.most);
  best_usd_ = 0;
  return_to_best();
}

void Lagrangean::return_to_best() {
  now_ = best_;
  for (auto* slope : {&slope_.demand, &slope_.late, &slope_.rows}) std::fill(slope->begin(), slope->end(), 0.0);
}

}  // namespace tradewind::placement
