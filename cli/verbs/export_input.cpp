#include "export_input.h"

#include "terminal/progress.h"
#include "tradewind/sim/chaos.h"

namespace tradewind {
namespace {

ExpectedPool expected(const PoolOutcome& pool) {
  return {.batch_mean = pool.batch_mean,
          .utilization_mean = pool.utilization_mean,
          .utilization_p95 = pool.utilization_p95,
          .latency_p50_ms = pool.latency.perceived.p50,
          .latency_p95_ms = pool.latency.perceived.p95,
          .network_p50_ms = pool.latency.network.p50};
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

}  // namespace

ExportInput export_input(const Study& study, const Candidate& pick) {
  ExportInput input{study.world(), pick.topology, study.file().stem().string(), pick.id, pick.latency_ms(), pick.monthly_usd()};
  for (const PoolOutcome& pool : pick.outcome.pools) input.expected_pools.push_back(expected(pool));
  input.bill = pick.bill;
  return input;
}

std::vector<ExpectedFailure> expected_failures(const World& world, const Topology& topology, const Context& context) {
  const ChaosOptions options;
  terminal::ProgressLine progress(context.quiet);
  std::vector<ExpectedFailure> failures;
  for (const ChaosExperiment& experiment : chaos(world, topology, options, progress.callback(), context.stop).experiments)
    failures.push_back(expected(experiment, options));
  return failures;
}

}  // namespace tradewind
