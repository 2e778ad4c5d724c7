// The target "runbook": what to do when something fails, and what to look at before users come.
#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/manifests.h"
#include "runbook/failures.h"
#include "runbook/page.h"
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

// What takes a region out depends on the traffic manager.
std::vector<std::string> evacuation_steps(const World& world, const RegionPlan& region) {
  const std::string& manager = world.traffic.manager.id;
  const bool by_dns = world.traffic.manager.layer == TrafficLayer::dns;
  const char* variable = manager.starts_with("google") ? "zones" : "endpoints";
  std::vector<std::string> steps{
      "Give the other regions its replicas first, with the commands below, and wait until they are ready.",
      fmt::format("Take {} out of the variable {} of terraform/ and apply: {} leads nobody there any more.", region.name, variable, manager)};
  if (by_dns)
    steps.push_back(fmt::format("Wait for the answers in caches: {:.0f} s, and {:.0f} s for the {:.0f} % of clients that keep them longer.",
                                world.traffic.manager.ttl_s, world.traffic.manager.outstay_s, 100 * world.traffic.manager.outstay_share));
  if (world.traffic.manager.connection_life_s > 0)
    steps.push_back(fmt::format("Open connections go on for up to {}; restart the gateway to cut them short.",
                                duration(world.traffic.manager.connection_life_s)));
  steps.push_back("When no request comes any more, scale the region down or repair it.");
  return steps;
}

void add_procedures(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string space = kubernetes::namespace_name(input.world);
  page.heading(2, "Evacuate a region");
  for (const RegionPlan& region : regions) {
    page.heading(3, region.name).steps(evacuation_steps(input.world, region));
    if (regions.size() > 1) page.commands(scale_out_commands(input.world, regions, region));
  }
  page.heading(2, "Roll back");
  page.paragraph("A bad version goes back region by region, the last one that got it first.");
  std::vector<std::string> lines;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      lines.push_back(fmt::format("kubectl --context {} -n {} rollout undo deployment/{}", region.name, space, pool.name));
  page.commands(lines);
  page.heading(2, "Regions answer with different versions");
  page.steps({"List the images and models of every region, with the commands below.",
              "Where a rollout is under way, wait for its end or roll it back; do not start another one.",
              "Where none is, apply the overlay of the region that differs."});
  lines.clear();
  for (const RegionPlan& region : regions)
    lines.push_back(fmt::format(
        "kubectl --context {} -n {} get pods -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image,ARGS:.spec.containers[0].args",
        region.name, space));
  page.commands(lines);
  page.heading(2, "Add a region");
  page.steps({"Plan again with the region among the candidates, and compare the point that has it with this one.",
              "Export it and read the difference of the folders: the regions that stay do not change their networks.",
              "Apply terraform/ for the cluster, then the new overlay, and wait until all replicas are ready.",
              "Give its endpoint to terraform/: users come.", "Hold a week of it against EXPECTED.json."});
}

Page runbook_page(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Page page;
  add_start(page, input, regions);
  page.heading(2, "Failures");
  if (input.failures.empty()) page.paragraph("None was simulated.");
  for (const ExpectedFailure& failure : input.failures) add_failure(page, input, regions, failure);
  add_procedures(page, input, regions);
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

std::string residency(const World& world) {
  return world.residency_rules.empty()
             ? "The scenario has no rule."
             : fmt::format("{} rules; README.md says whom they concern. Test from inside and outside.", world.residency_rules.size());
}

Page readiness_page(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const World& world = input.world;
  Page page;
  page.heading(1, "Readiness: " + world.name);
  page.paragraph("Before users come. Left what is to be shown, right what this bundle answers.");
  page.table({{"point", "to be shown", "answer"},
              {"1. Capacity", "GPUs and quotas for the plan and the headroom in every region",
               fmt::format("{} instances in {} regions are planned; terraform/ checks the quotas.", instances_of(regions), regions.size())},
              {"2. Failure", "What is left carries the load when a part fails", failing(input)},
              {"3. Traffic", "Users come where they were simulated, and leave a region that fails",
               fmt::format("{}: checks every {:.0f} s, answers live {:.0f} s.", world.traffic.manager.id, world.traffic.manager.interval_s,
                           world.traffic.manager.ttl_s)},
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

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const Page runbook = runbook_page(input, regions);
  return {{"runbook/RUNBOOK.md", runbook.markdown()},
          {"runbook/RUNBOOK.html", runbook.html("Runbook: " + input.world.name)},
          {"runbook/READINESS.md", readiness_page(input, regions).markdown()}};
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

const Target runbook_target = {"runbook",
                               "what to do for each simulated failure with the expected times, as Markdown and HTML; a readiness checklist",
                               "kubectl 1.30+, Terraform 1.5+",
                               runbook::files,
                               runbook::readme,
                               true};

}  // namespace tradewind
