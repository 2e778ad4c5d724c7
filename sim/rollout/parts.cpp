#include "rollout/parts.h"

#include <algorithm>

#include "rollout/arrivals.h"

namespace tradewind::rollout {
namespace {

using kernel::from_s;

// A region whose replicas take their time to go.
class Reluctant final : public Servers {
 public:
  void take(Time, std::uint32_t, std::uint32_t) override {}
  void take_no_more(std::uint32_t, std::uint32_t) override {}
  bool idle(std::uint32_t, std::uint32_t) const override { return false; }
  void stop(Time, std::uint32_t, std::uint32_t) override {}
};

std::size_t wave_of(const Rollout& rollout, std::uint32_t region) {
  std::size_t wave = 0;
  while (wave < rollout.waves.size() && std::ranges::find(rollout.waves[wave].regions, region) == rollout.waves[wave].regions.end()) ++wave;
  return wave;
}

// From when a region's controller could see the new version until it does: it looks at intervals, and has looked last at any time.
Time sync(const Rollout& rollout, const random::Stream& draws) {
  const random::Uniforms u = draws.draw(0);
  return from_s(u[0] * (rollout.sync_interval_s + u[1] * rollout.sync_jitter_s));
}

}  // namespace

std::vector<Place> places(const World& world, const Topology& topology, const Rollout& rollout) {
  std::vector<Place> places;
  for (std::uint32_t pool = 0; pool < topology.pools.size(); ++pool)
    if (topology.pools[pool].workload == rollout.workload)
      places.push_back({pool, wave_of(rollout, world.offers[topology.pools[pool].offer].region)});
  return places;
}

double loaded_gb(const World& world, const tradewind::Pool& pool, const Rollout& rollout) {
  return rollout.artifact ? world.data.artifacts[*rollout.artifact].size_gb : world.serving(pool.workload, pool.offer)->weights_gb();
}

StartTimes start_times(const World& world, const tradewind::Pool& pool, const Rollout& rollout, const ReplicationNetwork& network) {
  const StartUp& start = world.workloads[pool.workload].start_up;
  const double gb = loaded_gb(world, pool, rollout), load_s = start.load_s_per_gb * gb;
  StartTimes times{from_s(start.node_s), from_s(start.image_pull_s), from_s(load_s), from_s(load_s), from_s(start.warm_up_s), start.stock_out};
  if (rollout.wait_for_replication || !rollout.artifact) return times;
  const std::uint32_t home = world.data.artifacts[*rollout.artifact].home, region = world.offers[pool.offer].region;
  if (home != region) times.remote_load = from_s(std::max(load_s, 8 * gb / network.gbit_s(home, region)));
  return times;
}

Prepared prepare(const World& world, const Topology& topology, const Rollout& rollout, const ReplicationNetwork& network, Time decided,
                 std::uint64_t seed, std::uint32_t replication) {
  const Time published = decided + from_s(rollout.pipeline_s);
  std::vector<double> lags(world.regions.size());
  if (rollout.artifact) lags = arrivals_s(world, rollout, replication_plan(world, *rollout.artifact, topology, network), seed, replication);
  std::vector<Part> parts;
  std::vector<random::Stream> draws;
  std::vector<Time> arrivals;
  for (const Place& place : places(world, topology, rollout)) {
    const tradewind::Pool& pool = topology.pools[place.pool];
    const Offer& offer = world.offers[pool.offer];
    const std::uint64_t entity = std::uint64_t{pool.workload} << 32 | offer.region;
    draws.emplace_back(seed, replication, random::Purpose::syncs, entity, 1);
    arrivals.push_back(published + from_s(lags[offer.region]));
    const DeploymentSettings deployment{&rollout,
                                        pool.replicas,
                                        world.serving(pool.workload, pool.offer)->replicas_per_instance,
                                        place.pool,
                                        place.pool + static_cast<std::uint32_t>(topology.pools.size()),
                                        start_times(world, pool, rollout, network),
                                        arrivals.back()};
    parts.push_back({deployment, place.wave, rollout.wait_for_replication ? arrivals.back() : published,
                     sync(rollout, random::Stream(seed, replication, random::Purpose::syncs, entity, 0))});
  }
  const double quantile = world.workloads[rollout.workload].slo.percentile / 100;
  return {Controller(rollout, std::move(parts), published, quantile, draws), std::move(arrivals)};
}

Time longest(const World& world, const Topology& topology, const Rollout& rollout, const ReplicationNetwork& network, std::uint64_t seed,
             std::uint32_t replication) {
  Controller controller = prepare(world, topology, rollout, network, 0, seed, replication).controller;
  Reluctant servers;
  for (Time now = controller.next_wake(); !controller.done() && now < from_s(longest_stretch_s); now = controller.next_wake())
    controller.wake(now, servers);
  Time rollback = 0;
  if (rollout.analysis)
    for (const Deployment& deployment : controller.deployments())
      rollback = std::max(rollback, deployment.rollback_time() + from_s(60 + rollout.grace_period_s));
  return controller.done().value_or(from_s(longest_stretch_s)) + rollback;
}

}  // namespace tradewind::rollout
