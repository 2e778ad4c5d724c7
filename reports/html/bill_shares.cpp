#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "html/bill_parts.h"
#include "html/bill_tables.h"
#include "html/section.h"
#include "text/names.h"
#include "text/numbers.h"
#include "tradewind/pricing/allocation.h"

namespace tradewind::html {
namespace {

std::string unit_cost(double usd) { return usd == 0 ? "–" : fmt::format("{:.{}f}", usd, std::abs(usd) < 1 ? 4 : 2); }

void share_row(text::Markup& page, const std::string& name, const CostShare& share, Cents total, bool tokens) {
  const auto row = page.scope("tr");
  page.element("th", name, {{"scope", "row"}});
  bar_cell(page, name, share.amount, total);
  number(page, to_string(share.amount));
  number(page, text::grouped(share.requests));
  number(page, unit_cost(share.per_million_requests_usd()));
  if (tokens) number(page, unit_cost(share.per_million_tokens_usd()));
  number(page, text::grouped(share.users));
  number(page, unit_cost(share.per_user_usd()));
}

void shares_table(text::Markup& page, const BillReport& report, CostDimension dimension) {
  const std::vector<CostShare> shares = allocate(*report.world, report.usage, report.bill, dimension);
  const bool tokens = std::ranges::any_of(shares, [](const CostShare& share) { return share.tokens > 0; });
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "bars"}});
  page.element("caption", fmt::format("By {}. The rows add up to {} USD, to the cent.", to_string(dimension), to_string(report.bill.total())));
  if (tokens)
    header_row(page, {"", "", "#USD a month", "#Requests", "#USD a million requests", "#USD a million tokens", "#Users", "#USD a user"});
  else
    header_row(page, {"", "", "#USD a month", "#Requests", "#USD a million requests", "#Users", "#USD a user"});
  const auto body = page.scope("tbody");
  const bool named_by_user = dimension == CostDimension::workload || dimension == CostDimension::population;
  for (const CostShare& share : shares) share_row(page, named_by_user ? share.name : text::readable(share.name), share, report.bill.total(), tokens);
}

}  // namespace

void unit_costs_part(text::Markup& page, const BillReport& report) {
  const auto section = page.scope("section");
  heading(page, "units", "Whose cost",
          "A line of a region belongs to the requests answered there, a global line to all; traffic to the internet is split by bytes, all else by "
          "requests.");
  for (const CostDimension dimension : {CostDimension::workload, CostDimension::region, CostDimension::continent})
    shares_table(page, report, dimension);
  const auto details = page.scope("details");
  page.element("summary", "By population, provider and service");
  for (const CostDimension dimension : {CostDimension::population, CostDimension::provider, CostDimension::service})
    shares_table(page, report, dimension);
}

}  // namespace tradewind::html
