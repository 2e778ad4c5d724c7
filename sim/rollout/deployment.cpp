#include "rollout/deployment.h"

#include <algorithm>
#include <cmath>

namespace tradewind::rollout {
namespace {

using kernel::from_s;

// Argo Rollouts, abortScaleDownDelaySeconds (specification.md, 2026-08-17).
constexpr double abort_scale_down_delay_s = 30;
// kubernetes/autoscaler, cluster-autoscaler/FAQ.md: after a request without success, doubled up to the maximum.
constexpr double backoff_s = 300, max_backoff_s = 1800;

// The stages of a strategy that starts new replicas beside the old ones.
std::vector<CanaryStep> stages_of(const Rollout& rollout) {
  return rollout.strategy == RolloutStrategy::canary ? rollout.steps : std::vector<CanaryStep>{{1, 0}};
}

std::int32_t share_of(double share, std::int32_t replicas) { return static_cast<std::int32_t>(std::ceil(share * replicas - 1e-9)); }

std::int32_t unavailable(const Rollout& rollout, std::int32_t replicas) {
  const auto missing = static_cast<std::int32_t>(std::floor(rollout.max_unavailable * replicas + 1e-9));
  return missing == 0 && surge(rollout, replicas) == 0 ? 1 : missing;
}

}  // namespace

std::int32_t surge(const Rollout& rollout, std::int32_t replicas) {
  return rollout.strategy == RolloutStrategy::rolling ? share_of(rollout.max_surge, replicas) : replicas;
}

Deployment::Deployment(DeploymentSettings settings, random::Stream draws)
    : settings_(settings),
      draws_(draws),
      old_(settings.old_pool, most_replicas(settings.replicas), settings.replicas),
      new_(settings.new_pool, most_replicas(settings.replicas), 0),
      nodes_(settings.replicas, settings.replicas_per_instance),
      stages_(stages_of(*settings.rollout)) {}

void Deployment::begin(Time now, Servers& servers) {
  if (rolls())
    enter(Phase::rolling);
  else
    start_stage(now);
  advance(now, servers);
}

void Deployment::roll_back(Time now, Servers& servers) {
  for (std::int32_t given_up = new_.give_up_starting(); given_up > 0; --given_up) nodes_.give_place(now);
  for_a_place_ = 0;
  back_ = true;
  if (rolls()) {
    enter(Phase::rolling);
  } else {
    stages_ = {{1, 0}};
    stage_ = 0;
    start_stage(now);
  }
  advance(now, servers);
}

double Deployment::new_share() const {
  if (!rolls()) return weight_;
  const double ready = old_.ready() + new_.ready();
  return ready > 0 ? new_.ready() / ready : 0;
}

Time Deployment::rollback_bound() const {
  const bool needs_instances = settings_.start.stock_out > 0 && (rolls() || old_.ready() < settings_.replicas);
  return needs_instances ? kernel::never : rollback_time();
}

Time Deployment::rollback_time() const {
  const std::int32_t missing = settings_.replicas - old_.ready();
  // A place may have to be left by a draining replica first, which is looked at every second.
  const Time first_place = from_s(settings_.rollout->grace_period_s + 1);
  if (!rolls()) return (missing > 0 ? longest_start() + first_place : 0) + from_s(settings_.rollout->shift_s);
  // Batch by batch: the replicas of one have to be ready before those of the next may start, and places are free when draining is over.
  const Rollout& rollout = *settings_.rollout;
  const std::int32_t batch = std::max(1, surge(rollout, settings_.replicas) + unavailable(rollout, settings_.replicas));
  const std::int32_t batches = (missing + new_.ready() + batch - 1) / batch;
  return batches * (longest_start() + first_place);
}

Time Deployment::next_wake() const { return std::min({old_.next_wake(), new_.next_wake(), nodes_.next_wake(), until_}); }

void Deployment::wake(Time now, Servers& servers) {
  nodes_.wake(now);
  for (std::int32_t left = old_.wake(now, servers) + new_.wake(now, servers); left > 0; --left) nodes_.give_place(now);
  for (; for_a_place_ > 0 && nodes_.has_place(); --for_a_place_) {
    nodes_.take_place(now);
    in().start(start_time(now, false));
  }
  advance(now, servers);
}

void Deployment::enter(Phase phase, Time until) {
  phase_ = phase;
  until_ = until;
}

void Deployment::advance(Time now, Servers& servers) {
  if (phase_ == Phase::rolling) replace(now, servers);
  while (step(now, servers)) {
  }
}

// Whether a phase has ended.
bool Deployment::step(Time now, Servers& servers) {
  const Rollout& rollout = *settings_.rollout;
  const bool in_time = until_ <= now;
  if (phase_ == Phase::starting && in().ready() >= share_of(stages_[stage_].weight, settings_.replicas)) {
    enter(Phase::shifting, now + from_s(rollout.shift_s));
  } else if (phase_ == Phase::shifting && in_time) {
    weight_ = back_ ? 1 - stages_[stage_].weight : stages_[stage_].weight;
    enter(Phase::pausing, now + from_s(stages_[stage_].pause_s));
  } else if (phase_ == Phase::pausing && in_time && stage_ + 1 < stages_.size()) {
    ++stage_;
    start_stage(now);
  } else if (phase_ == Phase::pausing && in_time) {
    enter(Phase::retiring_soon, now + from_s(back_ ? abort_scale_down_delay_s : rollout.scale_down_delay_s));
  } else if (phase_ == Phase::retiring_soon && in_time) {
    out().retire(now, out().ready(), from_s(rollout.grace_period_s), servers);
    enter(Phase::retiring);
  } else if (phase_ == Phase::retiring && out().ready() + out().draining() == 0) {
    enter(Phase::over);
  } else {
    return false;
  }
  return true;
}

void Deployment::start_stage(Time now) {
  const std::int32_t wanted = share_of(stages_[stage_].weight, settings_.replicas);
  for (std::int32_t i = in ().ready() + in().starting() + for_a_place_; i < wanted; ++i) start(now);
  enter(Phase::starting);
}

// Rolling.
void Deployment::replace(Time now, Servers& servers) {
  const Rollout& rollout = *settings_.rollout;
  const std::int32_t n = settings_.replicas;
  for (bool changed = true; changed;) {
    const std::int32_t coming = in().ready() + in().starting() + for_a_place_;
    const std::int32_t starts = std::min(n + surge(rollout, n) - coming - out().ready(), n - coming);
    for (std::int32_t i = 0; i < starts; ++i) start(now);
    const std::int32_t goes = std::min(in().ready() + out().ready() - (n - unavailable(rollout, n)), out().ready());
    if (goes > 0) out().retire(now, goes, from_s(rollout.grace_period_s), servers);
    changed = goes > 0;
  }
  if (in().ready() == n && out().ready() + out().draining() == 0) enter(Phase::over);
}

// In a free place, in that of a draining replica once it is gone, or on a new node.
void Deployment::start(Time now) {
  if (nodes_.has_place()) {
    nodes_.take_place(now);
    return in().start(start_time(now, false));
  }
  if (old_.draining() + new_.draining() > for_a_place_) {
    ++for_a_place_;
    return;
  }
  nodes_.request(now);
  nodes_.take_place(now);
  in().start(start_time(now, true));
}

// When a replica that starts now is ready.
Time Deployment::start_time(Time now, bool new_node) {
  const StartTimes& start = settings_.start;
  Time at = now;
  if (new_node) at += node_time();
  if (new_node || (settings_.rollout->new_image && !back_)) at += start.image;
  const bool remote = !back_ && at < settings_.weights_at;
  remote_loads_ += remote;
  return at + (remote ? start.remote_load : start.load) + start.warm_up;
}

Time Deployment::node_time() {
  const StartTimes& start = settings_.start;
  if (start.stock_out <= 0) return start.node;
  // Failures before the first success are geometric.
  const double failures = std::floor(std::log(draws_.draw(nodes_asked_++)[0]) / std::log(start.stock_out));
  double waited_s = 0, backoff = backoff_s;
  for (double i = 0; i < failures; ++i, backoff = std::min(2 * backoff, max_backoff_s)) waited_s += backoff;
  return from_s(waited_s) + start.node;
}

Time Deployment::longest_start() const {
  const StartTimes& start = settings_.start;
  return start.node + start.image + std::max(start.load, start.remote_load) + start.warm_up;
}

}  // namespace tradewind::rollout
