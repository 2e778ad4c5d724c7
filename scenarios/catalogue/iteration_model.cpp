#include "tradewind/scenarios/iteration_model.h"

#include <algorithm>

namespace tradewind {

double Table1d::at(double value) const {
  if (x.empty()) return 0;
  if (value >= x.back()) return x.back() > 0 ? y.back() * value / x.back() : y.back();
  const auto above = std::upper_bound(x.begin(), x.end(), value);
  if (above == x.begin()) return y.front();
  const auto i = static_cast<std::size_t>(above - x.begin());
  const double share = (value - x[i - 1]) / (x[i] - x[i - 1]);
  return y[i - 1] + share * (y[i] - y[i - 1]);
}

std::string_view to_string(TimingBasis basis) {
  switch (basis) {
    case TimingBasis::table:
      return "table";
    case TimingBasis::roofline:
      return "roofline";
    case TimingBasis::table_and_roofline:
      break;
  }
  return "table and roofline";
}

}  // namespace tradewind
