// What can break, when, and how badly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kernel/time.h"

namespace tradewind::faults {

using kernel::Time;

// The target of a fault is an index of its kind: region, zone, node and so on. Severity says how badly, in the unit beside it.
enum class FaultKind : std::uint8_t {
  region,          // 1: all of it
  zone,            // 1
  node,            // 1
  gpu,             // 1: its replica is lost until the node is repaired
  link,            // share of its packets lost; 1 cuts it
  edge,            // 1
  dns,             // 1: answers of the zone's name servers stop coming; caches serve what they have
  registry,        // 1: images and models cannot be pulled
  slow_replica,    // factor on its time, above 1: a grey failure, probes still pass
  one_way_loss,    // share of packets lost in one direction
  flapping_check,  // share of probes that fail although the target is well
  mirror,          // 1: replication into the region stands still
  partition,       // 1: the region's stores and other regions do not reach each other
  metrics,         // 1: the region's autoscalers cannot read their metrics
};
inline constexpr std::size_t fault_kinds = 14;

std::string_view name_of(FaultKind kind);

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
