#include "world/incidents.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "world/lookup.h"

namespace tradewind::resolution {
namespace {

std::optional<std::uint32_t> region_of(Resolution& r, const std::string& path, const language::IncidentFault& from) {
  if (from.kind() == language::FAULT_KIND_DNS) {
    if (!from.region().empty()) r.reading.error(path + "/region", {"a region of a fault of dns, which has none", "no region"});
    return 0;
  }
  if (!from.region().empty()) return look_up_region(r, path + "/region", from.region());
  r.reading.error(path, {"a fault without its region", "\"region\": a candidate region of the scenario, as provider:region"});
  return std::nullopt;
}

LinkEnd link_end(Resolution& r, const std::string& path, const language::IncidentFault& from, std::uint32_t region) {
  const bool link = from.kind() == language::FAULT_KIND_LINK;
  if (!link && !from.to().empty()) r.reading.error(path + "/to", {"the other end of a fault that is no link", "no \"to\""});
  if (!link) return {};
  if (std::ranges::find(r.world.populations, from.to(), &Population::country_iso2) != r.world.populations.end()) return {from.to(), {}};
  const auto other = find(r.world.regions, &Region::key, from.to());
  if (other && other != region && r.world.regions[*other].provider == r.world.regions[region].provider) return {"", other};
  r.reading.error(path + (from.to().empty() ? "" : "/to"),
                  {from.to().empty() ? "a link with one end" : fmt::format("\"{}\"", from.to()),
                   "\"to\": a country with metro areas of the scenario, or another candidate region of the same provider"});
  return {};
}

double severity_of(Resolution& r, const std::string& path, const language::IncidentFault& from) {
  const double given = from.severity();
  switch (from.kind()) {
    case language::FAULT_KIND_SLOW_REPLICA:
      if (given != 0 && given <= 1)
        r.reading.error(path + "/severity", {fmt::format("a replica that takes {:g} times as long", given), "a factor above 1"});
      return given == 0 ? usual_slowness : given;
    case language::FAULT_KIND_FLAPPING_CHECK:
    case language::FAULT_KIND_ONE_WAY_LOSS: {
      const bool checks = from.kind() == language::FAULT_KIND_FLAPPING_CHECK;
      if (given > 1)
        r.reading.error(path + "/severity", {fmt::format("{:g} of the {}", given, checks ? "health checks" : "answers"), "a share of at most 1"});
      return given != 0 ? given : checks ? usual_flapping : usual_loss;
    }
    case language::FAULT_KIND_LINK:
      if (given > most_loss && given != 1)
        r.reading.error(path + "/severity", {fmt::format("a link that loses {:g} of its packets", given),
                                             fmt::format("a share of at most {:g}, or 1: the link is cut", most_loss)});
      return given == 0 ? 1 : given;
    default:
      if (given != 0) r.reading.error(path + "/severity", {"the severity of a part that fails outright", "no severity"});
      return 1;
  }
}

IncidentFault fault_of(Resolution& r, const std::string& path, const language::IncidentFault& from) {
  IncidentFault fault;
  if (!r.reading.sound(path)) return fault;
  fault.kind = static_cast<FaultKind>(from.kind() - 1);
  fault.severity = severity_of(r, path, from);
  fault.after_s = from.after_s();
  fault.for_s = from.for_s();
  if (const auto region = region_of(r, path, from)) {
    fault.region = *region;
    fault.to = link_end(r, path, from, *region);
  }
  const bool of_stores = fault.kind == FaultKind::mirror || fault.kind == FaultKind::partition;
  if (of_stores && r.world.data.feature_stores.empty())
    r.reading.error(path + "/kind", {fmt::format("a fault of {} in a scenario without feature stores", to_string(fault.kind)),
                                     "\"feature_stores\" in data, or another fault"});
  if (fault.kind == FaultKind::metrics && std::ranges::none_of(r.scenario.workloads(), &language::Workload::has_autoscaling))
    r.reading.error(path + "/kind", {"a fault of metrics in a scenario without autoscaling", "\"autoscaling\" of a workload, or another fault"});
  if (fault.kind == FaultKind::dns && r.world.traffic.manager.layer != TrafficLayer::dns)
    r.reading.error(path + "/kind", {fmt::format("a fault of dns beside {}, which does not lead by DNS", r.world.traffic.manager.id),
                                     "a manager that does, or another fault"});
  return fault;
}

void resolve_runbook(Resolution& r) {
  if (!r.scenario.has_runbook() || !r.reading.sound("/runbook")) return;
  Runbook& runbook = r.world.runbook.emplace(Runbook{r.scenario.runbook().alert_after_s(), {}});
  for (int i = 0; i < r.scenario.runbook().steps_size(); ++i) {
    const language::RunbookStep& from = r.scenario.runbook().steps(i);
    const std::string path = element("/runbook/steps", i);
    const bool scales = from.action() == language::RUNBOOK_ACTION_SCALE_OUT;
    if (scales && from.replicas() == 0) r.reading.error(path, {"scale_out without a number of replicas", "\"replicas\": at least 1"});
    if (!scales && from.replicas() > 0) r.reading.error(path + "/replicas", {"replicas of a step that starts none", "no replicas"});
    runbook.steps.push_back({from.name(), static_cast<RunbookAction>(from.action() - 1), from.takes_s(), from.replicas()});
  }
}

// Of a GPU there is a published figure; see sim/faults/random_faults.h.
constexpr double gpu_mtbf_h = 82944;

void resolve_reliability(Resolution& r) {
  std::set<FaultKind> stated;
  for (int i = 0; i < r.scenario.reliability_size(); ++i) {
    const std::string path = element("/reliability", i);
    const language::FailureRate& from = r.scenario.reliability(i);
    if (!r.reading.sound(path)) continue;
    const auto kind = static_cast<FaultKind>(from.kind() - 1);
    if (!stated.insert(kind).second) r.reading.error(path, {fmt::format("a second rate of {}", to_string(kind)), "each kind once"});
    if (kind == FaultKind::registry)
      r.reading.error(path + "/kind", {"a rate of registry, which nobody feels until something else fails", "another kind"});
    if (from.mtbf_h() == 0 && kind != FaultKind::gpu)
      r.reading.error(
          path, {fmt::format("a {} without its mean time between failures", to_string(kind)), "\"mtbf_h\": there is no honest figure to assume"});
    r.world.reliability.push_back({kind, from.mtbf_h() > 0 ? from.mtbf_h() : gpu_mtbf_h, from.mttr_h()});
  }
}

}  // namespace

void resolve_incidents(Resolution& r) {
  resolve_runbook(r);
  resolve_reliability(r);
  std::set<std::string> names;
  for (int i = 0; i < r.scenario.incidents_size(); ++i) {
    const std::string path = element("/incidents", i);
    const language::Incident& from = r.scenario.incidents(i);
    Incident& incident = r.world.incidents.emplace_back(Incident{from.name(), {}});
    if (r.reading.sound(path + "/name") && !names.insert(from.name()).second)
      r.reading.error(path + "/name", {fmt::format("the name \"{}\" of an incident before it", from.name()), "a name of its own"});
    for (int f = 0; f < from.faults_size(); ++f) incident.faults.push_back(fault_of(r, element(path + "/faults", f), from.faults(f)));
  }
}

}  // namespace tradewind::resolution
