#include "placement/packing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tradewind::placement {
namespace {

constexpr int most_rounds = 800;
constexpr std::size_t blocks = 50;  // of groups that choose together
constexpr double tolerance = 1e-7;  // of the resources
constexpr double least_excess = 0.02, sharpness = 2;

class Packing {
 public:
  Packing(const PlacementProblem& problem, const std::vector<int>& instances, const std::vector<Grid>& late) : problem_(problem), late_(late) {
    for (std::size_t c = 0; c < instances.size(); ++c) {
      if (instances[c] == 0) continue;
      bins_.push_back({c, resources_, problem.failures.load_share / (problem.columns[c].instance_rps * instances[c])});
      resources_ += rates(bins_.back()).columns();
    }
    late_begin_ = resources_;
    resources_ += late.size();
  }

  Room room() {
    std::vector<double> nothing(resources_, 0);
    price_.assign(resources_, 0);
    std::fill(price_.begin() + static_cast<std::ptrdiff_t>(late_begin_), price_.end(), 1);
    for (std::size_t block = 0; block < blocks; ++block) {
      used_by_.push_back(nothing);
      if (!std::isfinite(cheapest(block, used_by_.back()))) return Room::too_little;
    }
    for (int round = 0; round < most_rounds; ++round) {
      sum_used();
      if (std::ranges::max(used_) <= 1 + tolerance) return Room::enough;
      if (refuted()) return Room::too_little;
      for (std::size_t block = 0; block < blocks; ++block) improve(block);
    }
    return Room::unknown;
  }

 private:
  struct Bin {
    std::size_t column, first;  // first: its resource of the first hour
    double per_rps;             // part of its capacity
  };

  const Grid& rates(const Bin& bin) const { return problem_.hourly_rps[problem_.columns[bin.column].workload]; }

  void sum_used() {
    used_.assign(resources_, 0);
    for (const std::vector<double>& part : used_by_)
      for (std::size_t r = 0; r < resources_; ++r) used_[r] += part[r];
  }

  // Prices at what is used; how steeply they rise with it.
  double set_prices() {
    const double fullest = std::ranges::max(used_);
    const double steepness = sharpness * std::log(static_cast<double>(resources_)) / std::max(fullest - 1, least_excess);
    for (std::size_t r = 0; r < resources_; ++r) price_[r] = std::exp(steepness * (used_[r] - fullest));
    return steepness;
  }

  bool refuted() {
    set_prices();
    std::vector<double> unused(resources_);
    double cost = 0;
    for (std::size_t block = 0; block < blocks; ++block) cost += cheapest(block, unused);
    return cost > (1 + tolerance) * std::accumulate(price_.begin(), price_.end(), 0.0);
  }

  // Moves the block's shares towards the cheapest ones, as far as a step of Newton's method on the sum of the prices says.
  void improve(std::size_t block) {
    const double steepness = set_prices();
    std::vector<double>& now = used_by_[block];
    std::vector<double> moved(resources_);
    cheapest(block, moved);
    double slope = 0, curvature = 0;
    for (std::size_t r = 0; r < resources_; ++r) {
      moved[r] -= now[r];
      slope += price_[r] * moved[r];
      curvature += steepness * price_[r] * moved[r] * moved[r];
    }
    if (slope >= 0 || curvature <= 0) return;
    const double part = std::min(1.0, -slope / curvature);
    for (std::size_t r = 0; r < resources_; ++r) {
      now[r] += part * moved[r];
      used_[r] += part * moved[r];
    }
  }

  // Sends the block's groups where their use costs least: what that costs, infinite where a group may go nowhere; and what is used.
  double cheapest(std::size_t block, std::vector<double>& used) const {
    double sum = 0;
    for (std::size_t w = 0; w < problem_.hourly_rps.size(); ++w)
      for (std::size_t g = block; g < problem_.groups; g += blocks) {
        const Bin* best = nullptr;
        double least = std::numeric_limits<double>::infinity();
        for (const Bin& bin : bins_) {
          if (problem_.columns[bin.column].workload != w || !problem_.allows(g, bin.column)) continue;
          if (const double cost = cost_of(g, bin); cost < least) {
            least = cost;
            best = &bin;
          }
        }
        if (!best) return least;
        sum += least;
        use(g, *best, used);
      }
    return sum;
  }

  double cost_of(std::size_t group, const Bin& bin) const {
    const Grid& rps = rates(bin);
    double cost = 0;
    for (std::size_t h = 0; h < rps.columns(); ++h) cost += price_[bin.first + h] * rps(group, h);
    cost *= bin.per_rps;
    for (std::size_t row = 0; row < late_.size(); ++row) cost += price_[late_begin_ + row] * late_[row](bin.column, group);
    return cost;
  }

  void use(std::size_t group, const Bin& bin, std::vector<double>& used) const {
    const Grid& rps = rates(bin);
    for (std::size_t h = 0; h < rps.columns(); ++h) used[bin.first + h] += rps(group, h) * bin.per_rps;
    for (std::size_t row = 0; row < late_.size(); ++row) used[late_begin_ + row] += late_[row](bin.column, group);
  }

  const PlacementProblem& problem_;
  const std::vector<Grid>& late_;
  std::vector<Bin> bins_;
  std::size_t resources_ = 0, late_begin_ = 0;
  std::vector<std::vector<double>> used_by_;  // by block
  std::vector<double> used_, price_;
};

}  // namespace

Room room_for_load(const PlacementProblem& problem, const std::vector<int>& instances, const std::vector<Grid>& late) {
  return Packing(problem, instances, late).room();
}

}  // namespace tradewind::placement
