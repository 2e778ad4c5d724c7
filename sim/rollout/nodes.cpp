#include "rollout/nodes.h"

#include <algorithm>

namespace tradewind::rollout {
namespace {

// kubernetes/autoscaler, cluster-autoscaler/FAQ.md (2026-08-22): --scale-down-unneeded-time.
constexpr Time unneeded_time = Time{600} * 1'000'000'000;

}  // namespace

Nodes::Nodes(std::int32_t replicas, std::int32_t replicas_per_instance)
    : per_instance_(replicas_per_instance), usual_((replicas + per_instance_ - 1) / per_instance_), held_(usual_), used_(replicas) {}

void Nodes::take_place(Time now) {
  ++used_;
  look_for_unneeded(now);
}

void Nodes::request(Time now) { hold(now, held_ + 1); }

void Nodes::give_place(Time now) {
  --used_;
  look_for_unneeded(now);
}

void Nodes::wake(Time now) {
  if (unneeded_at_ > now) return;
  hold(now, std::max(usual_, needed()));
  unneeded_at_ = kernel::never;
}

void Nodes::hold(Time now, std::int32_t instances) {
  extra_ = extra_time(now);
  since_ = now;
  held_ = instances;
}

void Nodes::look_for_unneeded(Time now) {
  const bool spare = held_ > std::max(usual_, needed());
  if (!spare)
    unneeded_at_ = kernel::never;
  else if (unneeded_at_ == kernel::never)
    unneeded_at_ = now + unneeded_time;
}

}  // namespace tradewind::rollout
