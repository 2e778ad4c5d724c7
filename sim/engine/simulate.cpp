#include "tradewind/sim/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "engine/kept.h"
#include "engine/precision.h"
#include "engine/summary.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {
namespace {

using Clock = std::chrono::steady_clock;

// Passes progress on, four times a second at most.
class Progress {
 public:
  Progress(const ProgressCallback& callback, int windows) : callback_(callback), windows_(windows) {}

  // How many replications there will be to simulate, those that are done included.
  void expect(int replications, std::string stage) {
    const std::lock_guard lock(mutex_);
    expected_ = static_cast<double>(replications) * windows_;
    stage_ = std::move(stage);
  }

  void window_done() {
    if (!callback_) return;
    const std::lock_guard lock(mutex_);
    ++done_;
    const auto now = Clock::now();
    if (done_ < expected_ && now - reported_ < std::chrono::milliseconds(250)) return;
    reported_ = now;
    callback_({std::min(1.0, done_ / expected_), stage_});
  }

 private:
  const ProgressCallback& callback_;
  int windows_;
  double expected_ = 1, done_ = 0;
  std::string stage_;
  Clock::time_point reported_ = Clock::now();
  std::mutex mutex_;
};

// Replications that end in any order enter the ensemble in their own.
class InOrder {
 public:
  InOrder(engine::Ensemble& ensemble, std::function<void()> entered) : ensemble_(ensemble), entered_(std::move(entered)) {}

  void finished(int index, std::unique_ptr<engine::Replication> replication, engine::ReplicationEstimate estimate) {
    const std::lock_guard lock(mutex_);
    early_.emplace(index, Finished{std::move(replication), std::move(estimate)});
    while (!early_.empty() && early_.begin()->first == ensemble_.size()) {
      Finished& next = early_.begin()->second;
      ensemble_.add(*next.replication, std::move(next.estimate));
      early_.erase(early_.begin());
      entered_();
    }
  }

 private:
  struct Finished {
    std::unique_ptr<engine::Replication> replication;
    engine::ReplicationEstimate estimate;
  };
  engine::Ensemble& ensemble_;
  std::function<void()> entered_;
  std::map<int, Finished> early_;
  std::mutex mutex_;
};

class Simulation {
 public:
  Simulation(const World& world, const Topology& topology, const SimulationOptions& options, const ProgressCallback& progress, std::stop_token stop)
      : topology_(topology),
        options_(options),
        stop_(std::move(stop)),
        plan_(world, topology, options),
        groups_(plan_),
        ensemble_(plan_),
        progress_(progress, plan_.schedule.windows) {
    if (!options.keep) return;
    file_.emplace(*options.keep, plan_, groups_, topology);
    ensemble_ = file_->load();
    kept_ = ensemble_.size();
    save();  // a file that cannot be written should be known before the work
  }

  Outcome outcome() {
    const int most = options_.precision ? options_.precision->most_replications : plan_.schedule.replications;
    const int first = options_.precision ? std::max(plan_.schedule.replications, engine::fewest_for_precision) : most;
    progress_.expect(std::min(most, first) - kept_, "simulate");
    simulate_until(std::min(most, first));
    Outcome outcome = so_far();
    while (options_.precision && !outcome.precision.reached && ensemble_.size() < most) {
      const int have = ensemble_.size(), expected = std::min(most, engine::expected_replications(outcome.precision, have));
      progress_.expect(expected - kept_, fmt::format("simulate: {} to ±{:.2g} % after {} replications, some {} expected", outcome.precision.figure,
                                                     100 * outcome.precision.achieved, have, expected));
      simulate_until(engine::next_replications(outcome.precision, have, most));
      outcome = so_far();
    }
    return outcome;
  }

 private:
  Outcome so_far() const {
    Outcome outcome = engine::summarize(plan_, groups_, topology_, ensemble_);
    outcome.precision = engine::held_against(options_.precision ? options_.precision->relative : 0, outcome.workloads);
    return outcome;
  }

  // Finished replications are kept, come what may.
  void simulate_until(int replications) try {
    simulate_more(replications - ensemble_.size());
    save();
  } catch (...) {
    save();
    throw;
  }

  void simulate_more(int replications) {
    if (replications <= 0) return;
    const int first = ensemble_.size(), windows = plan_.schedule.windows;
    std::vector<std::unique_ptr<engine::Replication>> running;
    for (int r = 0; r < replications; ++r) running.push_back(std::make_unique<engine::Replication>(plan_));
    InOrder in_order(ensemble_, [&] { save_now_and_then(); });
    in_parallel(static_cast<std::size_t>(replications) * static_cast<std::size_t>(windows), options_.threads, [&](std::size_t task) {
      if (stop_.stop_requested()) throw Interrupted{};
      const std::size_t r = task / static_cast<std::size_t>(windows);
      const int window = static_cast<int>(task) % windows, replication = first + static_cast<int>(r);
      const bool last = running[r]->add(window, engine::measure_window(plan_, static_cast<std::uint32_t>(replication), window, stop_));
      if (last) {
        engine::ReplicationEstimate estimate = running[r]->estimate(groups_);
        in_order.finished(replication, std::move(running[r]), std::move(estimate));
      }
      progress_.window_done();
    });
  }

  void save() {
    if (!file_) return;
    file_->save(ensemble_);
    saved_ = Clock::now();
  }
  void save_now_and_then() {
    if (Clock::now() - saved_ > std::chrono::seconds(10)) save();
  }

  const Topology& topology_;
  const SimulationOptions& options_;
  std::stop_token stop_;
  engine::Plan plan_;
  engine::Groups groups_;
  engine::Ensemble ensemble_;
  Progress progress_;
  std::optional<engine::KeptFile> file_;
  Clock::time_point saved_;
  int kept_ = 0;  // replications that were there before
};

}  // namespace

Outcome simulate(const World& world, const Topology& topology, const SimulationOptions& options, const ProgressCallback& progress,
                 std::stop_token stop) {
  const auto start = Clock::now();
  Outcome outcome = Simulation(world, topology, options, progress, std::move(stop)).outcome();
  outcome.wall_s = std::chrono::duration<double>(Clock::now() - start).count();
  return outcome;
}

}  // namespace tradewind
