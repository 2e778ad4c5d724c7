#include "replay/stations.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::replaying {

Station::Station(const LlmPool& pool, ReplicaRole role, const ReplayOptions& options) {
  std::vector<serving::PoolOf<serving::LlmServer>::Group> groups;
  std::uint32_t position = 0;
  for (const ReplicaGroup& group : pool.groups) {
    if (group.role == role) {
      serving::LlmServerSettings& settings = settings_.emplace_back(group.iteration, group.server, group.kv_blocks);
      settings.stepping = options.every_iteration ? serving::Stepping::every_iteration : serving::Stepping::leap;
      groups.push_back({&settings, group.replicas});
      for (int replica = 0; replica < group.replicas; ++replica) positions_.push_back(position + static_cast<std::uint32_t>(replica));
    }
    position += static_cast<std::uint32_t>(group.replicas);
  }
  servers_.emplace(groups, pool.balancing);
}

void check_roles(const LlmPool& pool) {
  if (std::ranges::any_of(pool.groups, [](const ReplicaGroup& group) { return group.replicas < 1; }))
    throw std::invalid_argument("Every group of a pool needs at least one replica.");
  if (!roles_go_together(pool))
    throw std::invalid_argument(
        "The replicas of a pool either all do both, prefill and decode, or there is at least one for each and none for both.");
}

}  // namespace tradewind::replaying
