#include "engine/summary.h"

#include <algorithm>
#include <cmath>

#include "engine/measured_usage.h"
#include "features/outcome.h"
#include "statistics/student_t.h"

namespace tradewind::engine {
namespace {

double attainment(const Cell& cell) { return cell.judged == 0 ? 0 : static_cast<double>(cell.within_slo) / static_cast<double>(cell.judged); }

// Makes the rows of the outcome.
class Summarizer {
 public:
  Summarizer(const Plan& plan, const Groups& groups, const Topology& topology, const Ensemble& ensemble)
      : plan_(plan), groups_(groups), topology_(topology), ensemble_(ensemble) {}

  void fill_totals(Outcome& outcome) const;
  WorkloadOutcome workload(std::uint32_t index) const;
  std::vector<PriorityClassOutcome> priority_classes(std::uint32_t workload) const;
  PopulationOutcome population(std::uint32_t index) const;
  ContinentOutcome continent(std::uint32_t index) const;
  PoolOutcome pool(std::uint32_t index) const;

 private:
  GroupSketches sketches(std::size_t group) const { return {plan_, ensemble_.cells, groups_.routes(group)}; }
  Latencies latencies(std::size_t group, const GroupSketches& all) const;
  // Over the replications in which the group has a request.
  double ci95(std::size_t group, double GroupEstimate::*figure) const;
  void fill_load(PoolOutcome& outcome, std::uint32_t index) const;

  const Plan& plan_;
  const Groups& groups_;
  const Topology& topology_;
  const Ensemble& ensemble_;
};

double Summarizer::ci95(std::size_t group, double GroupEstimate::*figure) const {
  std::vector<double> values;
  for (const ReplicationEstimate& replication : ensemble_.replications)
    if (replication.groups[group].latency.back().count > 0) values.push_back(replication.groups[group].*figure);
  return statistics::ci95_half_width(values);
}

Latencies Summarizer::latencies(std::size_t group, const GroupSketches& all) const {
  Latencies result;
  LatencySummary* const summaries[] = {&result.e2e, &result.network, &result.queue, &result.service, &result.ttft, &result.tpot, &result.perceived};
  for (std::size_t kind = 0; kind < latency_kinds; ++kind) {
    std::vector<LatencyEstimate> replications;
    for (const ReplicationEstimate& replication : ensemble_.replications) replications.push_back(replication.groups[group].latency[kind]);
    *summaries[kind] = engine::summarize(*all.kinds()[kind], replications);
  }
  result.perceived_at_objective_ms = all.perceived.quantile_ms(plan_.world->objective_percentile / 100);
  result.perceived_at_objective_ci95_ms = ci95(group, &GroupEstimate::perceived_at_objective_ms);
  return result;
}

void Summarizer::fill_totals(Outcome& outcome) const {
  const GroupSketches all = sketches(Groups::everything());
  outcome.requests = all.cell.requests;
  outcome.latency = latencies(Groups::everything(), all);
  for (const ReplicationEstimate& replication : ensemble_.replications)
    outcome.replication_latency_ms.push_back(replication.groups[Groups::everything()].perceived_at_objective_ms);
  outcome.slo_attainment = attainment(all.cell);
  outcome.availability =
      outcome.requests.offered == 0 ? 0 : static_cast<double>(outcome.requests.completed) / static_cast<double>(outcome.requests.offered);
}

WorkloadOutcome Summarizer::workload(std::uint32_t index) const {
  const Workload& workload = plan_.world->workloads[index];
  const std::size_t group = groups_.workload(index);
  const GroupSketches all = sketches(group);
  WorkloadOutcome outcome{workload.name,
                          all.cell.requests,
                          latencies(group, all),
                          attainment(all.cell),
                          all.perceived.quantile_ms(workload.slo.percentile / 100),
                          false,
                          ci95(group, &GroupEstimate::perceived_at_slo_ms),
                          priority_classes(index)};
  outcome.slo_met = all.cell.judged > 0 && outcome.slo_attainment >= workload.slo.percentile / 100;
  return outcome;
}

std::vector<PriorityClassOutcome> Summarizer::priority_classes(std::uint32_t workload) const {
  const std::vector<PriorityClass>& classes = plan_.world->workloads[workload].priority_classes();
  std::vector<PriorityClassOutcome> outcomes;
  if (classes.size() < 2) return outcomes;
  const double percentile = plan_.world->workloads[workload].slo.percentile / 100;
  for (std::uint32_t c = 0; c < classes.size(); ++c) {
    const std::size_t group = groups_.priority_class(workload, c);
    const GroupSketches all = sketches(group);
    outcomes.push_back({classes[c].name, classes[c].priority, all.cell.requests, latencies(group, all), attainment(all.cell),
                        all.perceived.quantile_ms(percentile)});
  }
  return outcomes;
}

PopulationOutcome Summarizer::population(std::uint32_t index) const {
  const Population& population = plan_.world->populations[index];
  const GroupSketches all = sketches(groups_.population(index));
  return {population.name, population.continent, all.cell.requests, latencies(groups_.population(index), all)};
}

ContinentOutcome Summarizer::continent(std::uint32_t index) const {
  const GroupSketches all = sketches(groups_.continent(index));
  return {groups_.continents()[index], all.cell.requests, latencies(groups_.continent(index), all)};
}

PoolOutcome Summarizer::pool(std::uint32_t index) const {
  const World& world = *plan_.world;
  const PoolPlan& pool = plan_.pools[index];
  const GroupSketches all = sketches(groups_.pool(index));
  PoolOutcome outcome{world.workloads[pool.workload].name,
                      world.regions[pool.region].key(),
                      world.offers[topology_.pools[index].offer].instance_type,
                      all.cell.requests,
                      latencies(groups_.pool(index), all),
                      static_cast<double>(pool.replicas)};
  fill_load(outcome, index);
  return outcome;
}

void Summarizer::fill_load(PoolOutcome& outcome, std::uint32_t index) const {
  const double capacity_ns = plan_.schedule.window_s * kernel::ns_per_s * plan_.pools[index].servers();
  std::vector<double> utilizations;
  double batches = 0, occupancy = 0, growing = 0;
  for (const ReplicationEstimate& replication : ensemble_.replications)
    for (const std::vector<PoolLoad>& window : replication.loads) {
      const auto& [load, grows] = window[index];
      growing += grows;
      utilizations.push_back(static_cast<double>(load.busy) / capacity_ns);
      batches += static_cast<double>(load.batches);
      occupancy += load.occupancy;
    }
  for (const double utilization : utilizations) outcome.utilization_mean += utilization / static_cast<double>(utilizations.size());
  std::ranges::sort(utilizations);
  outcome.utilization_p95 = utilizations[static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(utilizations.size()))) - 1];
  outcome.overloaded = growing / static_cast<double>(utilizations.size());
  outcome.batch_mean = batches > 0 ? occupancy / batches : 0;
}

}  // namespace

Outcome summarize(const Plan& plan, const Groups& groups, const Topology& topology, const Ensemble& ensemble) {
  const Summarizer summarizer(plan, groups, topology, ensemble);
  Outcome outcome;
  outcome.scenario = plan.world->name;
  outcome.seed = plan.schedule.seed;
  outcome.replications = ensemble.size();
  outcome.simulated_hours = ensemble.size() * plan.schedule.windows * plan.schedule.window_s / 3600;
  for (std::uint32_t r = 0; r < ensemble.replications.size(); ++r) {
    const ReplicationEstimate& replication = ensemble.replications[r];
    outcome.events += replication.events;
    outcome.simulated_requests += replication.requests;
    outcome.warmup_requests += replication.left_out;
    outcome.fingerprint += replication.fingerprint * (2 * std::uint64_t{r} + 1);
    outcome.replication_requests.push_back(replication.groups[Groups::everything()].latency[0].count);  // e2e
  }
  summarizer.fill_totals(outcome);
  for (std::uint32_t i = 0; i < plan.world->workloads.size(); ++i) outcome.workloads.push_back(summarizer.workload(i));
  for (std::uint32_t i = 0; i < plan.world->populations.size(); ++i) outcome.populations.push_back(summarizer.population(i));
  for (std::uint32_t i = 0; i < groups.continents().size(); ++i) outcome.continents.push_back(summarizer.continent(i));
  for (std::uint32_t i = 0; i < plan.pools.size(); ++i) outcome.pools.push_back(summarizer.pool(i));
  outcome.usage = measured_usage(plan, topology, ensemble);
  outcome.features = features::summarize(*plan.world, ensemble.features, outcome.simulated_hours);
  return outcome;
}

}  // namespace tradewind::engine
