// A chaos campaign for programs: JUnit and CSV.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "text/csv_writer.h"
#include "text/markup.h"
#include "text/numbers.h"
#include "tradewind/reports/chaos_report.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using text::Markup;

std::string seconds(const std::optional<double>& time_s) { return time_s ? fmt::format("{:.0f} s after the fault began", *time_s) : "never"; }

// What a failed test case says below its message.
std::string details(const ChaosExperiment& e) {
  std::string lines = fmt::format("noticed: {}\nat most 1 % of the requests fail: {}\nas many in time as asked: {}\n", seconds(e.detect_s),
                                  seconds(e.shift_s), seconds(e.recover_s));
  lines += fmt::format("since the fault began: {} requests sent, {} failed ({} without the fault), {} late ({} without the fault)\n", e.sent,
                       e.failed, e.usually_failed, e.late, e.usually_late);
  for (const ChaosVictims& victims : e.victims)
    lines += fmt::format("{}: {} of {} failed, p95 {:.0f} ms instead of {:.0f} ms\n", victims.population, victims.failed, victims.sent,
                         victims.p95_ms, victims.usual_p95_ms);
  return lines;
}

void property(Markup& xml, std::string_view name, const std::string& value) {
  xml.empty("property", {{"name", std::string(name)}, {"value", value}});
}

void test_case(Markup& xml, const ChaosExperiment& e) {
  const auto scope = xml.scope("testcase", {{"classname", "tradewind.chaos"}, {"name", e.name}});
  if (!e.holds()) xml.element("failure", details(e), {{"message", why_it_does_not_hold(e)}, {"type", "DoesNotHold"}});
}

}  // namespace

std::string why_it_does_not_hold(const ChaosExperiment& e) {
  if (e.holds()) return {};
  if (!e.shift_s) return "More than 1 % of the requests still failed when the fault ended.";
  return fmt::format("{} nearly all requests were answered, but too many of them late until the fault ended.",
                     *e.shift_s > 0 ? fmt::format("From {:.0f} s after its begin on,", *e.shift_s) : "While the fault lasted,");
}

std::string hour_in_words(int hour_of_week) {
  constexpr const char* days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  const int hour = hour_of_week % 24;
  return fmt::format("{} {:02}-{:02} UTC", days[hour_of_week / 24 % 7], hour, hour + 1);
}

std::string chaos_junit(const ChaosOutcome& outcome) {
  const auto failures = std::to_string(std::ranges::count(outcome.experiments, false, &ChaosExperiment::holds));
  const auto tests = std::to_string(outcome.experiments.size());
  Markup xml;
  xml.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  {
    const auto suites = xml.scope("testsuites", {{"name", "tradewind chaos"}, {"tests", tests}, {"failures", failures}, {"errors", "0"}});
    const auto suite =
        xml.scope("testsuite", {{"name", "chaos: " + outcome.scenario}, {"tests", tests}, {"failures", failures}, {"errors", "0"}, {"skipped", "0"}});
    {
      const auto properties = xml.scope("properties");
      property(xml, "scenario", outcome.scenario);
      property(xml, "traffic manager", outcome.manager);
      property(xml, "hour", hour_in_words(outcome.hour_of_week));
      property(xml, "seed", std::to_string(outcome.seed));
      property(xml, "replications", std::to_string(outcome.replications));
      property(xml, "requests", std::to_string(outcome.requests));
      property(xml, "fingerprint", text::hexadecimal(outcome.fingerprint));
      property(xml, "version", std::string(version()));
    }
    for (const ChaosExperiment& experiment : outcome.experiments) test_case(xml, experiment);
  }
  return xml.verbatim("\n").take();
}

std::string chaos_csv(const ChaosOutcome& outcome) {
  std::vector<std::string> names = {"experiment", "kind", "at_s", "sent", "completed", "failed", "late", "p50_ms", "p95_ms"};
  for (const char* figure : {"sent_to ", "replicas "})
    for (const std::string& region : outcome.regions) names.push_back(figure + region);
  text::CsvTable table({names.begin(), names.end()});
  const auto rows = [&](const ChaosExperiment& experiment) {
    for (const ChaosMoment& moment : experiment.moments) {
      table.cell(experiment.name).cell(experiment.group.empty() ? "none" : experiment.group).cell(moment.at_s, 3);
      for (const std::uint64_t count : {moment.sent, moment.completed, moment.failed(), moment.late}) table.cell_count(count);
      // Nothing was completed: there is no latency.
      for (const double ms : {moment.p50_ms, moment.p95_ms}) moment.completed > 0 ? table.cell(ms, 3) : table.cell("");
      for (const std::uint64_t sent : moment.sent_to) table.cell_count(sent);
      for (const double replicas : moment.replicas) table.cell(replicas, 3);
      table.end_row();
    }
  };
  rows(outcome.baseline);
  for (const ChaosExperiment& experiment : outcome.experiments) rows(experiment);
  return table.text();
}

}  // namespace tradewind
