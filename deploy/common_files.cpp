#include "common_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "expected_flows.h"
#include "markdown.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using nlohmann::ordered_json;

// Bytes that are not UTF-8 must not stop the export.
std::string dump(const ordered_json& json) { return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n"; }

std::string pool_table(const std::vector<RegionPlan>& regions) {
  std::string text =
      "| region | workload | instance type | instances | replicas | GPUs a replica | requests/s, mean | busiest hour |\n"
      "|---|---|---|---:|---:|---:|---:|---:|\n";
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      text += fmt::format("| {} ({}) | {} | {} | {} | {} | {} | {:.2f} | {:.2f} |\n", markdown(region.region->key()), markdown(region.region->city),
                          markdown(pool.workload->name), markdown(pool.offer->instance_type), pool.instances, pool.replicas,
                          pool.option->gpus_per_replica, pool.mean_rps, pool.busiest_rps);
  return text;
}

// Of workloads that are parts of one by the length of the prompt: nothing in the bundle reads a prompt.
std::string length_notes(const std::vector<RegionPlan>& regions) {
  std::string text;
  for (const PoolPlan& pool : workload_plans(regions)) {
    const auto* llm = std::get_if<LlmServing>(&pool.workload->serving);
    if (llm == nullptr || !llm->prompt_tokens.is_part()) continue;
    const TokenDistribution& prompts = llm->prompt_tokens;
    const std::string most = prompts.up_to < prompts.max ? fmt::format("up to {}", prompts.up_to) : "";
    const std::string least = prompts.above > 0 ? fmt::format("more than {}", prompts.above) : "";
    text += fmt::format("- `{}` gets prompts of {}{}{} tokens.\n", pool.name, least, !least.empty() && !most.empty() ? " and " : "", most);
  }
  return text.empty() ? text : text + "\nWhoever sends a prompt counts its tokens and asks the host of the workload that takes it.\n\n";
}

ordered_json pool_json(const RegionPlan& region, const PoolPlan& pool) {
  ordered_json json = {{"region", region.region->key()},
                       {"workload", pool.workload->name},
                       {"instance_type", pool.offer->instance_type},
                       {"instances", pool.instances},
                       {"replicas", pool.replicas},
                       {"mean_rps", rounded(pool.mean_rps, 1000)},
                       {"busiest_hour_rps", rounded(pool.busiest_rps, 1000)}};
  const ExpectedPool& seen = pool.expected;
  const auto add = [&](const char* name, double value, double digits) {
    if (value > 0) json[name] = rounded(value, digits);
  };
  add("batch_mean", seen.batch_mean, 100);
  add("utilization_mean", seen.utilization_mean, 1000);
  add("utilization_p95", seen.utilization_p95, 1000);
  add("latency_p50_ms", seen.latency_p50_ms, 10);
  add("latency_p95_ms", seen.latency_p95_ms, 10);
  add("latency_p95_ci95_ms", seen.latency_p95_ci95_ms, 100);
  add("network_p50_ms", seen.network_p50_ms, 10);
  add("knee_rps_per_replica", seen.knee_rps, 1000);
  return json;
}

// What the bill charges in a region, by service; what no region has alone stands under "global".
ordered_json cost_json(const Bill& bill) {
  std::map<std::string, std::map<std::string, Cents>> sums;
  for (const BillLine& line : bill.lines) sums[line.region == "global" ? "global" : line.provider + ":" + line.region][line.service] += line.amount;
  ordered_json json = ordered_json::array();
  for (const auto& [region, services] : sums) {
    Cents total;
    ordered_json parts = ordered_json::object();
    for (const auto& [service, amount] : services) {
      total += amount;
      parts[service] = amount.usd();
    }
    json.push_back({{"region", region}, {"monthly_usd", total.usd()}, {"services", std::move(parts)}});
  }
  return json;
}

// Times in seconds; null: it did not happen in the time that was simulated.
ordered_json failure_json(const ExpectedFailure& failure) {
  const auto time = [](const std::optional<double>& seconds) { return seconds ? ordered_json(rounded(*seconds, 10)) : ordered_json(nullptr); };
  return {{"name", failure.name},
          {"by_runbook", failure.by_runbook},
          {"holds", failure.holds},
          {"detect_s", time(failure.detect_s)},
          {"shift_s", time(failure.shift_s)},
          {"recover_s", time(failure.recover_s)},
          {"after_s", time(failure.after_s)},
          {"sent", failure.sent},
          {"failed", failure.failed},
          {"late", failure.late}};
}

ordered_json objective_json(const Workload& workload) {
  return {{"workload", workload.name},
          {"metric", to_string(workload.slo.metric)},
          {"percentile", workload.slo.percentile},
          {"target_ms", workload.slo.target_ms}};
}

}  // namespace

std::string latency_meaning(const World& world) {
  const auto named = [](LatencyMetric metric) { return metric == LatencyMetric::ttft ? "time to the first token" : "time to the whole answer"; };
  const LatencyMetric first = world.workloads.front().slo.metric;
  const bool same = std::all_of(world.workloads.begin(), world.workloads.end(), [&](const Workload& w) { return w.slo.metric == first; });
  return fmt::format("p{} of the {}, as users feel it", world.objective_percentile,
                     same ? named(first) : "latency that each workload's objective names");
}

std::string expected_json(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  ordered_json json = {{"scenario", input.world.name},
                       {"study", input.study_id},
                       {"pick", input.pick},
                       {"tradewind", version()},
                       {"catalogue", input.world.catalogue_version},
                       {"week_of", input.world.week_of},
                       {"latency_ms", rounded(input.expected_latency_ms, 10)},
                       {"latency_is", latency_meaning(input.world)},
                       {"monthly_usd", rounded(input.expected_monthly_usd, 100)},
                       {"hours_per_month", hours_per_month},
                       {"precision", precision_json(input.precision)},
                       {"objectives", ordered_json::array()},
                       {"pools", ordered_json::array()}};
  for (const Workload& workload : input.world.workloads) json["objectives"].push_back(objective_json(workload));
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools) json["pools"].push_back(pool_json(region, pool));
  json.update(flows_json(input, regions));
  for (const ExpectedFailure& failure : input.failures) json["failures"].push_back(failure_json(failure));
  if (!input.bill.lines.empty()) {
    json["price_book"] = input.bill.price_book;
    json["cost"] = cost_json(input.bill);
  }
  return dump(json);
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::string& target_sections) {
  const World& world = input.world;
  std::string text = fmt::format("# {}: point {} of study {}\n\n", markdown(world.name), markdown(input.pick), markdown(input.study_id));
  text += fmt::format(
      "Made by Tradewind {} from a simulation. The same study and point give the same files, so keep changes of your own in an overlay on top.\n\n",
      version());
  text += fmt::format("**Expected: {:.1f} ms** ({}) and **{:.2f} USD a month** of {:.0f} hours at {} list prices.\n\n", input.expected_latency_ms,
                      latency_meaning(world), input.expected_monthly_usd, hours_per_month,
                      world.purchase == Purchase::on_demand ? "on-demand" : "reserved");
  text += "## What is deployed\n\n" + pool_table(regions) + "\n" + length_notes(regions);
  text += target_sections;
  text += fmt::format(
      "## Where the values come from\n\n"
      "| value | from |\n|---|---|\n"
      "| regions, instance types, replicas | `topology.json`, the picked topology |\n"
      "| expected latency and cost, load | `EXPECTED.json`: simulation of the week of {}, catalogue of {} |\n"
      "| settings of the model servers | the scenario; they are the ones that were simulated |\n"
      "| figures derived here | a comment above the value says how |\n",
      markdown(world.week_of), markdown(world.catalogue_version));
  return text;
}

}  // namespace tradewind
