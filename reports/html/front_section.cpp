#include <fmt/format.h>

#include "html/section.h"
#include "model/explanation.h"
#include "svg/front_chart.h"
#include "text/numbers.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind::html {
namespace {

void region_keys(text::Markup& page, const ReportModel& model, const ReportPoint& point) {
  const auto cell = page.scope("td", {{"class", "wide small where"}});
  for (const RegionLoad& load : point.load) page.element("span", model.regions[load.region].key, {{"class", "nowrap"}}).text(" ");
}

void row(text::Markup& page, const ReportModel& model, std::size_t at) {
  const ReportPoint& point = model.front[at];
  const auto line = page.scope("tr", {{"class", fmt::format("row-{}", at)}});
  {
    const auto cell = page.scope("th", {{"scope", "row"}});
    page.element("label", point.id, {{"for", fmt::format("pick-{}", at)}});
    if (const std::string role = role_of(point); !role.empty()) page.element("span", role, {{"class", "badge role"}});
  }
  number(page, text::ms(point.latency_ms));
  number(page, point.ci95_ms > 0 ? "± " + text::ms(point.ci95_ms) : "–");
  number(page, text::whole_usd(point.monthly));
  if (point.third) {
    const auto cell = page.scope("td", {{"class", "num"}});
    page.text(third_text(model.third_axis, *point.third));
    if (model.third_axis == ThirdAxis::net_benefit)
      page.element("div", text::grouped(point.benefit->net_low_usd) + " to " + text::grouped(point.benefit->net_high_usd), {{"class", "small"}});
  }
  number(page, fmt::format("{:.2f}", point.usd_per_million_requests()), "wide");
  number(page, std::to_string(point.load.size()));
  number(page, std::to_string(point.instances), "wide");
  number(page, text::percent(point.utilization), "wide");
  number(page, text::percent(point.outcome.slo_attainment), "wide");
  number(page, text::percent(point.gap), "wide");
  region_keys(page, model, point);
}

void table(text::Markup& page, const ReportModel& model) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "front-table"}});
  page.element("caption", "Points of the front, fastest first. Every figure was simulated; the gap is what the exact placement model left unproven.");
  {
    const auto head = page.scope("thead");
    const auto names = page.scope("tr");
    page.element("th", "Point", {{"scope", "col"}});
    for (const std::string& name : {model.axis_name() + ", ms", std::string("95 % interval"), std::string("USD a month")})
      page.element("th", name, {{"scope", "col"}, {"class", "num"}});
    if (model.has_third())
      page.element("th", model.third_axis_name() + (model.third_axis == ThirdAxis::net_benefit ? ", 5th to 95th percentile" : ""),
                   {{"scope", "col"}, {"class", "num"}});
    page.element("th", "USD a million requests", {{"scope", "col"}, {"class", "num wide"}});
    page.element("th", "Regions", {{"scope", "col"}, {"class", "num"}});
    for (const char* name : {"Instances", "Busy", "In objective", "Gap"}) page.element("th", name, {{"scope", "col"}, {"class", "num wide"}});
    page.element("th", "Where", {{"scope", "col"}, {"class", "wide where"}});
  }
  const auto rows = page.scope("tbody");
  for (std::size_t at = 0; at < model.front.size(); ++at) row(page, model, at);
}

std::string third_sentence(ThirdAxis axis) {
  switch (axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      return ", but for points that stand there because they earn more: net benefit is the revenue at a point's latencies less its bill";
    case ThirdAxis::staleness:
      return ", but for points that stand there because they are fresher: staleness is the mean age of the features that requests read";
    case ThirdAxis::availability:
      return ", but for points that stand there because less of a year fails: each stated failure was played through";
    case ThirdAxis::carbon:
      return ", but for points that stand there because they emit less: carbon is that of the GPUs at full power, by the grids of their regions";
  }
  return "";
}

}  // namespace

void front_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "front", "The front",
          std::string("Each point is the cheapest topology found for its latency; nothing above the line is worth buying") +
              third_sentence(model.third_axis) + ". Pick a point: the map, the tables and the bill follow.");
  {
    const auto figure = page.scope("figure");
    svg::front_chart(page, model, {1100, 430}, "broad");
    svg::front_chart(page, model, {400, 380}, "narrow");
    page.element("figcaption", fmt::format("Whiskers: 95 % confidence intervals over {}. Faint dots: {} that were evaluated and are beaten.",
                                           text::counted(model.picked().outcome.replications, "replication"),
                                           text::counted(static_cast<std::int64_t>(model.dominated.size()), "candidate")));
  }
  table(page, model);
}

}  // namespace tradewind::html
