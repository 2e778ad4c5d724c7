#include "elasticity/spot_market.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace tradewind::elasticity {
namespace {

double quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }

// Covariance of two zeros and ones: the integral of the bivariate normal density over the correlation (Plackett, 1954), by Simpson's rule.
double covariance(double h, double k, double latent) {
  constexpr int steps = 200;
  const auto density = [&](double r) {
    const double rest = 1 - r * r;
    return std::exp(-(h * h - 2 * r * h * k + k * k) / (2 * rest)) / (2 * std::numbers::pi * std::sqrt(rest));
  };
  double sum = density(0) + density(latent);
  for (int i = 1; i < steps; ++i) sum += density(latent * i / steps) * (i % 2 == 1 ? 4 : 2);
  return sum * latent / (3 * steps);
}

// Mean correlation over the pairs of zones that are, or are not, in one region; empty where there is no such pair.
double mean_correlation(std::span<const SpotZone> zones, bool inside, double latent, int& pairs) {
  double sum = 0;
  pairs = 0;
  for (std::size_t a = 0; a < zones.size(); ++a)
    for (std::size_t b = a + 1; b < zones.size(); ++b)
      if ((zones[a].region == zones[b].region) == inside) sum += binary_correlation(zones[a].availability, zones[b].availability, latent), ++pairs;
  return pairs > 0 ? sum / pairs : 0;
}

double latent_for(std::span<const SpotZone> zones, bool inside, double target) {
  int pairs = 0;
  constexpr double highest = 0.9999;
  const double most = mean_correlation(zones, inside, highest, pairs);
  if (pairs == 0 || target == 0) return 0;
  if (!(target > 0 && target < most)) throw std::invalid_argument("Zones of these availabilities cannot be correlated as asked for.");
  double low = 0, high = highest;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (mean_correlation(zones, inside, middle, pairs) < target ? low : high) = middle;
  }
  return low;
}

void check(std::span<const SpotZone> zones) {
  for (const SpotZone& zone : zones)
    if (!(zone.availability > 0 && zone.availability < 1))
      throw std::invalid_argument("The availability of a spot zone lies between 0 and 1, both excluded.");
}

}  // namespace

double binary_correlation(double availability_a, double availability_b, double latent) {
  const double variances = availability_a * (1 - availability_a) * availability_b * (1 - availability_b);
  return covariance(quantile(availability_a), quantile(availability_b), latent) / std::sqrt(variances);
}

FactorShares factor_shares(std::span<const SpotZone> zones, const SpotCorrelation& correlation) {
  check(zones);
  const double across = latent_for(zones, false, correlation.across), inside = latent_for(zones, true, correlation.inside);
  if (inside != 0 && inside < across) throw std::invalid_argument("Zones of one region must be correlated at least as much as those of two.");
  return {across, std::max(0.0, inside - across)};
}

double refresh_rate(std::span<const SpotZone> zones, const FactorShares& shares, double mean_spell_s) {
  check(zones);
  // A refresh of a factor with share s leaves the correlation 1 - s between before and after; capacity is lost when only "before" is above the
  // threshold.
  double up = 0, losses = 0;
  for (const SpotZone& zone : zones) {
    const double h = quantile(zone.availability), p = zone.availability;
    up += p;
    for (const double share : {shares.common, shares.region, 1 - shares.common - shares.region})
      if (share > 0) losses += p * (1 - p) - (share < 1 ? covariance(h, h, 1 - share) : 0);
  }
  return up / (losses * mean_spell_s);
}

SpotMarket::SpotMarket(Settings settings, Seed seed) : settings_(std::move(settings)) {
  check(settings_.zones);
  if (!(settings_.refresh_per_s > 0)) throw std::invalid_argument("The factors of a spot market need a positive rate of refreshes.");
  for (const SpotZone& zone : settings_.zones) {
    thresholds_.push_back(-quantile(zone.availability));
    regions_ = std::max(regions_, zone.region + 1);
  }
  available_.resize(settings_.zones.size());
  // By what a factor belongs to, not by its place: a zone more leaves the others as they were.
  const auto add = [&](std::uint64_t level, std::uint64_t of) {
    factors_.push_back({random::Stream(seed.seed, seed.replication, random::Purpose::spot, level << 32 | of, 0)});
    refresh(factors_.back());
  };
  add(0, 0);
  for (std::uint32_t region = 0; region < regions_; ++region) add(1, region);
  for (std::uint32_t zone = 0; zone < settings_.zones.size(); ++zone) add(2, zone);
  look();
  changed_.clear();
}

void SpotMarket::refresh(Factor& factor) {
  const random::Uniforms u = factor.stream.draw(factor.index++);
  factor.value = random::normal_pair(u[0], u[1])[0];
  factor.next += kernel::from_s(-std::log(u[2]) / settings_.refresh_per_s);
}

Time SpotMarket::next_wake() const {
  Time next = kernel::never;
  for (const Factor& factor : factors_) next = std::min(next, factor.next);
  return next;
}

void SpotMarket::wake(Time now) {
  changed_.clear();
  for (Factor& factor : factors_)
    while (factor.next <= now) refresh(factor);
  look();
}

void SpotMarket::look() {
  const double own = 1 - settings_.shares.common - settings_.shares.region;
  for (std::uint32_t zone = 0; zone < available_.size(); ++zone) {
    const double value = std::sqrt(settings_.shares.common) * factors_[0].value +
                         std::sqrt(settings_.shares.region) * factors_[1 + settings_.zones[zone].region].value +
                         std::sqrt(std::max(0.0, own)) * factors_[1 + regions_ + zone].value;
    const char is = value > thresholds_[zone];
    if (is != available_[zone]) changed_.push_back(zone);
    available_[zone] = is;
  }
}

}  // namespace tradewind::elasticity
