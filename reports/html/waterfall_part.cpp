// Why this bill differs from another one: a waterfall, service by service.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "html/bill_parts.h"
#include "svg/plot.h"
#include "text/names.h"
#include "text/numbers.h"
#include "tradewind/reports/nice_step.h"

namespace tradewind::html {
namespace {

constexpr std::size_t most_steps = 12;  // the smaller ones are one bar

// A bar of the chart, from one sum to the next.
struct Bar {
  std::string name;
  Cents from, to;
  bool whole = false;  // a bill, not a step
};

std::string with_sign(Cents amount) { return (amount.value > 0 ? "+" : "") + to_string(amount); }

std::vector<Bar> bars_of(const BillDifference& difference) {
  std::vector<Bar> bars{{"the other bill", {}, difference.from, true}};
  Cents sum = difference.from;
  const auto step = [&](std::string name, Cents amount) {
    bars.push_back({std::move(name), sum, sum + amount});
    sum += amount;
  };
  const std::size_t shown = difference.steps.size() > most_steps ? most_steps - 1 : difference.steps.size();
  for (std::size_t i = 0; i < shown; ++i) step(text::readable(difference.steps[i].service), difference.steps[i].total());
  if (shown < difference.steps.size()) step(fmt::format("{} smaller steps", difference.steps.size() - shown), Cents{difference.to.value - sum.value});
  bars.push_back({"this bill", {}, difference.to, true});
  return bars;
}

struct Scale {
  double from, to, left, right;
  double operator()(double value) const { return left + (std::clamp(value, from, to) - from) / (to - from) * (right - left); }
};

// From 0, or from nearer by where the steps would else be too small to see.
Scale scale_of(const std::vector<Bar>& bars, double left, double right) {
  double lowest = bars.front().to.usd(), highest = lowest;
  for (const Bar& bar : bars) {
    lowest = std::min(lowest, bar.to.usd());
    highest = std::max(highest, bar.to.usd());
  }
  if (highest <= lowest) highest = lowest + 1;
  double from = std::min(lowest, 0.0);
  if (lowest > 0.5 * highest) {
    const double step = nice_step(2 * (highest - lowest), 4);
    from = std::max(0.0, step * std::floor((lowest - (highest - lowest)) / step));
  }
  return {from, highest, left, right};
}

void draw_bar(text::Markup& page, const Bar& bar, const Scale& x, double top) {
  const double low = x(bar.whole ? x.from : std::min(bar.from.usd(), bar.to.usd())), high = x(std::max(bar.from.usd(), bar.to.usd()));
  const Cents change{bar.to.value - bar.from.value};
  const std::string y = svg::coordinate(top + 14);
  page.element("text", bar.name, {{"x", "0"}, {"y", y}, {"class", "name"}});
  page.empty("rect", {{"class", bar.whole          ? "whole"
                                : change.value > 0 ? "more"
                                                   : "less"},
                      {"x", svg::coordinate(low)},
                      {"y", svg::coordinate(top)},
                      {"width", svg::coordinate(std::max(high - low, 1.5))},
                      {"height", "20"}});
  page.element("text", bar.whole ? to_string(bar.to) : with_sign(change), {{"x", svg::coordinate(high + 7)}, {"y", y}});
}

void chart(text::Markup& page, const BillDifference& difference) {
  constexpr double row = 32, top = 26, left = 200, right = 110;
  const std::vector<Bar> bars = bars_of(difference);
  const svg::PlotSize size{.width = 1100, .height = top + row * static_cast<double>(bars.size())};
  const svg::Plot plot(page, size, "waterfall", "From the other bill to this one",
                       fmt::format("From {} to {} USD. The table below has every step.", to_string(difference.from), to_string(difference.to)));
  const Scale x = scale_of(bars, left, size.width - right);
  page.element("text", x.from > 0 ? fmt::format("The bars begin at {} USD, not at 0.", text::grouped(x.from)) : "USD a month",
               {{"x", svg::coordinate(left)}, {"y", "12"}, {"class", "axis"}});
  for (std::size_t at = 0; at < bars.size(); ++at) {
    const double y = top + row * static_cast<double>(at);
    draw_bar(page, bars[at], x, y + 4);
    if (at + 1 == bars.size()) break;
    const std::string sum = svg::coordinate(x(bars[at].to.usd()));
    page.empty("line", {{"class", "joint"}, {"x1", sum}, {"x2", sum}, {"y1", svg::coordinate(y + 4)}, {"y2", svg::coordinate(y + row + 24)}});
  }
}

std::string quantity(double amount) { return amount != 0 && std::abs(amount) < 10 ? text::decimal(amount, 3) : text::grouped(amount); }

void table(text::Markup& page, const BillReport& report) {
  const BillDifference& difference = *report.difference;
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption",
               "By amount: other amounts at the old mean price. By price: another mean price (regions, types, tiers) for the new amounts.");
  header_row(page, {"Step", "#By amount, USD", "#By price, USD", "#USD", "#Sum", "#Amount before", "#Amount now", "Unit"});
  const auto body = page.scope("tbody");
  const auto end = [&](const std::string& name, Cents amount) {
    const auto row = page.scope("tr", {{"class", "subtotal"}});
    page.element("th", name, {{"scope", "row"}, {"colspan", "4"}});
    number(page, to_string(amount));
    page.element("td", "", {{"colspan", "3"}});
  };
  end(report.against, difference.from);
  Cents sum = difference.from;
  for (const BillStep& step : difference.steps) {
    sum += step.total();
    const auto row = page.scope("tr");
    page.element("th", text::readable(step.service), {{"scope", "row"}});
    for (const Cents amount : {step.by_quantity, step.by_price, step.total()}) number(page, with_sign(amount));
    number(page, to_string(sum));
    for (const double amount : {step.old_quantity, step.new_quantity}) number(page, quantity(amount));
    page.element("td", step.unit);
  }
  end(report.topology, difference.to);
}

}  // namespace

void waterfall_part(text::Markup& page, const BillReport& report) {
  if (!report.difference) return;
  const BillDifference& difference = *report.difference;
  const auto section = page.scope("section");
  heading(page, "why", "Why it differs",
          fmt::format("From the bill of {} to that of {}, the largest change first.", report.against, report.topology));
  if (difference.steps.empty()) {
    page.element("p", "The two bills are the same, service by service.");
    return;
  }
  chart_with_legend(page, {{"costs more", "more"}, {"costs less", "less"}}, [&] { chart(page, difference); });
  table(page, report);
}

}  // namespace tradewind::html
