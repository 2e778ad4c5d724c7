// Which experiments a campaign has: the parts that fail in turn, and the incidents of the scenario.
#include <fmt/format.h>

#include <algorithm>

#include "motion/by_chance.h"
#include "motion/experiment.h"
#include "motion/yearly_loss.h"

namespace tradewind::motion {
namespace {

// Writes the experiments of a campaign down.
class Playwright {
 public:
  explicit Playwright(const Stage& stage) : stage_(stage), begin_(stage.options().fault_at_s), end_(begin_ + stage.options().fault_for_s) {}

  std::vector<Script> all() && {
    scripts_.push_back({"no fault", "", {}, {}, {}, false});
    for (std::uint32_t i = 0; i < stage_.regions().size(); ++i) parts_of_region(i);
    if (stage_.plays(ChaosFault::link)) cuts(faults::FaultKind::link, stage_.ways()->links_in_use(stage_.plan(), stage_.regions()));
    if (stage_.plays(ChaosFault::edge)) cuts(faults::FaultKind::edge, stage_.ways()->edges_in_use(stage_.plan(), stage_.regions()));
    if (stage_.world().traffic.manager.layer == TrafficLayer::dns) part(ChaosFault::dns, "DNS", {fault(faults::FaultKind::dns, 0)}, {});
    for (const Incident& incident : stage_.world().incidents) play(incident);
    if (stage_.world().runbook) play_by_runbook();
    for (int run = 0; run < stage_.options().random_runs; ++run) scripts_.push_back(script_by_chance(stage_, static_cast<std::uint32_t>(run)));
    return std::move(scripts_);
  }

 private:
  std::string key(std::uint32_t region) const { return stage_.world().regions[region].key(); }
  faults::Fault fault(faults::FaultKind kind, std::uint32_t target, double severity = 1) const {
    return {kind, target, stage_.at(begin_), stage_.at(end_), severity};
  }
  void add(std::string name, std::string group, std::vector<faults::Fault> faults, std::vector<std::uint32_t> regions) {
    scripts_.push_back({std::move(name), std::move(group), std::move(faults), {}, std::move(regions), false});
  }
  void part(ChaosFault kind, std::string name, std::vector<faults::Fault> faults, std::vector<std::uint32_t> regions) {
    if (!stage_.plays(kind)) return;
    add(std::move(name), std::string(to_string(kind)), std::move(faults), std::move(regions));
    // Nobody feels a registry that fails alone: its experiment is no measure of how often it fails.
    if (kind == ChaosFault::registry) return;
    Script& script = scripts_.back();
    script.kind = kind;
    if (script.regions.size() == 1) script.parts = parts_of(stage_.world(), stage_.topology(), kind, script.regions.front());
  }

  void parts_of_region(std::uint32_t i) {
    using faults::FaultKind;
    const std::uint32_t region = stage_.regions()[i];
    const std::string of = key(region);
    part(ChaosFault::region, "region " + of, {fault(FaultKind::region, region)}, {region});
    // Zone 0 has the most replicas, and its first node the oldest of them.
    part(ChaosFault::zone, "a zone of " + of, {fault(FaultKind::zone, i * zones_of_a_region)}, {region});
    part(ChaosFault::node, "a node of " + of, {fault(FaultKind::node, i)}, {region});
    part(ChaosFault::gpu, "a GPU of " + of, {fault(FaultKind::gpu, i)}, {region});
    // Nobody feels a registry that fails until a replica has to start.
    part(ChaosFault::registry, "registry and a node of " + of, {fault(FaultKind::registry, region), fault(FaultKind::node, i)}, {region});
    part(ChaosFault::slow_replica, "a slow replica of " + of, {fault(FaultKind::slow_replica, region, usual_slowness)}, {region});
    part(ChaosFault::one_way_loss, "lost answers of " + of, {fault(FaultKind::one_way_loss, region, usual_loss)}, {region});
    part(ChaosFault::flapping_check, "flapping checks of " + of, {fault(FaultKind::flapping_check, region, usual_flapping)}, {region});
    if (std::ranges::any_of(stage_.world().workloads, [](const Workload& workload) { return workload.autoscaling.has_value(); }))
      part(ChaosFault::metrics, "the metrics of " + of, {fault(FaultKind::metrics, region)}, {region});
    if (stage_.plan().reads_features()) {
      part(ChaosFault::mirror, "the mirror into " + of, {fault(FaultKind::mirror, region)}, {region});
      part(ChaosFault::partition, "the stores of " + of, {fault(FaultKind::partition, region)}, {region});
    }
    for (std::uint32_t j = 0; stage_.options().region_pairs && j < i; ++j) {
      const std::uint32_t other = stage_.regions()[j];
      add(fmt::format("regions {} and {}", key(other), of), "pair", {fault(FaultKind::region, other), fault(FaultKind::region, region)},
          {other, region});
    }
  }

  void cuts(faults::FaultKind kind, std::vector<Cut> all) {
    for (Cut& cut : all) {
      const std::string name = cut.name;
      scripts_.push_back({name, std::string(faults::name_of(kind)), {fault(kind, 0)}, {std::move(cut)}, {}, false});
      scripts_.back().kind = kind == faults::FaultKind::link ? ChaosFault::link : ChaosFault::edge;
    }
  }

  void play(const Incident& incident) {
    Script script{"incident " + incident.name, "incident", {}, {}, {}, false};
    for (const IncidentFault& part : incident.faults) {
      faults::Fault fault{fault_kind(part.kind), target(part, script), stage_.at(begin_ + part.after_s), 0, part.severity};
      if (fault.target == absent) continue;
      fault.end = part.for_s > 0 ? fault.begin + kernel::from_s(part.for_s) : std::max(fault.begin, stage_.at(end_));
      script.faults.push_back(fault);
      if (part.kind != ChaosFault::dns) script.regions.push_back(part.region);
    }
    if (!script.faults.empty()) scripts_.push_back(std::move(script));
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

  static faults::FaultKind fault_kind(ChaosFault fault) {
    using faults::FaultKind;
    constexpr FaultKind kinds[chaos_faults] = {FaultKind::region,         FaultKind::zone,   FaultKind::node,      FaultKind::link,
                                               FaultKind::edge,           FaultKind::dns,    FaultKind::registry,  FaultKind::slow_replica,
                                               FaultKind::flapping_check, FaultKind::mirror, FaultKind::partition, FaultKind::gpu,
                                               FaultKind::one_way_loss,   FaultKind::metrics};
    return kinds[static_cast<std::size_t>(fault)];
  }

  // `absent` where the topology has no such part: its region is not open.
  std::uint32_t target(const IncidentFault& part, Script& script) const {
    const auto open = static_cast<std::uint32_t>(std::ranges::find(stage_.regions(), part.region) - stage_.regions().begin());
    switch (part.kind) {
      case ChaosFault::dns:
        return 0;
      case ChaosFault::link:
      case ChaosFault::edge:
        script.cuts.push_back(part.kind == ChaosFault::link ? stage_.ways()->link(part.region, part.to) : stage_.ways()->edge(part.region));
        return static_cast<std::uint32_t>(script.cuts.size() - 1);
      default:
        break;
    }
    if (open == stage_.regions().size()) return absent;
    if (part.kind == ChaosFault::zone) return open * zones_of_a_region;
    return part.kind == ChaosFault::node || part.kind == ChaosFault::gpu ? open : part.region;
  }

  static constexpr std::uint32_t absent = ~std::uint32_t{0};

  const Stage& stage_;
  double begin_, end_;
  std::vector<Script> scripts_;
};

}  // namespace

std::vector<Script> scripts(const Stage& stage) { return Playwright(stage).all(); }

}  // namespace tradewind::motion
