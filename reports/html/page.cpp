#include "html/page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "embedded/assets.h"
#include "html/document.h"
#include "html/section.h"
#include "model/explanation.h"
#include "text/numbers.h"

namespace tradewind {
namespace html {

void heading(text::Markup& page, std::string_view id, std::string_view title, std::string_view lead) {
  page.element("h2", title, {{"id", id}});
  if (!lead.empty()) page.element("p", lead, {{"class", "lead"}});
}

void header_row(text::Markup& page, std::initializer_list<std::string_view> names) {
  const auto head = page.scope("thead");
  const auto row = page.scope("tr");
  for (const std::string_view name : names) {
    const bool numeric = name.starts_with('#');
    page.element("th", name.substr(numeric), {{"scope", "col"}, {numeric ? "class" : "", "num"}});
  }
}

void fact(text::Markup& page, std::string_view name, std::string_view value) {
  const auto pair = page.scope("div");
  page.element("dt", name).element("dd", value);
}

void legend_key(text::Markup& page, std::string_view words, std::string_view swatch) {
  const auto item = page.scope("span", {{"class", "item"}});
  page.element("i", "", {{"class", "swatch " + std::string(swatch)}}).element("span", words);
}

void number(text::Markup& page, std::string_view value, std::string_view more_classes) {
  page.element("td", value, {{"class", fmt::format("num{}{}", more_classes.empty() ? "" : " ", more_classes)}});
}

std::string picking_rules(const ReportModel& model) {
  std::string rules;
  std::size_t picked = 0;
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    if (model.front[at].picked) picked = at;
    rules += fmt::format("body:has(#pick-{0}:checked) .on:not(.on-{0}){{display:none}}\n", at);
    rules += fmt::format("body:has(#pick-{0}:checked) .point-{0}{{--mark:var(--accent);--halo:1}}\n", at);
    rules += fmt::format("body:has(#pick-{0}:checked) tr.row-{0}{{background:var(--selected)}}\n", at);
  }
  // A browser that does not know :has() shows the recommended point.
  return rules +
         fmt::format("@supports not selector(:has(*)){{.on:not(.on-{0}){{display:none}}.point-{0}{{--mark:var(--accent);--halo:1}}}}\n", picked);
}

std::string script_data(const ReportModel& model) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const ReportPoint& point : model.front) {
    std::string regions;
    for (const RegionLoad& load : point.load) regions += (regions.empty() ? "" : ", ") + model.regions[load.region].city;
    points.push_back({{"id", point.id},
                      {"role", role_of(point)},
                      {"latency", text::with_interval(point.latency_ms, point.ci95_ms)},
                      {"cost", text::whole_usd(point.monthly) + " USD a month"},
                      {"regions", regions},
                      {"gpus", gpu_list(point)}});
  }
  const nlohmann::ordered_json data{{"latency_name", model.axis_name()}, {"points", points}};
  return data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace html

namespace {

void body(text::Markup& page, const ReportModel& model) {
  const auto scope = page.scope("body");
  page.element("a", "Skip to the front", {{"class", "skip"}, {"href", "#front"}});
  html::masthead(page, model);
  html::picker(page, model);
  {
    const auto main = page.scope("main");
    html::front_section(page, model);
    html::map_section(page, model);
    html::reasons_section(page, model);
    html::latency_section(page, model);
    html::pools_section(page, model);
    html::features_section(page, model);
    html::bill_section(page, model);
    html::assumptions_section(page, model);
    html::method_section(page, model);
  }
  page.element("footer",
               "Made by Tradewind " + model.version + ". List prices before tax, without discounts. Land outline: Natural Earth, public domain.");
  {
    const auto data = page.scope("script", {{"type", "application/json"}, {"id", "data"}});
    page.verbatim(text::script_safe(html::script_data(model)));
  }
  const auto script = page.scope("script");
  page.verbatim(embedded::assets("report.js"));
}

}  // namespace

std::string render_html(const ReportModel& model) {
  text::Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    html::head(page, model.scenario + ": where to run it and what it costs", model.version,
               {embedded::assets("report.css"), html::picking_rules(model)}, true);
    body(page, model);
  }
  return page.take();
}

}  // namespace tradewind
