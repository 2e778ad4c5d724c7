// Buckets of the models on AWS: one in every region that needs them, and S3's replication where it was simulated.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface S3Copy {
  id: string;
  from: string;
  to: string;
  prefix: string;
  priority: number;
  /** With S3 Replication Time Control. */
  timed: boolean;
}

export interface AwsArtifactsArgs {
  /** Region of each bucket. */
  buckets: Record<string, string>;
  copies: S3Copy[];
  replicationRole: string;
  oldVersionsDays: number;
  timeControlMinutes: number;
}

interface Versioned {
  bucket: aws.s3.Bucket;
  versioning: aws.s3.BucketVersioning;
}

/** `prefix`: beginning of the names: lower-case letters, digits and hyphens, yours alone in the world. Returns where the models lie. */
export function makeAwsArtifacts(args: AwsArtifactsArgs, prefix: string, options: pulumi.CustomResourceOptions): Record<string, pulumi.Output<string>> {
  const made: Record<string, Versioned> = {};
  const stores: Record<string, pulumi.Output<string>> = {};
  for (const [place, region] of Object.entries(args.buckets)) {
    made[place] = makeBucket(place, region, prefix, args.oldVersionsDays, options);
    stores[place] = pulumi.interpolate`s3://${made[place].bucket.bucket}`;
  }
  const homes = new Set(args.copies.map((copy) => copy.from));
  if (homes.size === 0) return stores;
  const role = makeReplicationRole(args, made, options);
  for (const home of homes) {
    const copies = args.copies.filter((copy) => copy.from === home);
    new aws.s3.BucketReplicationConfig(`models-${home}`, {
      region: args.buckets[home],
      bucket: made[home].bucket.id,
      role: role.arn,
      rules: copies.map((copy) => ruleOf(copy, made[copy.to].bucket, args.timeControlMinutes)),
    }, { ...options, dependsOn: Object.values(made).map(({ versioning }) => versioning) });
  }
  return stores;
}

function makeBucket(place: string, region: string, prefix: string, oldVersionsDays: number, options: pulumi.CustomResourceOptions): Versioned {
  const bucket = new aws.s3.Bucket(`models-${place}`, { region, bucket: `${prefix}-${place}`, tags: { region } }, options);
  const versioning = new aws.s3.BucketVersioning(`models-${place}`, {
    region, bucket: bucket.id, versioningConfiguration: { status: "Enabled" },
  }, options);
  new aws.s3.BucketPublicAccessBlock(`models-${place}`, {
    region, bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  }, options);
  new aws.s3.BucketLifecycleConfiguration(`models-${place}`, {
    region,
    bucket: bucket.id,
    rules: [{ id: "old-versions", status: "Enabled", filter: {}, noncurrentVersionExpiration: { noncurrentDays: oldVersionsDays } }],
  }, options);
  return { bucket, versioning };
}

function ruleOf(copy: S3Copy, destination: aws.s3.Bucket, timeControlMinutes: number): aws.types.input.s3.BucketReplicationConfigRule {
  const time = { minutes: timeControlMinutes };
  const timed = { metrics: { status: "Enabled", eventThreshold: time }, replicationTime: { status: "Enabled", time } };
  return {
    id: copy.id,
    priority: copy.priority,
    status: "Enabled",
    filter: { prefix: copy.prefix },
    deleteMarkerReplication: { status: "Disabled" },
    destination: { bucket: destination.arn, ...(copy.timed ? timed : {}) },
  };
}

function makeReplicationRole(args: AwsArtifactsArgs, made: Record<string, Versioned>, options: pulumi.CustomResourceOptions): aws.iam.Role {
  const role = new aws.iam.Role("replication", {
    name: args.replicationRole,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "s3.amazonaws.com" } }],
    }),
  }, options);
  const buckets = Object.values(made).map(({ bucket }) => bucket.arn);
  new aws.iam.RolePolicy("replication", {
    name: args.replicationRole,
    role: role.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: buckets },
        {
          Effect: "Allow",
          Action: [
            "s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging", "s3:ReplicateObject", "s3:ReplicateTags",
          ],
          Resource: buckets.map((arn) => pulumi.interpolate`${arn}/*`),
        },
      ],
    }),
  }, options);
  return role;
}
