// What can break, when, and how badly.
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/incident.h"

namespace tradewind::faults {

using kernel::Time;

// What its target is, and in which unit its severity is told, FaultKind says.
struct Fault {
  FaultKind kind = FaultKind::region;
  std::uint32_t target = 0;
  Time begin = 0, end = kernel::never;  // [begin, end)
  double severity = 1;

  friend bool operator==(const Fault&, const Fault&) = default;
};

// A part that a topology has.
struct Part {
  FaultKind kind = FaultKind::region;
  std::uint32_t target = 0;
  double severity = 1;  // of its fault

  friend bool operator==(const Part&, const Part&) = default;
};

// By begin, end, kind and target. Throws std::invalid_argument for a fault that ends before it begins, or a severity that its kind cannot have.
void check_and_sort(std::vector<Fault>& faults);

}  // namespace tradewind::faults
