// The servers of an LlmPool: one pool of servers that do both, or one with prefill and decode apart.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <variant>
#include <vector>

#include "serving/pool.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/sim/replay.h"

namespace tradewind::replaying {

using kernel::Time;

class Servers {
 public:
  // Throws std::invalid_argument when the roles of the groups do not go together, or a server would not start.
  Servers(const LlmPool& pool, const ReplayOptions& options);
  // The servers point at the settings.
  Servers(const Servers&) = delete;

  serving::Taken arrive(Time now, const serving::Job& job, double u);
  void cancel(Time now, std::uint32_t server, const serving::Job& job);
  Time next_wake() const;
  std::span<const serving::Completion> wake();
  std::uint32_t woken() const;

  std::size_t size() const { return by_number_.size(); }
  // By the number that arrive() and woken() give.
  const serving::LlmServer& server(std::uint32_t number) const { return *by_number_[number]; }
  std::uint32_t position(std::uint32_t number) const { return positions_[number]; }  // over all groups of the pool
  Time frontend() const { return settings_.front().frontend; }

 private:
  using Pool = serving::PoolOf<serving::LlmServer>;

  std::vector<Pool::Group> groups(const LlmPool& pool, ReplicaRole role, const ReplayOptions& options);
  void number(const Pool& pool);

  std::deque<serving::LlmServerSettings> settings_;
  std::vector<std::uint32_t> positions_;
  std::optional<std::variant<Pool, serving::DisaggregatedPool>> pool_;
  std::vector<const serving::LlmServer*> by_number_;
};

}  // namespace tradewind::replaying
