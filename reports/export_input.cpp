#include "tradewind/reports/export_input.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "tradewind/planner/estimate.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/sim/capacity.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/streams.h"

namespace tradewind {
namespace {

ExpectedPool expected(const PoolOutcome& pool) {
  return {.batch_mean = pool.batch_mean,
          .utilization_mean = pool.utilization_mean,
          .utilization_p95 = pool.utilization_p95,
          .latency_p50_ms = pool.latency.perceived.p50,
          .latency_p95_ms = pool.latency.perceived.p95,
          .network_p50_ms = pool.latency.network.p50,
          .latency_p95_ci95_ms = pool.latency.perceived.ci95};
}

ExpectedFailure expected(const ChaosExperiment& experiment, const ChaosOptions& options) {
  ExpectedFailure failure{experiment.name, experiment.group};
  failure.detect_s = experiment.detect_s;
  failure.shift_s = experiment.shift_s;
  failure.recover_s = experiment.recover_s;
  failure.after_s = experiment.after_s;
  failure.fault_for_s = options.fault_for_s;
  failure.sent = static_cast<double>(experiment.sent);
  failure.failed = static_cast<double>(experiment.failed);
  failure.late = static_cast<double>(experiment.late);
  failure.usually_failed = static_cast<double>(experiment.usually_failed);
  failure.usually_late = static_cast<double>(experiment.usually_late);
  failure.holds = experiment.holds();
  failure.by_runbook = experiment.by_runbook;
  if (const ChaosVictims* victims = experiment.hardest_hit()) failure.hardest_hit = victims->population;
  return failure;
}

ExpectedPrecision precision_of(const Candidate& pick) {
  return {.seed = pick.outcome.seed,
          .replications = pick.outcome.replications,
          .latency_ci95_ms = pick.outcome.latency.perceived_at_objective_ci95_ms,
          .latency_ms = pick.outcome.replication_latency_ms,
          .monthly_usd = compare_studies::cost_of(pick).replications};
}

std::vector<ExpectedHop> expected_hops(const World& world, const Topology& topology, const PriceBook& book) {
  std::vector<ExpectedHop> hops;
  if (world.data.artifacts.empty()) return hops;
  for (const ReplicationPlan& plan : plans_at_prices(world, topology, Pricing(world, book))) {
    const Artifact& artifact = world.data.artifacts[plan.artifact];
    const std::vector<double> p50_s = undisturbed_lag_s(artifact, plan, 50), p99_s = undisturbed_lag_s(artifact, plan, 99);
    for (std::size_t h = 0; h < plan.hops.size(); ++h) {
      const ReplicationHop& hop = plan.hops[h];
      hops.push_back(
          {artifact.name, world.regions[hop.from].key(), world.regions[hop.to].key(), hop.seconds_per_version, hop.estimated, p50_s[h], p99_s[h]});
    }
  }
  return hops;
}

std::vector<ExpectedStream> expected_streams(const World& world, const Topology& topology) {
  std::vector<ExpectedStream> streams;
  for (const StreamOutlook& outlook : stream_outlooks(world, topology, 0))
    for (const StreamRegion& region : outlook.regions)
      streams.push_back({outlook.stream, region.region, region.arrival_mean_s, region.arrival_max_s, region.readable_mean_s, region.readable_max_s,
                         region.lost_events, region.duplicate_events, outlook.gb_per_month_and_region});
  return streams;
}

std::vector<ExpectedStore> expected_stores(const Outcome& outcome) {
  std::vector<ExpectedStore> stores;
  for (const StoreOutcome& store : outcome.features.stores)
    stores.push_back({store.store, store.staleness_s.p50, store.staleness_s.p95, store.staleness_s.p99});
  return stores;
}

// The highest rate of a curve at which the SLO's percentile is within the time; between two points by their line. 0: at no rate.
double knee_rps(const CapacityCurve& curve, const Slo& slo, double within_ms) {
  double before_rps = 0, before_ms = 0;
  for (const LoadPoint& point : curve.points) {
    const double ms = at_percentile(point.latency_quantiles_ms, slo.percentile);
    if (ms > within_ms) return before_rps == 0 ? 0 : before_rps + (point.rate_rps - before_rps) * (within_ms - before_ms) / (ms - before_ms);
    before_rps = point.rate_rps;
    before_ms = ms;
  }
  return before_rps;
}

void add_knees(ExportInput& input, const std::stop_token& stop) {
  const World& world = input.world;
  input.expected_pools.resize(input.topology.pools.size());
  // Pools that serve alike share a curve.
  std::map<std::tuple<std::uint32_t, std::string, int>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < input.topology.pools.size(); ++i) {
    const Pool& pool = input.topology.pools[i];
    if (const ServingOption* option = world.serving(pool.workload, pool.offer))
      alike[{pool.workload, world.offers[pool.offer].gpu, option->gpus_per_replica}].push_back(i);
  }
  std::vector<const ServingOption*> options;
  std::vector<const std::vector<std::size_t>*> pools;
  for (const auto& [key, list] : alike) {
    const Pool& first = input.topology.pools[list.front()];
    options.push_back(world.serving(first.workload, first.offer));
    pools.push_back(&list);
  }
  const auto take = [&](std::size_t curve_index, const CapacityCurve& curve) {
    for (const std::size_t i : *pools[curve_index]) {
      const Slo& slo = world.workloads[input.topology.pools[i].workload].slo;
      input.expected_pools[i].knee_rps = knee_rps(curve, slo, slo.target_ms - input.expected_pools[i].network_p50_ms);
    }
  };
  capacity_curves(world, options, {.seed = world.simulation.seed}, 0, take, stop);
}

std::vector<ExpectedFailure> expected_failures(const ChaosOutcome& played) {
  std::vector<ExpectedFailure> failures;
  for (const ChaosExperiment& experiment : played.experiments) failures.push_back(expected(experiment, ChaosOptions()));
  return failures;
}

// Whether one of the named targets asks for something that has to be simulated first.
bool any_asks(const std::vector<std::string>& names, bool ExportTarget::*what) {
  return std::ranges::any_of(export_targets(),
                             [&](const ExportTarget& target) { return target.*what && std::ranges::find(names, target.name) != names.end(); });
}

}  // namespace

ExportInput export_input(const Study& study, const Candidate& pick, const PriceBook& book) {
  ExportInput input{study.world(), pick.topology, study.file().stem().string(), pick.id, pick.latency_ms(), pick.monthly_usd()};
  for (const PoolOutcome& pool : pick.outcome.pools) input.expected_pools.push_back(expected(pool));
  input.bill = pick.bill;
  input.precision = precision_of(pick);
  input.data = {expected_hops(study.world(), pick.topology, book), expected_streams(study.world(), pick.topology), expected_stores(pick.outcome)};
  return input;
}

bool is_other_book(const Study& study, const Candidate& pick, const PriceBook& book) {
  return book.id() != pick.bill.price_book && std::ranges::any_of(study.world().data.artifacts, [](const Artifact& artifact) {
           return artifact.replication == ArtifactReplication::cheapest;
         });
}

void simulate_for(const std::vector<std::string>& targets, ExportInput& input, const ProgressCallback& progress, std::stop_token stop) {
  if (any_asks(targets, &ExportTarget::tells_knees)) add_knees(input, stop);
  if (!any_asks(targets, &ExportTarget::tells_failures)) return;
  input.failures = expected_failures(chaos(input.world, input.topology, ChaosOptions(), progress, stop));
}

}  // namespace tradewind
