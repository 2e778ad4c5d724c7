// Costs as whole numbers of a unit. Sums and differences of whole numbers below 2^53 are exact in double arithmetic, so a bound that is computed from
// them is a proof, without a tolerance for rounding; and a solution that is better at all is better by one unit.
#pragma once

#include "location/problem.h"

namespace tradewind::location {

class Units {
 public:
  // The largest unit of which all finite costs are multiples, if they are decimals of at most 6 places; else 2^-40 of the largest sum, to which they
  // are rounded.
  explicit Units(const Problem& problem);

  double whole(double amount) const;  // in units; infinite amounts stay
  double amount(double units) const;  // the other way
  // An amount that no solution costs less than, if none costs less than this many units: what rounding may have added is taken off.
  double bound(double units) const;

  // In units: no solution costs more, or less than its negative.
  double largest_cost() const { return whole(largest_cost_) + rounded_terms_; }
  // In units: of a customer that nobody serves. More than any difference of two solutions.
  double unserved() const { return 2 * largest_cost() + 1; }
  // A power of two; sums of multiples of it are exact as well. For multipliers, which need not be whole.
  double fraction() const { return fraction_; }

 private:
  bool take_decimals(const std::vector<double>& amounts, double largest_sum);

  double per_amount_ = 1, divisor_ = 1;  // units = amount x per_amount / divisor
  double fraction_ = 1;
  double largest_cost_ = 0;
  double rounded_terms_ = 0;  // of a solution: costs that may be rounded
};

}  // namespace tradewind::location
