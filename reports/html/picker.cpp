#include <fmt/format.h>

#include "html/section.h"
#include "model/explanation.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

void option(text::Markup& page, const ReportPoint& point, std::size_t at) {
  const std::string id = fmt::format("pick-{}", at);
  const auto label = page.scope("label", {{"for", id}});
  page.empty("input", {{"type", "radio"}, {"name", "pick"}, {"id", id}, {"value", point.id}, {point.picked ? "checked" : "", "checked"}});
  const auto face = page.scope("span", {{"class", "face"}});
  page.element("b", point.id).element("i", role_of(point));
  page.element("span", text::duration(point.latency_ms));
  page.element("span", text::compact(point.monthly.usd()) + " USD");
}

void figure(text::Markup& page, std::string_view name, std::string_view value, std::string_view detail) {
  const auto tile = page.scope("div", {{"class", "tile"}});
  page.element("dt", name);
  const auto definition = page.scope("dd");
  page.element("strong", value).element("span", detail);
}

void key_figures(text::Markup& page, const ReportModel& model, const ReportPoint& point, std::size_t at) {
  const auto list = page.scope("dl", {{"class", on(at, "tiles")}});
  figure(page, model.axis_name(), text::duration(point.latency_ms),
         point.ci95_ms > 0 ? "± " + text::duration(point.ci95_ms) + ", 95 % interval" : "one replication, no interval");
  figure(page, "Cost a month", text::whole_usd(point.monthly) + " USD",
         fmt::format("{:.2f} USD a million requests", point.usd_per_million_requests()));
  figure(page, "Regions", std::to_string(point.load.size()), text::percent(point.share_within(50)) + " of requests within 50 ms");
  figure(page, "GPUs", std::to_string(point.gpus), text::counted(point.instances, "instance") + ", busy " + text::percent(point.utilization));
  figure(page, "Objectives", point.slo_met ? "met" : "missed", text::percent(point.outcome.slo_attainment) + " of requests within target");
  figure(page, "Availability", text::percent(point.outcome.availability), text::compact(point.requests_per_month) + " requests a month");
}

}  // namespace

void picker(text::Markup& page, const ReportModel& model) {
  {
    const auto form = page.scope("form", {{"class", "picker"}, {"autocomplete", "off"}});
    const auto set = page.scope("fieldset");
    page.element("legend", "Point of the front, fastest to cheapest");
    const auto options = page.scope("div", {{"class", "options"}});
    for (std::size_t at = 0; at < model.front.size(); ++at) option(page, model.front[at], at);
  }
  const auto figures = page.scope("section", {{"class", "figures"}, {"aria-label", "Key figures of the picked point"}});
  for (std::size_t at = 0; at < model.front.size(); ++at) key_figures(page, model, model.front[at], at);
}

}  // namespace tradewind::html
