#include <algorithm>

#include "tradewind/scenarios/pool.h"

namespace tradewind {

std::size_t groups_of(const LlmPool& pool, ReplicaRole role) {
  return static_cast<std::size_t>(std::ranges::count(pool.groups, role, &ReplicaGroup::role));
}

bool is_disaggregated(const LlmPool& pool) { return groups_of(pool, ReplicaRole::both) < pool.groups.size(); }

bool roles_go_together(const LlmPool& pool) {
  if (!is_disaggregated(pool)) return !pool.groups.empty();
  return groups_of(pool, ReplicaRole::both) == 0 && groups_of(pool, ReplicaRole::prefill) > 0 && groups_of(pool, ReplicaRole::decode) > 0;
}

}  // namespace tradewind
