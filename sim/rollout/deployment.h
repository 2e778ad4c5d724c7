// The rollout in one region: replicas of the old version give way to those of the new one, or the other way round when it is rolled back. A state
// machine without a clock of its own: its owner calls wake() at next_wake().
//
// Rules and their sources:
//   rolling     kubernetes/kubernetes, pkg/controller/deployment/rolling.go: new replicas as far as the surge allows, then old ones go as far as
//               enough replicas are ready; if rounding leaves neither surge nor replicas that may be missing, one may be missing
//               (util/deployment_util.go, ResolveFenceposts)
//   blue_green  argoproj/argo-rollouts, docs/features/bluegreen.md (2026-08-17)
//   canary      argoproj/argo-rollouts, docs/features/canary.md and specification.md (2026-08-17), with traffic routing: at a weight w, ceil(w n) new
//               replicas beside all n old ones
#pragma once

#include <cstdint>
#include <vector>

#include "random/draws.h"
#include "rollout/nodes.h"
#include "rollout/version.h"
#include "tradewind/scenarios/rollout.h"

namespace tradewind::rollout {

// What a new replica waits for.
struct StartTimes {
  Time node = 0, image = 0;  // image: pull by a node
  Time load = 0;             // weights, from the region's own copy
  Time remote_load = 0;      // from the home region of the artifact
  Time warm_up = 0;
  double stock_out = 0;  // share of the requests for a node that find no capacity
};

struct DeploymentSettings {
  const Rollout* rollout = nullptr;
  std::int32_t replicas = 1, replicas_per_instance = 1;
  std::uint32_t old_pool = 0, new_pool = 0;  // of the fleet
  StartTimes start;
  Time weights_at = 0;  // when the region has its own copy of what new replicas load
};

// Replicas that the pool of either version must have room for.
constexpr std::int32_t most_replicas(std::int32_t replicas) { return 2 * replicas; }
// Replicas beside the usual ones that there are at once.
std::int32_t surge(const Rollout& rollout, std::int32_t replicas);

class Deployment {
 public:
  Deployment(DeploymentSettings settings, random::Stream draws);

  const DeploymentSettings& settings() const { return settings_; }
  void begin(Time now, Servers& servers);
  void roll_back(Time now, Servers& servers);
  bool begun() const { return phase_ != Phase::idle; }
  bool over() const { return phase_ == Phase::over; }

  // Share of the requests that the new version gets.
  double new_share() const;
  const Version& old_version() const { return old_; }
  const Version& new_version() const { return new_; }
  const Nodes& nodes() const { return nodes_; }
  std::int32_t remote_loads() const { return remote_loads_; }
  // How long it takes at most from now until no request goes to the new version any more, if it were rolled back now and instances can be had.
  Time rollback_time() const;
  // The same; never where they may not be had.
  Time rollback_bound() const;

  Time next_wake() const;
  void wake(Time now, Servers& servers);

 private:
  enum class Phase : std::uint8_t { idle, starting, shifting, pausing, retiring_soon, retiring, rolling, over };

  Version& in() { return back_ ? old_ : new_; }
  Version& out() { return back_ ? new_ : old_; }
  bool rolls() const { return settings_.rollout->strategy == RolloutStrategy::rolling; }
  void enter(Phase phase, Time until = kernel::never);
  void advance(Time now, Servers& servers);
  bool step(Time now, Servers& servers);
  void start_stage(Time now);
  void replace(Time now, Servers& servers);
  void start(Time now);
  Time start_time(Time now, bool new_node);
  Time node_time();
  Time longest_start() const;

  DeploymentSettings settings_;
  random::Stream draws_;
  std::uint64_t nodes_asked_ = 0;
  Version old_, new_;
  Nodes nodes_;
  std::vector<CanaryStep> stages_;
  std::size_t stage_ = 0;
  Phase phase_ = Phase::idle;
  Time until_ = kernel::never;    // of a phase that ends by the clock
  bool back_ = false;             // it is being rolled back
  double weight_ = 0;             // of the new version, at the router
  std::int32_t for_a_place_ = 0;  // replicas that start as soon as a draining one has left its place
  std::int32_t remote_loads_ = 0;
};

}  // namespace tradewind::rollout
