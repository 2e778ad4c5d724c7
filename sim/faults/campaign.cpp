#include "faults/campaign.h"

#include <fmt/format.h>

#include <utility>

namespace tradewind::faults {
namespace {

void add(std::vector<Part>& parts, FaultKind kind, std::uint32_t count, double severity = 1) {
  for (std::uint32_t target = 0; target < count; ++target) parts.push_back({kind, target, severity});
}

Experiment experiment(std::span<const Part> parts, Time begin, Time end) {
  Experiment made;
  for (const Part& part : parts) {
    made.name += fmt::format("{}{} {}", made.name.empty() ? "" : " + ", name_of(part.kind), part.target);
    made.faults.push_back({part.kind, part.target, begin, end, part.severity});
  }
  check_and_sort(made.faults);
  return made;
}

}  // namespace

std::vector<Part> parts_of(const Inventory& inventory, double slow_factor, double grey_share) {
  std::vector<Part> parts;
  add(parts, FaultKind::region, inventory.regions);
  add(parts, FaultKind::zone, inventory.zones);
  add(parts, FaultKind::node, inventory.nodes);
  add(parts, FaultKind::gpu, inventory.gpus);
  add(parts, FaultKind::link, inventory.links);
  add(parts, FaultKind::edge, inventory.edges);
  add(parts, FaultKind::dns, inventory.dns);
  add(parts, FaultKind::registry, inventory.registries);
  add(parts, FaultKind::slow_replica, inventory.replicas, slow_factor);
  add(parts, FaultKind::one_way_loss, inventory.links, grey_share);
  add(parts, FaultKind::flapping_check, inventory.regions, grey_share);
  return parts;
}

std::vector<PartPair> pairs_of(std::span<const Part> parts, FaultKind first, FaultKind second) {
  std::vector<PartPair> pairs;
  for (const Part& a : parts)
    for (const Part& b : parts)
      if (a.kind == first && b.kind == second && (first != second || a.target < b.target)) pairs.push_back({a, b});
  return pairs;
}

std::vector<Experiment> experiments(std::span<const Part> parts, std::span<const PartPair> pairs, Time begin, Time end) {
  std::vector<Experiment> made;
  for (const Part& part : parts) made.push_back(experiment({&part, 1}, begin, end));
  for (const PartPair& pair : pairs) {
    const Part both[] = {pair.first, pair.second};
    made.push_back(experiment(both, begin, end));
  }
  return made;
}

}  // namespace tradewind::faults
