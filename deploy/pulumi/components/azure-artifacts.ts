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
  /** Location of each account. */
  buckets: Record<string, string>;
  copies: AzureCopy[];
  tags: Record<string, string>;
}

interface Store {
  account: azure.storage.StorageAccount;
  container: azure.storage.BlobContainer;
}

/** Names of storage accounts are at most 24 lower-case letters and digits, unique in all of Azure. `prefix`: their beginning. */
export function makeAzureArtifacts(args: AzureArtifactsArgs, prefix: string, options: pulumi.CustomResourceOptions): void {
  const location = Object.values(args.buckets)[0];
  const group = new azure.resources.ResourceGroup("models", { resourceGroupName: args.resourceGroup, location, tags: args.tags }, options);
  const made: Record<string, Store> = {};
  for (const [place, where] of Object.entries(args.buckets)) made[place] = makeStore(place, where, prefix, group.name, args.tags, options);
  const ways = new Map(args.copies.map((copy) => [`${copy.from}-to-${copy.to}`, copy]));
  for (const [name, copy] of ways) makeReplication(name, made[copy.from], made[copy.to], group.name, options);
}

function makeStore(
  place: string, location: string, prefix: string, resourceGroupName: pulumi.Output<string>, tags: Record<string, string>,
  options: pulumi.CustomResourceOptions,
): Store {
  const hash = createHash("sha256").update(place).digest("hex");
  const account = new azure.storage.StorageAccount(`models-${place}`, {
    resourceGroupName, location, tags,
    accountName: `${prefix}${hash}`.replace(/-/g, "").slice(0, 24),
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    allowBlobPublicAccess: false,
    minimumTlsVersion: "TLS1_2",
  }, options);
  const service = new azure.storage.BlobServiceProperties(`models-${place}`, {
    resourceGroupName, accountName: account.name, blobServicesName: "default", isVersioningEnabled: true, changeFeed: { enabled: true },
  }, options);
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
