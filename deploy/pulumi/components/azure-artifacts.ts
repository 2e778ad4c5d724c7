// Storage accounts of the models on Azure, and object replication where it was simulated.
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "crypto";

export interface AzureCopy {
  from: string;
  to: string;
}

export interface AzureArtifactsArgs {
  resourceGroup: string;
  oldVersionsDays: number;
  /** Location of each account. */
  buckets: Record<string, string>;
  /** Of each account: ZRS over three zones, LRS where the region has none. */
  redundancy: Record<string, string>;
  copies: AzureCopy[];
  tags: Record<string, string>;
}

interface Store {
  account: azure.storage.StorageAccount;
  container: azure.storage.BlobContainer;
}

/**
 * Names of storage accounts are at most 24 lower-case letters and digits, unique in all of Azure. `prefix`: their beginning, and told apart by all of it.
 * Returns where the models lie.
 */
export function makeAzureArtifacts(
  args: AzureArtifactsArgs, prefix: string, options: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const location = Object.values(args.buckets)[0];
  const group = new azure.resources.ResourceGroup("models", { resourceGroupName: args.resourceGroup, location, tags: args.tags }, options);
  const made: Record<string, Store> = {};
  const stores: Record<string, pulumi.Output<string>> = {};
  for (const place of Object.keys(args.buckets)) {
    made[place] = makeStore(place, args, prefix, group.name, options);
    stores[place] = pulumi.interpolate`https://${made[place].account.name}.blob.core.windows.net/models`;
  }
  const ways = new Map(args.copies.map((copy) => [`${copy.from}-to-${copy.to}`, copy]));
  for (const [name, copy] of ways) makeReplication(name, made[copy.from], made[copy.to], group.name, options);
  return stores;
}

function makeStore(
  place: string, args: AzureArtifactsArgs, prefix: string, resourceGroupName: pulumi.Output<string>, options: pulumi.CustomResourceOptions,
): Store {
  const { tags } = args, location = args.buckets[place];
  const hash = createHash("sha256").update(`${prefix}-${place}`).digest("hex");
  const account = new azure.storage.StorageAccount(`models-${place}`, {
    resourceGroupName, location, tags,
    accountName: prefix.replace(/-/g, "").slice(0, 12) + hash.slice(0, 12),
    kind: "StorageV2",
    sku: { name: `Standard_${args.redundancy[place]}` },
    allowBlobPublicAccess: false,
    minimumTlsVersion: "TLS1_2",
  }, options);
  const service = new azure.storage.BlobServiceProperties(`models-${place}`, {
    resourceGroupName, accountName: account.name, blobServicesName: "default", isVersioningEnabled: true, changeFeed: { enabled: true },
  }, options);
  const old = { delete: { daysAfterCreationGreaterThan: args.oldVersionsDays } };
  new azure.storage.ManagementPolicy(`models-${place}`, {
    resourceGroupName, accountName: account.name, managementPolicyName: "default",
    policy: {
      rules: [{ name: "old-versions", enabled: true, type: "Lifecycle", definition: { filters: { blobTypes: ["blockBlob"] }, actions: { version: old } } }],
    },
  }, { ...options, dependsOn: [service] });
  const container = new azure.storage.BlobContainer(`models-${place}`, {
    resourceGroupName, accountName: account.name, containerName: "models", publicAccess: "None",
  }, { ...options, dependsOn: [service] });
  return { account, container };
}

/** The destination's policy comes first and gives the id under which the source's has to stand. */
function makeReplication(name: string, from: Store, to: Store, resourceGroupName: pulumi.Output<string>, options: pulumi.CustomResourceOptions): void {
  const sides = { sourceAccount: from.account.id, destinationAccount: to.account.id };
  const containers = { sourceContainer: from.container.name, destinationContainer: to.container.name };
  const arriving = new azure.storage.ObjectReplicationPolicy(`${name}-arriving`, {
    resourceGroupName, accountName: to.account.name, objectReplicationPolicyId: "default", ...sides, rules: [containers],
  }, options);
  const ruleId = arriving.rules.apply((rules) => rules?.[0]?.ruleId ?? "");
  new azure.storage.ObjectReplicationPolicy(`${name}-leaving`, {
    resourceGroupName, accountName: from.account.name, objectReplicationPolicyId: arriving.policyId, ...sides, rules: [{ ...containers, ruleId }],
  }, options);
}
