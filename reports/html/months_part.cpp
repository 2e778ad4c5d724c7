// The months to come, with their interval.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "html/bill_parts.h"
#include "svg/plot.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

// "2026-03" of the first month and of January, else "03".
std::string month_label(const Outlook& outlook, std::size_t at) {
  const std::string& month = outlook.months[at].month;
  return at == 0 || month.ends_with("-01") ? month : month.substr(5);
}

void months_chart(text::Markup& page, const Outlook& outlook) {
  const svg::PlotSize size{.width = 1100, .height = 300, .left = 58, .right = 24};
  const std::size_t count = outlook.months.size();
  double highest = 0;
  for (const MonthCost& month : outlook.months) highest = std::max({highest, month.total.usd(), month.interval ? month.interval->p95.usd() : 0});
  svg::Plot plot(page, size, "months-chart", "Cost of each month to come",
                 fmt::format("From {} USD in {} to {} USD in {}. The table below has every month.", text::whole_usd(outlook.months.front().total),
                             outlook.months.front().month, text::whole_usd(outlook.months.back().total), outlook.months.back().month));
  const svg::Axis y(0, std::max(highest, 1.0), size.y_end(), size.top);
  plot.grid_of_y(y, "USD a month", text::compact);
  const auto x = [&](std::size_t at) {
    return size.left + 24 + static_cast<double>(at) / static_cast<double>(count - 1) * (size.x_end() - size.left - 36);
  };
  svg::Points low, middle, high;
  for (std::size_t at = 0; at < count; ++at) {
    const MonthCost& month = outlook.months[at];
    middle.emplace_back(x(at), y.pixel(month.total.usd()));
    if (!month.interval) continue;
    low.emplace_back(x(at), y.pixel(month.interval->p5.usd()));
    high.emplace_back(x(at), y.pixel(month.interval->p95.usd()));
  }
  plot.area(high, low, "band");
  plot.line(middle, "stated");
  const std::size_t stride = (count + 23) / 24;
  for (std::size_t at = 0; at < count; ++at) {
    page.empty("circle", {{"class", "month"}, {"cx", svg::coordinate(middle[at].first)}, {"cy", svg::coordinate(middle[at].second)}, {"r", "3"}});
    if (at % stride == 0) plot.tick_of_x(x(at), month_label(outlook, at));
  }
}

void interval_cells(text::Markup& page, const std::optional<CostInterval>& interval) {
  if (!interval) return;
  for (const Cents amount : {interval->p5, interval->p50, interval->p95}) number(page, to_string(amount));
}

void months_table(text::Markup& page, const Outlook& outlook) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", outlook.interval
                              ? fmt::format("USD before tax; percentiles of {} draws of what is not certain.", text::grouped(outlook.samples))
                              : std::string("USD before tax."));
  if (outlook.interval)
    header_row(page, {"Month", "#Requests", "#Instances", "#USD as stated", "#5th percentile", "#Median", "#95th percentile"});
  else
    header_row(page, {"Month", "#Requests", "#Instances", "#USD"});
  const auto body = page.scope("tbody");
  for (const MonthCost& month : outlook.months) {
    const auto row = page.scope("tr");
    page.element("th", month.month, {{"scope", "row"}});
    number(page, fmt::format("× {}", text::decimal(month.demand, 2)));
    number(page, text::decimal(month.instances, 1));
    number(page, to_string(month.total));
    interval_cells(page, month.interval);
  }
  const auto row = page.scope("tr", {{"class", "total"}});
  page.element("th", "Total", {{"scope", "row"}, {"colspan", "3"}});
  number(page, to_string(outlook.total));
  interval_cells(page, outlook.interval);
}

}  // namespace

void months_part(text::Markup& page, const BillReport& report) {
  if (!report.outlook) return;
  const Outlook& outlook = *report.outlook;
  const auto section = page.scope("section");
  heading(page, "months", "The months to come",
          outlook.interval
              ? "With the growth that the scenario states. What a purchase mix binds is decided for the demand and the prices as stated, "
                "and held whatever comes."
              : "With the growth that the scenario states.");
  LegendKeys keys{{"as stated", "stated"}};
  if (outlook.interval) keys.emplace_back("5th to 95th percentile", "band");
  if (outlook.months.size() > 1) chart_with_legend(page, keys, [&] { months_chart(page, outlook); });
  months_table(page, outlook);
}

}  // namespace tradewind::html
