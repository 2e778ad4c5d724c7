#include "engine/summary.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "engine/latency_summary.h"
#include "engine/measured_usage.h"

namespace tradewind::engine {
namespace {

using statistics::Sketch;

// Statistics of some of the routes: all replications together and each alone.
struct Group {
  struct Part {
    Cell cell;
    Sketch perceived;
  };
  Part all;
  std::vector<Part> replications;
};

const Sketch& perceived(const Plan& plan, const Cell& cell, const Route& route) {
  return plan.world->workloads[plan.pools[route.pool].workload].slo.metric == LatencyMetric::ttft ? cell.ttft : cell.e2e;
}

class Summarizer {
 public:
  Summarizer(const Plan& plan, const std::vector<std::unique_ptr<Replication>>& replications) : plan_(plan), replications_(replications) {}

  Group group(const std::function<bool(const Route&)>& belongs) const {
    Group group;
    group.replications.resize(replications_.size());
    for (std::size_t r = 0; r < replications_.size(); ++r) {
      Group::Part& part = group.replications[r];
      for (std::size_t route = 0; route < plan_.routes.size(); ++route) {
        if (!belongs(plan_.routes[route])) continue;
        const Cell& cell = replications_[r]->cells()[route];
        part.cell.merge(cell);
        part.perceived.merge(perceived(plan_, cell, plan_.routes[route]));
      }
      group.all.cell.merge(part.cell);
      group.all.perceived.merge(part.perceived);
    }
    return group;
  }

  Latencies latencies(const Group& group) const {
    Latencies latencies;
    const auto of_cell = [&](Sketch Cell::*metric) {
      return summarize(group.all.cell.*metric, replicated(group, [metric](const Group::Part& part) { return &(part.cell.*metric); }));
    };
    latencies.e2e = of_cell(&Cell::e2e);
    latencies.network = of_cell(&Cell::network);
    latencies.queue = of_cell(&Cell::queue);
    latencies.service = of_cell(&Cell::service);
    latencies.ttft = of_cell(&Cell::ttft);
    latencies.tpot = of_cell(&Cell::tpot);
    latencies.perceived = summarize(group.all.perceived, perceived_of(group));
    const double objective = plan_.world->objective_percentile / 100;
    latencies.perceived_at_objective_ms = group.all.perceived.quantile_ms(objective);
    latencies.perceived_at_objective_ci95_ms = quantile_ci95_ms(perceived_of(group), objective);
    return latencies;
  }

  static ReplicatedSketch perceived_of(const Group& group) {
    return replicated(group, [](const Group::Part& part) { return &part.perceived; });
  }

 private:
  template <class Metric>
  static ReplicatedSketch replicated(const Group& group, Metric metric) {
    ReplicatedSketch sketches;
    for (const Group::Part& part : group.replications) sketches.push_back(metric(part));
    return sketches;
  }

  const Plan& plan_;
  const std::vector<std::unique_ptr<Replication>>& replications_;
};

double attainment(const Cell& cell) { return cell.judged == 0 ? 0 : static_cast<double>(cell.within_slo) / static_cast<double>(cell.judged); }

WorkloadOutcome workload_outcome(const Plan& plan, const Summarizer& summarizer, std::uint32_t index) {
  const Workload& workload = plan.world->workloads[index];
  const Group group = summarizer.group([&](const Route& route) { return plan.pools[route.pool].workload == index; });
  WorkloadOutcome outcome{workload.name,
                          group.all.cell.requests,
                          summarizer.latencies(group),
                          attainment(group.all.cell),
                          group.all.perceived.quantile_ms(workload.slo.percentile / 100),
                          false,
                          quantile_ci95_ms(Summarizer::perceived_of(group), workload.slo.percentile / 100)};
  outcome.slo_met = group.all.cell.judged > 0 && outcome.slo_attainment >= workload.slo.percentile / 100;
  return outcome;
}

PoolOutcome pool_outcome(const Plan& plan, const Topology& topology, const Summarizer& summarizer,
                         const std::vector<std::unique_ptr<Replication>>& replications, std::uint32_t index) {
  const World& world = *plan.world;
  const PoolPlan& pool = plan.pools[index];
  const Group group = summarizer.group([&](const Route& route) { return route.pool == index; });
  PoolOutcome outcome{world.workloads[pool.workload].name,
                      world.regions[pool.region].key(),
                      world.offers[topology.pools[index].offer].instance_type,
                      group.all.cell.requests,
                      summarizer.latencies(group),
                      static_cast<double>(pool.replicas),
                      0,
                      0,
                      0};
  const double capacity_ns = plan.schedule.window_s * kernel::ns_per_s * pool.replicas;
  std::vector<double> utilizations;
  double batches = 0, occupancy = 0;
  for (const auto& replication : replications)
    for (int window = 0; window < plan.schedule.windows; ++window) {
      const serving::ServerLoad& load = replication->loads(window)[index];
      utilizations.push_back(static_cast<double>(load.busy) / capacity_ns);
      batches += static_cast<double>(load.batches);
      occupancy += load.occupancy;
    }
  for (const double utilization : utilizations) outcome.utilization_mean += utilization / static_cast<double>(utilizations.size());
  std::ranges::sort(utilizations);
  outcome.utilization_p95 = utilizations[static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(utilizations.size()))) - 1];
  outcome.batch_mean = batches > 0 ? occupancy / batches : 0;
  return outcome;
}

void add_places(const Plan& plan, const Summarizer& summarizer, Outcome& outcome) {
  const std::vector<Population>& populations = plan.world->populations;
  std::map<std::string, int> continents;
  for (std::uint32_t index = 0; index < populations.size(); ++index) {
    const Group group = summarizer.group([&](const Route& route) { return plan.streams[route.stream].population == index; });
    outcome.populations.push_back({populations[index].name, populations[index].continent, group.all.cell.requests, summarizer.latencies(group)});
    ++continents[populations[index].continent];
  }
  for (const auto& [continent, count] : continents) {
    const Group group =
        summarizer.group([&, name = continent](const Route& route) { return populations[plan.streams[route.stream].population].continent == name; });
    outcome.continents.push_back({continent, group.all.cell.requests, summarizer.latencies(group)});
  }
}

}  // namespace

Outcome summarize(const Plan& plan, const Topology& topology, const std::vector<std::unique_ptr<Replication>>& replications) {
  const Summarizer summarizer(plan, replications);
  const Schedule& schedule = plan.schedule;
  Outcome outcome;
  outcome.scenario = plan.world->name;
  outcome.seed = schedule.seed;
  outcome.replications = schedule.replications;
  outcome.simulated_hours = schedule.replications * schedule.windows * schedule.window_s / 3600;
  for (std::uint32_t r = 0; r < replications.size(); ++r) {
    outcome.events += replications[r]->events();
    outcome.fingerprint += replications[r]->fingerprint() * (2 * std::uint64_t{r} + 1);
  }
  const Group all = summarizer.group([](const Route&) { return true; });
  outcome.requests = all.all.cell.requests;
  outcome.latency = summarizer.latencies(all);
  outcome.slo_attainment = attainment(all.all.cell);
  outcome.availability =
      outcome.requests.offered == 0 ? 0 : static_cast<double>(outcome.requests.completed) / static_cast<double>(outcome.requests.offered);
  for (std::uint32_t i = 0; i < plan.world->workloads.size(); ++i) outcome.workloads.push_back(workload_outcome(plan, summarizer, i));
  add_places(plan, summarizer, outcome);
  for (std::uint32_t i = 0; i < plan.pools.size(); ++i) outcome.pools.push_back(pool_outcome(plan, topology, summarizer, replications, i));
  outcome.usage = measured_usage(plan, topology, replications);
  return outcome;
}

}  // namespace tradewind::engine
