#include "difference_result.h"

namespace tradewind {

nlohmann::ordered_json difference_json(const Difference& d) {
  return {{"a", d.a},           {"b", d.b},        {"difference", d.difference()}, {"ci95", d.known ? nlohmann::ordered_json(d.half_width) : nullptr},
          {"paired", d.paired}, {"real", d.real()}};
}

std::string verdict(const Difference& d) {
  if (!d.known) return "not known";
  return d.real() ? "real" : d.difference() == 0 ? "the same" : "not real";
}

std::vector<std::string> difference_cells(const Difference& d, const std::function<std::string(double)>& show) {
  const std::string sign = d.difference() > 0 ? "+" : "";
  return {show(d.a), show(d.b), sign + show(d.difference()), d.known ? show(d.half_width) : "?", verdict(d)};
}

}  // namespace tradewind
