#include "catalogue/estimator.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tradewind {
namespace {

constexpr std::size_t fewest_pairs_for_a_line = 5;
constexpr std::size_t neighbours = 96;                             // with 128 the errors are the same
constexpr double typical_base_ms = 10, typical_ms_per_km = 0.015;  // for the weights of the lines only
constexpr double least_over_floor_ms = 2;                          // of a guess; the median of the 26 measured pairs inside a town is 2.8 ms

std::pair<std::string, std::string> ordered(const std::string& a, const std::string& b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

bool is_same(const Place& a, const Place& b) {
  return a.point.latitude_deg == b.point.latitude_deg && a.point.longitude_deg == b.point.longitude_deg && a.network == b.network;
}

}  // namespace

Likeness RttEstimator::between_regions() {
  return {.local = {0.2, 800}, .wide = {0.4, 5000}, .access = {0.08, 50}, .across_networks = 0.7, .noise_share = 0.06, .noise_ms = 2};
}

double fibre_floor_ms(double distance) { return 2 * distance / 200; }

RttEstimator::RttEstimator(std::span<const MeasuredPair> pairs, const Likeness& likeness) : likeness_(likeness) {
  if (pairs.empty()) throw std::invalid_argument("an estimator of round trips needs at least one measured pair");
  fit_lines(pairs);
  samples_.reserve(pairs.size());
  for (const MeasuredPair& pair : pairs) {
    const double guess = guess_ms(pair.a, pair.b);
    const double noise = std::hypot(likeness_.noise_share, likeness_.noise_ms / guess);
    samples_.push_back({site_index(pair.a), site_index(pair.b), std::log(pair.rtt_ms / guess), noise * noise});
  }
  between_sites_.reserve(sites_.size());
  for (const Place& site : sites_) between_sites_.push_back(nearness(site));
}

// Least squares of the relative error, so that a short pair counts as much as a long one.
RttEstimator::Line RttEstimator::fit(const std::vector<const MeasuredPair*>& pairs) {
  Eigen::MatrixX2d design(pairs.size(), 2);
  Eigen::VectorXd rtt(pairs.size());
  for (Eigen::Index i = 0; i < rtt.size(); ++i) {
    const MeasuredPair& pair = *pairs[static_cast<std::size_t>(i)];
    const double km = distance_km(pair.a.point, pair.b.point), weight = 1 / (typical_base_ms + typical_ms_per_km * km);
    design.row(i) << weight, weight * km;
    rtt(i) = weight * pair.rtt_ms;
  }
  const Eigen::Vector2d solution = design.completeOrthogonalDecomposition().solve(rtt);
  return {solution(0), solution(1)};
}

void RttEstimator::fit_lines(std::span<const MeasuredPair> pairs) {
  std::map<std::pair<std::string, std::string>, std::vector<const MeasuredPair*>> by_continents;
  std::vector<const MeasuredPair*> all;
  for (const MeasuredPair& pair : pairs) {
    by_continents[ordered(pair.a.continent, pair.b.continent)].push_back(&pair);
    all.push_back(&pair);
  }
  for (const auto& [continents, group] : by_continents)
    if (group.size() >= fewest_pairs_for_a_line) lines_[continents] = fit(group);
  world_line_ = fit(all);
}

std::uint32_t RttEstimator::site_index(const Place& place) {
  const auto found = std::find_if(sites_.begin(), sites_.end(), [&place](const Place& site) { return is_same(site, place); });
  const auto index = static_cast<std::uint32_t>(found - sites_.begin());
  if (found == sites_.end()) sites_.push_back(place);
  return index;
}

double RttEstimator::guess_ms(const Place& a, const Place& b) const {
  const auto found = lines_.find(ordered(a.continent, b.continent));
  const double km = distance_km(a.point, b.point);
  return std::max((found == lines_.end() ? world_line_ : found->second).at(km), fibre_floor_ms(km) + least_over_floor_ms);
}

RttEstimator::Nearness RttEstimator::nearness(const Place& place) const {
  Nearness near;
  near.reserve(sites_.size());
  for (const Place& site : sites_) {
    const double km = distance_km(place.point, site.point), network = place.network == site.network ? 1 : likeness_.across_networks;
    const auto k = [&](const Likeness::Scale& scale) { return network * std::exp(-km / scale.range_km); };
    near.push_back({k(likeness_.local), k(likeness_.wide), k(likeness_.access)});
  }
  return near;
}

double RttEstimator::covariance(const Nearness& a, const Nearness& b, const Sample& sample) const {
  const auto variance = [](const Likeness::Scale& scale) { return scale.share * scale.share; };
  const auto &a_to_a = a[sample.site_a], &a_to_b = a[sample.site_b], &b_to_a = b[sample.site_a], &b_to_b = b[sample.site_b];
  const auto routes = [&](std::size_t scale) { return a_to_a[scale] * b_to_b[scale] + a_to_b[scale] * b_to_a[scale]; };
  const double ends = (a_to_a[2] + b_to_a[2]) + (a_to_b[2] + b_to_b[2]);  // in this order the same for (a, b) and (b, a)
  return variance(likeness_.local) * routes(0) + variance(likeness_.wide) * routes(1) + variance(likeness_.access) * ends;
}

std::vector<RttEstimator::Alike> RttEstimator::most_alike(const Nearness& a, const Nearness& b) const {
  std::vector<Alike> alike;
  alike.reserve(samples_.size());
  for (std::size_t i = 0; i < samples_.size(); ++i) alike.push_back({covariance(a, b, samples_[i]), i});
  const std::size_t count = std::min(neighbours, alike.size());
  // Of equally alike pairs the order of the measurements must not decide which of them count.
  const auto first = [this](const Alike& x, const Alike& y) {
    return x.covariance != y.covariance ? x.covariance > y.covariance : samples_[x.sample].deviation < samples_[y.sample].deviation;
  };
  std::partial_sort(alike.begin(), alike.begin() + static_cast<std::ptrdiff_t>(count), alike.end(), first);
  alike.resize(count);
  return alike;
}

double RttEstimator::deviation(const Nearness& a, const Nearness& b) const {
  const std::vector<Alike> alike = most_alike(a, b);
  const auto size = static_cast<Eigen::Index>(alike.size());
  Eigen::MatrixXd between(size, size);  // lower half
  Eigen::VectorXd to_pair(size), deviations(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    const Alike& row = alike[static_cast<std::size_t>(i)];
    const Sample& sample = samples_[row.sample];
    const Nearness &end_a = between_sites_[sample.site_a], &end_b = between_sites_[sample.site_b];
    for (Eigen::Index j = 0; j <= i; ++j) between(i, j) = covariance(end_a, end_b, samples_[alike[static_cast<std::size_t>(j)].sample]);
    between(i, i) += sample.noise;
    to_pair(i) = row.covariance;
    deviations(i) = sample.deviation;
  }
  return to_pair.dot(between.selfadjointView<Eigen::Lower>().llt().solve(deviations));
}

double RttEstimator::estimate_ms(const Place& a, const Place& b) const {
  const double estimate = guess_ms(a, b) * std::exp(deviation(nearness(a), nearness(b)));
  return std::max(estimate, fibre_floor_ms(distance_km(a.point, b.point)));
}

}  // namespace tradewind
