#include "cost_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "terminal/style.h"
#include "terminal/table.h"

namespace tradewind {
namespace {

using nlohmann::json;
using terminal::grouped;
using terminal::Table;

json share_json(const CostShare& share) {
  json object{{"name", share.name}, {"amount_usd", share.amount.usd()}, {"requests", share.requests}, {"users", share.users}};
  object["per_million_requests_usd"] = share.per_million_requests_usd();
  object["per_user_usd"] = share.per_user_usd();
  if (share.tokens > 0) {
    object["tokens"] = share.tokens;
    object["per_million_tokens_usd"] = share.per_million_tokens_usd();
  }
  return object;
}

json interval_json(const CostInterval& interval) {
  return {{"p5_usd", interval.p5.usd()}, {"p50_usd", interval.p50.usd()}, {"p95_usd", interval.p95.usd()}};
}

std::string unit_cost(double usd) { return usd == 0 ? "" : usd < 1 ? fmt::format("{:.3g}", usd) : grouped(usd, 2); }

std::string with_sign(Cents amount) { return (amount.value > 0 ? "+" : "") + to_string(amount); }

std::string between(const CostInterval& interval) { return to_string(interval.p5) + " to " + to_string(interval.p95); }

}  // namespace

json allocation_json(const World& world, const Usage& usage, const Bill& bill) {
  json all = json::object();
  for (const CostDimension dimension : all_cost_dimensions) {
    json& rows = all[std::string(to_string(dimension))] = json::array();
    for (const CostShare& share : allocate(world, usage, bill, dimension)) rows.push_back(share_json(share));
  }
  return all;
}

void print_allocation(const World& world, const Usage& usage, const Bill& bill, CostDimension dimension) {
  terminal::print_heading(fmt::format("By {}", to_string(dimension)));
  const double total = bill.total().usd();
  Table table({{std::string(to_string(dimension))},
               {"USD a month", true},
               {"share", true},
               {"requests", true},
               {"a million requests", true},
               {"a million tokens", true},
               {"users", true},
               {"a user", true}});
  for (const CostShare& share : allocate(world, usage, bill, dimension))
    table.add({share.name, to_string(share.amount), total > 0 ? terminal::share(share.amount.usd() / total) : "", grouped(share.requests),
               unit_cost(share.per_million_requests_usd()), unit_cost(share.per_million_tokens_usd()), grouped(share.users),
               unit_cost(share.per_user_usd())});
  table.rule();
  table.add({"total", to_string(bill.total()), "", "", "", "", "", ""});
  table.print();
}

json outlook_json(const Outlook& outlook) {
  json object{{"total_usd", outlook.total.usd()}, {"months", json::array()}};
  for (const MonthCost& month : outlook.months) {
    json row{{"month", month.month}, {"demand", month.demand}, {"instances", month.instances}, {"total_usd", month.total.usd()}};
    for (const auto& [service, amount] : month.by_service) row["by_service"][service] = amount.usd();
    if (month.interval) row["interval"] = interval_json(*month.interval);
    object["months"].push_back(std::move(row));
  }
  if (!outlook.interval) return object;
  object["interval"] = interval_json(*outlook.interval);
  object["samples"] = outlook.samples;
  for (const TornadoBar& bar : outlook.tornado)
    object["tornado"].push_back(
        {{"factor", bar.factor}, {"low", bar.range.low}, {"high", bar.range.high}, {"low_usd", bar.low.usd()}, {"high_usd", bar.high.usd()}});
  return object;
}

namespace {

// "     ▇▇▇▇▇|▇▇  ": from the low total over the stated one to the high one, on the scale of the widest bar.
std::string bar_of(const TornadoBar& bar, Cents stated, double scale) {
  constexpr int half = 20;
  const auto cells = [&](std::int64_t cents) {
    return scale == 0 ? 0 : static_cast<int>(std::lround(half * static_cast<double>(cents - stated.value) / scale));
  };
  const int from = std::clamp(std::min(cells(bar.low.value), 0), -half, 0), to = std::clamp(std::max(cells(bar.high.value), 0), 0, half);
  std::string text(static_cast<std::size_t>(half + from), ' ');
  text.append(static_cast<std::size_t>(-from), '#').append("|").append(static_cast<std::size_t>(to), '#');
  return text;
}

void print_tornado(const Outlook& outlook) {
  terminal::print_heading("What matters: the total with one assumption at its 5th or 95th percentile");
  double scale = 0;
  for (const TornadoBar& bar : outlook.tornado)
    scale = std::max({scale, std::abs(static_cast<double>(bar.high.value - outlook.total.value)),
                      std::abs(static_cast<double>(outlook.total.value - bar.low.value))});
  Table table({{"assumption"}, {"factor", true}, {"low", true}, {""}, {"high", true}});
  for (const TornadoBar& bar : outlook.tornado)
    table.add({bar.factor, fmt::format("{:g} to {:g}", bar.range.low, bar.range.high), to_string(bar.low), bar_of(bar, outlook.total, scale),
               to_string(bar.high)});
  table.print();
}

}  // namespace

void print_outlook(const Outlook& outlook) {
  terminal::print_heading("Month by month, USD before tax");
  Table table({{"month"}, {"demand", true}, {"instances", true}, {"USD", true}, {outlook.interval ? "5th to 95th percentile" : "", true}});
  for (const MonthCost& month : outlook.months)
    table.add({month.month, fmt::format("x {:.3g}", month.demand), grouped(month.instances, 1), to_string(month.total),
               month.interval ? between(*month.interval) : ""});
  table.rule();
  table.add({"total", "", "", to_string(outlook.total), outlook.interval ? between(*outlook.interval) : ""});
  table.print();
  if (outlook.interval) print_tornado(outlook);
}

json difference_json(const BillDifference& difference) {
  json object{{"from_usd", difference.from.usd()}, {"to_usd", difference.to.usd()}, {"steps", json::array()}};
  for (const BillStep& step : difference.steps)
    object["steps"].push_back({{"service", step.service},
                               {"unit", step.unit},
                               {"from_quantity", step.old_quantity},
                               {"to_quantity", step.new_quantity},
                               {"by_quantity_usd", step.by_quantity.usd()},
                               {"by_price_usd", step.by_price.usd()}});
  return object;
}

void print_difference(const BillDifference& difference, const std::string& from, const std::string& to) {
  terminal::print_heading("Why: from one bill to the other");
  Table table({{"step"}, {"by amount", true}, {"by price", true}, {"USD", true}, {"sum", true}, {"amounts"}});
  table.add({from, "", "", "", to_string(difference.from), ""});
  Cents sum = difference.from;
  for (const BillStep& step : difference.steps) {
    sum += step.total();
    table.add({step.service, with_sign(step.by_quantity), with_sign(step.by_price), with_sign(step.total()), to_string(sum),
               fmt::format("{} to {} {}", grouped(step.old_quantity), grouped(step.new_quantity), step.unit)});
  }
  table.rule();
  table.add({to, "", "", with_sign(Cents{difference.to.value - difference.from.value}), to_string(difference.to), ""});
  table.print();
}

}  // namespace tradewind
