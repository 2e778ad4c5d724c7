#include "html/bill_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "html/section.h"
#include "text/names.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

void line_row(text::Markup& page, const BillLine& line, const std::vector<std::string>& sources) {
  const auto row = page.scope("tr");
  page.element("td", line.provider + (line.region.empty() ? "" : ":" + line.region));
  {
    const auto cell = page.scope("td");
    page.text(line.item);
    if (!line.workload.empty()) page.element("span", line.workload, {{"class", "quiet"}});
    mark_badge(page, line.price.mark);
  }
  number(page, text::grouped(line.quantity) == "0" ? text::decimal(line.quantity, 4) : text::grouped(line.quantity));
  number(page, text::decimal(line.price.usd, 6) + " / " + line.price.unit);
  page.element("td", line.price.date, {{"class", "date"}});
  const auto source = std::find(sources.begin(), sources.end(), line.price.source) - sources.begin() + 1;
  number(page, fmt::format("{}", source));
  number(page, to_string(line.amount));
}

void subtotal_row(text::Markup& page, const std::string& name, Cents amount, std::string_view kind) {
  const auto row = page.scope("tr", {{"class", kind}});
  page.element("th", name, {{"scope", "rowgroup"}, {"colspan", "6"}});
  number(page, to_string(amount));
}

// Credits make parts that are below nothing, and others that are more than the whole.
std::string bar_width(Cents part, Cents whole) {
  const double share = whole.value > 0 ? static_cast<double>(part.value) / static_cast<double>(whole.value) : 0;
  return text::decimal(100 * std::clamp(share, 0.0, 1.0), 2) + "%";
}

}  // namespace

void mark_badge(text::Markup& page, const std::string& mark) {
  if (!mark.empty()) page.text(" ").element("span", mark, {{"class", "badge warn"}});
}

void lines_table(text::Markup& page, const std::string& caption, const Bill& bill, const std::vector<std::string>& sources) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "bill"}});
  page.element("caption", caption);
  header_row(page, {"Region", "Item", "#Quantity", "#Price, USD", "Price of", "#Source", "#USD a month"});
  for (const Subtotal& service : by_service(bill)) {
    const auto body = page.scope("tbody");
    subtotal_row(page, text::readable(service.name), service.amount, "subtotal");
    for (const BillLine& line : service.lines) line_row(page, line, sources);
  }
  const auto foot = page.scope("tfoot");
  subtotal_row(page, "Total", bill.total(), "total");
}

std::string share_of(Cents part, Cents whole) {
  return text::decimal(whole.value > 0 ? 100.0 * static_cast<double>(part.value) / static_cast<double>(whole.value) : 0, 2) + "%";
}

void bar_cell(text::Markup& page, const std::string& name, Cents part, Cents whole) {
  const auto cell = page.scope("td", {{"class", "bar-column"}});
  const auto svg = page.scope("svg", {{"class", "cell-bar"}, {"role", "img"}});
  page.element("title", name + ": " + share_of(part, whole) + " of the bill");
  page.empty("rect", {{"class", "p50"}, {"x", "0"}, {"y", "3"}, {"height", "12"}, {"width", bar_width(part, whole)}});
}

void subtotals(text::Markup& page, const std::string& caption, const std::vector<Subtotal>& parts, Cents total) {
  const auto table = page.scope("table", {{"class", "bars"}});
  page.element("caption", caption);
  const auto body = page.scope("tbody");
  for (const Subtotal& part : parts) {
    const auto row = page.scope("tr");
    page.element("th", text::readable(part.name), {{"scope", "row"}});
    bar_cell(page, text::readable(part.name), part.amount, total);
    number(page, to_string(part.amount));
  }
  const auto row = page.scope("tr", {{"class", "total"}});
  page.element("th", "Total", {{"scope", "row"}}).element("td", "");
  number(page, to_string(total));
}

void source_list(text::Markup& page, const std::vector<std::string>& sources) {
  const auto list = page.scope("ol", {{"class", "sources"}});
  for (const std::string& source : sources) page.element("li", source.empty() ? "not stated" : source);
}

}  // namespace tradewind::html
