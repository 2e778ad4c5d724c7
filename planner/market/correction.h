// What simulations and bills say beyond the exact model.
#pragma once

#include <string>
#include <vector>

namespace tradewind::market {

struct Correction {
  std::vector<double> late_ms;     // by column: every request there takes so much longer than the model expects (or less, below zero)
  std::vector<double> usd_factor;  // by kept region: on all that is paid there

  // Empty where nothing is corrected; else the same for equal corrections only, for keys of steps.
  std::string key() const;
};

}  // namespace tradewind::market
