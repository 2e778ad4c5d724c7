// A registry for the images of the model servers, replicated to every region of Azure.
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { AzureRegion } from "./azure-region";
import { createHash } from "crypto";
import { roleId } from "./azure-roles";

export interface AzureRegistryArgs {
  /** Its beginning. */
  name: string;
  /** Location of each region, the first holds the images. */
  locations: Record<string, string>;
  tags: Record<string, string>;
}

export function makeAzureRegistry(
  args: AzureRegistryArgs, regions: Record<string, AzureRegion>, subscription: string, options: pulumi.CustomResourceOptions,
): void {
  const [[home, location], ...copies] = Object.entries(args.locations);
  const resourceGroupName = regions[home].resourceGroup;
  // Unique in all of Azure.
  const registryName = args.name + createHash("sha256").update(subscription).digest("hex").slice(0, 8);
  const registry = new azure.containerregistry.Registry("registry", {
    resourceGroupName, location, registryName, sku: { name: "Premium" }, adminUserEnabled: false, tags: args.tags,
  }, options);
  for (const [place, where] of copies) {
    new azure.containerregistry.Replication(place, {
      resourceGroupName, registryName: registry.name, replicationName: where, location: where, tags: args.tags,
    }, options);
  }
  for (const [place, region] of Object.entries(regions)) {
    new azure.authorization.RoleAssignment(`pull-${place}`, {
      scope: registry.id, roleDefinitionId: roleId(subscription, "AcrPull"), principalId: region.kubeletIdentity, principalType: "ServicePrincipal",
    }, options);
  }
}
