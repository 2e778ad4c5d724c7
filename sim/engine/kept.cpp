#include "engine/kept.h"

#include <fmt/format.h>

#include <array>

#include "sim/engine/kept.pb.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/version.h"

namespace tradewind::engine {
namespace {

constexpr const char* magic = "tradewind replications 4";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& found, const std::string& expected) {
  Problem problem;
  problem.file = file.string();
  problem.found = found;
  problem.expected = expected + "; --keep another file, or remove this one";
  throw InvalidInput({problem});
}

// The same list serves both directions.
template <class Cell>
auto counts(Cell& cell) {
  auto& r = cell.requests;
  return std::array{&r.offered,   &r.completed,     &r.rejected,         &r.timed_out,         &r.retried,           &r.failed,
                    &cell.judged, &cell.within_slo, &cell.request_bytes, &cell.response_bytes, &cell.new_connections};
}
template <class Cell>
auto sketches(Cell& cell) {
  return std::array{&cell.e2e, &cell.network, &cell.queue, &cell.service, &cell.ttft, &cell.tpot};
}
template <class Latency>
auto figures(Latency& latency) {
  return std::array{&latency.mean, &latency.p50, &latency.p90, &latency.p95, &latency.p99};
}

void write(const statistics::Sketch::State& from, kept::Sketch& to) {
  to.set_first(from.first);
  to.mutable_buckets()->Add(from.buckets.begin(), from.buckets.end());
  to.set_sum_low(from.sum_low);
  to.set_sum_high(from.sum_high);
  to.set_min(from.min);
  to.set_max(from.max);
}

statistics::Sketch read(const kept::Sketch& from) {
  return statistics::Sketch({.buckets = {from.buckets().begin(), from.buckets().end()},
                             .first = from.first(),
                             .sum_low = from.sum_low(),
                             .sum_high = from.sum_high(),
                             .min = from.min(),
                             .max = from.max()});
}

void write(const Cell& from, kept::Cell& to) {
  for (const std::uint64_t* count : counts(from)) to.add_counts(*count);
  for (const statistics::Sketch* sketch : sketches(from)) write(sketch->state(), *to.add_sketches());
}

void require(bool holds) {
  if (!holds) throw std::invalid_argument("It has not the parts that it should have.");
}

void read(const kept::Cell& from, Cell& to) {
  require(from.counts_size() == static_cast<int>(counts(to).size()) && from.sketches_size() == static_cast<int>(sketches(to).size()));
  int next = 0;
  for (std::uint64_t* count : counts(to)) *count = from.counts(next++);
  next = 0;
  for (statistics::Sketch* sketch : sketches(to)) *sketch = read(from.sketches(next++));
}

template <class Counts>
auto store_counts(Counts& c) {
  return std::array{&c.reads, &c.missed, &c.stale, &c.failed, &c.defaults, &c.remote, &c.writes, &c.failed_writes};
}

void write(const features::Statistics& from, kept::Replications& to) {
  for (const features::StoreStatistics& store : from.stores) {
    kept::Store& entry = *to.add_stores();
    for (const features::StoreCounts& region : store.regions)
      for (const std::uint64_t* count : store_counts(region)) entry.add_counts(*count);
    write(store.staleness.state(), *entry.mutable_staleness());
    entry.set_loss(store.loss_e9);
  }
  write(from.latency.state(), *to.mutable_feature_latency());
}

void read(const kept::Replications& from, features::Statistics& to) {
  require(from.stores_size() == static_cast<int>(to.stores.size()));
  for (int index = 0; index < from.stores_size(); ++index) {
    const kept::Store& entry = from.stores(index);
    features::StoreStatistics& store = to.stores[static_cast<std::size_t>(index)];
    require(entry.counts_size() == static_cast<int>(store.regions.size() * store_counts(store.regions.front()).size()));
    int next = 0;
    for (features::StoreCounts& region : store.regions)
      for (std::uint64_t* count : store_counts(region)) *count = entry.counts(next++);
    store.staleness = read(entry.staleness());
    store.loss_e9 = entry.loss();
  }
  to.latency = read(from.feature_latency());
}

void write(const GroupEstimate& from, kept::Group& to) {
  for (const LatencyEstimate& latency : from.latency) {
    kept::Latency& entry = *to.add_latencies();
    entry.set_count(latency.count);
    for (const double* figure : figures(latency)) entry.add_figures(*figure);
  }
  to.set_at_objective(from.perceived_at_objective_ms);
  to.set_at_slo(from.perceived_at_slo_ms);
}

void read(const kept::Group& from, GroupEstimate& to) {
  require(from.latencies_size() == static_cast<int>(to.latency.size()));
  for (int kind = 0; kind < from.latencies_size(); ++kind) {
    LatencyEstimate& latency = to.latency[static_cast<std::size_t>(kind)];
    require(from.latencies(kind).figures_size() == static_cast<int>(figures(latency).size()));
    latency.count = from.latencies(kind).count();
    int next = 0;
    for (double* figure : figures(latency)) *figure = from.latencies(kind).figures(next++);
  }
  to.perceived_at_objective_ms = from.at_objective();
  to.perceived_at_slo_ms = from.at_slo();
}

void write(const ReplicationEstimate& from, kept::Replication& to) {
  to.set_events(from.events);
  to.set_requests(from.requests);
  to.set_left_out(from.left_out);
  to.set_fingerprint(from.fingerprint);
  for (const std::vector<PoolLoad>& window : from.loads)
    for (const auto& [load, grows] : window) {
      kept::Load& entry = *to.add_loads();
      entry.set_busy(load.busy);
      entry.set_batches(load.batches);
      entry.set_occupancy(load.occupancy);
      entry.set_grows(grows);
    }
  for (const GroupEstimate& group : from.groups) write(group, *to.add_groups());
}

ReplicationEstimate read(const kept::Replication& from, const Plan& plan, std::size_t groups) {
  const auto windows = static_cast<std::size_t>(plan.schedule.windows);
  require(from.loads_size() == static_cast<int>(windows * plan.pools.size()) && from.groups_size() == static_cast<int>(groups));
  ReplicationEstimate to{.events = from.events(),
                         .requests = from.requests(),
                         .left_out = from.left_out(),
                         .fingerprint = from.fingerprint(),
                         .loads = std::vector(windows, std::vector<PoolLoad>(plan.pools.size())),
                         .groups = std::vector<GroupEstimate>(groups)};
  for (std::size_t i = 0; i < windows * plan.pools.size(); ++i) {
    const kept::Load& load = from.loads(static_cast<int>(i));
    to.loads[i / plan.pools.size()][i % plan.pools.size()] = {{load.busy(), load.batches(), load.occupancy()}, load.grows()};
  }
  for (std::size_t group = 0; group < groups; ++group) read(from.groups(static_cast<int>(group)), to.groups[group]);
  return to;
}

kept::Origin origin_of(const Plan& plan, const std::string& scenario, const std::string& topology) {
  kept::Origin origin;
  origin.set_version(version());
  origin.set_scenario(scenario);
  origin.set_topology(topology);
  origin.set_seed(plan.schedule.seed);
  origin.set_number_of_windows(plan.schedule.windows);
  origin.set_window_s(plan.schedule.window_s);
  origin.set_warmup_s(plan.schedule.warmup_s);
  return origin;
}

void check_origin(const std::filesystem::path& file, const kept::Origin& found, const kept::Origin& expected) {
  const auto differ = [&](const char* what, const auto& in_file, const auto& asked) {
    if (in_file != asked) refuse(file, fmt::format("replications with {} {}", what, in_file), fmt::format("{} {}", what, asked));
  };
  differ("version", found.version(), expected.version());
  if (found.scenario() != expected.scenario()) refuse(file, "replications of another scenario", "those of this scenario");
  if (found.topology() != expected.topology()) refuse(file, "replications of another topology", "those of this topology");
  differ("seed", found.seed(), expected.seed());
  differ("windows", found.number_of_windows(), expected.number_of_windows());
  differ("window_s", found.window_s(), expected.window_s());
  differ("warmup_s", found.warmup_s(), expected.warmup_s());
}

}  // namespace

KeptFile::KeptFile(const Keep& keep, const Plan& plan, const Groups& groups, const Topology& topology)
    : file_(keep.file), scenario_(keep.scenario), topology_(to_json(*plan.world, topology)), plan_(&plan), groups_(&groups) {}

Ensemble KeptFile::load() const {
  Ensemble ensemble(*plan_);
  if (!std::filesystem::exists(file_)) return ensemble;
  kept::Replications kept;
  if (!kept.ParseFromString(read_file(file_)) || kept.magic() != magic)
    refuse(file_, "no file of kept replications, or a damaged one", "one that simulate has written");
  check_origin(file_, kept.origin(), origin_of(*plan_, scenario_, topology_));
  try {
    require(kept.cells_size() == static_cast<int>(ensemble.cells.size()));
    for (int route = 0; route < kept.cells_size(); ++route) read(kept.cells(route), ensemble.cells[static_cast<std::size_t>(route)]);
    read(kept, ensemble.features);
    for (const kept::Replication& replication : kept.replications()) ensemble.replications.push_back(read(replication, *plan_, groups_->count()));
  } catch (const std::invalid_argument& error) {
    refuse(file_, fmt::format("a damaged file of kept replications: {}", error.what()), "one that simulate has written");
  }
  return ensemble;
}

void KeptFile::save(const Ensemble& ensemble) const {
  kept::Replications kept;
  kept.set_magic(magic);
  *kept.mutable_origin() = origin_of(*plan_, scenario_, topology_);
  for (const Cell& cell : ensemble.cells) write(cell, *kept.add_cells());
  write(ensemble.features, kept);
  for (const ReplicationEstimate& replication : ensemble.replications) write(replication, *kept.add_replications());
  write_file(file_, kept.SerializeAsString());
}

}  // namespace tradewind::engine
