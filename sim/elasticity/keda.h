// Scaling on queues as KEDA does it: it wakes the target from zero and puts it to sleep, and leaves everything between one and the maximum to an HPA
// that it feeds with external metrics.
//   kedacore/keda-docs, content/docs/2.17/reference/scaledobject-spec.md and concepts/scaling-deployments.md (2026-08-20)
//   kedacore/keda, pkg/scaling/executor/scale_scaledobjects.go
//   kedacore/keda, pkg/fallback/fallback.go (2022 and later)
// The HPA reads the metrics at each of its syncs, KEDA at each poll (useCachedMetrics is not modelled). Where a trigger cannot be read and none is
// active, nothing goes to sleep. Not modelled: behaviours of the fallback other than static, pausing, scaling modifiers, idleReplicaCount.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "elasticity/hpa.h"

namespace tradewind::elasticity {

struct KedaTrigger {
  double target_per_replica = 1;    // AverageValue; above 0
  double activation_threshold = 0;  // the trigger is active above it
};

struct KedaSettings {
  std::int32_t min_replicas = 0;
  std::int32_t max_replicas = 100;
  Time polling_interval = 30 * second;
  Time cooldown = 300 * second;                   // from the last active poll to zero
  Time initial_cooldown = 0;                      // after the start, before the first time to zero
  std::vector<KedaTrigger> triggers;              // at least one
  std::optional<Behavior> behavior = Behavior{};  // of the HPA
  // What the HPA is told of a trigger that more syncs in a row than the threshold could not read: as much as so many replicas should have.
  std::optional<FallbackReplicas> fallback;
};

class Keda {
 public:
  // Throws std::invalid_argument: no trigger, bounds out of order, times or targets that are not positive.
  explicit Keda(KedaSettings settings, Time start = 0);

  Time next_wake() const { return std::min(next_poll_, hpa_.next_wake()); }
  // Polls, syncs the HPA, or both (the poll first). `values`: one for each trigger, empty where it cannot be read. The replicas that the target is
  // to have from now on.
  std::int32_t wake(Time now, std::int32_t spec_replicas, std::span<const Pod> pods, std::span<const std::optional<double>> values);

 private:
  std::int32_t poll(Time now, std::int32_t replicas, std::span<const std::optional<double>> values);
  std::optional<std::int64_t> reading(std::size_t trigger, std::optional<double> value);

  KedaSettings settings_;
  Hpa hpa_;
  Time start_, next_poll_;
  std::optional<Time> last_active_;
  std::vector<std::int32_t> failures_;  // by trigger: syncs in a row that could not read it
};

}  // namespace tradewind::elasticity
