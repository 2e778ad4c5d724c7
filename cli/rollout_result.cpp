#include "rollout_result.h"

#include <fmt/format.h>

#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/reports/chaos_report.h"
#include "tradewind/sim/share.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;
using terminal::grouped;

Json seconds(const std::optional<double>& s) { return s ? Json(*s) : Json(nullptr); }

Json skew_json(const VersionSkew& skew) {
  return {{"seconds", skew.seconds},           {"share", skew.share}, {"conversations", skew.conversations},
          {"split_conversations", skew.split}, {"turns", skew.turns}, {"switched_turns", skew.switched}};
}

Json regions_json(const std::vector<RolloutRegion>& regions) {
  Json json = Json::array();
  for (const RolloutRegion& region : regions)
    json.push_back({{"region", region.region},
                    {"wave", region.wave},
                    {"arrived_s", seconds(region.arrived_s)},
                    {"began_s", seconds(region.began_s)},
                    {"first_answer_s", seconds(region.first_answer_s)},
                    {"done_s", seconds(region.done_s)},
                    {"skew_s", region.skew_s}});
  return json;
}

Json timeline_json(const std::vector<RolloutMoment>& moments) {
  Json json;
  const auto add = [&](const char* name, const auto& figure) {
    json[name] = Json::array();
    for (const RolloutMoment& moment : moments) json[name].push_back(figure(moment));
  };
  add("at_s", [](const RolloutMoment& m) { return m.at_s; });
  add("sent", [](const RolloutMoment& m) { return m.sent; });
  add("completed", [](const RolloutMoment& m) { return m.completed; });
  add("by_new_version", [](const RolloutMoment& m) { return m.by_new; });
  add("late", [](const RolloutMoment& m) { return m.late; });
  add("p95_ms", [](const RolloutMoment& m) { return m.completed > 0 ? Json(m.p95_ms) : Json(nullptr); });
  add("old_replicas", [](const RolloutMoment& m) { return m.old_replicas; });
  add("new_replicas", [](const RolloutMoment& m) { return m.new_replicas; });
  return json;
}

Json usage_json(const RolloutResult& result) {
  double instance_hours = 0, gb = 0;
  for (const SurgeUsage& surge : result.usage.surge) instance_hours += surge.instance_hours;
  for (const CopiedBytes& copy : result.usage.copies) gb += copy.gb;
  return {{"surge_instance_hours", instance_hours}, {"copied_gb", gb}};
}

Json bill_json(const Bill& bill) {
  return {{"usd", bill.total().usd()}, {"price_book", bill.price_book}, {"lines", Json::parse(to_json(bill))["lines"]}};
}

Json result_json(const RolloutResult& r, const Bill& bill) {
  Json json = {{"name", r.name},
               {"strategy", to_string(r.strategy)},
               {"done_s", seconds(r.done_s)},
               {"first_error_s", seconds(r.first_error_s)},
               {"failed_analysis_s", seconds(r.failed_s)},
               {"rolled_back_s", seconds(r.back_s)},
               {"clean_after_s", seconds(r.clean_after_s)},
               {"clean_bound_s", seconds(r.clean_bound_s)},
               {"requests",
                {{"sent", r.sent},
                 {"failed", r.failed},
                 {"late", r.late},
                 {"usually_failed", r.usually_failed},
                 {"usually_late", r.usually_late},
                 {"by_new_version", r.by_new},
                 {"bad_answers", r.bad_answers}}},
               {"version_skew", skew_json(r.skew)},
               {"usage", usage_json(r)},
               {"cost", bill_json(bill)},
               {"regions", regions_json(r.regions)},
               {"timeline", timeline_json(r.moments)},
               {"events", Json::array()},
               {"notes", r.notes}};
  for (const RolloutEvent& event : r.events) json["events"].push_back({{"at_s", event.at_s}, {"what", event.what}});
  return json;
}

std::string in_words(const std::optional<double>& s) { return s ? terminal::duration(*s) : "-"; }

// "12 (9 usually)"
std::string beside_usual(std::uint64_t now, std::uint64_t usual) {
  return grouped(static_cast<double>(now)) + (usual > 0 ? fmt::format(" ({} usually)", grouped(static_cast<double>(usual))) : "");
}

std::string end_of(const RolloutResult& r) {
  if (r.failed_s) return "rolled back" + (r.back_s ? " in " + terminal::duration(*r.back_s - *r.failed_s) : std::string(", not over"));
  return r.done_s ? "done" : "not done";
}

}  // namespace

Json rollouts_json(const RolloutsOutcome& outcome, const RolloutOptions& options, const std::vector<Bill>& bills) {
  Json json = {{"scenario", outcome.scenario},
               {"seed", outcome.seed},
               {"replications", outcome.replications},
               {"hour_of_week", outcome.hour_of_week},
               {"hour", hour_in_words(outcome.hour_of_week)},
               {"decided_at_s", options.before_s},
               {"simulated_s", outcome.simulated_s},
               {"moment_s", outcome.moment_s},
               {"requests", outcome.requests},
               {"wall_s", outcome.wall_s},
               {"fingerprint", fmt::format("{:016x}", outcome.fingerprint)},
               {"rollouts", Json::array()}};
  for (std::size_t i = 0; i < outcome.rollouts.size(); ++i) json["rollouts"].push_back(result_json(outcome.rollouts[i], bills[i]));
  return json;
}

void print_rollouts(const RolloutsOutcome& outcome, const std::vector<Bill>& bills) {
  fmt::print("{}: from {} on, seed {}, {} replication{}; {} requests simulated in {}\n\n", terminal::printable(outcome.scenario),
             hour_in_words(outcome.hour_of_week), outcome.seed, outcome.replications, outcome.replications == 1 ? "" : "s",
             grouped(static_cast<double>(outcome.requests)), terminal::duration(outcome.wall_s));
  terminal::Table table({{"rollout"},
                         {"strategy"},
                         {"end"},
                         {"after", true},
                         {"two versions for", true},
                         {"answers of the fewer", true},
                         {"split talks", true},
                         {"by the new", true},
                         {"failed", true},
                         {"late", true},
                         {"costs USD", true}});
  for (std::size_t i = 0; i < outcome.rollouts.size(); ++i) {
    const RolloutResult& r = outcome.rollouts[i];
    table.add({r.name, std::string(to_string(r.strategy)), end_of(r), in_words(r.failed_s ? r.failed_s : r.done_s),
               terminal::duration(r.skew.seconds), terminal::share(r.skew.share),
               r.skew.conversations > 0 ? terminal::share(share_of(r.skew.split, r.skew.conversations)) : "-", grouped(static_cast<double>(r.by_new)),
               beside_usual(r.failed, r.usually_failed), beside_usual(r.late, r.usually_late), to_string(bills[i].total())});
  }
  table.print();
  fmt::print(
      "  after: since the decision, until it was done or its analysis failed; two versions: from the first answer of the new one to the last of the\n"
      "  one that went; failed and late: of the requests sent since the decision; costs: instances beside the usual ones, and copies between "
      "regions\n");
  for (const RolloutResult& r : outcome.rollouts)
    for (const std::string& note : r.notes) fmt::print("  {}: {}\n", terminal::printable(r.name), note);
}

}  // namespace tradewind
