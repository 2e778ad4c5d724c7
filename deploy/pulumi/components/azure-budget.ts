import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { BudgetArgs } from "./budgets";

export function makeAzureBudget(args: BudgetArgs, contactEmails: string[], subscription: string, options: pulumi.CustomResourceOptions): void {
  const notification = (threshold: number, thresholdType: string) => ({
    enabled: true, operator: "GreaterThan", threshold, thresholdType, contactEmails,
  });
  // Azure takes no month in the past; what it was first stays.
  const now = new Date();
  const startDate = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)).toISOString();
  new azure.consumption.Budget("simulated", {
    scope: `/subscriptions/${subscription}`,
    budgetName: `${args.scenario}-simulated`,
    category: "Cost",
    amount: args.usd,
    timeGrain: "Monthly",
    timePeriod: { startDate },
    filter: { tags: { name: "scenario", operator: "In", values: [args.scenario] } },
    notifications: {
      warn: notification(args.warnPercent, "Actual"),
      full: notification(args.fullPercent, "Forecasted"),
      over: notification(args.overPercent, "Actual"),
    },
  }, { ...options, ignoreChanges: ["timePeriod"] });
}
