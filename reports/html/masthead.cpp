#include <fmt/format.h>

#include "html/section.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

constexpr std::size_t regions_in_answer = 6;

std::string region_list(const ReportModel& model, const ReportPoint& point) {
  std::string list;
  const std::size_t shown = point.load.size() <= regions_in_answer ? point.load.size() : regions_in_answer - 1;
  for (std::size_t at = 0; at < shown; ++at) {
    const bool last = at + 1 == point.load.size();
    list += (at == 0 ? "" : last ? " and " : ", ") + model.regions[point.load[at].region].city;
  }
  if (shown < point.load.size()) list += fmt::format(" and {} more", point.load.size() - shown);
  return list;
}

void top_bar(text::Markup& page) {
  const auto bar = page.scope("div", {{"class", "bar"}});
  page.element("span", "Tradewind", {{"class", "brand"}});
  {
    const auto nav = page.scope("nav", {{"aria-label", "Sections"}});
    for (const auto& [id, name] : std::initializer_list<std::pair<const char*, const char*>>{{"#front", "Front"},
                                                                                             {"#map", "Map"},
                                                                                             {"#reasons", "Why"},
                                                                                             {"#latency", "Latency"},
                                                                                             {"#pools", "Pools"},
                                                                                             {"#bill", "Bill"},
                                                                                             {"#assumptions", "Assumptions"},
                                                                                             {"#method", "Method"}})
      page.element("a", name, {{"href", id}});
  }
  page.element("button", "Dark", {{"type", "button"}, {"id", "theme"}, {"hidden", "hidden"}, {"aria-label", "Switch between light and dark"}});
}

void answer(text::Markup& page, const ReportModel& model) {
  const ReportPoint& point = model.picked();
  const auto title = page.scope("h1");
  page.text("Run in ").element("em", region_list(model, point)).text(": ");
  page.text(model.axis_name() + " ").element("em", text::duration(point.latency_ms), {{"class", "nowrap"}}).text(", ");
  page.element("em", text::whole_usd(point.monthly) + " USD", {{"class", "nowrap"}}).text(" a month.");
}

void facts(text::Markup& page, const ReportModel& model) {
  const auto list = page.scope("dl", {{"class", "facts"}});
  fact(page, "Prices of", model.price_dates);
  fact(page, "Catalogue of", model.catalogue_version);
  fact(page, "Simulated week of", model.week_of);
  fact(page, "Seed", std::to_string(model.picked().outcome.seed));
  fact(page, "Replications", std::to_string(model.picked().outcome.replications));
  fact(page, "Version", model.version);
}

}  // namespace

void masthead(text::Markup& page, const ReportModel& model) {
  const auto header = page.scope("header", {{"class", "masthead"}});
  top_bar(page);
  page.element("p", model.scenario, {{"class", "eyebrow"}});
  answer(page, model);
  if (!model.description.empty()) page.element("p", model.description, {{"class", "question"}});
  facts(page, model);
  if (model.warnings.empty()) return;
  const auto box = page.scope("aside", {{"class", "warnings"}, {"aria-label", "Warnings"}});
  const auto list = page.scope("ul");
  for (const std::string& warning : model.warnings) page.element("li", warning);
}

}  // namespace tradewind::html
