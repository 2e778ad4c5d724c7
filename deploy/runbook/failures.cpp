#include "runbook/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kubernetes/manifests.h"

namespace tradewind::runbook {
namespace {

// What a kind of fault looks like, and what helps. Kinds as tradewind/scenarios/incident.h has them.
struct Advice {
  std::string_view group, seen;
  std::vector<std::string> steps;
};

const std::array<Advice, 15>& advice() {
  static const std::array<Advice, 15> table = {
      {{"region",
        "Health checks of the region fail; its pods, nodes and metrics are gone from every view that lies there.",
        {"Read the provider's status page of the region; do not wait for it.", "Take the region out, if the traffic manager has not.",
         "Give the other regions its replicas, when the table says that they do not carry the load by themselves.",
         "When the region answers again: apply its manifests, wait until all replicas are ready, then give its endpoint back."}},
       {"pair",
        "Two regions at once: as a single one, twice.",
        {"Take both regions out.", "Give the others their replicas.", "Bring the regions back one after the other."}},
       {"zone",
        "Nodes of one zone are NotReady; pods there are missing until the control plane gives up on them.",
        {"Check that replacements are pending in other zones, and that nodes come for them.",
         "Where no zone has GPUs left, take the region out until it has.", "Let the autoscaler spread pods again when the zone is back."}},
       {"node",
        "One node is NotReady, its replicas are gone.",
        {"Cordon and drain the node, delete it when it does not come back.", "Check that a new node joins within the time that is expected."}},
       {"gpu",
        "A pod restarts or hangs with an Xid error in the node's kernel log; the node has a GPU less.",
        {"Cordon the node and drain it.", "Give the machine back to the provider when the error comes again after a restart."}},
       {"link",
        "Users of one country are slow or cut off; the region itself is well.",
        {"Compare latency by country before you touch the region.", "Take the region out for these users, or as a whole when it is the only way."}},
       {"edge", "Users near one place are slow until their networks find another entry.", {"Nothing: networks find another edge by themselves."}},
       {"dns",
        "New lookups of the name fail; clients with an answer go on.",
        {"Tell the DNS provider.", "Do not change records: caches keep what works."}},
       {"registry",
        "New replicas stay in ImagePullBackOff or wait for weights; running ones are well.",
        {"Stop rollouts.", "Do not delete pods or nodes: what runs cannot be replaced now."}},
       {"slow_replica",
        "One replica answers far later than its like, although it is ready.",
        {"Delete the pod; drain its node when the next one there is slow too."}},
       {"flapping_check",
        "The region goes in and out although its servers are well.",
        {"Look at the health path and the gateway, not at the servers.", "Take the region out until its checks are steady."}},
       {"one_way_loss", "Requests arrive and are served, but clients time out.", {"Take the region out.", "Tell the network provider."}},
       {"mirror",
        "Replication into the region lags and goes on lagging; features grow old.",
        {"Restart the mirror.", "Watch the backlog go down before you call it over."}},
       {"partition",
        "The region reaches no store elsewhere, though its users reach it.",
        {"Take the region out where answers with old or default features are worse than none."}},
       {"metrics",
        "The autoscaler reads nothing; replicas stay as they are.",
        {"Repair Prometheus or its adapter.", "Hold more replicas, as for an evacuation, while the load grows."}}}};
  return table;
}

const Advice* advice_of(std::string_view group) {
  const auto found = std::ranges::find(advice(), group, &Advice::group);
  return found == advice().end() ? nullptr : &*found;
}

std::string time(const std::optional<double>& seconds, const char* absent) { return seconds ? duration(*seconds) : absent; }

std::string share(double part, double whole) { return whole > 0 ? fmt::format("{:.2f} %", 100 * part / whole) : "0 %"; }

}  // namespace

const RegionPlan* region_of(const std::vector<RegionPlan>& regions, std::string_view name) {
  for (const RegionPlan& region : regions)
    if (name.ends_with(region.region->key())) return &region;
  return nullptr;
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole == 0) return "at once";
  if (whole < 60) return fmt::format("{} s", whole);
  return whole % 60 == 0 ? fmt::format("{} min", whole / 60) : fmt::format("{} min {} s", whole / 60, whole % 60);
}

void add_failure(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions, const ExpectedFailure& failure) {
  page.heading(3, failure.name + (failure.by_runbook ? ", with people" : ""));
  const Advice* advice = advice_of(failure.group);
  page.paragraph(advice != nullptr ? std::string(advice->seen) : "An incident of the scenario: its parts fail as the scenario says.");
  page.table({{"simulated", "expected"},
              {"a health check takes a region for down", time(failure.detect_s, "not at all: alerts have to tell")},
              {"at most 1 % of the requests fail", time(failure.shift_s, "not while it lasts")},
              {"as many are in time as usual", time(failure.recover_s, "not while it lasts")},
              {fmt::format("well after the end of a fault of {}", duration(failure.fault_for_s)),
               time(failure.after_s, "not in the time that was simulated")},
              {"requests that fail",
               fmt::format("{} of those sent, usually {}", share(failure.failed, failure.sent), share(failure.usually_failed, failure.sent))},
              {"requests that are late", fmt::format("{}, usually {}", share(failure.late, failure.sent), share(failure.usually_late, failure.sent))},
              {"hardest hit", failure.hardest_hit.empty() ? "nobody" : failure.hardest_hit}});
  page.paragraph(failure.holds ? "What is left carries the load: watch, and act when a time above has passed twice over."
                               : "What is left does NOT carry the load: act at once, and escalate when it is not over by the times above.");
  if (advice != nullptr) page.steps(advice->steps);
  const RegionPlan* region = region_of(regions, failure.name);
  if (region == nullptr) return;
  if (failure.group == "region") {
    page.paragraph(fmt::format("The commands are those of \"Evacuate a region\", {}.", region->name));
  } else if (failure.group == "zone" || failure.group == "node" || failure.group == "gpu" || failure.group == "slow_replica") {
    const std::string space = kubernetes::namespace_name(input.world);
    page.commands({fmt::format("kubectl --context {} get nodes -L topology.kubernetes.io/zone", region->name),
                   fmt::format("kubectl --context {} -n {} get pods -o wide", region->name, space),
                   fmt::format("kubectl --context {} -n {} get events --sort-by=.lastTimestamp", region->name, space)});
  }
}

}  // namespace tradewind::runbook
