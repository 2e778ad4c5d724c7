// The nodes of one pool during a rollout: places for replicas on instances that are there, and further instances beside the usual ones.
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernel/time.h"

namespace tradewind::rollout {

using kernel::Time;

class Nodes {
 public:
  // As many instances as `replicas` need, all of whose replicas stand.
  Nodes(std::int32_t replicas, std::int32_t replicas_per_instance);

  bool has_place() const { return used_ < held_ * per_instance_; }
  void take_place(Time now);
  // One more instance.
  void request(Time now);
  void give_place(Time now);

  // When instances beside the usual ones, which nobody has needed for ten minutes, go.
  Time next_wake() const { return unneeded_at_; }
  void wake(Time now);
  // Instance time beside that of the usual ones, from when an instance was requested.
  Time extra_time(Time now) const { return extra_ + static_cast<Time>(held_ - usual_) * (now - since_); }
  // The same at the end of a run, with what instances that nobody needs will still take until they go.
  Time extra_time_in_all(Time end) const {
    const Time idle = unneeded_at_ == kernel::never ? 0 : std::max<Time>(0, unneeded_at_ - end);
    return extra_time(end) + static_cast<Time>(held_ - std::max(usual_, needed())) * idle;
  }

 private:
  std::int32_t needed() const { return (used_ + per_instance_ - 1) / per_instance_; }
  void hold(Time now, std::int32_t instances);
  void look_for_unneeded(Time now);

  std::int32_t per_instance_, usual_, held_, used_;
  Time unneeded_at_ = kernel::never, since_ = 0, extra_ = 0;
};

}  // namespace tradewind::rollout
