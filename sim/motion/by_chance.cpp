#include "motion/by_chance.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "faults/random_faults.h"
#include "motion/parts.h"
#include "motion/targets.h"
#include "motion/yearly_loss.h"
#include "statistics/student_t.h"

namespace tradewind::motion {
namespace {

constexpr double gone_s = 1;  // a node or a GPU: what takes its place is another one

// Each part of its own, with the cuts that they need.
std::vector<faults::Part> single_parts(const Stage& stage, FaultKind kind, std::vector<Cut>& cuts) {
  std::vector<faults::Part> single;
  for (Parts& parts : parts_of(stage, kind)) {
    const std::uint32_t index = parts.cut ? static_cast<std::uint32_t>(cuts.size()) : parts.index;
    for (std::uint32_t number = 0; number < parts.count; ++number) single.push_back({kind, target_of(index, number), parts.severity});
    if (parts.cut) cuts.push_back(std::move(*parts.cut));
  }
  return single;
}

// Mean time until a part that nothing takes the place of is repaired.
double mended_after_s(const Stage& stage, const FailureRate& rate) { return rate.mttr_h > 0 ? rate.mttr_h * 3600 : stage.options().fault_for_s; }

// Mean time for which the topology does without a part that has failed.
double repair_s(const Stage& stage, const FailureRate& rate, const Parts& parts) {
  if (!is_replaced(rate.kind)) return mended_after_s(stage, rate);
  const elasticity::ClusterSettings settings = Crew::cluster_settings(stage.world(), stage.topology(), parts.index);
  const elasticity::StartUp& start = settings.start_up;
  const double missed_s = rate.kind == FaultKind::node ? kernel::to_s(settings.loss_detection) : 0;
  return missed_s + start.provision.mean_s() + start.driver.mean_s() + start.image_pull.mean_s() + start.model_load.mean_s() + start.warm_up.mean_s();
}

// Parts alternate between working and broken independently of each other. One with a mean time `up` to failure and `down` to repair fails every
// up + down and is broken for a share down / (up + down) of the time, so that a failure finds all others working with the product of what is left.
double overlap(const Stage& stage) {
  struct Kin {
    double count, failures_per_s, works;
  };
  std::vector<Kin> all;
  double all_work = 1, failures = 0, alone = 0;
  for (const FailureRate& rate : stage.world().reliability)
    for (const Parts& parts : parts_of(stage, rate.kind)) {
      const double up_s = rate.mtbf_h * 3600 / stage.options().acceleration, down_s = repair_s(stage, rate, parts);
      all.push_back({static_cast<double>(parts.count), 1 / (up_s + down_s), up_s / (up_s + down_s)});
      all_work *= std::pow(all.back().works, all.back().count);
    }
  for (const Kin& kin : all) {
    failures += kin.count * kin.failures_per_s;
    alone += kin.count * kin.failures_per_s * all_work / kin.works;
  }
  return failures > 0 ? 1 - alone / failures : 0;
}

}  // namespace

Script script_by_chance(const Stage& stage, std::uint32_t run) {
  const ChaosOptions& options = stage.options();
  Script script{fmt::format("by chance {}", run + 1), "chance", {}, {}, {}, false};
  script.by_chance = true;
  for (const FailureRate& rate : stage.world().reliability) {
    const double broken_s = is_replaced(rate.kind) ? gone_s : mended_after_s(stage, rate);
    const faults::Reliability reliability{
        {random::Law::exponential, rate.mtbf_h * 3600 / options.acceleration},
        is_replaced(rate.kind) ? random::Durations::fixed(broken_s) : random::Durations(random::Law::exponential, broken_s)};
    const std::vector<faults::Part> all = single_parts(stage, rate.kind, script.cuts);
    for (faults::Fault fault : random_faults(all, reliability, kernel::from_s(options.fault_for_s), {stage.plan().schedule.seed, run})) {
      fault.begin += stage.at(options.fault_at_s);
      fault.end += stage.at(options.fault_at_s);
      script.faults.push_back(fault);
    }
  }
  faults::check_and_sort(script.faults);
  return script;
}

ChaosByChance by_chance(const Stage& stage, const std::vector<Script>& runs, std::span<const double> lost) {
  const ChaosOptions& options = stage.options();
  const double hours = options.fault_for_s / 3600, years = hours / hours_per_year;
  ChaosByChance result;
  result.runs = static_cast<int>(runs.size());
  result.hours = hours * static_cast<double>(runs.size());
  for (const Script& run : runs) result.failures += run.faults.size();
  const double mean_lost = std::accumulate(lost.begin(), lost.end(), 0.0) / static_cast<double>(runs.size());
  const LoadFactor load = load_factor(stage);
  const double a_year = 1 / (years * options.acceleration);
  result.year = {static_cast<double>(result.failures) / static_cast<double>(runs.size()) * a_year, mean_lost * a_year * load.mean_to_here,
                 load.here_rps > 0 ? mean_lost * a_year / load.here_rps / 60 : 0};
  const double half_width = statistics::ci95_half_width(lost) * a_year;
  result.lost_requests_ci95 = half_width * load.mean_to_here;
  result.overlap = overlap(stage);
  result.outage_minutes_ci95 = load.here_rps > 0 ? half_width / load.here_rps / 60 : 0;
  return result;
}

}  // namespace tradewind::motion
