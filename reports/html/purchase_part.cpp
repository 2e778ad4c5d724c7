// How instances are bought: for each type its load-duration curve, that is the hours of the week from the busiest to the quietest one, filled with
// what serves them, and where a reservation breaks even.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "html/bill_parts.h"
#include "html/section.h"
#include "svg/plot.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

using Hour = PurchasedType::Hour;

struct Layer {
  const char* name;
  const char* colour;  // class
  double (*instances)(const Hour&, int reserved);
};

double reserved_in(const Hour& hour, int reserved) { return std::min(hour.needed, reserved); }
double savings_in(const Hour& hour, int) { return hour.savings; }
double spot_in(const Hour& hour, int) { return hour.spot; }
double on_demand_in(const Hour& hour, int) { return hour.on_demand; }

// From the bottom up: what is bound first.
constexpr std::array<Layer, 4> layers = {
    {{"reserved", "c0", reserved_in}, {"savings plan", "c3", savings_in}, {"spot", "c2", spot_in}, {"on demand", "c1", on_demand_in}}};

bool used(const PurchasedType& type, const Layer& layer) {
  return std::ranges::any_of(type.week, [&](const Hour& hour) { return layer.instances(hour, type.reserved) > 0; });
}

std::string name_of(const PurchasedType& type) { return fmt::format("{} in {}:{}", type.instance_type, type.provider, type.region); }

// The busiest hour first.
std::vector<Hour> sorted(std::vector<Hour> week) {
  std::ranges::stable_sort(
      week, [](const Hour& a, const Hour& b) { return std::tuple(a.needed, a.on_demand, a.spot) > std::tuple(b.needed, b.on_demand, b.spot); });
  return week;
}

void legend(text::Markup& page, const Purchases& purchases) {
  const auto words = page.scope("p", {{"class", "legend"}});
  for (const Layer& layer : layers)
    if (std::ranges::any_of(purchases.types, [&](const PurchasedType& type) { return used(type, layer); }))
      legend_key(page, layer.name, "layer " + std::string(layer.colour));
  const auto idles = [](const PurchasedType& type) { return type.reserved > type.least; };
  if (std::ranges::any_of(purchases.types, idles)) legend_key(page, "reserved and not needed", "layer idle");
  if (std::ranges::any_of(purchases.types, [](const PurchasedType& type) { return type.break_even.has_value(); }))
    legend_key(page, "break-even of a reservation, against on demand alone", "target");
}

constexpr svg::PlotSize size{.width = 372, .height = 246, .left = 34, .right = 8, .bottom = 44};

double x_of(double hours) { return size.left + hours / hours_per_week * (size.x_end() - size.left); }

// Each hour is a step of the curve.
svg::Points stairs(const std::vector<Hour>& week, const svg::Axis& y, const auto& instances) {
  svg::Points points;
  for (std::size_t hour = 0; hour < week.size(); ++hour) {
    const double height = y.pixel(instances(week[hour]));
    if (!points.empty() && points.back().second == height)
      points.back().first = x_of(static_cast<double>(hour + 1));
    else
      points.insert(points.end(), {{x_of(static_cast<double>(hour)), height}, {x_of(static_cast<double>(hour + 1)), height}});
  }
  return points;
}

void draw_layers(svg::Plot& plot, const PurchasedType& type, const std::vector<Hour>& week, const svg::Axis& y) {
  std::size_t below = 0;
  const auto up_to = [&](const Hour& hour) {
    double sum = 0;
    for (std::size_t i = 0; i < below; ++i) sum += layers[i].instances(hour, type.reserved);
    return sum;
  };
  const svg::Points need = stairs(week, y, [](const Hour& hour) { return static_cast<double>(hour.needed); });
  for (const Layer& layer : layers) {
    const svg::Points lower = stairs(week, y, up_to);
    ++below;
    if (used(type, layer)) plot.area(stairs(week, y, up_to), lower, "layer " + std::string(layer.colour));
  }
  if (type.reserved > type.least)
    plot.area(stairs(week, y, [&](const Hour& hour) { return static_cast<double>(std::max(hour.needed, type.reserved)); }), need, "layer idle");
  plot.line(need, "need");
}

// Where reservations would stop with on demand alone.
void draw_break_even(text::Markup& page, const PurchasedType& type) {
  if (!type.break_even || type.break_even->share >= 1) return;
  const double hours = type.break_even->share * hours_per_week, at = x_of(hours);
  page.empty("line", {{"class", "target"},
                      {"x1", svg::coordinate(at)},
                      {"x2", svg::coordinate(at)},
                      {"y1", svg::coordinate(size.top - 6)},
                      {"y2", svg::coordinate(size.y_end())}});
  page.element("text", fmt::format("pays from {:.0f} h", hours),
               {{"x", svg::coordinate(at + 5)}, {"y", svg::coordinate(size.top + 2)}, {"class", "break-even"}});
}

void curve(text::Markup& page, const PurchasedType& type, std::size_t number) {
  svg::Plot plot(page, size, fmt::format("need-{}", number), "Hours of the week by the instances that they need: " + name_of(type),
                 fmt::format("From {} in the busiest hour to {} in the quietest; {} are reserved.", type.most, type.least, type.reserved));
  const svg::Axis y(0, std::max({type.most, type.reserved, 1}), size.y_end(), size.top);
  plot.grid_of_y(y, "instances", [](double value) { return text::decimal(value, 1); });
  draw_layers(plot, type, sorted(type.week), y);
  draw_break_even(page, type);
  for (const int hours : {0, 42, 84, 126, 168}) plot.tick_of_x(x_of(hours), std::to_string(hours), hours == 168 ? "end" : "middle");
  plot.name_of_x("hours of the week, busiest first");
}

// Instances of a layer, mean over the week.
std::string mean_of(const PurchasedType& type, const Layer& layer) {
  double sum = 0;
  for (const Hour& hour : type.week) sum += layer.instances(hour, type.reserved);
  return sum > 0 ? text::decimal(sum / static_cast<double>(type.week.size()), 1) : "–";
}

std::string saved(const PurchasedType& type) {
  const bool known = type.on_demand_usd && *type.on_demand_usd > 0;
  return known ? text::percent(1 - type.total_usd() / *type.on_demand_usd) : "–";
}

void types_table(text::Markup& page, const Purchases& purchases) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "Instances, mean over the week; saved: against all of it on demand.");
  header_row(page,
             {"Type", "#Needed: min / mean / max", "#Reserved", "#of them needed", "#Savings plan", "#Spot", "#On demand", "#USD a month", "#Saved"});
  const auto body = page.scope("tbody");
  for (const PurchasedType& type : purchases.types) {
    const auto row = page.scope("tr");
    page.element("th", name_of(type), {{"scope", "row"}});
    html::number(page, fmt::format("{} / {:.1f} / {}", type.least, type.mean, type.most));
    html::number(page, std::to_string(type.reserved));
    for (const Layer& layer : layers) html::number(page, mean_of(type, layer));
    html::number(page, text::grouped(type.total_usd()));
    html::number(page, saved(type));
  }
}

std::string usd_h(double usd) { return std::isfinite(usd) ? text::decimal(usd, 4) : "no other way"; }

void break_even_table(text::Markup& page, const Purchases& purchases) {
  if (std::ranges::none_of(purchases.types, [](const PurchasedType& type) { return type.break_even.has_value(); })) return;
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element(
      "caption",
      "Break-even of reservations, USD an hour. A reserved instance saves what it stands in for, mean over the week; with on demand alone it "
      "pays from the stated share of the week on.");
  header_row(page,
             {"Type", "Reservation", "#Pays from", "#Hours a month", "#Price", "#Bought", "#The last saves", "#One more would", "#It is needed"});
  const auto body = page.scope("tbody");
  for (const PurchasedType& type : purchases.types) {
    if (!type.break_even) continue;
    const BreakEven& point = *type.break_even;
    const auto row = page.scope("tr");
    page.element("th", name_of(type), {{"scope", "row"}}).element("td", in_words(point.reservation));
    html::number(page, text::percent(point.share));
    html::number(page, text::grouped(point.hours_per_month()));
    html::number(page, usd_h(point.usd_h));
    html::number(page, std::to_string(type.reserved));
    html::number(page, type.reserved > 0 ? usd_h(point.last_saves_usd_h) : "–");
    html::number(page, usd_h(point.next_saves_usd_h));
    html::number(page, text::percent(point.next_needed_share));
  }
}

// The curve as numbers: one row for equal hours.
void hours_table(text::Markup& page, const PurchasedType& type) {
  const auto details = page.scope("details");
  page.element("summary", "As a table");
  const auto table = page.scope("table");
  header_row(page, {"#Hours", "#Needed", "#Reserved", "#Savings plan", "#Spot", "#On demand"});
  const auto body = page.scope("tbody");
  const std::vector<Hour> week = sorted(type.week);
  const auto same = [](const Hour& a, const Hour& b) {
    return std::tie(a.needed, a.savings, a.spot, a.on_demand) == std::tie(b.needed, b.savings, b.spot, b.on_demand);
  };
  for (auto from = week.begin(); from != week.end();) {
    const auto to = std::find_if_not(from, week.end(), [&](const Hour& hour) { return same(hour, *from); });
    const auto row = page.scope("tr");
    html::number(page, std::to_string(to - from));
    html::number(page, std::to_string(from->needed));
    for (const Layer& layer : layers) html::number(page, text::decimal(layer.instances(*from, type.reserved), 2));
    from = to;
  }
}

void plans(text::Markup& page, const Purchases& purchases) {
  for (const PurchasedPlan& plan : purchases.plans)
    page.element("p",
                 fmt::format("{}: {} of {} USD an hour, of which {} USD a month stay unused.", plan.provider, in_words(plan.plan),
                             text::decimal(plan.usd_h, 2), text::decimal(plan.unused_usd, 2)),
                 {{"class", "small"}});
  for (const PurchasedType& type : purchases.types)
    for (const Purchase kind : type.without_price)
      page.element("p", fmt::format("{}: the price book has no price, {}.", name_of(type), in_words(kind)), {{"class", "small"}});
}

}  // namespace

bool has_purchase(const BillReport& report) { return !report.purchases.types.empty(); }

void purchase_part(text::Markup& page, const BillReport& report) {
  if (!has_purchase(report)) return;
  const Purchases& purchases = report.purchases;
  const auto section = page.scope("section");
  heading(
      page, "purchase", "How instances are bought",
      "The 168 hours of the week, from the busiest to the quietest, and what serves them in the cheapest mix. A level that is needed in most hours "
      "is worth binding; what is needed in few is bought by the hour.");
  legend(page, purchases);
  {
    const auto figures = page.scope("div", {{"class", "plots"}});
    for (std::size_t i = 0; i < purchases.types.size(); ++i) {
      const auto figure = page.scope("figure");
      page.element("h3", name_of(purchases.types[i]));
      curve(page, purchases.types[i], i + 1);
      hours_table(page, purchases.types[i]);
    }
  }
  types_table(page, purchases);
  break_even_table(page, purchases);
  plans(page, purchases);
}

}  // namespace tradewind::html
