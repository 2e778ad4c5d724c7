#include "rollout/stage.h"

#include <algorithm>
#include <stdexcept>

#include "engine/stretch.h"
#include "rollout/parts.h"

namespace tradewind::rollout {
namespace {

using kernel::from_s;

constexpr double least_moment_s = 5, usual_moments = 400;

void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

const RolloutOptions& checked(const World& world, const RolloutOptions& options) {
  require(options.replications >= 1 && options.replications <= 1000, "Rollouts are played in between 1 and 1000 replications.");
  require(options.warmup_s >= 0 && options.before_s >= 0 && options.after_s >= 0, "Times of a rollout are at least 0 s.");
  require(!options.moment_s || *options.moment_s >= 1, "A moment of a rollout lasts at least 1 s.");
  for (const Rollout& rollout : world.rollouts) {
    const Workload& workload = world.workloads[rollout.workload];
    const auto* llm = std::get_if<LlmServing>(&workload.serving);
    require(llm == nullptr || !llm->disaggregation,
            "Workload " + workload.name + " has prefill and decode apart: rollouts of such replicas cannot be simulated.");
  }
  return options;
}

double longest_s(const World& world, const Topology& topology, const ReplicationNetwork& network, const RolloutOptions& options) {
  Time most = 0;
  for (const Rollout& rollout : world.rollouts)
    for (int r = 0; r < options.replications; ++r)
      most = std::max(most, longest(world, topology, rollout, network, options.seed.value_or(world.simulation.seed), static_cast<std::uint32_t>(r)));
  return kernel::to_s(most);
}

Statistics statistics_of(const Stage& stage, std::uint32_t workload, bool has_new) {
  std::vector<char> new_pools(stage.plan().pools.size());
  for (std::size_t pool = stage.topology().pools.size(); has_new && pool < new_pools.size(); ++pool) new_pools[pool] = 1;
  return {stage.plan(), workload, std::move(new_pools), stage.at(0), from_s(stage.moment_s()), stage.moments()};
}

}  // namespace

Stage::Stage(const World& world, const Topology& topology, const ReplicationNetwork& network, const RolloutOptions& options)
    : topology_(topology),
      network_(network),
      options_(checked(world, options)),
      hour_(engine::hour_of_stretch(world, options.hour_of_week)),
      duration_s_(options.before_s + longest_s(world, topology, network, options) + options.after_s),
      moment_s_(options.moment_s.value_or(std::max(least_moment_s, std::round(duration_s_ / usual_moments)))),
      plan_(engine::plan_of_stretch(world, topology, {options.seed, options.replications, hour_, options.warmup_s, duration_s_},
                                    engine::Reach::routed)) {
  make_room();
}

void Stage::make_room() {
  for (std::size_t pool = 0; pool < topology_.pools.size(); ++pool) {
    plan_.pools[pool].most_replicas = most_replicas(plan_.pools[pool].replicas);
    plan_.pools[pool].has_door = false;  // nobody scales, and where one version has no replica the other has
    engine::PoolPlan beside = plan_.pools[pool];
    beside.replicas = 0;
    plan_.pools.push_back(std::move(beside));
  }
}

Run run(const Stage& stage, const Rollout* rollout, std::uint32_t workload, std::uint32_t replication, const std::stop_token& stop) {
  Run run{statistics_of(stage, workload, rollout != nullptr)};
  const auto play = [&](engine::Surroundings& surroundings) {
    const auto sink = [&](const engine::RequestRecord& record) { run.statistics.add(record); };
    run.requests = engine::simulate_window(stage.plan(), replication, 0, surroundings, sink, stop).requests;
  };
  if (rollout == nullptr) {
    engine::Unchanging unchanging(stage.plan());
    play(unchanging);
    return run;
  }
  Prepared prepared = prepare(stage.world(), stage.topology(), *rollout, stage.network(), stage.decided(), stage.seed(), replication);
  run.arrivals = std::move(prepared.arrivals);
  run.motion.emplace(stage.plan(), *rollout, std::move(prepared.controller), replication, from_s(stage.moment_s()));
  play(*run.motion);
  return run;
}

}  // namespace tradewind::rollout
