// All rollouts of a world, with the same users.
#include <algorithm>
#include <chrono>
#include <mutex>

#include "rollout/report.h"
#include "tradewind/scenarios/splitmix64.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {
namespace {

using namespace rollout;

// The workloads that are rolled out, each once: of each there is a run without a rollout.
std::vector<std::uint32_t> workloads_of(const World& world) {
  std::vector<std::uint32_t> workloads;
  for (const Rollout& rollout : world.rollouts)
    if (std::ranges::find(workloads, rollout.workload) == workloads.end()) workloads.push_back(rollout.workload);
  return workloads;
}

}  // namespace

RolloutsOutcome play_rollouts(const World& world, const Topology& topology, const ReplicationNetwork& network, const RolloutOptions& options,
                              const ProgressCallback& progress, std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  if (Problems problems = check_rollouts(world, topology, network); !problems.empty()) throw InvalidInput(std::move(problems));
  const Stage stage(world, topology, network, options);
  const std::vector<std::uint32_t> workloads = workloads_of(world);
  const auto replications = static_cast<std::size_t>(options.replications);
  const std::size_t usual = workloads.size();
  std::vector<std::optional<Run>> runs((usual + world.rollouts.size()) * replications);
  std::mutex mutex;
  std::size_t done = 0;
  in_parallel(runs.size(), options.threads, [&](std::size_t task) {
    if (stop.stop_requested()) throw Interrupted{};
    const std::size_t script = task / replications;
    const Rollout* rollout = script < usual ? nullptr : &world.rollouts[script - usual];
    const std::uint32_t workload = rollout == nullptr ? workloads[script] : rollout->workload;
    runs[task].emplace(run(stage, rollout, workload, static_cast<std::uint32_t>(task % replications), stop));
    if (!progress) return;
    const std::lock_guard lock(mutex);
    progress({static_cast<double>(++done) / static_cast<double>(runs.size()), "rollout: " + (rollout == nullptr ? "none" : rollout->name)});
  });

  RolloutsOutcome outcome{world.name, stage.seed(), options.replications, stage.hour_of_week(), stage.duration_s(), stage.moment_s(), {}, 0, 0, 0};
  const auto of = [&](std::size_t script) {
    std::vector<const Run*> all;
    for (std::size_t r = 0; r < replications; ++r) all.push_back(&*runs[script * replications + r]);
    return all;
  };
  for (std::size_t i = 0; i < world.rollouts.size(); ++i) {
    const auto place = std::ranges::find(workloads, world.rollouts[i].workload) - workloads.begin();
    outcome.rollouts.push_back(report(stage, world.rollouts[i], of(usual + i), of(static_cast<std::size_t>(place))));
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    outcome.requests += runs[i]->requests;
    outcome.fingerprint += splitmix64_finalized(runs[i]->statistics.fingerprint() + i * splitmix64_increment);
  }
  outcome.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

}  // namespace tradewind
