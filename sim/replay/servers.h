// The servers of a pool: one of LLM servers that do both, one with prefill and decode apart, or one of classic servers.
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
  // Throws std::invalid_argument when the roles of the groups do not go together, a server would not start, or how long a batch takes is not known.
  Servers(const LlmPool& pool, const ReplayOptions& options);
  Servers(const ClassicPool& pool, const ReplayOptions& options);
  // The servers point at the settings.
  Servers(const Servers&) = delete;

  serving::Taken arrive(Time now, const serving::Job& job, double u);
  void cancel(Time now, std::uint32_t server, const serving::Job& job);
  Time next_wake() const;
  std::span<const serving::Completion> wake();
  std::uint32_t woken() const;

  std::size_t size() const { return positions_.size(); }
  // Servers are named by the number that arrive() and woken() give.
  std::uint32_t position(std::uint32_t server) const { return positions_[server]; }  // over all groups of the pool
  // The server could never serve the job.
  bool too_long(std::uint32_t server, const serving::Job& job) const;
  // Of all LLM servers.
  std::uint64_t iterations() const;
  std::uint64_t preemptions() const;
  Time frontend() const { return batch_settings_ ? batch_settings_->frontend : settings_.front().frontend; }

 private:
  using Pool = serving::PoolOf<serving::LlmServer>;
  using ClassicServers = serving::PoolOf<serving::DynamicBatcher>;

  std::vector<Pool::Group> groups(const LlmPool& pool, ReplicaRole role, const ReplayOptions& options);
  void number(const Pool& pool);

  std::deque<serving::LlmServerSettings> settings_;
  std::optional<serving::BatchServerSettings> batch_settings_;
  std::vector<std::uint32_t> positions_;
  std::optional<std::variant<Pool, serving::DisaggregatedPool, ClassicServers>> pool_;
  std::vector<const serving::LlmServer*> by_number_;  // empty for a classic pool
};

}  // namespace tradewind::replaying
