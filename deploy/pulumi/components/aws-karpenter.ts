// What Karpenter needs where it brings the machines of a pool: rights by EKS Pod Identity for kube-system/karpenter, and a queue that tells it of
// interruptions. The rights are those of its own documentation (reference/cloudformation, version 1.14), bound to this cluster.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { trust } from "./aws-roles";
import policy from "./karpenter-policy.json";

export interface AwsKarpenterArgs {
  region: string;
  name: string;
  tags: Record<string, string>;
}

const interruptions = {
  health: { source: "aws.health", type: "AWS Health Event" },
  spot: { source: "aws.ec2", type: "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", type: "EC2 Instance Rebalance Recommendation" },
  state: { source: "aws.ec2", type: "EC2 Instance State-change Notification" },
  reservation: { source: "aws.ec2", type: "EC2 Capacity Reservation Instance Interruption Warning" },
};

export class AwsKarpenter extends pulumi.ComponentResource {
  constructor(
    place: string, args: AwsKarpenterArgs, cluster: aws.eks.Cluster, nodeRoleArn: pulumi.Output<string>, options?: pulumi.ComponentResourceOptions,
  ) {
    super("tradewind:aws:Karpenter", place, {}, options);
    const inside = { parent: this };
    const { region, name, tags } = args;
    const queue = this.makeQueue(place, args);
    const role = new aws.iam.Role(`${place}-karpenter`, {
      name: `${name}-karpenter`, tags, assumeRolePolicy: trust("pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    }, inside);
    new aws.iam.RolePolicy(`${place}-karpenter`, {
      name: "karpenter", role: role.id, policy: this.rights(args, { cluster_arn: cluster.arn, node_role_arn: nodeRoleArn, queue_arn: queue.arn }),
    }, inside);
    new aws.eks.PodIdentityAssociation(`${place}-karpenter`, {
      region, tags, clusterName: cluster.name, namespace: "kube-system", serviceAccount: "karpenter", roleArn: role.arn,
    }, inside);
    this.registerOutputs({});
  }

  /** The policy with the names of this cluster in their places. */
  private rights({ region, name }: AwsKarpenterArgs, arns: Record<string, pulumi.Output<string>>): pulumi.Output<string> {
    const inside = { parent: this };
    const partition = aws.getPartitionOutput({}, inside).partition, account = aws.getCallerIdentityOutput({}, inside).accountId;
    return pulumi.all({ ...arns, partition, account, region, cluster: name }).apply((values: Record<string, string>) =>
      JSON.stringify(policy).replace(/\$\{(\w+)\}/g, (_, key: string) => values[key]));
  }

  private makeQueue(place: string, { region, name, tags }: AwsKarpenterArgs): aws.sqs.Queue {
    const inside = { parent: this };
    const queue = new aws.sqs.Queue(`${place}-karpenter`, { region, tags, name, messageRetentionSeconds: 300, sqsManagedSseEnabled: true }, inside);
    new aws.sqs.QueuePolicy(`${place}-karpenter`, {
      region,
      queueUrl: queue.url,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow", Action: "sqs:SendMessage", Resource: queue.arn, Principal: { Service: ["events.amazonaws.com", "sqs.amazonaws.com"] },
          },
          { Effect: "Deny", Action: "sqs:*", Resource: queue.arn, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        ],
      }),
    }, inside);
    for (const [what, { source, type }] of Object.entries(interruptions)) {
      const rule = new aws.cloudwatch.EventRule(`${place}-${what}`, {
        region, tags, name: `${name}-${what}`, eventPattern: JSON.stringify({ source: [source], "detail-type": [type] }),
      }, inside);
      new aws.cloudwatch.EventTarget(`${place}-${what}`, { region, rule: rule.name, arn: queue.arn }, inside);
    }
    return queue;
  }
}
