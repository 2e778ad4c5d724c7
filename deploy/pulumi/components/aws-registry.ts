// A registry for the images of the model servers in one region of AWS, copied to the others.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AwsRegistryArgs {
  repository: string;
  /** The first region holds the images, the others get copies. */
  regions: string[];
}

export function makeAwsRegistry(args: AwsRegistryArgs, options: pulumi.CustomResourceOptions): void {
  const [home, ...copies] = args.regions;
  new aws.ecr.Repository("model-servers", {
    region: home, name: args.repository, imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true },
  }, options);
  if (copies.length === 0) return;
  const registryId = aws.getCallerIdentityOutput({}, options).accountId;
  new aws.ecr.ReplicationConfiguration("model-servers", {
    region: home,
    replicationConfiguration: {
      rules: [{
        destinations: copies.map((region) => ({ region, registryId })),
        repositoryFilters: [{ filter: args.repository, filterType: "PREFIX_MATCH" }],
      }],
    },
  }, options);
}
