// The servers of an LlmPool: one station, or two where prefill and decode are apart.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "serving/pool.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/sim/replay.h"

namespace tradewind::replaying {

using kernel::Time;

// The replicas of one role behind a balancer, and what they were called in the pool.
class Station {
 public:
  // The replicas whose role is `role`.
  Station(const LlmPool& pool, ReplicaRole role, const ReplayOptions& options);
  // The servers point at the settings: these may move with them, but not be copied.
  Station(Station&&) = default;
  Station(const Station&) = delete;

  serving::PoolOf<serving::LlmServer>& servers() { return *servers_; }
  const serving::PoolOf<serving::LlmServer>& servers() const { return *servers_; }
  std::uint32_t position(std::uint32_t replica) const { return positions_[replica]; }  // over all groups of the pool
  Time frontend() const { return settings_.front().frontend; }

 private:
  std::deque<serving::LlmServerSettings> settings_;
  std::vector<std::uint32_t> positions_;
  std::optional<serving::PoolOf<serving::LlmServer>> servers_;
};

// Throws std::invalid_argument when the roles of the groups do not go together.
void check_roles(const LlmPool& pool);

}  // namespace tradewind::replaying
