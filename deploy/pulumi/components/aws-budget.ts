// The tag "scenario" has to be activated for cost allocation first.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BudgetArgs } from "./budgets";

export function makeAwsBudget(args: BudgetArgs, subscriberEmailAddresses: string[], options: pulumi.CustomResourceOptions): void {
  const notification = (threshold: number, notificationType: string) => ({
    comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE", threshold, notificationType, subscriberEmailAddresses,
  });
  new aws.budgets.Budget("simulated", {
    name: `${args.scenario}-simulated`,
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: String(args.usd),
    limitUnit: "USD",
    costFilters: [{ name: "TagKeyValue", values: [`user:scenario$${args.scenario}`] }],
    notifications: [
      notification(args.warnPercent, "ACTUAL"), notification(args.fullPercent, "FORECASTED"), notification(args.overPercent, "ACTUAL"),
    ],
  }, options);
}
