#include "svg/world_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "svg/axis.h"
#include "svg/label_placer.h"
#include "svg/world_projection.h"
#include "text/numbers.h"
#include "text/point_class.h"

namespace tradewind::svg {
namespace {

constexpr double largest_population_px = 9, smallest_population_px = 1.6;
constexpr double largest_region_px = 15, smallest_region_px = 5;
constexpr std::size_t flows_shown = 48;

// Area stands for the value.
double radius(double share_of_largest, double largest, double smallest) { return std::max(smallest, largest * std::sqrt(share_of_largest)); }

// Large circles first, so that small ones stay in sight.
std::vector<std::size_t> populations_by_size(const ReportModel& model) {
  std::vector<std::size_t> order(model.populations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return model.populations[a].users > model.populations[b].users; });
  return order;
}

void shapes(text::Markup& page, const ReportModel& model, const std::vector<std::size_t>& order) {
  const auto definitions = page.scope("defs");
  const double most = order.empty() ? 1 : std::max(model.populations[order.front()].users, 1.0);
  for (const std::size_t index : order) {
    const Population& population = model.populations[index];
    const Point place = on_map(population.place);
    page.empty("circle", {{"id", fmt::format("pop-{}", index)},
                          {"cx", coordinate(place.x)},
                          {"cy", coordinate(place.y)},
                          {"r", coordinate(radius(population.users / most, largest_population_px, smallest_population_px))}});
  }
}

void flows(text::Markup& page, const ReportModel& model, const ReportPoint& point) {
  std::vector<PopulationService> main = point.service;
  std::stable_sort(main.begin(), main.end(), [](const auto& a, const auto& b) { return a.request_share > b.request_share; });
  main.resize(std::min(main.size(), flows_shown));
  const auto group = page.scope("g", {{"class", "flows"}});
  for (const PopulationService& service : main) {
    const ReportRegion& region = model.regions[service.region];
    const double width = std::clamp(std::sqrt(service.request_share) * 9, 0.6, 4.0);
    page.empty("path", {{"class", fmt::format("c{}", region.colour)},
                        {"stroke-width", coordinate(width)},
                        {"d", great_circle_path(model.populations[service.population].place, region.place)}});
  }
}

void populations(text::Markup& page, const ReportModel& model, const ReportPoint& point, const std::vector<std::size_t>& order) {
  const auto group = page.scope("g", {{"class", "people"}});
  for (const std::size_t index : order) {
    const PopulationService& service = point.service[index];
    const ReportRegion& region = model.regions[service.region];
    const auto circle = page.scope("use", {{"href", fmt::format("#pop-{}", index)}, {"class", fmt::format("c{}", region.colour)}});
    page.element("title", fmt::format("{}: {}, {} network", model.populations[index].name, region.key, text::duration(service.rtt_ms)));
  }
}

void regions(text::Markup& page, const ReportModel& model, const ReportPoint& point) {
  const auto group = page.scope("g", {{"class", "regions"}});
  const double most = point.load.empty() ? 1 : std::max(point.load.front().request_share, 1e-9);
  const auto radius_of = [&](const RegionLoad& load) { return radius(load.request_share / most, largest_region_px, smallest_region_px); };
  LabelPlacer labels;
  for (const RegionLoad& load : point.load) labels.avoid(on_map(model.regions[load.region].place), radius_of(load));
  for (const RegionLoad& load : point.load) {
    const ReportRegion& region = model.regions[load.region];
    const Point place = on_map(region.place);
    const double r = radius_of(load);
    {
      const auto circle = page.scope(
          "circle", {{"class", fmt::format("c{}", region.colour)}, {"cx", coordinate(place.x)}, {"cy", coordinate(place.y)}, {"r", coordinate(r)}});
      page.element("title", fmt::format("{}, {}: {} of the requests, {}", region.key, region.city, text::percent(load.request_share),
                                        text::counted(load.instances, "instance")));
    }
    if (const auto label = labels.place(place, r, region.city))
      page.element("text", region.city, {{"x", coordinate(label->at.x)}, {"y", coordinate(label->at.y)}, {"text-anchor", label->anchor}});
  }
}

}  // namespace

void world_map(text::Markup& page, const ReportModel& model) {
  const auto svg = page.scope("svg", {{"class", "world"},
                                      {"viewBox", fmt::format("0 0 {} {}", coordinate(map_width), coordinate(map_height))},
                                      {"role", "img"},
                                      {"aria-labelledby", "map-title map-desc"}});
  page.element("title", "World map of the picked point", {{"id", "map-title"}});
  page.element("desc",
               "Regions as ringed circles, sized by their share of the requests; populations as plain circles, sized by users, in the colour of the "
               "region that serves them. The table below has the same facts.",
               {{"id", "map-desc"}});
  const std::vector<std::size_t> order = populations_by_size(model);
  shapes(page, model, order);
  page.empty("path", {{"class", "land"}, {"d", land_path()}});
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    const auto group = page.scope("g", {{"class", text::on(at)}});
    flows(page, model, model.front[at]);
    populations(page, model, model.front[at], order);
    regions(page, model, model.front[at]);
  }
}

}  // namespace tradewind::svg
