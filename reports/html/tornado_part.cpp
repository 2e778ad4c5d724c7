// What matters most in the months to come: one assumption after the other at its ends.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "html/bill_parts.h"
#include "svg/plot.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

std::string words_of(const std::string& factor) {
  std::string words = factor;
  std::ranges::replace(words, '_', ' ');
  return words;
}

// One assumption: a bar to its low end and one to its high end, with the totals there.
void tornado_bar(text::Markup& page, const TornadoBar& bar, Cents stated, const auto& x, double top) {
  const double middle = x(stated.usd());
  const auto half = [&](Cents end, std::string_view colour) {
    const double at = x(end.usd());
    page.empty("rect", {{"class", colour},
                        {"x", svg::coordinate(std::min(at, middle))},
                        {"y", svg::coordinate(top)},
                        {"width", svg::coordinate(std::abs(at - middle))},
                        {"height", "20"}});
  };
  half(bar.low, "low");
  half(bar.high, "high");
  const double left = std::min({x(bar.low.usd()), x(bar.high.usd()), middle}), right = std::max({x(bar.low.usd()), x(bar.high.usd()), middle});
  const bool low_left = bar.low <= bar.high;
  const std::string y = svg::coordinate(top + 14);
  page.element("text", text::whole_usd(low_left ? bar.low : bar.high), {{"x", svg::coordinate(left - 7)}, {"y", y}, {"text-anchor", "end"}});
  page.element("text", text::whole_usd(low_left ? bar.high : bar.low), {{"x", svg::coordinate(right + 7)}, {"y", y}});
  page.element("text", words_of(bar.factor), {{"x", "0"}, {"y", y}, {"class", "name"}});
}

void tornado_chart(text::Markup& page, const Outlook& outlook) {
  constexpr double row = 34, top = 30, left = 240, right = 90;
  const svg::PlotSize size{.width = 1100, .height = top + row * static_cast<double>(outlook.tornado.size()) + 4};
  double lowest = outlook.total.usd(), highest = lowest;
  for (const TornadoBar& bar : outlook.tornado) {
    lowest = std::min({lowest, bar.low.usd(), bar.high.usd()});
    highest = std::max({highest, bar.low.usd(), bar.high.usd()});
  }
  const svg::Plot plot(page, size, "tornado-chart", "The total with one assumption at an end",
                       fmt::format("{} matters most. The table below has every assumption.", words_of(outlook.tornado.front().factor)));
  const double span = std::max(highest - lowest, 1e-9);
  const auto x = [&](double value) { return left + (value - lowest) / span * (size.width - left - right); };
  const std::string middle = svg::coordinate(x(outlook.total.usd()));
  for (std::size_t at = 0; at < outlook.tornado.size(); ++at)
    tornado_bar(page, outlook.tornado[at], outlook.total, x, top + row * static_cast<double>(at) + 6);
  page.empty("line", {{"class", "middle"}, {"x1", middle}, {"x2", middle}, {"y1", svg::coordinate(top - 6)}, {"y2", svg::coordinate(size.height)}});
  page.element("text", "as stated: " + text::whole_usd(outlook.total) + " USD", {{"x", middle}, {"y", "14"}, {"text-anchor", "middle"}});
}

void tornado_table(text::Markup& page, const Outlook& outlook) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  header_row(page, {"Assumption", "#5th percentile", "#95th percentile", "#USD at the 5th", "#USD at the 95th", "#USD between"});
  const auto body = page.scope("tbody");
  for (const TornadoBar& bar : outlook.tornado) {
    const auto row = page.scope("tr");
    page.element("th", words_of(bar.factor), {{"scope", "row"}});
    for (const double factor : {bar.range.low, bar.range.high}) number(page, "× " + text::decimal(factor, 4));
    for (const Cents amount : {bar.low, bar.high, Cents{bar.high.value - bar.low.value}}) number(page, to_string(amount));
  }
}

}  // namespace

bool has_tornado(const BillReport& report) { return report.outlook && !report.outlook->tornado.empty(); }

void tornado_part(text::Markup& page, const BillReport& report) {
  if (!has_tornado(report)) return;
  const Outlook& outlook = *report.outlook;
  const auto section = page.scope("section");
  heading(page, "tornado", "What matters",
          fmt::format("The cost of {} with one assumption at its 5th or 95th percentile and all others as stated, the widest first.",
                      outlook.months.size() == 1 ? "the month" : fmt::format("all {} months", outlook.months.size())));
  chart_with_legend(page, {{"at its 5th percentile", "low"}, {"at its 95th percentile", "high"}}, [&] { tornado_chart(page, outlook); });
  tornado_table(page, outlook);
}

}  // namespace tradewind::html
