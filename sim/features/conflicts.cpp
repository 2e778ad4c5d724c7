#include "features/conflicts.h"

#include <cmath>

namespace tradewind::features {
namespace {

// The first terms one by one, the rest by the Euler-Maclaurin formula: its error is below 1e-9 of the sum.
double harmonic(double n, double s) {
  constexpr double head = 1000;
  double sum = 0;
  for (double k = 1; k <= std::min(n, head); ++k) sum += std::pow(k, -s);
  if (n <= head) return sum;
  const double integral = std::abs(s - 1) < 1e-12 ? std::log(n / head) : (std::pow(n, 1 - s) - std::pow(head, 1 - s)) / (1 - s);
  return sum + integral + (std::pow(n, -s) - std::pow(head, -s)) / 2 + s * (std::pow(head, -s - 1) - std::pow(n, -s - 1)) / 12;
}

}  // namespace

double same_key_chance(double keys, double skew) {
  const double shares = harmonic(keys, skew);
  return harmonic(keys, 2 * skew) / (shares * shares);
}

double conflicts_per_s(const World& world, const FeatureStore& store, std::span<const double> writes_per_s) {
  if (!store.active_active) return 0;
  double pairs = 0;
  for (std::uint32_t r = 0; r < writes_per_s.size(); ++r)
    for (std::uint32_t s = 0; s < r; ++s) {
      if (writes_per_s[r] == 0 || writes_per_s[s] == 0) continue;
      const double lag_s = world.region_rtt_ms(r, s) / 2e3 + store.replication_delay_s + store.replication_interval_s / 2;
      pairs += writes_per_s[r] * writes_per_s[s] * 2 * lag_s;
    }
  return pairs == 0 ? 0 : pairs * same_key_chance(store.keys, store.key_skew);
}

}  // namespace tradewind::features
