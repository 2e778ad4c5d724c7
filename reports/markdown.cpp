#include "markdown.h"

#include <fmt/format.h>

#include "model/bill_summary.h"
#include "model/explanation.h"
#include "text/markdown_escape.h"
#include "text/names.h"
#include "text/numbers.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind {
namespace {

using text::markdown_escape;

std::string region_keys(const ReportModel& model, const ReportPoint& point) {
  std::string keys;
  for (const RegionLoad& load : point.load) keys += (keys.empty() ? "" : ", ") + model.regions[load.region].key;
  return markdown_escape(keys);
}

std::string answer(const ReportModel& model) {
  const ReportPoint& point = model.picked();
  return fmt::format("**Run in {}: {} {}, {} USD a month** (point {}).\n\n", region_keys(model, point), model.axis_name(),
                     text::with_interval(point.latency_ms, point.ci95_ms), text::whole_usd(point.monthly), markdown_escape(point.id));
}

std::string front_table(const ReportModel& model) {
  const bool third = model.has_third();
  std::string out = fmt::format(
      "| point | {}, ms | 95 % interval | USD a month |{} regions | instances | busy | in objective |\n|---|--:|--:|--:|{}--:|--:|--:|--:|\n",
      model.axis_name(), third ? fmt::format(" {} |", third_heading(model.third_axis)) : "", third ? "--:|" : "");
  for (const ReportPoint& point : model.front) {
    const std::string role = role_of(point);
    out += fmt::format("| {}{} | {} | ± {} | {} |{} {} | {} | {} | {} |\n", markdown_escape(point.id), role.empty() ? "" : " (" + role + ")",
                       text::ms(point.latency_ms), text::ms(point.ci95_ms), text::whole_usd(point.monthly),
                       third ? fmt::format(" {} |", third_text(model.third_axis, point.third.value_or(0))) : "", point.load.size(), point.instances,
                       text::percent(point.utilization), text::percent(point.outcome.slo_attainment));
  }
  return out + "\n";
}

std::string bill_table(const ReportPoint& point) {
  std::string out = fmt::format("### Bill of {}\n\n| service | USD a month |\n|---|--:|\n", markdown_escape(point.id));
  for (const Subtotal& service : by_service(point.bill))
    out += fmt::format("| {} | {} |\n", markdown_escape(text::readable(service.name)), to_string(service.amount));
  return out + fmt::format("| **total** | **{}** |\n\n", to_string(point.monthly));
}

std::string bullet_list(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string out = "### " + title + "\n\n";
  for (const std::string& item : items) out += "- " + markdown_escape(item) + "\n";
  return out + "\n";
}

}  // namespace

std::string render_markdown(const ReportModel& model) {
  std::string out = "## " + markdown_escape(model.scenario) + "\n\n";
  if (!model.description.empty()) out += markdown_escape(model.description) + "\n\n";
  out += answer(model) + front_table(model);
  std::vector<std::string> reasons;
  for (const Reason& reason : explain(model)) reasons.push_back(reason.topic + ": " + reason.sentence);
  out += bullet_list("Why the cheapest and the fastest differ", reasons);
  out += bill_table(model.picked()) + bullet_list("Warnings", model.warnings);
  const Outcome& outcome = model.picked().outcome;
  out += fmt::format("Prices of {}, catalogue of {}, seed {}, {}, fingerprint `{}`, Tradewind {}.\n", markdown_escape(model.price_dates),
                     markdown_escape(model.catalogue_version), outcome.seed, text::counted(outcome.replications, "replication"),
                     text::hexadecimal(outcome.fingerprint), markdown_escape(model.version));
  return out;
}

}  // namespace tradewind
