#include "engine/replication.h"

namespace tradewind::engine {

Replication::Replication(const Plan& plan)
    : plan_(&plan), windows_missing_(plan.schedule.windows), cells_(plan.routes.size()), features_(plan.feature_statistics()) {
  totals_.loads.resize(static_cast<std::size_t>(plan.schedule.windows));
}

bool Replication::add(int window, MeasuredWindow measured) {
  const std::lock_guard lock(mutex_);
  measured.statistics.merge_into(cells_);
  features_.merge(measured.run.features);
  totals_.events += measured.run.events;
  totals_.requests += measured.run.requests;
  totals_.left_out += measured.left_out;
  totals_.fingerprint += measured.statistics.fingerprint();
  totals_.loads[static_cast<std::size_t>(window)] = std::move(measured.run.loads);
  return --windows_missing_ == 0;
}

ReplicationEstimate Replication::estimate(const Groups& groups) const {
  ReplicationEstimate result = totals_;
  const std::vector<Workload>& workloads = plan_->world->workloads;
  for (std::size_t index = 0; index < groups.count(); ++index) {
    const GroupSketches sketches(*plan_, cells_, groups.routes(index));
    GroupEstimate& group = result.groups.emplace_back();
    for (std::size_t kind = 0; kind < latency_kinds; ++kind) group.latency[kind] = engine::estimate(*sketches.kinds()[kind]);
    group.perceived_at_objective_ms = sketches.perceived.quantile_ms(plan_->world->objective_percentile / 100);
    if (index >= groups.workload(0) && index < groups.workload(workloads.size()))
      group.perceived_at_slo_ms = sketches.perceived.quantile_ms(workloads[index - groups.workload(0)].slo.percentile / 100);
  }
  return result;
}

}  // namespace tradewind::engine
