#include "motion/parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "motion/targets.h"

namespace tradewind::motion {
namespace {

// What a part of the kind is called: of a region, or of a pool in it.
const char* words_for(FaultKind kind) {
  switch (kind) {
    case FaultKind::region:
      return "region ";
    case FaultKind::zone:
      return "a zone of ";
    case FaultKind::node:
      return "a node of ";
    case FaultKind::gpu:
      return "a GPU of ";
    case FaultKind::registry:
      return "registry and a node of ";
    case FaultKind::slow_replica:
      return "a slow replica of ";
    case FaultKind::one_way_loss:
      return "lost answers of ";
    case FaultKind::flapping_check:
      return "flapping checks of ";
    case FaultKind::metrics:
      return "the metrics of ";
    case FaultKind::mirror:
      return "the mirror into ";
    case FaultKind::partition:
      return "the stores of ";
    case FaultKind::link:
    case FaultKind::edge:
    case FaultKind::dns:
      break;
  }
  return "";  // they have names of their own
}

double usual_severity(FaultKind kind) {
  if (kind == FaultKind::slow_replica) return usual_slowness;
  if (kind == FaultKind::flapping_check) return usual_flapping;
  return kind == FaultKind::one_way_loss ? usual_loss : 1;
}

bool can_fail(const Stage& stage, FaultKind kind) {
  const World& world = stage.world();
  if (kind == FaultKind::dns) return world.traffic.manager.layer == TrafficLayer::dns;
  if (kind == FaultKind::metrics)
    return std::ranges::any_of(world.workloads, [](const Workload& workload) { return workload.autoscaling.has_value(); });
  return (kind != FaultKind::mirror && kind != FaultKind::partition) || stage.plan().reads_features();
}

std::uint32_t count_in_pool(const World& world, const Pool& pool, FaultKind kind) {
  if (kind == FaultKind::node) return static_cast<std::uint32_t>(instances(world, pool));
  const int each = kind == FaultKind::gpu ? world.serving(pool.workload, pool.offer)->gpus_per_replica : 1;
  return static_cast<std::uint32_t>(pool.replicas * each);
}

std::vector<Parts> of_links(const Stage& stage, FaultKind kind) {
  std::vector<Parts> parts;
  const bool link = kind == FaultKind::link;
  for (Cut& cut : link ? stage.ways()->links_in_use(stage.plan(), stage.regions()) : stage.ways()->edges_in_use(stage.plan(), stage.regions())) {
    const std::string name = cut.name;
    parts.push_back({.kind = kind, .name = name, .cut = std::move(cut)});
  }
  return parts;
}

// The workload tells the pools of a region apart, where there are several.
void add_pools(const Stage& stage, FaultKind kind, std::uint32_t region, std::vector<Parts>& parts) {
  const std::vector<std::uint32_t> pools = pools_in(stage, region);
  for (const std::uint32_t pool : pools) {
    const Pool& of = stage.topology().pools[pool];
    const std::string whose = pools.size() > 1 ? stage.world().workloads[of.workload].name + " in " : "";
    parts.push_back({.kind = kind,
                     .name = words_for(kind) + whose + stage.world().regions[region].key(),
                     .index = pool,
                     .count = count_in_pool(stage.world(), of, kind),
                     .severity = usual_severity(kind),
                     .region = region});
  }
}

}  // namespace

std::vector<std::uint32_t> pools_in(const Stage& stage, std::uint32_t region) {
  std::vector<std::uint32_t> pools;
  for (std::uint32_t pool = 0; pool < stage.plan().pools.size(); ++pool)
    if (stage.plan().pools[pool].region == region) pools.push_back(pool);
  return pools;
}

std::vector<Parts> parts_of(const Stage& stage, FaultKind kind) {
  if (!can_fail(stage, kind)) return {};
  if (kind == FaultKind::dns) return {{.kind = kind, .name = "DNS"}};
  if (is_of_links(kind)) return of_links(stage, kind);
  std::vector<Parts> parts;
  for (const std::uint32_t region : stage.regions())
    if (is_of_a_pool(kind))
      add_pools(stage, kind, region, parts);
    else
      parts.push_back({.kind = kind,
                       .name = words_for(kind) + stage.world().regions[region].key(),
                       .index = region,
                       .count = kind == FaultKind::zone ? std::uint32_t{zones_of_a_region} : 1,
                       .severity = usual_severity(kind),
                       .region = region});
  return parts;
}

}  // namespace tradewind::motion
