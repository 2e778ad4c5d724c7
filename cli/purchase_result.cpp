#include "purchase_result.h"

#include <fmt/format.h>

#include <cmath>

#include "terminal/style.h"
#include "terminal/table.h"

namespace tradewind {
namespace {

using nlohmann::json;
using terminal::grouped;
using terminal::Table;

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string region_of(const PurchasedType& type) { return type.provider + ":" + type.region; }

json to_json(const BreakEven& point) {
  return {{"reservation", to_string(point.reservation)},
          {"usd_per_hour", point.usd_h},
          {"share", point.share},
          {"hours_per_month", point.hours_per_month()},
          {"last_saves_usd_per_hour", point.last_saves_usd_h},
          {"next_saves_usd_per_hour", point.next_saves_usd_h},
          {"last_needed_share", point.last_needed_share},
          {"next_needed_share", point.next_needed_share}};
}

json to_json(const PurchasedType& type) {
  json object{{"region", region_of(type)},
              {"instance_type", type.instance_type},
              {"instances", {{"min", type.least}, {"mean", type.mean}, {"max", type.most}}},
              {"reserved", type.reserved},
              {"kinds", json::object()},
              {"monthly_usd", type.total_usd()}};
  for (const Purchase kind : all_purchases)
    if (const auto k = static_cast<std::size_t>(kind); type.hours[k] > 0)
      object["kinds"][std::string(to_string(kind))] = {{"instance_hours", type.hours[k]}, {"usd", type.usd[k]}};
  if (type.on_demand_usd) {
    object["on_demand_usd"] = *type.on_demand_usd;
    object["saving_usd"] = *type.on_demand_usd - type.total_usd();
    object["saving_share"] = *type.on_demand_usd > 0 ? 1 - type.total_usd() / *type.on_demand_usd : 0;
  }
  if (type.break_even) object["break_even"] = to_json(*type.break_even);
  for (const Purchase kind : type.without_price) object["without_price"].push_back(to_string(kind));
  return object;
}

// Instances of a kind, mean over the week: "12.0".
std::string mean_of(const PurchasedType& type, std::initializer_list<Purchase> kinds) {
  double hours = 0;
  for (const Purchase kind : kinds) hours += type.hours[static_cast<std::size_t>(kind)];
  return hours > 0 ? fmt::format("{:.1f}", hours / hours_per_month) : "";
}

void add_row(const PurchasedType& type, Table& table) {
  const bool known = type.on_demand_usd && *type.on_demand_usd > 0;
  table.add({region_of(type), type.instance_type, fmt::format("{} / {:.1f} / {}", type.least, type.mean, type.most),
             mean_of(type, {Purchase::reserved_1y, Purchase::reserved_3y}), mean_of(type, {Purchase::savings_1y, Purchase::savings_3y}),
             mean_of(type, {Purchase::spot}), mean_of(type, {Purchase::on_demand}), grouped(type.total_usd()),
             known ? grouped(*type.on_demand_usd - type.total_usd()) : "", known ? percent(1 - type.total_usd() / *type.on_demand_usd) : ""});
}

void add_total(const Purchases& purchases, Table& table) {
  double usd = 0, on_demand_usd = 0;
  bool known = true;
  for (const PurchasedType& type : purchases.types) {
    usd += type.total_usd();
    on_demand_usd += type.on_demand_usd.value_or(0);
    known = known && type.on_demand_usd;
  }
  for (const PurchasedPlan& plan : purchases.plans) usd += plan.unused_usd;
  known = known && on_demand_usd > 0;
  table.rule();
  table.add(
      {"total", "", "", "", "", "", "", grouped(usd), known ? grouped(on_demand_usd - usd) : "", known ? percent(1 - usd / on_demand_usd) : ""});
}

void print_types(const Purchases& purchases) {
  Table table({{"region"},
               {"type"},
               {"needed: min / mean / max", true},
               {"reserved", true},
               {"savings plan", true},
               {"spot", true},
               {"on demand", true},
               {"USD", true},
               {"saved", true},
               {"", true}});
  for (const PurchasedType& type : purchases.types) add_row(type, table);
  if (purchases.types.size() > 1) add_total(purchases, table);
  table.print();
  fmt::print("  instances, mean over the week; saved: against all of it on demand\n");
}

// "0.6735", or what else could not be had.
std::string saved(double usd_h) { return std::isinf(usd_h) ? "no other way" : fmt::format("{:.4f}", usd_h); }

// Where one reserved instance more would stand still too long.
void print_break_even(const Purchases& purchases) {
  Table table({{"region"},
               {"type"},
               {"reservation"},
               {"pays from", true},
               {"a month", true},
               {"USD/h", true},
               {"bought", true},
               {"last saves", true},
               {"next would", true},
               {"next needed", true}});
  bool any = false;
  for (const PurchasedType& type : purchases.types) {
    if (!type.break_even) continue;
    const BreakEven& point = *type.break_even;
    table.add({region_of(type), type.instance_type, std::string(in_words(point.reservation)), percent(point.share),
               fmt::format("{:.0f} h", point.hours_per_month()), fmt::format("{:.4f}", point.usd_h), std::to_string(type.reserved),
               type.reserved > 0 ? saved(point.last_saves_usd_h) : "", saved(point.next_saves_usd_h), percent(point.next_needed_share)});
    any = true;
  }
  if (!any) return;
  fmt::print("\n");
  table.print();
  fmt::print("  pays from: share of the week, against on demand alone; saves: USD/h of what a reserved instance stands in for, mean over the week\n");
}

void print_missing_prices(const Purchases& purchases) {
  for (const PurchasedType& type : purchases.types)
    for (const Purchase kind : type.without_price)
      fmt::print("  {}, {}: the price book has no price, {}\n", region_of(type), type.instance_type, in_words(kind));
}

}  // namespace

void add_purchases(const Purchases& purchases, json& cost) {
  if (purchases.types.empty()) return;
  for (const PurchasedType& type : purchases.types) cost["purchase"].push_back(to_json(type));
  cost["savings_plans"] = json::array();
  for (const PurchasedPlan& plan : purchases.plans)
    cost["savings_plans"].push_back(
        {{"provider", plan.provider}, {"plan", to_string(plan.plan)}, {"usd_per_hour", plan.usd_h}, {"unused_usd", plan.unused_usd}});
}

void print_purchases(const Purchases& purchases) {
  if (purchases.types.empty()) return;
  terminal::print_heading("Purchase");
  print_types(purchases);
  print_break_even(purchases);
  for (const PurchasedPlan& plan : purchases.plans)
    fmt::print("  {}: {} of {} USD/h, {} USD a month of it unused\n", plan.provider, in_words(plan.plan), grouped(plan.usd_h, 2),
               grouped(plan.unused_usd, 2));
  print_missing_prices(purchases);
}

}  // namespace tradewind
