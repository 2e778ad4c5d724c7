#include <fmt/format.h>

#include <cmath>
#include <map>

#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

// Shares of the simulated bill at which somebody is told, in percent: what was spent, and what the cloud expects of the whole month.
constexpr int warn_percent = 80, full_percent = 100, over_percent = 120;

Cents bill_of(const Bill& bill, std::string_view provider) {
  Cents sum;
  for (const BillLine& line : bill.lines)
    if (line.provider == provider) sum += line.amount;
  return sum;
}

std::string reason(const Context& context, Cents amount, const char* cloud) {
  return fmt::format("The simulated bill of {} is {} USD a month of {:.0f} hours, at the prices of {}.", cloud, to_string(amount), hours_per_month,
                     context.input.bill.price_book);
}

Json emails() { return {{"description", "Who is told when money runs faster than simulated."}, {"type", "list(string)"}}; }

std::string whole_usd(Cents amount) { return fmt::format("{:.0f}", std::ceil(amount.usd())); }

void add_aws(Root& root, const Context& context, Cents amount) {
  const auto notification = [](int percent, const char* kind) {
    return Json{{"comparison_operator", "GREATER_THAN"},
                {"notification_type", kind},
                {"threshold", percent},
                {"threshold_type", "PERCENTAGE"},
                {"subscriber_email_addresses", expression("var.budget_emails")}};
  };
  const std::string scenario = cost_labels(context.input, nullptr, "aws")["scenario"];
  root.file("budgets")["resource"]["aws_budgets_budget"]["simulated"] = {
      {"//", literal(reason(context, amount, "AWS")) + " The tag has to be activated for cost allocation first."},
      {"name", literal(scenario + "-simulated")},
      {"budget_type", "COST"},
      {"time_unit", "MONTHLY"},
      {"limit_amount", whole_usd(amount)},
      {"limit_unit", "USD"},
      {"cost_filter", {{{"name", "TagKeyValue"}, {"values", {literal("user:scenario$" + scenario)}}}}},
      {"notification", {notification(warn_percent, "ACTUAL"), notification(full_percent, "FORECASTED"), notification(over_percent, "ACTUAL")}}};
}

void add_google(Root& root, const Context& context, Cents amount) {
  root.variable("google_billing_account", {{"description", "Id of the billing account that pays for the project."}, {"type", "string"}});
  const std::string scenario = cost_labels(context.input, nullptr, "gcp")["scenario"];
  Json& resources = root.file("budgets")["resource"];
  resources["google_monitoring_notification_channel"]["budget"] = {{"for_each", expression("toset(var.budget_emails)")},
                                                                   {"display_name", "Budget: ${each.key}"},
                                                                   {"type", "email"},
                                                                   {"labels", {{"email_address", expression("each.key")}}}};
  const auto rule = [](double share, const char* basis) { return Json{{"threshold_percent", share}, {"spend_basis", basis}}; };
  resources["google_billing_budget"]["simulated"] = {
      {"//", literal(reason(context, amount, "Google Cloud"))},
      {"billing_account", expression("var.google_billing_account")},
      {"display_name", literal(scenario + " simulated")},
      {"budget_filter", {{"projects", {"projects/${var.google_project}"}}, {"labels", {{"scenario", literal(scenario)}}}}},
      {"amount", {{"specified_amount", {{"currency_code", "USD"}, {"units", whole_usd(amount)}}}}},
      {"threshold_rules",
       {rule(warn_percent / 100.0, "CURRENT_SPEND"), rule(full_percent / 100.0, "FORECASTED_SPEND"), rule(over_percent / 100.0, "CURRENT_SPEND")}},
      {"all_updates_rule",
       {{"monitoring_notification_channels", expression("[for channel in google_monitoring_notification_channel.budget : channel.id]")}}}};
}

void add_azure(Root& root, const Context& context, Cents amount) {
  const auto notification = [](int percent, const char* kind) {
    return Json{{"operator", "GreaterThan"}, {"threshold", percent}, {"threshold_type", kind}, {"contact_emails", expression("var.budget_emails")}};
  };
  const std::string scenario = cost_labels(context.input, nullptr, "azure")["scenario"];
  root.file("budgets")["resource"]["azurerm_consumption_budget_subscription"]["simulated"] = {
      {"//", literal(reason(context, amount, "Azure"))},
      {"name", literal(scenario + "-simulated")},
      {"subscription_id", "/subscriptions/${var.azure_subscription}"},
      {"amount", std::ceil(amount.usd())},
      {"time_grain", "Monthly"},
      {"time_period", {{"start_date", expression("formatdate(\"YYYY-MM-01'T'00:00:00Z\", plantimestamp())")}}},
      {"filter", {{"tag", {{{"name", "scenario"}, {"values", {literal(scenario)}}}}}}},
      {"notification", {notification(warn_percent, "Actual"), notification(full_percent, "Forecasted"), notification(over_percent, "Actual")}},
      {"lifecycle", {{"ignore_changes", {"time_period"}}}}};
}

}  // namespace

void add_budgets(Root& root, const Context& context) {
  const std::map<std::string, void (*)(Root&, const Context&, Cents)> clouds = {{"aws", add_aws}, {"azure", add_azure}, {"gcp", add_google}};
  for (const auto& [provider, add] : clouds) {
    const Cents amount = bill_of(context.input.bill, provider);
    if (!context.has(provider) || amount.value <= 0) continue;
    root.variable("budget_emails", emails());
    add(root, context, amount);
  }
}

}  // namespace tradewind::terraform
