// Rollouts: what the language cannot know is checked here; what depends on the topology, in sim/rollout.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "world/lookup.h"

namespace tradewind {

std::string_view to_string(RolloutStrategy strategy) {
  constexpr std::array<std::string_view, 3> names = {"rolling", "blue_green", "canary"};
  return names[static_cast<std::size_t>(strategy)];
}

namespace resolution {
namespace {

void resolve_waves(Resolution& r, const std::string& path, const language::Rollout& from, Rollout& rollout) {
  std::set<std::string> named;
  for (int w = 0; w < from.waves_size(); ++w) {
    const std::string wave_path = element(path + "/waves", w);
    RolloutWave& wave = rollout.waves.emplace_back(RolloutWave{{}, from.waves(w).bake_s()});
    if (!r.reading.sound(wave_path)) continue;
    for (int i = 0; i < from.waves(w).regions_size(); ++i) {
      const std::string& key = from.waves(w).regions(i);
      const std::string region_path = element(wave_path + "/regions", i);
      if (!named.insert(key).second) r.reading.error(region_path, {fmt::format("{} a second time", key), "each region once"});
      if (const auto region = look_up_region(r, region_path, key)) wave.regions.push_back(*region);
    }
  }
}

void resolve_stalls(Resolution& r, const std::string& path, const language::Rollout& from, Rollout& rollout) {
  if (from.stalls_size() > 0 && from.artifact().empty())
    r.reading.error(path + "/stalls", {"replication that stands still where nothing is replicated", "\"artifact\": one of data.artifacts"});
  for (int i = 0; i < from.stalls_size(); ++i) {
    const std::string stall_path = element(path + "/stalls", i);
    if (!r.reading.sound(stall_path)) continue;
    const auto region = look_up_region(r, stall_path + "/region", from.stalls(i).region());
    if (!region) continue;
    rollout.stalls.push_back({*region, from.stalls(i).after_s(), from.stalls(i).for_s()});
    if (rollout.artifact && *region == r.world.data.artifacts[*rollout.artifact].home)
      r.reading.error(stall_path + "/region", {"a stall of the artifact's home region, into which nothing is copied", "a region that gets a copy"});
  }
}

void resolve_steps(Resolution& r, const std::string& path, const language::Rollout& from, Rollout& rollout) {
  if (rollout.strategy != RolloutStrategy::canary) {
    if (from.steps_size() > 0) r.reading.error(path + "/steps", {fmt::format("steps of a {} rollout", to_string(rollout.strategy)), "\"canary\""});
    return;
  }
  if (from.steps_size() == 0)
    r.reading.error(path + "/strategy", {"a canary without steps", "\"steps\": [{\"weight_percent\": 5, \"pause_s\": 600}, ...]"});
  double before = 0;
  for (int s = 0; s < from.steps_size(); ++s) {
    const double weight = from.steps(s).weight_percent() / 100;
    if (r.reading.sound(element(path + "/steps", s)) && weight <= before)
      r.reading.error(element(path + "/steps", s) + "/weight_percent",
                      {fmt::format("{:g} % after {:g} %", 100 * weight, 100 * before), "weights in ascending order"});
    before = weight;
    rollout.steps.push_back({weight, from.steps(s).pause_s()});
  }
  if (before < 1) rollout.steps.push_back({1, 0});
}

// Fields that say something about some strategies alone are refused beside others, as far as they differ from what is taken without them.
void check_limits(Resolution& r, const std::string& path, const Rollout& rollout) {
  const Rollout usual;
  const bool rolls = rollout.strategy == RolloutStrategy::rolling;
  const auto refuse = [&](bool given, const char* field) {
    if (given)
      r.reading.error(path + "/" + field, {fmt::format("a {} of a {} rollout, which has none", field, to_string(rollout.strategy)), "no such field"});
  };
  refuse(!rolls && rollout.max_surge != usual.max_surge, "max_surge_percent");
  refuse(!rolls && rollout.max_unavailable != usual.max_unavailable, "max_unavailable_percent");
  refuse(rolls && rollout.shift_s != usual.shift_s, "shift_s");
  refuse(rolls && rollout.scale_down_delay_s != usual.scale_down_delay_s, "scale_down_delay_s");
  if (rollout.strategy == RolloutStrategy::rolling && rollout.max_surge == 0 && rollout.max_unavailable == 0)
    r.reading.error(path + "/max_unavailable_percent", {"no replica that may be missing where none may be there beside the usual ones",
                                                        "one of the two above 0: otherwise nothing can be replaced"});
}

void resolve_analysis(Resolution& r, const std::string& path, const language::Rollout& from, Rollout& rollout) {
  if (from.has_analysis()) {
    const language::RolloutAnalysis& analysis = from.analysis();
    const double target_ms = rollout.workload < r.world.workloads.size() ? r.world.workloads[rollout.workload].slo.target_ms : 0;
    rollout.analysis = {analysis.interval_s(),
                        analysis.metrics_delay_s(),
                        analysis.failure_limit(),
                        analysis.max_error_percent() / 100,
                        analysis.max_latency_ms() > 0 ? analysis.max_latency_ms() : target_ms,
                        analysis.min_requests()};
  }
  if (!from.has_bad_version()) return;
  const language::BadVersion& bad = from.bad_version();
  rollout.bad_version = {bad.error_percent() / 100, bad.slowness(), bad.above_requests()};
  if (r.reading.sound(path + "/bad_version") && bad.error_percent() == 0 && bad.slowness() == 1)
    r.reading.error(path + "/bad_version", {"a bad version with nothing wrong", "\"error_percent\" or \"slowness\", or no \"bad_version\""});
}

void resolve_names(Resolution& r, const std::string& path, const language::Rollout& from, Rollout& rollout) {
  if (const auto workload = look_up(r, path + "/workload", r.world.workloads, &Workload::name, from.workload(), "workload"))
    rollout.workload = *workload;
  if (from.artifact().empty()) {
    if (from.without_replication())
      r.reading.error(path + "/without_replication",
                      {"replicas that load from the home region of no artifact", "\"artifact\": one of data.artifacts"});
    return;
  }
  rollout.artifact = look_up(r, path + "/artifact", r.world.data.artifacts, &Artifact::name, from.artifact(), "artifact");
  if (!rollout.artifact) return;
  const Artifact& artifact = r.world.data.artifacts[*rollout.artifact];
  if (artifact.workload && *artifact.workload != rollout.workload)
    r.reading.error(path + "/artifact", {fmt::format("\"{}\", which replicas of another workload load", artifact.name),
                                         fmt::format("an artifact of \"{}\"", from.workload())});
}

Rollout rollout_of(Resolution& r, const std::string& path, const language::Rollout& from) {
  Rollout rollout{.name = from.name(),
                  .strategy = static_cast<RolloutStrategy>(std::max(0, from.strategy() - 1)),
                  .artifact = {},
                  .wait_for_replication = !from.without_replication(),
                  .new_image = from.new_image(),
                  .pipeline_s = from.pipeline_s(),
                  .sync_interval_s = from.sync_interval_s(),
                  .sync_jitter_s = from.sync_jitter_s(),
                  .waves = {},
                  .max_surge = from.max_surge_percent() / 100,
                  .max_unavailable = from.max_unavailable_percent() / 100,
                  .steps = {},
                  .shift_s = from.shift_s(),
                  .scale_down_delay_s = from.scale_down_delay_s(),
                  .progress_deadline_s = from.progress_deadline_s(),
                  .grace_period_s = from.grace_period_s(),
                  .sticky = from.sticky(),
                  .analysis = {},
                  .stalls = {},
                  .bad_version = {}};
  if (!r.reading.sound(path)) return rollout;
  resolve_names(r, path, from, rollout);
  resolve_waves(r, path, from, rollout);
  resolve_stalls(r, path, from, rollout);
  resolve_steps(r, path, from, rollout);
  check_limits(r, path, rollout);
  resolve_analysis(r, path, from, rollout);
  return rollout;
}

}  // namespace

void resolve_rollouts(Resolution& r) {
  std::set<std::string> names;
  for (int i = 0; i < r.scenario.rollouts_size(); ++i) {
    const std::string path = element("/rollouts", i);
    r.world.rollouts.push_back(rollout_of(r, path, r.scenario.rollouts(i)));
    if (r.reading.sound(path + "/name") && !names.insert(r.scenario.rollouts(i).name()).second)
      r.reading.error(path + "/name", {fmt::format("the name \"{}\" again", r.scenario.rollouts(i).name()), "a name of its own"});
  }
}

}  // namespace resolution
}  // namespace tradewind
