// The experiments of a chaos campaign: every part fails in turn, and stated pairs of parts fail together.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "faults/fault.h"

namespace tradewind::faults {

// How many parts of each kind a topology has.
struct Inventory {
  std::uint32_t regions = 0, zones = 0, nodes = 0, gpus = 0, links = 0, edges = 0, dns = 0, registries = 0, replicas = 0;
};

// Every part of an inventory: outright failures of all kinds, then the grey ones, of which a slow replica takes `slow_factor` times as long, and
// one-way loss (of links) and flapping checks (of regions) have the share `grey_share`.
std::vector<Part> parts_of(const Inventory& inventory, double slow_factor = 10, double grey_share = 0.5);

struct PartPair {
  Part first, second;
};
// All pairs of two kinds, each once; of one kind: all pairs of different targets.
std::vector<PartPair> pairs_of(std::span<const Part> parts, FaultKind first, FaultKind second);

struct Experiment {
  std::string name;
  std::vector<Fault> faults;
};

// One experiment a part, then one a pair; each from `begin` to `end`. Throws std::invalid_argument as check_and_sort does.
std::vector<Experiment> experiments(std::span<const Part> parts, std::span<const PartPair> pairs, Time begin, Time end);

}  // namespace tradewind::faults
