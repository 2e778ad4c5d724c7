#include "resilience/drills.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "runbook/failures.h"

namespace tradewind::resilience {
namespace {

std::optional<FaultKind> kind_of(std::string_view group) {
  for (std::size_t i = 0; i < fault_kinds; ++i)
    if (to_string(static_cast<FaultKind>(i)) == group) return static_cast<FaultKind>(i);
  return std::nullopt;
}

double usual_severity(FaultKind kind) {
  if (kind == FaultKind::slow_replica) return usual_slowness;
  if (kind == FaultKind::one_way_loss) return usual_loss;
  return 1;
}

// The pool that a failure names, else the region's first.
const PoolPlan* pool_of(const RegionPlan& region, std::string_view failure) {
  const auto named =
      std::ranges::find_if(region.pools, [&](const PoolPlan& pool) { return failure.find(pool.workload->name) != std::string_view::npos; });
  return named == region.pools.end() ? &region.pools.front() : &*named;
}

std::vector<Drill> single(const std::vector<RegionPlan>& regions, const ExpectedFailure& failure) {
  const std::optional<FaultKind> kind = kind_of(failure.group);
  if (!kind) return {};
  const RegionPlan* region = runbook::region_of(regions, failure.name);
  if (region == nullptr && *kind != FaultKind::dns) return {};
  return {{*kind, region, region == nullptr ? nullptr : pool_of(*region, failure.name), usual_severity(*kind), 0, failure.fault_for_s}};
}

// All faults of an incident of the scenario, "incident NAME"; none when one of them befalls a region that is not open.
std::vector<Drill> of_incident(const World& world, const std::vector<RegionPlan>& regions, const ExpectedFailure& failure) {
  const auto incident = std::ranges::find_if(world.incidents, [&](const Incident& one) { return failure.name == "incident " + one.name; });
  if (incident == world.incidents.end()) return {};
  std::vector<Drill> drills;
  for (const IncidentFault& fault : incident->faults) {
    const double for_s = fault.for_s > 0 ? fault.for_s : failure.fault_for_s;
    if (fault.kind == FaultKind::dns) {
      drills.push_back({fault.kind, nullptr, nullptr, fault.severity, fault.after_s, for_s});
      continue;
    }
    const auto region = std::ranges::find(regions, &world.regions[fault.region], &RegionPlan::region);
    if (region == regions.end()) return {};
    drills.push_back({fault.kind, &*region, &region->pools.front(), fault.severity, fault.after_s, for_s});
  }
  return drills;
}

std::string when(const char* what, const std::optional<double>& seconds) {
  return seconds ? fmt::format(" After {}: {}.", runbook::duration(*seconds), what) : fmt::format(" Not in that time: {}.", what);
}

}  // namespace

std::vector<Experiment> experiments(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::vector<Experiment> list;
  for (const ExpectedFailure& failure : input.failures) {
    if (failure.by_runbook) continue;
    std::vector<Drill> drills = failure.group == "incident" ? of_incident(input.world, regions, failure) : single(regions, failure);
    if (!drills.empty()) list.push_back({&failure, std::move(drills)});
  }
  return list;
}

int pods_of_a_node(const PoolPlan& pool) { return std::min(pool.replicas, pool.option->replicas_per_instance); }

int slowness_ms(const Drill& drill) {
  if (drill.pool == nullptr) return 0;
  const double at_server_ms = drill.pool->expected.latency_p50_ms - drill.pool->expected.network_p50_ms;
  return static_cast<int>(std::lround(std::max(0.0, (drill.severity - 1) * at_server_ms)));
}

std::string expected_effect(const ExpectedFailure& failure) {
  const auto share = [&](double part) { return failure.sent > 0 ? 100 * part / failure.sent : 0; };
  return fmt::format(
      "Expected, as simulated for a loss of {}: {:.2f} % of the requests fail (usually {:.2f} %), {:.2f} % are late (usually {:.2f} %).{}{}{}",
      runbook::duration(failure.fault_for_s), share(failure.failed), share(failure.usually_failed), share(failure.late), share(failure.usually_late),
      when("a health check sees it", failure.detect_s), when("at most 1 % fail", failure.shift_s),
      when("as many are in time as usual", failure.recover_s));
}

}  // namespace tradewind::resilience
