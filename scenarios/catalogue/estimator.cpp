#include "catalogue/estimator.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace tradewind {
namespace {

constexpr std::size_t fewest_pairs_for_a_line = 5;
constexpr std::size_t neighbours = 12;
constexpr double short_km = 500;
constexpr double closest_km = 50;  // coordinates of a region are no better than this; keeps one pair from deciding alone

std::pair<std::string, std::string> ordered(const std::string& a, const std::string& b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

// Of the residuals (second), weighted by the inverse of the distance (first).
double weighted_median(const std::vector<std::pair<double, double>>& near) {
  std::vector<std::pair<double, double>> weighted;  // residual, weight
  double total = 0;
  for (const auto& [km, residual_ms] : near) {
    weighted.emplace_back(residual_ms, 1 / (km + closest_km));
    total += weighted.back().second;
  }
  std::sort(weighted.begin(), weighted.end());
  double sum = 0;
  for (const auto& [residual_ms, weight] : weighted) {
    sum += weight;
    if (sum >= total / 2) return residual_ms;
  }
  return weighted.back().first;
}

}  // namespace

double fibre_floor_ms(double distance) { return 2 * distance / 200; }

RttEstimator::RttEstimator(std::span<const MeasuredPair> pairs) {
  if (pairs.empty()) throw std::invalid_argument("an estimator of round trips needs at least one measured pair");
  fit_lines(pairs);
  residuals_.reserve(pairs.size());
  for (const MeasuredPair& pair : pairs) {
    const double guess = line(pair.a.continent, pair.b.continent).at(distance_km(pair.a.point, pair.b.point));
    residuals_.push_back({site_index(pair.a.point), site_index(pair.b.point), pair.rtt_ms - guess});
  }
}

RttEstimator::Line RttEstimator::fit(const std::vector<const MeasuredPair*>& pairs) {
  Eigen::MatrixX2d design(pairs.size(), 2);
  Eigen::VectorXd rtt(pairs.size());
  for (Eigen::Index i = 0; i < rtt.size(); ++i) {
    const MeasuredPair& pair = *pairs[static_cast<std::size_t>(i)];
    design.row(i) << 1.0, distance_km(pair.a.point, pair.b.point);
    rtt(i) = pair.rtt_ms;
  }
  const Eigen::Vector2d solution = design.completeOrthogonalDecomposition().solve(rtt);
  return {solution(0), solution(1)};
}

void RttEstimator::fit_lines(std::span<const MeasuredPair> pairs) {
  std::map<std::pair<std::string, std::string>, std::vector<const MeasuredPair*>> by_continents;
  std::vector<const MeasuredPair*> all, short_pairs;
  for (const MeasuredPair& pair : pairs) {
    by_continents[ordered(pair.a.continent, pair.b.continent)].push_back(&pair);
    all.push_back(&pair);
    if (distance_km(pair.a.point, pair.b.point) < short_km) short_pairs.push_back(&pair);
  }
  for (const auto& [continents, group] : by_continents)
    if (group.size() >= fewest_pairs_for_a_line) lines_[continents] = fit(group);
  world_line_ = fit(all);
  short_line_ = short_pairs.size() >= fewest_pairs_for_a_line ? fit(short_pairs) : world_line_;
}

std::uint32_t RttEstimator::site_index(GeoPoint point) {
  const auto same = [point](GeoPoint site) { return site.latitude_deg == point.latitude_deg && site.longitude_deg == point.longitude_deg; };
  const auto index = static_cast<std::uint32_t>(std::distance(sites_.begin(), std::find_if(sites_.begin(), sites_.end(), same)));
  if (index == sites_.size()) sites_.push_back(point);
  return index;
}

const RttEstimator::Line& RttEstimator::line(const std::string& continent_a, const std::string& continent_b) const {
  const auto found = lines_.find(ordered(continent_a, continent_b));
  return found == lines_.end() ? world_line_ : found->second;
}

RttEstimator::Neighbourhood RttEstimator::neighbourhood(GeoPoint a, GeoPoint b) const {
  std::vector<double> to_a(sites_.size()), to_b(sites_.size());
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    to_a[i] = distance_km(a, sites_[i]);
    to_b[i] = distance_km(b, sites_[i]);
  }
  std::vector<std::pair<double, double>> near;  // distance of the pair, its residual
  near.reserve(residuals_.size());
  for (const Residual& residual : residuals_) {
    const double forth = to_a[residual.site_a] + to_b[residual.site_b], back = to_a[residual.site_b] + to_b[residual.site_a];
    near.emplace_back(std::min(forth, back), residual.ms);
  }
  const std::size_t count = std::min(neighbours, near.size());
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count), near.end());
  near.resize(count);
  return {near.front().first, weighted_median(near)};
}

double RttEstimator::estimate_ms(const Place& a, const Place& b) const {
  const double distance = distance_km(a.point, b.point);
  const Neighbourhood near = neighbourhood(a.point, b.point);
  const double guess = line(a.continent, b.continent).at(distance) + near.residual_ms;
  // Share of the neighbours' word: near 1 where the measured pair is much nearer than the places are to each other.
  const double own = distance * distance, other = near.nearest_km * near.nearest_km;
  const double share = own + other > 0 ? own / (own + other) : 1;
  return std::max(share * guess + (1 - share) * short_line_.at(distance), fibre_floor_ms(distance));
}

}  // namespace tradewind
