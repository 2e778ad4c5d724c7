#include <fmt/format.h>

#include <map>

#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

std::string whole_usd(const cloud::Budget& budget) { return fmt::format("{:.0f}", budget.usd); }

void add_aws(Root& root, const Context& context, const cloud::Budget& budget) {
  const auto notification = [](int percent, const char* kind) {
    return Json{{"comparison_operator", "GREATER_THAN"},
                {"notification_type", kind},
                {"threshold", percent},
                {"threshold_type", "PERCENTAGE"},
                {"subscriber_email_addresses", expression("var.budget_emails")}};
  };
  const std::string scenario = cost_labels(context.input, nullptr, "aws")["scenario"];
  root.file("budgets")["resource"]["aws_budgets_budget"]["simulated"] = {
      {"//", literal(budget.reason) + " The tag has to be activated for cost allocation first."},
      {"name", literal(scenario + "-simulated")},
      {"budget_type", "COST"},
      {"time_unit", "MONTHLY"},
      {"limit_amount", whole_usd(budget)},
      {"limit_unit", "USD"},
      {"cost_filter", {{{"name", "TagKeyValue"}, {"values", {literal("user:scenario$" + scenario)}}}}},
      {"notification",
       {notification(cloud::warn_percent, "ACTUAL"), notification(cloud::full_percent, "FORECASTED"), notification(cloud::over_percent, "ACTUAL")}}};
}

void add_google(Root& root, const Context& context, const cloud::Budget& budget) {
  root.variable(cloud::setting("google_billing_account"));
  const std::string scenario = cost_labels(context.input, nullptr, "gcp")["scenario"];
  Json& resources = root.file("budgets")["resource"];
  resources["google_monitoring_notification_channel"]["budget"] = {{"for_each", expression("toset(var.budget_emails)")},
                                                                   {"display_name", "Budget: ${each.key}"},
                                                                   {"type", "email"},
                                                                   {"labels", {{"email_address", expression("each.key")}}}};
  const auto rule = [](double share, const char* basis) { return Json{{"threshold_percent", share}, {"spend_basis", basis}}; };
  resources["google_billing_budget"]["simulated"] = {
      {"//", literal(budget.reason)},
      {"billing_account", expression("var.google_billing_account")},
      {"display_name", literal(scenario + " simulated")},
      {"budget_filter", {{"projects", {"projects/${var.google_project}"}}, {"labels", {{"scenario", literal(scenario)}}}}},
      {"amount", {{"specified_amount", {{"currency_code", "USD"}, {"units", whole_usd(budget)}}}}},
      {"threshold_rules",
       {rule(cloud::warn_percent / 100.0, "CURRENT_SPEND"), rule(cloud::full_percent / 100.0, "FORECASTED_SPEND"),
        rule(cloud::over_percent / 100.0, "CURRENT_SPEND")}},
      {"all_updates_rule",
       {{"monitoring_notification_channels", expression("[for channel in google_monitoring_notification_channel.budget : channel.id]")}}}};
}

void add_azure(Root& root, const Context& context, const cloud::Budget& budget) {
  const auto notification = [](int percent, const char* kind) {
    return Json{{"operator", "GreaterThan"}, {"threshold", percent}, {"threshold_type", kind}, {"contact_emails", expression("var.budget_emails")}};
  };
  const std::string scenario = cost_labels(context.input, nullptr, "azure")["scenario"];
  root.file("budgets")["resource"]["azurerm_consumption_budget_subscription"]["simulated"] = {
      {"//", literal(budget.reason)},
      {"name", literal(scenario + "-simulated")},
      {"subscription_id", "/subscriptions/${var.azure_subscription}"},
      {"amount", budget.usd},
      {"time_grain", "Monthly"},
      {"time_period", {{"start_date", expression("formatdate(\"YYYY-MM-01'T'00:00:00Z\", plantimestamp())")}}},
      {"filter", {{"tag", {{{"name", "scenario"}, {"values", {literal(scenario)}}}}}}},
      {"notification",
       {notification(cloud::warn_percent, "Actual"), notification(cloud::full_percent, "Forecasted"), notification(cloud::over_percent, "Actual")}},
      {"lifecycle", {{"ignore_changes", {"time_period"}}}}};
}

}  // namespace

void add_budgets(Root& root, const Context& context) {
  const std::map<std::string_view, void (*)(Root&, const Context&, const cloud::Budget&)> clouds = {
      {"aws", add_aws}, {"azure", add_azure}, {"gcp", add_google}};
  for (const cloud::Budget& budget : cloud::budgets(context)) {
    root.variable(cloud::setting("budget_emails"));
    clouds.at(budget.provider)(root, context, budget);
  }
}

}  // namespace tradewind::terraform
