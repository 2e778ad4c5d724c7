// Built-in roles of Azure (learn.microsoft.com/azure/role-based-access-control/built-in-roles).
const roles = {
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "AcrPull": "7f951dda-4ed3-4680-a7ca-43fe172d538d",
};

/** Id of the definition of a role in a subscription. */
export function roleId(subscription: string, role: keyof typeof roles): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`;
}
