#include "faults/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>

namespace tradewind::faults {

std::string_view name_of(FaultKind kind) {
  static constexpr std::array<std::string_view, fault_kinds> names = {"region",         "zone",   "node",      "gpu",          "link",
                                                                      "edge",           "dns",    "registry",  "slow_replica", "one_way_loss",
                                                                      "flapping_check", "mirror", "partition", "metrics"};
  return names.at(static_cast<std::size_t>(kind));
}

void check_and_sort(std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (fault.end < fault.begin) throw std::invalid_argument(fmt::format("A fault of kind {} ends before it begins.", name_of(fault.kind)));
    const bool factor = fault.kind == FaultKind::slow_replica;
    if (factor ? !(fault.severity > 1) : !(fault.severity > 0 && fault.severity <= 1))
      throw std::invalid_argument(fmt::format("The severity of a fault of kind {} must be {}, found {}.", name_of(fault.kind),
                                              factor ? "above 1" : "above 0 and at most 1", fault.severity));
  }
  std::ranges::sort(faults, {}, [](const Fault& fault) { return std::tuple{fault.begin, fault.end, fault.kind, fault.target, fault.severity}; });
}

}  // namespace tradewind::faults
