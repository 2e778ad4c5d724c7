#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "embedded/assets.h"
#include "html/bill_parts.h"
#include "html/bill_tables.h"
#include "html/document.h"
#include "html/section.h"
#include "text/names.h"
#include "text/numbers.h"
#include "tradewind/reports/bill_report.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using text::Markup;

std::string with_usd(Cents amount) { return text::whole_usd(amount) + "\u00a0USD"; }

std::string dates_of(const Bill& bill) {
  std::set<std::string> dates;
  for (const BillLine& line : bill.lines)
    if (!line.price.date.empty()) dates.insert(line.price.date);
  if (dates.empty()) return "not stated";
  return *dates.begin() == *dates.rbegin() ? *dates.begin() : *dates.begin() + " to " + *dates.rbegin();
}

void top_bar(Markup& page, const BillReport& report) {
  const auto bar = page.scope("div", {{"class", "bar"}});
  page.element("span", "Tradewind", {{"class", "brand"}});
  const auto nav = page.scope("nav", {{"aria-label", "Sections"}});
  const auto link = [&](bool there, const char* id, const char* name) {
    if (there) page.element("a", name, {{"href", id}});
  };
  link(true, "#bill", "Bill");
  link(html::has_marks(report), "#marks", "Prices to check");
  link(true, "#units", "Whose cost");
  link(html::has_purchase(report), "#purchase", "Purchase");
  link(report.outlook.has_value(), "#months", "Months");
  link(html::has_tornado(report), "#tornado", "What matters");
  link(report.difference.has_value(), "#why", "Difference");
}

// The answer, then what it is made of.
void headline(Markup& page, const BillReport& report) {
  const Cents total = report.bill.total();
  {
    const auto title = page.scope("h1");
    page.element("em", with_usd(total), {{"class", "nowrap"}}).text(" a month.");
  }
  std::string words;
  if (const auto services = by_service(report.bill); !services.empty() && total.value > 0)
    words += fmt::format("The largest part is {}: {} of it. ", text::readable(services.front().name),
                         text::percent(services.front().amount.usd() / total.usd()));
  if (const double requests = report.usage.total_requests(); requests > 0)
    words += fmt::format("A million requests cost {:.2f} USD. ", total.usd() / requests * 1e6);
  if (const auto& outlook = report.outlook; outlook && outlook->months.size() > 1)
    words += fmt::format("The {} months from {} on cost {}{}. ", outlook->months.size(), outlook->months.front().month, with_usd(outlook->total),
                         outlook->interval ? fmt::format(", {} to {} at the 5th and 95th percentile", text::whole_usd(outlook->interval->p5),
                                                         with_usd(outlook->interval->p95))
                                           : "");
  if (const auto& why = report.difference; why && why->from != why->to)
    words += fmt::format("The month costs {} {} than with {}.", with_usd(Cents{std::abs(why->to.value - why->from.value)}),
                         why->to > why->from ? "more" : "less", report.against);
  page.element("p", words, {{"class", "question"}});
}

void warnings(Markup& page, const BillReport& report) {
  if (!html::has_marks(report)) return;
  Cents marked;
  std::int64_t lines = 0;
  for (const BillLine& line : report.bill.lines)
    if (!line.price.mark.empty()) marked += line.amount, ++lines;
  const auto box = page.scope("div", {{"class", "warnings"}, {"role", "note"}});
  page.text(fmt::format("{}, {} USD of this month, {} on prices that must be checked before money rests on them: ", text::counted(lines, "line"),
                        to_string(marked), lines == 1 ? "rests" : "rest"))
      .element("a", "which and why", {{"href", "#marks"}})
      .text(".");
}

void masthead(Markup& page, const BillReport& report) {
  const auto header = page.scope("header", {{"class", "masthead"}});
  top_bar(page, report);
  page.element("p", report.world->name + ": what it costs", {{"class", "eyebrow"}});
  headline(page, report);
  {
    const auto list = page.scope("dl", {{"class", "facts"}});
    html::fact(page, "Topology", report.topology);
    html::fact(page, "Price book", report.bill.price_book);
    html::fact(page, "Prices of", dates_of(report.bill));
    html::fact(page, "Month", "730 hours, USD before tax");
    html::fact(page, "Requests a month", text::grouped(report.usage.total_requests()));
    html::fact(page, "Version", version());
  }
  warnings(page, report);
}

}  // namespace

std::string bill_html(const BillReport& report) {
  Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    html::head(page, report.world->name + ": what it costs", version(), {embedded::assets("report.css"), embedded::assets("bill.css")});
    const auto body = page.scope("body");
    masthead(page, report);
    {
      const auto main = page.scope("main");
      html::bill_part(page, report);
      html::marks_part(page, report);
      html::unit_costs_part(page, report);
      html::purchase_part(page, report);
      html::months_part(page, report);
      html::tornado_part(page, report);
      html::waterfall_part(page, report);
    }
    page.element("footer", fmt::format("Made by Tradewind {}. Prices before tax from the price book {}.", version(), report.bill.price_book));
  }
  return page.take();
}

}  // namespace tradewind
