// Which experiments a campaign has: the parts that fail in turn, and the incidents of the scenario.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "motion/by_chance.h"
#include "motion/parts.h"
#include "motion/targets.h"

namespace tradewind::motion {
namespace {

// Writes the experiments of a campaign down.
class Playwright {
 public:
  explicit Playwright(const Stage& stage) : stage_(stage), begin_(stage.options().fault_at_s), end_(begin_ + stage.options().fault_for_s) {}

  std::vector<Script> all() && {
    scripts_.push_back({"no fault", "", {}, {}, {}, false});
    for (std::size_t kind = 0; kind < fault_kinds; ++kind)
      if (stage_.plays(static_cast<FaultKind>(kind)))
        for (Parts& parts : parts_of(stage_, static_cast<FaultKind>(kind))) play(std::move(parts));
    if (stage_.options().region_pairs) play_pairs();
    for (const Incident& incident : stage_.world().incidents) play(incident);
    if (stage_.world().runbook) play_by_runbook();
    for (int run = 0; run < stage_.options().random_runs; ++run) scripts_.push_back(script_by_chance(stage_, static_cast<std::uint32_t>(run)));
    return std::move(scripts_);
  }

 private:
  faults::Fault fault(FaultKind kind, std::uint32_t target, double severity = 1) const {
    return {kind, target, stage_.at(begin_), stage_.at(end_), severity};
  }

  // Number 0 is the zone with the most replicas, and the replica that is struck the oldest.
  void play(Parts parts) {
    Script& script = scripts_.emplace_back(Script{parts.name, std::string(to_string(parts.kind)), {}, {}, {}, false});
    script.faults.push_back(fault(parts.kind, target_of(parts.index), parts.severity));
    if (parts.region) script.regions.push_back(*parts.region);
    if (parts.cut) script.cuts.push_back(std::move(*parts.cut));
    if (parts.kind == FaultKind::registry) {
      // Nobody feels a registry that fails alone until a replica has to start: its experiment is no measure of how often it fails.
      for (const std::uint32_t pool : pools_in(stage_, parts.index)) script.faults.push_back(fault(FaultKind::node, target_of(pool)));
      return;
    }
    script.kind = parts.kind;
    script.parts = parts.count;
  }

  void play_pairs() {
    const auto key = [&](std::uint32_t region) { return stage_.world().regions[region].key(); };
    for (const std::uint32_t second : stage_.regions())
      for (const std::uint32_t first : stage_.regions()) {
        if (first == second) break;
        scripts_.push_back({fmt::format("regions {} and {}", key(first), key(second)),
                            "pair",
                            {fault(FaultKind::region, first), fault(FaultKind::region, second)},
                            {},
                            {first, second},
                            false});
      }
  }

  void play(const Incident& incident) {
    Script script{"incident " + incident.name, "incident", {}, {}, {}, false};
    for (const IncidentFault& part : incident.faults) {
      require_played(incident, part);
      const Time begin = stage_.at(begin_ + part.after_s);
      const Time end = part.for_s > 0 ? begin + kernel::from_s(part.for_s) : std::max(begin, stage_.at(end_));
      const std::vector<std::uint32_t> targets = targets_of(part, script);
      for (const std::uint32_t target : targets) script.faults.push_back({part.kind, target, begin, end, part.severity});
      if (!targets.empty() && part.kind != FaultKind::dns) script.regions.push_back(part.region);
    }
    if (!script.faults.empty()) scripts_.push_back(std::move(script));
  }

  void require_played(const Incident& incident, const IncidentFault& part) const {
    const double left_s = stage_.options().duration_s() - begin_;
    if (part.after_s < left_s) return;
    throw std::invalid_argument(
        fmt::format("The fault {} of incident \"{}\" begins {:g} s after the first one, and the simulated time ends after {:g} s; "
                    "play a longer time after the fault (--after), or let it begin earlier (after_s).",
                    to_string(part.kind), incident.name, part.after_s, left_s));
  }

  // All once more, with people who help.
  void play_by_runbook() {
    const std::vector<Script> alone(scripts_.begin() + 1, scripts_.end());
    for (const Script& script : alone) {
      scripts_.push_back(script);
      scripts_.back().name += ", by the runbook";
      scripts_.back().by_runbook = true;
    }
  }

  // None where the topology has no such part: its region is not open.
  std::vector<std::uint32_t> targets_of(const IncidentFault& part, Script& script) const {
    if (part.kind == FaultKind::dns) return {target_of(0)};
    if (is_of_links(part.kind)) {
      script.cuts.push_back(part.kind == FaultKind::link ? stage_.ways()->link(part.region, part.to) : stage_.ways()->edge(part.region));
      return {target_of(static_cast<std::uint32_t>(script.cuts.size() - 1))};
    }
    if (std::ranges::find(stage_.regions(), part.region) == stage_.regions().end()) return {};
    if (!is_of_a_pool(part.kind)) return {target_of(part.region)};
    // A second slow replica of a region is another one.
    std::vector<std::uint32_t> targets;
    for (const std::uint32_t pool : pools_in(stage_, part.region)) {
      const auto before =
          std::ranges::count_if(script.faults, [&](const faults::Fault& fault) { return fault.kind == part.kind && index_of(fault.target) == pool; });
      targets.push_back(target_of(pool, static_cast<std::uint32_t>(before)));
    }
    return targets;
  }

  const Stage& stage_;
  double begin_, end_;
  std::vector<Script> scripts_;
};

}  // namespace

std::vector<Script> scripts(const Stage& stage) { return Playwright(stage).all(); }

}  // namespace tradewind::motion
