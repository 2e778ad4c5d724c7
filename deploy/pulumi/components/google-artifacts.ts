// Buckets of the models on Google Cloud, and event-driven copies where a replication of Google's was simulated: that needs one dual-region bucket, and
// is quicker at most by it.
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

export interface GoogleCopy {
  id: string;
  from: string;
  to: string;
  prefix: string;
}

export interface GoogleArtifactsArgs {
  /** Region of each bucket. */
  buckets: Record<string, string>;
  copies: GoogleCopy[];
  oldVersionsDays: number;
}

/** `prefix`: beginning of the names: lower-case letters, digits and hyphens, yours alone in the world. Returns where the models lie. */
export function makeGoogleArtifacts(
  args: GoogleArtifactsArgs, prefix: string, project: string, options: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const made: Record<string, gcp.storage.Bucket> = {};
  const stores: Record<string, pulumi.Output<string>> = {};
  for (const [place, location] of Object.entries(args.buckets)) {
    made[place] = new gcp.storage.Bucket(`models-${place}`, {
      project,
      name: `${prefix}-${place}`,
      location,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      lifecycleRules: [{ action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: args.oldVersionsDays, withState: "ARCHIVED" } }],
    }, options);
    stores[place] = pulumi.interpolate`gs://${made[place].name}`;
  }
  if (args.copies.length === 0) return stores;
  const dependsOn = letTransfer(made, project, options);
  for (const copy of args.copies) {
    new gcp.storage.TransferJob(`${copy.from}-${copy.id}`, {
      project,
      description: `${copy.prefix} to ${copy.to}`,
      replicationSpec: {
        gcsDataSource: { bucketName: made[copy.from].name, path: copy.prefix },
        gcsDataSink: { bucketName: made[copy.to].name, path: copy.prefix },
      },
    }, { ...options, dependsOn });
  }
  return stores;
}

/** The agents of Google that copy, and tell each other what is new (cloud.google.com/storage-transfer/docs/cross-bucket-replication). */
function letTransfer(buckets: Record<string, gcp.storage.Bucket>, project: string, options: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const copies = pulumi.interpolate`serviceAccount:${gcp.storage.getTransferProjectServiceAccountOutput({ project }, options).email}`;
  const tells = pulumi.interpolate`serviceAccount:${gcp.storage.getProjectServiceAccountOutput({ project }, options).emailAddress}`;
  return [
    ...Object.entries(buckets).map(([place, bucket]) => new gcp.storage.BucketIAMMember(`transfer-${place}`, {
      bucket: bucket.name, role: "roles/storage.admin", member: copies,
    }, options)),
    new gcp.projects.IAMMember("transfer-subscribes", { project, role: "roles/pubsub.editor", member: copies }, options),
    new gcp.projects.IAMMember("storage-publishes", { project, role: "roles/pubsub.publisher", member: tells }, options),
  ];
}
