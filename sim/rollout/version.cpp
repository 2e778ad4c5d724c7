#include "rollout/version.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::rollout {
namespace {

constexpr Time idle_interval = 1'000'000'000;  // whether a draining replica is idle

}  // namespace

Version::Version(std::uint32_t pool, std::int32_t room, std::int32_t ready) : pool_(pool) {
  for (std::int32_t server = 0; server < ready; ++server) ready_.push_back(static_cast<std::uint32_t>(server));
  for (std::int32_t server = room - 1; server >= ready; --server) free_.push_back(static_cast<std::uint32_t>(server));
}

void Version::start(Time ready_at) {
  if (starting_.size() >= free_.size()) throw std::logic_error("A rollout has more replicas than it has room for.");
  starting_.insert(std::ranges::upper_bound(starting_, ready_at), ready_at);
}

std::int32_t Version::give_up_starting() {
  const std::int32_t count = starting();
  starting_.clear();
  return count;
}

void Version::retire(Time now, std::int32_t count, Time grace, Servers& servers) {
  for (; count > 0; --count) {
    const std::uint32_t server = ready_.back();
    ready_.pop_back();
    servers.take_no_more(pool_, server);
    draining_.push_back({server, now + grace});
    next_look_ = now;
  }
}

Time Version::next_wake() const { return std::min(starting_.empty() ? kernel::never : starting_.front(), next_look_); }

std::int32_t Version::wake(Time now, Servers& servers) {
  while (!starting_.empty() && starting_.front() <= now) {
    starting_.erase(starting_.begin());
    ready_.push_back(free_.back());
    free_.pop_back();
    servers.take(now, pool_, ready_.back());
  }
  if (next_look_ > now) return 0;
  const auto gone = [&](const Draining& draining) {
    if (now < draining.by && !servers.idle(pool_, draining.server)) return false;
    servers.stop(now, pool_, draining.server);
    free_.push_back(draining.server);
    return true;
  };
  const auto left = std::erase_if(draining_, gone);
  next_look_ = kernel::never;
  for (const Draining& draining : draining_) next_look_ = std::min({next_look_, draining.by, now + idle_interval});
  return static_cast<std::int32_t>(left);
}

}  // namespace tradewind::rollout
