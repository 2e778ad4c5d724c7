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
constexpr double closest_km = 50;  // coordinates of a region are no better than this; keeps one pair from deciding alone

std::pair<std::string, std::string> ordered(const std::string& a, const std::string& b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

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

void RttEstimator::fit_lines(std::span<const MeasuredPair> pairs) {
  std::map<std::pair<std::string, std::string>, std::vector<const MeasuredPair*>> groups;
  for (const MeasuredPair& pair : pairs) {
    groups[ordered(pair.a.continent, pair.b.continent)].push_back(&pair);
    groups[{}].push_back(&pair);
  }
  for (const auto& [continents, group] : groups) {
    Eigen::MatrixX2d design(group.size(), 2);
    Eigen::VectorXd rtt(group.size());
    for (Eigen::Index i = 0; i < rtt.size(); ++i) {
      const MeasuredPair& pair = *group[static_cast<std::size_t>(i)];
      design.row(i) << 1.0, distance_km(pair.a.point, pair.b.point);
      rtt(i) = pair.rtt_ms;
    }
    const Eigen::Vector2d solution = design.completeOrthogonalDecomposition().solve(rtt);
    const Line fitted{solution(0), solution(1)};
    if (continents.first.empty())
      world_line_ = fitted;
    else if (group.size() >= fewest_pairs_for_a_line)
      lines_[continents] = fitted;
  }
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

double RttEstimator::local_residual_ms(GeoPoint a, GeoPoint b) const {
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
  const auto end = near.begin() + static_cast<std::ptrdiff_t>(std::min(neighbours, near.size()));
  std::partial_sort(near.begin(), end, near.end());
  double weights = 0, sum = 0;
  for (auto pair = near.begin(); pair != end; ++pair) {
    const double weight = 1 / (pair->first + closest_km);
    weights += weight;
    sum += weight * pair->second;
  }
  return sum / weights;
}

double RttEstimator::estimate_ms(const Place& a, const Place& b) const {
  const double distance = distance_km(a.point, b.point);
  const double guess = line(a.continent, b.continent).at(distance) + local_residual_ms(a.point, b.point);
  return std::max(guess, fibre_floor_ms(distance));
}

}  // namespace tradewind
