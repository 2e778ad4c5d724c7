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

/** `prefix`: beginning of the names: lower-case letters, digits and hyphens, yours alone in the world. */
export function makeGoogleArtifacts(args: GoogleArtifactsArgs, prefix: string, project: string, options: pulumi.CustomResourceOptions): void {
  const made: Record<string, gcp.storage.Bucket> = {};
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
  }
  for (const copy of args.copies) {
    new gcp.storage.TransferJob(`${copy.from}-${copy.id}`, {
      project,
      description: `${copy.prefix} to ${copy.to}`,
      replicationSpec: {
        gcsDataSource: { bucketName: made[copy.from].name, path: copy.prefix },
        gcsDataSink: { bucketName: made[copy.to].name, path: copy.prefix },
      },
    }, options);
  }
}
