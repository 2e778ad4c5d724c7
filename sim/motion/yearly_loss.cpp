#include "motion/yearly_loss.h"

#include <algorithm>
#include <numeric>

#include "motion/parts.h"

namespace tradewind::motion {
namespace {

constexpr double steady_part = 0.25;  // of the fault, at its end

const FailureRate* rate_of(const World& world, FaultKind kind) {
  const auto rate = std::ranges::find(world.reliability, kind, &FailureRate::kind);
  return rate == world.reliability.end() ? nullptr : &*rate;
}

// Requests a second that fail in the last part of the fault, beside those that fail without it.
double steady_loss_rps(const ChaosOptions& options, const ChaosExperiment& experiment, const ChaosExperiment& baseline) {
  const double to_s = options.fault_at_s + options.fault_for_s, from_s = to_s - steady_part * options.fault_for_s;
  double lost = 0, seconds = 0;
  for (std::size_t i = 0; i < experiment.moments.size(); ++i) {
    const ChaosMoment &now = experiment.moments[i], &usual = baseline.moments[i];
    if (now.at_s < from_s || now.at_s >= to_s) continue;
    lost += static_cast<double>(now.failed()) - static_cast<double>(usual.failed());
    seconds += options.moment_s;
  }
  return seconds > 0 ? std::max(0.0, lost / seconds / options.replications) : 0;
}

double lost_by_one(const Stage& stage, const FailureRate& rate, const ChaosExperiment& experiment, const ChaosExperiment& baseline) {
  const ChaosOptions& options = stage.options();
  double lost = (static_cast<double>(experiment.failed) - static_cast<double>(experiment.usually_failed)) / options.replications;
  if (rate.mttr_h > 0 && !is_replaced(rate.kind)) lost += steady_loss_rps(options, experiment, baseline) * (rate.mttr_h * 3600 - options.fault_for_s);
  return std::max(0.0, lost);
}

}  // namespace

LoadFactor load_factor(const Stage& stage) {
  const std::vector<double> load_rps = stage.world().total_rps();
  const double here_rps = load_rps[static_cast<std::size_t>(stage.hour_of_week())];
  const double mean_rps = std::accumulate(load_rps.begin(), load_rps.end(), 0.0) / static_cast<double>(load_rps.size());
  return {here_rps, here_rps > 0 ? mean_rps / here_rps : 0};
}

std::optional<ChaosYear> yearly_loss(const Stage& stage, const Script& script, const ChaosExperiment& experiment, const ChaosExperiment& baseline) {
  const FailureRate* rate = script.kind ? rate_of(stage.world(), *script.kind) : nullptr;
  if (rate == nullptr) return std::nullopt;
  const double repair_h = rate->mttr_h > 0 ? rate->mttr_h : stage.options().fault_for_s / 3600;
  const double failures = script.parts * hours_per_year / (rate->mtbf_h + repair_h);
  const double lost = lost_by_one(stage, *rate, experiment, baseline);
  const LoadFactor load = load_factor(stage);
  if (load.here_rps <= 0) return ChaosYear{failures, 0, 0};
  return ChaosYear{failures, failures * lost * load.mean_to_here, failures * lost / load.here_rps / 60};
}

}  // namespace tradewind::motion
