#include "motion/by_chance.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "faults/random_faults.h"
#include "motion/yearly_loss.h"
#include "statistics/student_t.h"

namespace tradewind::motion {
namespace {

using faults::FaultKind;
using faults::Part;

constexpr double gone_s = 1;  // a node or a GPU: what takes its place is another one

// The parts of a kind in a region that fail on their own. Those of a node or a GPU are numbered apart, for draws of their own.
struct Kind {
  FaultKind kind;
  double severity = 1;
  bool numbered = false;
};

std::optional<Kind> kind_of(ChaosFault fault) {
  switch (fault) {
    case ChaosFault::region:
      return Kind{FaultKind::region};
    case ChaosFault::zone:
      return Kind{FaultKind::zone};
    case ChaosFault::node:
      return Kind{FaultKind::node, 1, true};
    case ChaosFault::gpu:
      return Kind{FaultKind::gpu, 1, true};
    case ChaosFault::slow_replica:
      return Kind{FaultKind::slow_replica, usual_slowness, true};
    case ChaosFault::flapping_check:
      return Kind{FaultKind::flapping_check, usual_flapping};
    case ChaosFault::one_way_loss:
      return Kind{FaultKind::one_way_loss, usual_loss};
    case ChaosFault::mirror:
      return Kind{FaultKind::mirror};
    case ChaosFault::partition:
      return Kind{FaultKind::partition};
    case ChaosFault::metrics:
      return Kind{FaultKind::metrics};
    default:
      return std::nullopt;
  }
}

constexpr std::uint32_t most_numbered = 1u << 16;

// Targets as Motion::Breaks has them; a numbered part has its number above them.
std::vector<Part> parts(const Stage& stage, ChaosFault fault, std::vector<Cut>& cuts) {
  std::vector<Part> parts;
  if (fault == ChaosFault::dns) parts.push_back({FaultKind::dns, 0, 1});
  if (fault == ChaosFault::link || fault == ChaosFault::edge) {
    const bool link = fault == ChaosFault::link;
    for (Cut& cut : link ? stage.ways()->links_in_use(stage.plan(), stage.regions()) : stage.ways()->edges_in_use(stage.plan(), stage.regions())) {
      parts.push_back({link ? FaultKind::link : FaultKind::edge, static_cast<std::uint32_t>(cuts.size()), 1});
      cuts.push_back(std::move(cut));
    }
  }
  const std::optional<Kind> kind = kind_of(fault);
  for (std::uint32_t i = 0; kind && i < stage.regions().size(); ++i) {
    const std::uint32_t region = stage.regions()[i];
    const auto count = static_cast<std::uint32_t>(parts_of(stage.world(), stage.topology(), fault, region));
    const bool by_open = kind->kind == FaultKind::node || kind->kind == FaultKind::gpu;
    if (kind->kind == FaultKind::zone)
      for (std::uint32_t zone = 0; zone < zones_of_a_region; ++zone) parts.push_back({kind->kind, i * zones_of_a_region + zone, 1});
    else
      for (std::uint32_t number = 0; number < (kind->numbered ? count : 1); ++number)
        parts.push_back({kind->kind, number * most_numbered + (by_open ? i : region), kind->severity});
  }
  return parts;
}

}  // namespace

Script script_by_chance(const Stage& stage, std::uint32_t run) {
  const ChaosOptions& options = stage.options();
  Script script{fmt::format("by chance {}", run + 1), "chance", {}, {}, {}, false};
  script.by_chance = true;
  for (const FailureRate& rate : stage.world().reliability) {
    const double repair_s = is_replaced(rate.kind) ? gone_s : rate.mttr_h > 0 ? rate.mttr_h * 3600 : options.fault_for_s;
    const faults::Reliability reliability{
        {random::Law::exponential, rate.mtbf_h * 3600 / options.acceleration},
        is_replaced(rate.kind) ? random::Durations::fixed(repair_s) : random::Durations(random::Law::exponential, repair_s)};
    const std::vector<Part> all = parts(stage, rate.kind, script.cuts);
    const std::optional<Kind> kind = kind_of(rate.kind);
    const bool is_numbered = kind && kind->numbered;
    for (faults::Fault fault : random_faults(all, reliability, kernel::from_s(options.fault_for_s), {stage.plan().schedule.seed, run})) {
      fault.begin += stage.at(options.fault_at_s);
      fault.end += stage.at(options.fault_at_s);
      if (is_numbered) fault.target %= most_numbered;
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
  result.outage_minutes_ci95 = load.here_rps > 0 ? half_width / load.here_rps / 60 : 0;
  return result;
}

}  // namespace tradewind::motion
