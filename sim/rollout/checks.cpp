// What cannot work with a topology, said before anything runs.
#include <fmt/format.h>

#include <algorithm>

#include "rollout/parts.h"
#include "tradewind/scenarios/instance_limits.h"

namespace tradewind {
namespace {

using namespace rollout;

class Checks {
 public:
  Checks(const World& world, const Topology& topology, const ReplicationNetwork& network, std::size_t index)
      : world_(world), topology_(topology), network_(network), rollout_(world.rollouts[index]), path_(fmt::format("/rollouts/{}", index)) {}

  Problems all() {
    const std::vector<Place> where = places(world_, topology_, rollout_);
    if (where.empty())
      problem("/workload", fmt::format("{}, which no pool of the topology serves", world_.workloads[rollout_.workload].name),
              "a topology with replicas of it");
    check_waves(where);
    for (const Place& place : where) {
      check_start(topology_.pools[place.pool]);
      check_instances(topology_.pools[place.pool]);
    }
    if (problems_.empty()) check_length();
    return std::move(problems_);
  }

 private:
  void problem(const std::string& field, std::string found, std::string expected) {
    problems_.push_back({Severity::error, {}, 0, 0, path_ + field, std::move(found), std::move(expected), {}});
  }
  std::string region(const tradewind::Pool& pool) const { return world_.regions[world_.offers[pool.offer].region].key(); }

  void check_waves(const std::vector<Place>& where) {
    for (std::size_t w = 0; w < rollout_.waves.size(); ++w)
      for (std::size_t i = 0; i < rollout_.waves[w].regions.size(); ++i) {
        const std::uint32_t index = rollout_.waves[w].regions[i];
        if (std::ranges::none_of(where, [&](const Place& place) { return world_.offers[topology_.pools[place.pool].offer].region == index; }))
          problem(fmt::format("/waves/{}/regions/{}", w, i),
                  fmt::format("{}, where the topology has no replica of {}", world_.regions[index].key(), world_.workloads[rollout_.workload].name),
                  "regions that serve the workload");
      }
  }

  // A start that is longer than the deadline is given up, again and again.
  void check_start(const tradewind::Pool& pool) {
    const StartTimes times = start_times(world_, pool, rollout_, network_);
    const bool on_new_nodes = surge(rollout_, pool.replicas) > 0;
    const Time load = std::max(times.load, times.remote_load) + times.warm_up;
    const double start_s = kernel::to_s(load + (on_new_nodes ? times.node + times.image : rollout_.new_image ? times.image : 0));
    if (start_s <= rollout_.progress_deadline_s) return;
    problem("/progress_deadline_s",
            fmt::format("{:g} s for replicas in {} that take {:.0f} s to start ({:g} GB to load)", rollout_.progress_deadline_s, region(pool),
                        start_s, loaded_gb(world_, pool, rollout_)),
            fmt::format("more than {:.0f} s, or a quicker start_up: such a rollout never finishes", start_s));
  }

  void check_instances(const tradewind::Pool& pool) {
    const int per_instance = world_.serving(pool.workload, pool.offer)->replicas_per_instance;
    const int most = instance_limit(world_, topology_, static_cast<std::size_t>(&pool - topology_.pools.data()));
    const int needed = (pool.replicas + surge(rollout_, pool.replicas) + per_instance - 1) / per_instance;
    if (needed <= most) return;
    problem("/strategy",
            fmt::format("{} replicas of {} at once in {}, which are {} instances where the limits of the scenario leave it {}",
                        pool.replicas + surge(rollout_, pool.replicas), to_string(rollout_.strategy), region(pool), needed, most),
            "\"rolling\" with \"max_surge_percent\": 0, or larger constraints.max_instances_per_region and quotas: such a rollout never finishes");
  }

  void check_length() {
    const Time time = longest(world_, topology_, rollout_, network_, world_.simulation.seed, 0);
    if (kernel::to_s(time) < longest_stretch_s) return;
    problem("", fmt::format("a rollout that is not done after {:g} days", longest_stretch_s / 86400), "shorter pauses, delays, bake times or stalls");
  }

  const World& world_;
  const Topology& topology_;
  const ReplicationNetwork& network_;
  const Rollout& rollout_;
  std::string path_;
  Problems problems_;
};

}  // namespace

Problems check_rollouts(const World& world, const Topology& topology, const ReplicationNetwork& network) {
  Problems problems;
  for (std::size_t i = 0; i < world.rollouts.size(); ++i) {
    Problems found = Checks(world, topology, network, i).all();
    problems.insert(problems.end(), found.begin(), found.end());
  }
  return problems;
}

}  // namespace tradewind
