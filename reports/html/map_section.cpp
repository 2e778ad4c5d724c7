#include <fmt/format.h>

#include "html/section.h"
#include "svg/world_map.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

void region_table(text::Markup& page, const ReportModel& model, const ReportPoint& point, std::size_t at) {
  const auto scroll = page.scope("div", {{"class", on(at, "scroll")}});
  const auto table = page.scope("table", {{"class", "region-table"}});
  page.element("caption", "Regions of " + point.id + ", largest share of the requests first.");
  header_row(page, {"Region", "Place", "#Requests", "#Instances", "#GPUs"});
  const auto rows = page.scope("tbody");
  for (const RegionLoad& load : point.load) {
    const ReportRegion& region = model.regions[load.region];
    const auto row = page.scope("tr");
    {
      const auto name = page.scope("th", {{"scope", "row"}});
      page.element("span", "", {{"class", fmt::format("key c{}", region.colour)}}).text(region.key);
    }
    page.element("td", region.city + ", " + region.country_iso2);
    number(page, text::percent(load.request_share));
    number(page, std::to_string(load.instances));
    number(page, std::to_string(load.gpus));
  }
}

}  // namespace

void map_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "map", "Who is served from where");
  {
    const auto figure = page.scope("figure");
    svg::world_map(page, model);
    page.element("figcaption",
                 "Ringed circles: regions, by share of the requests. Plain circles: populations, by users, in the colour of their region. Lines: the "
                 "largest flows, along the shortest way over the globe.");
  }
  for (std::size_t at = 0; at < model.front.size(); ++at) region_table(page, model, model.front[at], at);
}

}  // namespace tradewind::html
