#include "location/units.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

namespace tradewind::location {
namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53
constexpr double spare = 32;                          // sums stay below largest_exact / spare
constexpr double finest_fraction = 1.0 / (1 << 20);
constexpr double powers_of_ten[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

std::vector<double> finite_amounts(const Problem& problem) {
  std::vector<double> amounts = problem.fixed_cost;
  for (std::size_t facility = 0; facility < problem.facilities(); ++facility)
    for (std::size_t customer = 0; customer < problem.customers(); ++customer)
      if (const double cost = problem.service_cost(facility, customer); std::isfinite(cost)) amounts.push_back(cost);
  return amounts;
}

double largest_total(const Problem& problem) {
  double sum = 0;
  for (const double cost : problem.fixed_cost) sum += std::abs(cost);
  for (std::size_t customer = 0; customer < problem.customers(); ++customer) {
    double largest = 0;
    for (std::size_t facility = 0; facility < problem.facilities(); ++facility)
      if (const double cost = problem.service_cost(facility, customer); std::isfinite(cost)) largest = std::max(largest, std::abs(cost));
    sum += largest;
  }
  return sum;
}

// The greatest common divisor of amounts x scale, if all of them are whole numbers (a decimal is the double nearest to it).
std::optional<double> common_divisor(const std::vector<double>& amounts, double scale) {
  std::int64_t divisor = 0;
  for (const double amount : amounts) {
    const double whole = std::round(amount * scale);
    if (whole / scale != amount) return std::nullopt;
    divisor = std::gcd(divisor, static_cast<std::int64_t>(whole));
  }
  return std::max<double>(1, static_cast<double>(divisor));
}

}  // namespace

Units::Units(const Problem& problem) : largest_cost_(largest_total(problem)) {
  const std::vector<double> amounts = finite_amounts(problem);
  // Multipliers may rise to the cost of a customer that nobody serves where some facility may not serve it.
  const bool restricted = amounts.size() < problem.facilities() * (1 + problem.customers());
  const double largest_sum = largest_cost_ * (restricted ? 4.0 * static_cast<double>(problem.customers()) : 2.0);
  if (!take_decimals(amounts, largest_sum) && largest_sum > 0) {
    per_amount_ = std::exp2(40 - std::ceil(std::log2(largest_sum)));
    rounded_terms_ = static_cast<double>(problem.facilities() + problem.customers());
  }
  // What is left of the 53 bits goes to the multipliers, but no more than they can use.
  while (fraction_ > finest_fraction && whole(largest_sum) / fraction_ * spare * 2 <= largest_exact) fraction_ /= 2;
}

bool Units::take_decimals(const std::vector<double>& amounts, double largest_sum) {
  for (const double scale : powers_of_ten) {
    if (largest_sum * scale * spare > largest_exact) break;
    const auto divisor = common_divisor(amounts, scale);
    if (!divisor) continue;
    per_amount_ = scale;
    divisor_ = *divisor;
    return true;
  }
  return false;
}

double Units::whole(double amount) const { return std::isfinite(amount) ? std::round(amount * per_amount_ / divisor_) : amount; }

double Units::amount(double units) const { return units * divisor_ / per_amount_; }

double Units::bound(double units) const { return amount(units - rounded_terms_ / 2); }

}  // namespace tradewind::location
