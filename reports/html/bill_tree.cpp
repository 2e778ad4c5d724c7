#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "html/bill_parts.h"
#include "html/bill_tables.h"
#include "html/section.h"
#include "text/names.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

// A part of the bill and what it consists of.
struct Branch {
  Cents amount;
  std::set<std::string> marks;
  std::map<std::string, Branch> parts;

  void add(const BillLine& line) {
    amount += line.amount;
    if (!line.price.mark.empty()) marks.insert(line.price.mark);
  }
  // The dearest first.
  std::vector<std::pair<std::string, const Branch*>> sorted() const {
    std::vector<std::pair<std::string, const Branch*>> list;
    for (const auto& [name, part] : parts) list.emplace_back(name, &part);
    std::ranges::stable_sort(list, [](const auto& a, const auto& b) { return a.second->amount > b.second->amount; });
    return list;
  }
};

Branch tree_of(const Bill& bill) {
  Branch root;
  for (const BillLine& line : bill.lines) {
    Branch& provider = root.parts[line.provider];
    Branch& region = provider.parts[line.region];
    Branch& service = region.parts[line.service];
    for (Branch* branch : {&root, &provider, &region, &service}) branch->add(line);
  }
  return root;
}

void branch_row(text::Markup& page, const std::string& name, const Branch& branch, Cents total, std::string_view level) {
  const auto row = page.scope("tr", {{"class", level}});
  page.element("th", name, {{"scope", "row"}});
  bar_cell(page, name, branch.amount, total);
  number(page, to_string(branch.amount));
  number(page, total.value > 0 ? text::percent(branch.amount.usd() / total.usd()) : "");
  const auto cell = page.scope("td", {{"class", "marks"}});
  if (level == "of-service")
    for (const std::string& mark : branch.marks) mark_badge(page, mark);
}

void tree_table(text::Markup& page, const Branch& root) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "bars tree"}});
  page.element("caption", "By provider, region and service, USD a month; bars and shares are of the whole bill.");
  header_row(page, {"", "", "#USD", "#Share", "Prices to check"});
  for (const auto& [provider, regions] : root.sorted()) {
    const auto body = page.scope("tbody");
    branch_row(page, text::readable(provider), *regions, root.amount, "of-provider");
    for (const auto& [region, services] : regions->sorted()) {
      branch_row(page, region == "global" ? "in no region" : region, *services, root.amount, "of-region");
      for (const auto& [service, lines] : services->sorted()) branch_row(page, text::readable(service), *lines, root.amount, "of-service");
    }
  }
  const auto foot = page.scope("tfoot");
  const auto row = page.scope("tr", {{"class", "total"}});
  page.element("th", "Total", {{"scope", "row"}}).element("td", "");
  number(page, to_string(root.amount));
  page.element("td", "").element("td", "");
}

}  // namespace

void bill_part(text::Markup& page, const BillReport& report) {
  const auto section = page.scope("section");
  heading(page, "bill", "The bill", "Lines are whole cents and sum to the total exactly.");
  tree_table(page, tree_of(report.bill));
  const auto details = page.scope("details");
  page.element("summary", fmt::format("All {} with quantities, prices and their sources",
                                      text::counted(static_cast<std::int64_t>(report.bill.lines.size()), "line")));
  const std::vector<std::string> sources = price_sources(report.bill);
  lines_table(page, "Every line of the bill, USD for a month of 730 hours, before tax.", report.bill, sources);
  page.element("p", "Sources of the prices", {{"class", "label"}});
  source_list(page, sources);
}

bool has_marks(const BillReport& report) {
  return std::ranges::any_of(report.bill.lines, [](const BillLine& line) { return !line.price.mark.empty(); });
}

void marks_part(text::Markup& page, const BillReport& report) {
  if (!has_marks(report)) return;
  struct Marked {
    Cents amount;
    std::int64_t lines = 0;
    std::set<std::string> services;
  };
  std::map<std::string, Marked> marks;
  for (const BillLine& line : report.bill.lines) {
    if (line.price.mark.empty()) continue;
    Marked& marked = marks[line.price.mark];
    marked.amount += line.amount;
    ++marked.lines;
    marked.services.insert(line.service);
  }
  const auto section = page.scope("section");
  heading(page, "marks", "Prices to check",
          "These prices are not what a provider states today for what is bought here. Check them, or bring your own in a price book.");
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  header_row(page, {"Mark", "#Lines", "#USD a month", "#Share of the bill", "Services"});
  const auto body = page.scope("tbody");
  const double total = report.bill.total().usd();
  for (const auto& [mark, marked] : marks) {
    const auto row = page.scope("tr");
    {
      const auto cell = page.scope("th", {{"scope", "row"}});
      mark_badge(page, mark);
    }
    number(page, text::grouped(static_cast<double>(marked.lines)));
    number(page, to_string(marked.amount));
    number(page, total > 0 ? text::percent(marked.amount.usd() / total) : "");
    std::string services;
    for (const std::string& service : marked.services) services += (services.empty() ? "" : ", ") + text::readable(service);
    page.element("td", services);
  }
}

}  // namespace tradewind::html
