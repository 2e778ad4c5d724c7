#include "faults/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace tradewind::faults {

void check_and_sort(std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (fault.end < fault.begin) throw std::invalid_argument(fmt::format("A fault of kind {} ends before it begins.", to_string(fault.kind)));
    const bool factor = fault.kind == FaultKind::slow_replica;
    if (factor ? !(fault.severity > 1) : !(fault.severity > 0 && fault.severity <= 1))
      throw std::invalid_argument(fmt::format("The severity of a fault of kind {} must be {}, found {}.", to_string(fault.kind),
                                              factor ? "above 1" : "above 0 and at most 1", fault.severity));
  }
  std::ranges::sort(faults, {}, [](const Fault& fault) { return std::tuple{fault.begin, fault.end, fault.kind, fault.target, fault.severity}; });
}

}  // namespace tradewind::faults
