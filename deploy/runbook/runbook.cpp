// The target "runbook": what to do when something fails, and what to look at before users come.
#include <fmt/format.h>

#include <algorithm>

#include "runbook/failures.h"
#include "runbook/page.h"
#include "runbook/procedures.h"
#include "target.h"

namespace tradewind {
namespace runbook {
namespace {

std::vector<std::vector<std::string>> pool_rows(const std::vector<RegionPlan>& regions) {
  std::vector<std::vector<std::string>> rows{{"cluster", "place", "workload", "replicas", "at most", "busiest hour, requests/s"}};
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      rows.push_back({region.name, region.region->city + ", " + region.region->country_iso2, pool.workload->name, std::to_string(pool.replicas),
                      std::to_string(pool.max_replicas), fmt::format("{:.2f}", pool.busiest_rps)});
  return rows;
}

void add_start(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions) {
  page.heading(1, "Runbook: " + input.world.name);
  page.paragraph(
      fmt::format("For point {} of study {}. Times and shares are those of a simulation of this topology, request by request, in the busiest hour of "
                  "the week of {}; kubectl contexts are named after the overlays.",
                  input.pick, input.study_id, input.world.week_of));
  page.table(pool_rows(regions));
  page.heading(2, "Who is told");
  page.bullets({"The person on call for the platform: every alert, at once.",
                "The owner of the workload: when users fail for longer than the section of the failure expects, or a step would drop their requests.",
                "The cloud provider's support: when a region, zone or GPU is lost. Have the account and the region at hand.",
                "Users, by the status page: when more than 1 % of the requests fail for longer than the section of the failure expects."});
}

Page runbook_page(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  Page page;
  add_start(page, input, regions);
  page.heading(2, "Failures");
  if (input.failures.empty()) page.paragraph("None was simulated.");
  for (const ExpectedFailure& failure : input.failures) add_failure(page, input, regions, failure);
  add_procedures(page, input, regions, written);
  return page;
}

int instances_of(const std::vector<RegionPlan>& regions) {
  int count = 0;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools) count += pool.instances;
  return count;
}

std::string failing(const ExportInput& input) {
  if (input.failures.empty()) return "No failure was simulated.";
  const auto bad = std::ranges::count_if(input.failures, [](const ExpectedFailure& failure) { return !failure.holds; });
  return fmt::format("{} of {} simulated failures are not carried by what is left{}.", bad, input.failures.size(),
                     bad == 0 ? "" : fmt::format(", the worst is: {}", input.failures.front().name));
}

std::string replication(const World& world) {
  if (world.data.artifacts.empty() && world.data.streams.empty() && world.data.feature_stores.empty()) return "The scenario replicates nothing.";
  return fmt::format("{} artifacts, {} streams and {} feature stores are replicated; try one stall of each.", world.data.artifacts.size(),
                     world.data.streams.size(), world.data.feature_stores.size());
}

std::string traffic(const TrafficManager& manager) {
  if (manager.id.empty()) return "The scenario names no traffic manager: topology.json says who goes where.";
  const std::string answers = manager.layer == TrafficLayer::dns ? fmt::format(", answers live {:.0f} s", manager.ttl_s) : "";
  return fmt::format("{}: checks every {:.0f} s{}.", manager.id, manager.interval_s, answers);
}

std::string residency(const World& world) {
  return world.residency_rules.empty()
             ? "The scenario has no rule."
             : fmt::format("{} rules; README.md says whom they concern. Test from inside and outside.", world.residency_rules.size());
}

// Who looks at the quotas.
std::string quotas(const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  if (written.cluster_folders().empty()) return "look at the quotas of each.";
  const bool azure = std::ranges::any_of(regions, [](const RegionPlan& region) { return region.region->provider == "azure"; });
  return fmt::format("{} checks the quotas{}.", either(written.cluster_folders()), azure ? ", check-azure-quotas.sh there those of Azure" : "");
}

Page readiness_page(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  const World& world = input.world;
  Page page;
  page.heading(1, "Readiness: " + world.name);
  page.paragraph("Before users come. Left what is to be shown, right what this bundle answers.");
  page.table({{"point", "to be shown", "answer"},
              {"1. Capacity", "GPUs and quotas for the plan and the headroom in every region",
               fmt::format("{} instances in {} regions are planned; {}", instances_of(regions), regions.size(), quotas(regions, written))},
              {"2. Failure", "What is left carries the load when a part fails", failing(input)},
              {"3. Traffic", "Users come where they were simulated, and leave a region that fails", traffic(world.traffic.manager)},
              {"4. Data", "Models and features reach every region in time", replication(world)},
              {"5. Change", "A version comes region by region and goes back",
               world.rollouts.empty() ? "The scenario has no rollout: deployments replace one replica at a time."
                                      : fmt::format("{} rollouts are simulated by the scenario.", world.rollouts.size())},
              {"6. Residency and secrets", "Requests stay where they have to; no secret is in a file",
               residency(world) + " Secrets are named, never written."},
              {"7. Sight and money", "Alerts come before users call; the bill is the expected one",
               fmt::format("{:.1f} ms and {:.2f} USD a month are expected: EXPECTED.json.", input.expected_latency_ms, input.expected_monthly_usd)}});
  return page;
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  const Page runbook = runbook_page(input, regions, written);
  return {{"runbook/RUNBOOK.md", runbook.markdown()},
          {"runbook/RUNBOOK.html", runbook.html("Runbook: " + input.world.name)},
          {"runbook/READINESS.md", readiness_page(input, regions, written).markdown()}};
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>&) {
  return fmt::format(
      "## What is in `runbook/`\n\n"
      "- `RUNBOOK.md`, and as one page `RUNBOOK.html`: for each of {} simulated failures what is seen, the expected times, what to do;\n"
      "  how to evacuate, roll back and add a region.\n"
      "- `READINESS.md`: what to look at before users come.\n\n",
      input.failures.size());
}

}  // namespace
}  // namespace runbook

const Target runbook_target = {.name = "runbook",
                               .writes = "what to do for each simulated failure with the expected times, as Markdown and HTML; a readiness checklist",
                               .made_for = "kubectl 1.30+, KEDA 2.12+",
                               .files = nullptr,
                               .readme = runbook::readme,
                               .tells_failures = true,
                               .procedures = runbook::files};

}  // namespace tradewind
