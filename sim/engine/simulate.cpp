#include "tradewind/sim/simulate.h"

#include <chrono>
#include <memory>
#include <mutex>

#include "engine/summary.h"
#include "engine/window.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {
namespace {

using Clock = std::chrono::steady_clock;

// Passes progress on, four times a second at most.
class Progress {
 public:
  Progress(const ProgressCallback& callback, int tasks) : callback_(callback), tasks_(tasks) {}

  void task_done() {
    if (!callback_) return;
    const std::lock_guard lock(mutex_);
    ++done_;
    const auto now = Clock::now();
    if (done_ < tasks_ && now - reported_ < std::chrono::milliseconds(250)) return;
    reported_ = now;
    callback_({static_cast<double>(done_) / tasks_, "simulate"});
  }

 private:
  const ProgressCallback& callback_;
  int tasks_, done_ = 0;
  Clock::time_point reported_ = Clock::now();
  std::mutex mutex_;
};

}  // namespace

Outcome simulate(const World& world, const Topology& topology, const SimulationOptions& options, const ProgressCallback& progress,
                 std::stop_token stop) {
  const auto start = Clock::now();
  const engine::Plan plan(world, topology, options);
  std::vector<std::unique_ptr<engine::Replication>> replications;
  for (int r = 0; r < plan.schedule.replications; ++r) replications.push_back(std::make_unique<engine::Replication>(plan));

  // Neighbouring tasks belong to different replications, so that threads rarely wait for each other's statistics.
  const int tasks = plan.schedule.replications * plan.schedule.windows;
  Progress report(progress, tasks);
  in_parallel(static_cast<std::size_t>(tasks), options.threads, [&](std::size_t index) {
    if (stop.stop_requested()) throw Interrupted{};
    const int task = static_cast<int>(index);
    const int replication = task % plan.schedule.replications, window = task / plan.schedule.replications;
    replications[static_cast<std::size_t>(replication)]->add(window,
                                                             engine::simulate_window(plan, static_cast<std::uint32_t>(replication), window, stop));
    report.task_done();
  });

  Outcome outcome = engine::summarize(plan, topology, replications);
  outcome.wall_s = std::chrono::duration<double>(Clock::now() - start).count();
  return outcome;
}

}  // namespace tradewind
