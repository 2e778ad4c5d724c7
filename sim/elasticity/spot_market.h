// Where spot capacity can be had: zones that fail together.
//
// Model: a Gaussian copula whose factors are refreshed at random. Each zone has a standard normal value, the weighted sum of one factor common to all
// regions, one of its region and one of its own; capacity is there while the value is above the zone's threshold. Each factor is drawn anew at the
// times of a Poisson process of its own, so that capacity comes and goes in continuous time while at every moment the zones are jointly normal.
//   Gaussian copula      Li, "On default correlation: a copula function approach" (Journal of Fixed Income, 2000)
//   refresh, or mixing   the Poisson-driven analogue of Gibbs resampling of a block of variables
// Facts (SkyPilot spot traces, AWS p3.2xlarge, 45 days of 2023-02; V100: no trace of a current GPU is known): correlation of launchability 0.43
// inside a region (mean of 10 pairs, 0.25 to 0.59) and 0.14 between regions (mean of 26 pairs); nine zones in three regions: 99.2 % where
// independence says 99.999.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernel/time.h"
#include "random/draws.h"

namespace tradewind::elasticity {

using kernel::Time;

struct SpotZone {
  std::uint32_t region = 0;
  double availability = 1;  // share of time with capacity, above 0 and below 1
};

// Correlations of "there is capacity", as measured from zeros and ones: the mean over all pairs of zones inside a region, and in two regions.
struct SpotCorrelation {
  double inside = 0.43, across = 0.14;
};

// Shares of the variance of a zone's normal value that its factors have; the rest is its own.
struct FactorShares {
  double common = 0, region = 0;
};

// The correlation of two zones' zeros and ones when their normal values have correlation `latent`.
double binary_correlation(double availability_a, double availability_b, double latent);

// The shares with which the zones show the given mean correlations, by bisection; where no pair tells, the share is 0. Throws std::invalid_argument:
// availabilities outside of (0, 1), correlations that no share reaches.
FactorShares factor_shares(std::span<const SpotZone> zones, const SpotCorrelation& correlation);

// Refreshes a second of every factor, with which the zones' spells of capacity have the mean length `mean_spell_s`, averaged over zones by how often
// they lose it.
double refresh_rate(std::span<const SpotZone> zones, const FactorShares& shares, double mean_spell_s);

class SpotMarket {
 public:
  struct Settings {
    std::vector<SpotZone> zones;
    FactorShares shares;
    double refresh_per_s = 0;  // above 0
  };
  struct Seed {
    std::uint64_t seed = 0;
    std::uint32_t replication = 0;
  };

  SpotMarket(Settings settings, Seed seed);

  Time next_wake() const;
  void wake(Time now);
  bool available(std::uint32_t zone) const { return available_[zone]; }
  std::span<const std::uint32_t> changed() const { return changed_; }  // zones of the last wake

 private:
  struct Factor {
    random::Stream stream;
    std::uint64_t index = 0;
    double value = 0;
    Time next = 0;
  };
  void refresh(Factor& factor);
  void look();

  Settings settings_;
  std::vector<double> thresholds_;
  std::vector<Factor> factors_;  // the common one, then of regions, then of zones
  std::uint32_t regions_ = 0;
  std::vector<char> available_;
  std::vector<std::uint32_t> changed_;
};

}  // namespace tradewind::elasticity
