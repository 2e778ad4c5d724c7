#include "replay/servers.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace tradewind::replaying {
namespace {

void check_roles(const LlmPool& pool) {
  if (std::ranges::any_of(pool.groups, [](const ReplicaGroup& group) { return group.replicas < 1; }))
    throw std::invalid_argument("Every group of a pool needs at least one replica.");
  if (!roles_go_together(pool))
    throw std::invalid_argument(
        "The replicas of a pool either all do both, prefill and decode, or there is at least one for each and none for both.");
}

}  // namespace

Servers::Servers(const LlmPool& pool, const ReplayOptions& options) {
  check_roles(pool);
  if (is_disaggregated(pool)) {
    const serving::KvWay way(pool.kv_transfer, pool.groups.front().iteration.kv_bytes_per_token);
    const auto prefill = groups(pool, ReplicaRole::prefill, options), decode = groups(pool, ReplicaRole::decode, options);
    const auto& apart = std::get<1>(pool_.emplace(std::in_place_index<1>, prefill, decode, pool.balancing, way));
    number(apart.prefill());
    number(apart.decode());
  } else {
    const auto both = groups(pool, ReplicaRole::both, options);
    number(std::get<0>(pool_.emplace(std::in_place_index<0>, both, pool.balancing)));
  }
}

Servers::Servers(const ClassicPool& pool, const ReplayOptions&) {
  if (pool.replicas < 1) throw std::invalid_argument("A pool needs at least one replica.");
  if (!pool.batch) throw std::invalid_argument("How long a batch of the pool takes is not known.");
  batch_settings_.emplace(*pool.batch, pool.server, 1);
  const ClassicServers::Group group{&*batch_settings_, pool.replicas};
  pool_.emplace(std::in_place_index<2>, std::span(&group, 1), pool.balancing);
  positions_.resize(static_cast<std::size_t>(pool.replicas));
  std::iota(positions_.begin(), positions_.end(), 0);
}

std::vector<Servers::Pool::Group> Servers::groups(const LlmPool& pool, ReplicaRole role, const ReplayOptions& options) {
  std::vector<Pool::Group> groups;
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
  return groups;
}

void Servers::number(const Pool& pool) {
  for (const serving::LlmServer& server : pool.servers()) by_number_.push_back(&server);
}

bool Servers::too_long(std::uint32_t server, const serving::Job& job) const {
  if (!batch_settings_) return by_number_[server]->too_long(job);
  return !batch_settings_->server.counts_requests() && job.size > batch_settings_->server.largest_request();
}

std::uint64_t Servers::iterations() const {
  std::uint64_t sum = 0;
  for (const serving::LlmServer* server : by_number_) sum += server->iterations();
  return sum;
}

std::uint64_t Servers::preemptions() const {
  std::uint64_t sum = 0;
  for (const serving::LlmServer* server : by_number_) sum += server->preemptions();
  return sum;
}

serving::Taken Servers::arrive(Time now, const serving::Job& job, double u) {
  return std::visit([&](auto& pool) { return pool.arrive(now, job, u); }, *pool_);
}

void Servers::cancel(Time now, std::uint32_t server, const serving::Job& job) {
  std::visit([&](auto& pool) { pool.cancel(now, server, job); }, *pool_);
}

Time Servers::next_wake() const {
  return std::visit([](const auto& pool) { return pool.next_wake(); }, *pool_);
}

std::span<const serving::Completion> Servers::wake() {
  return std::visit([](auto& pool) { return pool.wake(); }, *pool_);
}

std::uint32_t Servers::woken() const {
  return std::visit([](const auto& pool) { return pool.woken(); }, *pool_);
}

}  // namespace tradewind::replaying
