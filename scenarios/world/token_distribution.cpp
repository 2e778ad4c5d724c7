#include <algorithm>
#include <cmath>
#include <numbers>

#include "tradewind/scenarios/world.h"

namespace tradewind {
namespace {

constexpr double z95 = 1.6448536269514722;  // 95th percentile of the standard normal distribution

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

// E[min(X, limit)] of a log-normal X: the limited expected value (Klugman, Panjer, Willmot, Loss Models, appendix A).
double limited_mean(double mu, double sigma, double limit) {
  const double z = (std::log(limit) - mu) / sigma;
  return std::exp(mu + sigma * sigma / 2) * normal_cdf(z - sigma) + limit * normal_cdf(-z);
}

}  // namespace

double TokenDistribution::mu() const { return std::log(p50); }

double TokenDistribution::sigma() const { return std::log(p95 / p50) / z95; }

double Session::think_mu() const { return std::log(think_time_p50_s); }

double Session::think_sigma() const { return std::log(think_time_p95_s / think_time_p50_s) / z95; }

double Session::mean_think_time_s() const { return std::exp(think_mu() + think_sigma() * think_sigma() / 2); }

double TokenDistribution::share_up_to(int length) const {
  if (length >= max) return 1;
  if (length < 1) return 0;
  if (sigma() <= 0) return std::round(p50) <= length ? 1 : 0;
  return normal_cdf((std::log(length + 0.5) - mu()) / sigma());
}

// Of the lengths over `above` and up to n = longest(): E[L; above < L <= n] = E[min(L, n)] - n P(L > n) - (E[min(L, above)] - above P(L > above)).
double TokenDistribution::mean() const {
  if (!is_part()) return mean_up_to(max);
  const auto below = [this](int length) { return mean_up_to(length) - length * (1 - share_up_to(length)); };
  return (below(longest()) - below(above)) / (share_up_to(longest()) - share_up_to(above));
}

// E[min(L, length)]: the mean of an integer of at least 1 is the sum over k of P(it is at least k) = P(X >= k - 1/2). The first terms are summed;
// past them the survival function is smooth over one token, and the sum is its integral by the midpoint rule.
double TokenDistribution::mean_up_to(int length) const {
  if (length < 1) return 0;
  const double m = mu(), s = sigma();
  if (s <= 0) return std::clamp(std::round(p50), 1.0, static_cast<double>(length));
  const int summed = std::min(length, 256);
  double total = 1;
  for (int k = 2; k <= summed; ++k) total += normal_cdf((m - std::log(k - 0.5)) / s);
  return total + limited_mean(m, s, length) - limited_mean(m, s, summed);
}

}  // namespace tradewind
