import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { BudgetArgs } from "./budgets";

export function makeGoogleBudget(
  args: BudgetArgs, emails: string[], project: string, billingAccount: string, options: pulumi.CustomResourceOptions,
): void {
  const channels = emails.map((email, number) => new gcp.monitoring.NotificationChannel(`budget-${number}`, {
    project, displayName: `Budget: ${email}`, type: "email", labels: { email_address: email },
  }, options));
  const rule = (percent: number, spendBasis: string) => ({ thresholdPercent: percent / 100, spendBasis });
  new gcp.billing.Budget("simulated", {
    billingAccount,
    displayName: `${args.scenario} simulated`,
    budgetFilter: { projects: [`projects/${project}`], labels: { scenario: args.scenario } },
    amount: { specifiedAmount: { currencyCode: "USD", units: String(args.usd) } },
    thresholdRules: [rule(args.warnPercent, "CURRENT_SPEND"), rule(args.fullPercent, "FORECASTED_SPEND"), rule(args.overPercent, "CURRENT_SPEND")],
    allUpdatesRule: { monitoringNotificationChannels: channels.map((channel) => channel.name) },
  }, options);
}
