// What a pool's autoscaler is told by the clock and by the load that is expected, as values of triggers with a target of one a replica.
#pragma once

#include <optional>
#include <vector>

#include "engine/plan.h"

namespace tradewind::motion {

class TimedReplicas {
 public:
  // `index`: of the pool. The clock starts with the warm-up of the plan's first window.
  TimedReplicas(const engine::Plan& plan, const Topology& topology, std::uint32_t index);

  // How many triggers there are: one for the schedule, one for the forecast, where the workload has them.
  std::size_t count() const { return (scaling_ && !scaling_->schedule.empty() ? 1 : 0) + (expected_rps_.empty() ? 0 : 1); }
  // Adds their values.
  void append(kernel::Time now, std::vector<std::optional<double>>& values) const;

 private:
  double scheduled(int minute) const;

  std::optional<Autoscaling> scaling_;
  kernel::Time start_;                // since Monday 00:00 UTC
  std::vector<double> expected_rps_;  // by hour of the week, of the pool; empty: nothing is predicted
};

}  // namespace tradewind::motion
