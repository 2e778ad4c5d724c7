#include "motion/experiment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tradewind::motion {
namespace {

// How long requests of the end are followed: longer than a client without a time-out takes a dead connection for alive.
constexpr double drain_s = 300;

int busiest_hour(const World& world) {
  std::vector<double> total(hours_per_week);
  for (std::size_t workload = 0; workload < world.workloads.size(); ++workload) {
    const std::vector<double> rates = world.total_rps(workload);
    for (std::size_t hour = 0; hour < total.size(); ++hour) total[hour] += rates[hour];
  }
  int busiest = 0;
  for (int hour = 1; hour < hours_per_week; ++hour)
    if (total[static_cast<std::size_t>(hour)] > total[static_cast<std::size_t>(busiest)]) busiest = hour;
  return busiest;
}

void require(bool holds, const char* sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

int checked_hour(const World& world, const ChaosOptions& options) {
  require(options.replications >= 1 && options.replications <= 1000, "A chaos campaign needs between 1 and 1000 replications.");
  require(options.warmup_s >= 0 && options.fault_at_s >= 0 && options.after_s >= 0, "Times of a chaos experiment are at least 0 s.");
  require(options.fault_for_s > 0, "A fault lasts longer than 0 s.");
  require(options.moment_s >= 0.1 && options.duration_s() <= 86400, "A chaos experiment lasts a day at most, and its moments at least 0.1 s.");
  require(!options.hour_of_week || (*options.hour_of_week >= 0 && *options.hour_of_week < hours_per_week),
          "The hour of the week lies between 0, Monday 00-01 UTC, and 167.");
  return options.hour_of_week.value_or(busiest_hour(world));
}

engine::Plan plan_of(const World& world, const Topology& topology, const ChaosOptions& options, int hour) {
  engine::Plan plan(
      world, topology,
      {.seed = options.seed, .replications = options.replications, .windows = 1, .window_s = options.duration_s(), .warmup_s = options.warmup_s},
      engine::Reach::all);
  constexpr double week_s = hours_per_week * 3600.0;
  plan.schedule.start_s = std::fmod(hour * 3600.0 - options.warmup_s + week_s, week_s);
  plan.schedule.drain_s = drain_s;
  Motion::make_room(plan, topology);
  return plan;
}

bool cuts_links(const World& world, const ChaosOptions& options) {
  const auto is_cut = [](ChaosFault fault) { return fault == ChaosFault::link || fault == ChaosFault::edge; };
  return std::ranges::any_of(options.faults, is_cut) || std::ranges::any_of(world.incidents, [&](const Incident& incident) {
           return std::ranges::any_of(incident.faults, is_cut, &IncidentFault::kind);
         });
}

}  // namespace

Stage::Stage(const World& world, const Topology& topology, const ChaosOptions& options)
    : topology_(topology),
      options_(options),
      hour_(checked_hour(world, options)),
      plan_(plan_of(world, topology, options, hour_)),
      regions_(open_regions(world, topology)),
      ways_(cuts_links(world, options) ? std::make_unique<const Ways>(world) : nullptr) {}

std::size_t Stage::moments() const { return static_cast<std::size_t>(std::ceil(options_.duration_s() / options_.moment_s)); }
std::size_t Stage::moment_at(double clock_s) const { return std::min(moments(), static_cast<std::size_t>(std::ceil(clock_s / options_.moment_s))); }

namespace {

// Writes the experiments of a campaign down.
class Playwright {
 public:
  explicit Playwright(const Stage& stage) : stage_(stage), begin_(stage.options().fault_at_s), end_(begin_ + stage.options().fault_for_s) {}

  std::vector<Script> all() && {
    scripts_.push_back({"no fault", "", {}, {}, {}, false});
    for (std::uint32_t i = 0; i < stage_.regions().size(); ++i) parts_of_region(i);
    if (wanted(ChaosFault::link)) cuts(faults::FaultKind::link, stage_.ways()->links_in_use(stage_.plan(), stage_.regions()));
    if (wanted(ChaosFault::edge)) cuts(faults::FaultKind::edge, stage_.ways()->edges_in_use(stage_.plan(), stage_.regions()));
    if (wanted(ChaosFault::dns) && stage_.world().traffic.manager.layer == TrafficLayer::dns)
      add("DNS", "dns", {fault(faults::FaultKind::dns, 0)}, {});
    for (const Incident& incident : stage_.world().incidents) play(incident);
    if (stage_.world().runbook) play_by_runbook();
    return std::move(scripts_);
  }

 private:
  bool wanted(ChaosFault fault) const { return std::ranges::find(stage_.options().faults, fault) != stage_.options().faults.end(); }
  std::string key(std::uint32_t region) const { return stage_.world().regions[region].key(); }
  faults::Fault fault(faults::FaultKind kind, std::uint32_t target, double severity = 1) const {
    return {kind, target, stage_.at(begin_), stage_.at(end_), severity};
  }
  void add(std::string name, std::string group, std::vector<faults::Fault> faults, std::vector<std::uint32_t> regions) {
    scripts_.push_back({std::move(name), std::move(group), std::move(faults), {}, std::move(regions), false});
  }

  void parts_of_region(std::uint32_t i) {
    using faults::FaultKind;
    const std::uint32_t region = stage_.regions()[i];
    if (wanted(ChaosFault::region)) add("region " + key(region), "region", {fault(FaultKind::region, region)}, {region});
    // Zone 0 has the most replicas, and its first node the oldest of them.
    if (wanted(ChaosFault::zone)) add("a zone of " + key(region), "zone", {fault(FaultKind::zone, i * zones_of_a_region)}, {region});
    if (wanted(ChaosFault::node)) add("a node of " + key(region), "node", {fault(FaultKind::node, i)}, {region});
    // Nobody feels a registry that fails until a replica has to start.
    if (wanted(ChaosFault::registry))
      add("registry and a node of " + key(region), "registry", {fault(FaultKind::registry, region), fault(FaultKind::node, i)}, {region});
    if (wanted(ChaosFault::slow_replica))
      add("a slow replica of " + key(region), "slow_replica", {fault(FaultKind::slow_replica, region, usual_slowness)}, {region});
    if (wanted(ChaosFault::flapping_check))
      add("flapping checks of " + key(region), "flapping_check", {fault(FaultKind::flapping_check, region, usual_flapping)}, {region});
    for (std::uint32_t j = 0; stage_.options().region_pairs && j < i; ++j) {
      const std::uint32_t other = stage_.regions()[j];
      add(fmt::format("regions {} and {}", key(other), key(region)), "pair", {fault(FaultKind::region, other), fault(FaultKind::region, region)},
          {other, region});
    }
  }

  void cuts(faults::FaultKind kind, std::vector<Cut> all) {
    for (Cut& cut : all) {
      const std::string name = cut.name;
      scripts_.push_back({name, std::string(faults::name_of(kind)), {fault(kind, 0)}, {std::move(cut)}, {}, false});
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
    constexpr FaultKind kinds[chaos_faults] = {FaultKind::region,   FaultKind::zone,         FaultKind::node,
                                               FaultKind::link,     FaultKind::edge,         FaultKind::dns,
                                               FaultKind::registry, FaultKind::slow_replica, FaultKind::flapping_check};
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
    return part.kind == ChaosFault::node ? open : part.region;
  }

  static constexpr std::uint32_t absent = ~std::uint32_t{0};
  static constexpr double usual_slowness = 10, usual_flapping = 0.5;  // as in scenarios

  const Stage& stage_;
  double begin_, end_;
  std::vector<Script> scripts_;
};

}  // namespace

std::vector<Script> scripts(const Stage& stage) { return Playwright(stage).all(); }

namespace {

Motion::Breaks breaks(const Stage& stage, const Script& script) {
  Motion::Breaks breaks{script.faults, script.cuts, stage.ways(), script.regions, {}};
  if (script.by_runbook) breaks.responders.emplace(*stage.world().runbook, stage.at(stage.options().fault_at_s));
  return breaks;
}

}  // namespace

Run run(const Stage& stage, const Script& script, std::uint32_t replication, const std::stop_token& stop) {
  const ChaosOptions& options = stage.options();
  const Time from = stage.at(options.fault_at_s), to = stage.at(options.fault_at_s + options.fault_for_s);
  Run run{Timeline(stage.plan(), stage.at(0), kernel::from_s(options.moment_s), stage.moments(), from, to), {}, {}, 0};
  Motion motion(stage.plan(), stage.topology(), breaks(stage, script), replication, kernel::from_s(options.moment_s));
  run.requests = engine::simulate_window(
                     stage.plan(), replication, 0, motion, [&](const engine::RequestRecord& record) { run.timeline.add(record); }, stop)
                     .requests;
  run.happenings = motion.happenings();
  run.headcounts = motion.headcounts();
  return run;
}

}  // namespace tradewind::motion
