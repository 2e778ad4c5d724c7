#include "chaos_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/reports/chaos_report.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;
using terminal::grouped;

Json seconds(const std::optional<double>& s) { return s ? Json(*s) : Json(nullptr); }

template <class Figure>
Json column(const std::vector<ChaosMoment>& moments, const Figure& figure) {
  Json column = Json::array();
  for (const ChaosMoment& moment : moments) column.push_back(figure(moment));
  return column;
}

Json timeline_json(const ChaosOutcome& outcome, const std::vector<ChaosMoment>& moments) {
  Json json;
  const auto add = [&](const char* name, const auto& figure) { json[name] = column(moments, figure); };
  // No latency where nothing was completed.
  const auto latency = [](double ChaosMoment::*ms) {
    return [ms](const ChaosMoment& moment) { return moment.completed > 0 ? Json(moment.*ms) : Json(nullptr); };
  };
  add("at_s", [](const ChaosMoment& moment) { return moment.at_s; });
  add("sent", [](const ChaosMoment& moment) { return moment.sent; });
  add("completed", [](const ChaosMoment& moment) { return moment.completed; });
  add("failed", [](const ChaosMoment& moment) { return moment.failed(); });
  add("late", [](const ChaosMoment& moment) { return moment.late; });
  add("p50_ms", latency(&ChaosMoment::p50_ms));
  add("p95_ms", latency(&ChaosMoment::p95_ms));
  json["sent_to"] = Json::object();
  json["replicas"] = Json::object();
  for (std::size_t region = 0; region < outcome.regions.size(); ++region) {
    json["sent_to"][outcome.regions[region]] = column(moments, [&](const ChaosMoment& moment) { return moment.sent_to[region]; });
    json["replicas"][outcome.regions[region]] = column(moments, [&](const ChaosMoment& moment) { return moment.replicas[region]; });
  }
  return json;
}

Json year_json(const std::optional<ChaosYear>& year) {
  if (!year) return nullptr;
  return {{"failures", year->failures}, {"lost_requests", year->lost_requests}, {"outage_minutes", year->outage_minutes}};
}

Json experiment_json(const ChaosOutcome& outcome, const ChaosExperiment& e) {
  Json json = {{"name", e.name},
               {"kind", e.group.empty() ? "none" : e.group},
               {"holds", e.holds()},
               {"detect_s", seconds(e.detect_s)},
               {"shift_s", seconds(e.shift_s)},
               {"recover_s", seconds(e.recover_s)},
               {"after_s", seconds(e.after_s)},
               {"restore_s", seconds(e.restore_s)},
               {"by_runbook", e.by_runbook},
               {"expected_in_a_year", year_json(e.year)},
               {"sent", e.sent},
               {"failed", e.failed},
               {"late", e.late},
               {"usually_failed", e.usually_failed},
               {"usually_late", e.usually_late}};
  json["events"] = Json::array();
  for (const ChaosEvent& event : e.events) json["events"].push_back({{"at_s", event.at_s}, {"what", event.what}});
  json["victims"] = Json::array();
  for (const ChaosVictims& hit : e.victims)
    json["victims"].push_back(
        {{"population", hit.population}, {"sent", hit.sent}, {"failed", hit.failed}, {"p95_ms", hit.p95_ms}, {"usual_p95_ms", hit.usual_p95_ms}});
  json["timeline"] = timeline_json(outcome, e.moments);
  for (const StoreOutcome& store : e.features.stores)
    json["features"].push_back(
        {{"store", store.store},
         {"consistency", store.consistency},
         {"reads", store.reads},
         {"staleness_s",
          {{"p50", store.staleness_s.p50}, {"p95", store.staleness_s.p95}, {"p99", store.staleness_s.p99}, {"max", store.staleness_s.max}}},
         {"stale", store.stale},
         {"failed", store.failed},
         {"defaults", store.defaults},
         {"failed_writes", store.failed_writes},
         {"mean_loss", store.mean_loss}});
  return json;
}

std::string in_words(const std::optional<double>& s) { return !s ? "never" : *s == 0 ? "at once" : fmt::format("{:.0f} s", *s); }

std::string hardest_hit(const ChaosExperiment& e) { return e.hardest_hit() == nullptr ? "" : e.hardest_hit()->population; }

std::string signed_count(double number) { return (number > 0 ? "+" : "") + grouped(number); }

Json mttr_json(const MeanTimeToRestore& mttr) {
  if (mttr.experiments == 0) return nullptr;
  return {{"mean_s", mttr.mean_s}, {"experiments", mttr.experiments}, {"never", mttr.never}};
}

Json expected_year_json(const ChaosOutcome& outcome, bool by_runbook) {
  const std::optional<ChaosYear> year = outcome.expected_year(by_runbook);
  Json json = year_json(year);
  if (year) json["availability"] = outcome.expected_availability(*year);
  return json;
}

Json by_chance_json(const ChaosOutcome& outcome, const ChaosOptions& options) {
  if (!outcome.by_chance) return nullptr;
  const ChaosByChance& c = *outcome.by_chance;
  Json year = year_json(c.year);
  year["lost_requests_ci95"] = c.lost_requests_ci95;
  year["outage_minutes_ci95"] = c.outage_minutes_ci95;
  year["availability"] = outcome.expected_availability(c.year);
  return {{"runs", c.runs},
          {"hours", c.hours},
          {"failures", c.failures},
          {"acceleration", options.acceleration},
          {"overlap", c.overlap},
          {"overlaps_too_often", c.overlaps()},
          {"expected_in_a_year", year}};
}

// Where the scenario states how often parts fail: what a year is expected to lose, the most first.
void print_years(const ChaosOutcome& outcome) {
  std::vector<const ChaosExperiment*> rated;
  for (const ChaosExperiment& e : outcome.experiments)
    if (e.year) rated.push_back(&e);
  if (rated.empty()) return;
  std::ranges::stable_sort(rated, std::greater<>(), [](const ChaosExperiment* e) { return e->year->outage_minutes; });
  terminal::Table table({{"expected in a year"}, {"failures", true}, {"lost requests", true}, {"minutes of outage", true}});
  for (const ChaosExperiment* e : rated)
    table.add({e->name, fmt::format("{:.3g}", e->year->failures), grouped(e->year->lost_requests), fmt::format("{:.3g}", e->year->outage_minutes)});
  fmt::print("\n");
  table.print();
  for (const bool by_runbook : {false, true})
    if (const auto year = outcome.expected_year(by_runbook))
      fmt::print("  together{}: {:.3g} failures, {} lost requests, {:.3g} min; availability {}\n", by_runbook ? ", by the runbook" : "",
                 year->failures, grouped(year->lost_requests), year->outage_minutes, terminal::share(outcome.expected_availability(*year)));
  fmt::print("  first order: one part at a time, at the rates that the scenario states (docs/chaos.md)\n");
}

void print_by_chance(const ChaosOutcome& outcome, const ChaosOptions& options) {
  if (!outcome.by_chance) return;
  const ChaosByChance& c = *outcome.by_chance;
  fmt::print(
      "\nby chance: {} failures in {} runs, {:.3g} h, at {:g} times the rates; in a year {} lost requests (± {}), {:.3g} min of outage (± {:.2g}); "
      "availability {}\n",
      c.failures, c.runs, c.hours, options.acceleration, grouped(c.year.lost_requests), grouped(c.lost_requests_ci95), c.year.outage_minutes,
      c.outage_minutes_ci95, terminal::share(outcome.expected_availability(c.year)));
}

// What requests saw of the stores in each experiment, the whole of it.
void print_features(const ChaosOutcome& outcome) {
  if (outcome.baseline.features.stores.empty()) return;
  terminal::Table table(
      {{"failure"}, {"store"}, {"age, p50", true}, {"p99", true}, {"max", true}, {"over bound", true}, {"failed reads", true}, {"mean loss", true}});
  const auto add = [&](const ChaosExperiment& e) {
    for (const StoreOutcome& store : e.features.stores)
      table.add({e.name, store.store, fmt::format("{:.2f} s", store.staleness_s.p50), fmt::format("{:.2f} s", store.staleness_s.p99),
                 fmt::format("{:.2f} s", store.staleness_s.max), fmt::format("{:.3g} %", 100 * store.stale),
                 fmt::format("{:.3g} %", 100 * store.failed), fmt::format("{:.4g}", store.mean_loss)});
  };
  add(outcome.baseline);
  for (const ChaosExperiment& e : outcome.experiments) add(e);
  fmt::print("\n");
  table.print();
}

void print_mttr(const MeanTimeToRestore& mttr, bool by_runbook) {
  if (mttr.experiments == 0) return;
  fmt::print("  mean time to restore{}: {}{:.0f} s over {} failures", by_runbook ? ", by the runbook" : "", mttr.never > 0 ? "at least " : "",
             mttr.mean_s, mttr.experiments);
  if (mttr.never > 0) fmt::print(" ({} not restored in the time simulated)", mttr.never);
  fmt::print("\n");
}

}  // namespace

Json chaos_json(const ChaosOutcome& outcome, const ChaosOptions& options) {
  Json json = {{"scenario", outcome.scenario},
               {"manager", outcome.manager},
               {"seed", outcome.seed},
               {"replications", outcome.replications},
               {"hour_of_week", outcome.hour_of_week},
               {"hour", hour_in_words(outcome.hour_of_week)},
               {"fault_at_s", options.fault_at_s},
               {"fault_for_s", options.fault_for_s},
               {"duration_s", options.duration_s()},
               {"moment_s", options.moment_s},
               {"warmup_s", options.warmup_s},
               {"requests", outcome.requests},
               {"wall_s", outcome.wall_s},
               {"fingerprint", fmt::format("{:016x}", outcome.fingerprint)},
               {"regions", outcome.regions}};
  json["mean_time_to_restore"] = mttr_json(outcome.mean_time_to_restore(false, options));
  json["mean_time_to_restore_by_runbook"] = mttr_json(outcome.mean_time_to_restore(true, options));
  json["expected_in_a_year"] = expected_year_json(outcome, false);
  json["expected_in_a_year_by_runbook"] = expected_year_json(outcome, true);
  json["by_chance"] = by_chance_json(outcome, options);
  json["baseline"] = experiment_json(outcome, outcome.baseline);
  json["experiments"] = Json::array();
  for (const ChaosExperiment& experiment : outcome.experiments) json["experiments"].push_back(experiment_json(outcome, experiment));
  return json;
}

void print_chaos(const ChaosOutcome& outcome, const ChaosOptions& options) {
  using terminal::printable;
  fmt::print("{}: {} failures in turn under {}, load of {}, seed {}, {} replication{}; {} requests simulated in {}\n\n", printable(outcome.scenario),
             outcome.experiments.size(), outcome.manager, hour_in_words(outcome.hour_of_week), outcome.seed, outcome.replications,
             outcome.replications == 1 ? "" : "s", grouped(static_cast<double>(outcome.requests)), terminal::duration(outcome.wall_s));
  if (const double failing = share_of(outcome.baseline.failed, outcome.baseline.sent); failing > 0.01)
    fmt::print("Without any fault, {} of the requests fail: what follows says little before that is mended.\n\n", terminal::share(failing));
  terminal::Table table({{"what fails"},
                         {"holds"},
                         {"noticed", true},
                         {"failures over", true},
                         {"recovered", true},
                         {"well after it", true},
                         {"failed", true},
                         {"of those sent", true},
                         {"late, vs usual", true},
                         {"hardest hit"}});
  for (const ChaosExperiment& e : outcome.experiments)
    table.add({e.name, e.holds() ? "yes" : "NO", e.detect_s ? in_words(e.detect_s) : "-", in_words(e.shift_s), in_words(e.recover_s),
               in_words(e.after_s), grouped(static_cast<double>(e.failed)), terminal::share(share_of(e.failed, e.sent)), signed_count(e.more_late()),
               hardest_hit(e)});
  table.print();
  for (const bool by_runbook : {false, true}) print_mttr(outcome.mean_time_to_restore(by_runbook, options), by_runbook);
  fmt::print(
      "  times since the fault began, after it since it ended; failed: of the requests sent since then; late: completed past the SLO's target\n");
  print_years(outcome);
  print_by_chance(outcome, options);
  print_features(outcome);
}

}  // namespace tradewind
