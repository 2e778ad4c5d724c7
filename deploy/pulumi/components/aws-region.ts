// A region of AWS: network, EKS cluster, GPU node groups and what Karpenter needs.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AwsKarpenter } from "./aws-karpenter";
import { AwsNetwork } from "./aws-network";
import { checkGpuQuotas } from "./aws-quotas";
import { trust } from "./aws-roles";

export interface AwsPool {
  workload: string;
  instanceType: string;
  vcpu: number;
  instances: number;
  maxInstances: number;
  diskGb: number;
  spot: boolean;
  /** Karpenter brings the machines; they count here for the quotas alone. */
  karpenter: boolean;
}

export interface AwsRegionArgs {
  region: string;
  name: string;
  /** Address range of the network, a /16. */
  cidr: string;
  /** 1 is cheaper, one a zone survives the loss of a zone. */
  natGateways: number;
  /** GPU node groups by name: what was simulated, and the headroom above it. */
  pools: Record<string, AwsPool>;
  tags: Record<string, string>;
}

export interface AwsSettings {
  kubernetesVersion: string;
  /** Machines for what is not a model server: gateways, KEDA, Prometheus. */
  systemInstanceType: string;
}

const addons: Record<string, object> = {
  // Network policies of the model servers take effect only with this switch.
  "vpc-cni": { enableNetworkPolicy: "true" },
  "kube-proxy": {},
  "coredns": {},
  "eks-pod-identity-agent": {},
  // EKS has no default class of storage by itself.
  "aws-ebs-csi-driver": { defaultStorageClass: { enabled: true } },
  "metrics-server": {},
};
const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"];

export class AwsRegion extends pulumi.ComponentResource {
  /** Name of the cluster, for aws eks update-kubeconfig. */
  readonly cluster: pulumi.Output<string>;
  private readonly inside: pulumi.CustomResourceOptions;

  constructor(place: string, private readonly args: AwsRegionArgs, settings: AwsSettings, options?: pulumi.ComponentResourceOptions) {
    super("tradewind:aws:Region", place, {}, options);
    this.inside = { parent: this };
    const network = new AwsNetwork(place, args, this.inside);
    const cluster = this.makeCluster(place, network, settings);
    this.makeAddons(place, cluster);
    const node = this.makeNodeRole(place);
    this.makeSystemNodes(place, cluster, network, node, settings);
    for (const [name, pool] of Object.entries(args.pools)) if (!pool.karpenter) this.makeGpuNodes(place, name, pool, cluster, network, node);
    if (Object.values(args.pools).some((pool) => pool.karpenter)) new AwsKarpenter(place, args, cluster, node.arn, this.inside);
    checkGpuQuotas(args.region, args.pools, this.inside);
    this.cluster = cluster.name;
    this.registerOutputs({ cluster: this.cluster });
  }

  private makeCluster(place: string, network: AwsNetwork, settings: AwsSettings): aws.eks.Cluster {
    const { region, name, tags } = this.args;
    const key = new aws.kms.Key(`${place}-secrets`, {
      region, tags, description: `Secrets of the Kubernetes cluster ${name}`, enableKeyRotation: true, deletionWindowInDays: 30,
    }, this.inside);
    new aws.kms.Alias(`${place}-secrets`, { region, name: `alias/${name}-secrets`, targetKeyId: key.keyId }, this.inside);
    const role = new aws.iam.Role(`${place}-cluster`, {
      name: `${name}-cluster`, tags, assumeRolePolicy: trust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    }, this.inside);
    const allowed = new aws.iam.RolePolicyAttachment(`${place}-cluster`, {
      role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
    }, this.inside);
    const cluster = new aws.eks.Cluster(place, {
      region, name, tags,
      version: settings.kubernetesVersion,
      roleArn: role.arn,
      enabledClusterLogTypes: ["api", "audit", "authenticator"],
      deletionProtection: true,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: key.arn } },
      vpcConfig: { subnetIds: network.privateSubnetIds, endpointPrivateAccess: true, endpointPublicAccess: true },
    }, { ...this.inside, dependsOn: [allowed] });
    return cluster;
  }

  /** Over those that a new cluster comes with. */
  private makeAddons(place: string, cluster: aws.eks.Cluster): void {
    const { region, name, tags } = this.args;
    // For the driver that makes the volumes of brokers and of Prometheus.
    const role = new aws.iam.Role(`${place}-volumes`, {
      name: `${name}-volumes`, tags, assumeRolePolicy: trust("pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    }, this.inside);
    const allowed = new aws.iam.RolePolicyAttachment(`${place}-volumes`, {
      role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
    }, this.inside);
    for (const [addon, settings] of Object.entries(addons)) {
      new aws.eks.Addon(`${place}-${addon}`, {
        region, tags, clusterName: cluster.name, addonName: addon, resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "PRESERVE",
        configurationValues: Object.keys(settings).length === 0 ? undefined : JSON.stringify(settings),
        podIdentityAssociations: addon === "aws-ebs-csi-driver" ? [{ serviceAccount: "ebs-csi-controller-sa", roleArn: role.arn }] : undefined,
      }, { ...this.inside, dependsOn: [allowed] });
    }
  }

  private makeNodeRole(place: string): { arn: pulumi.Output<string>; ready: pulumi.Resource[] } {
    const role = new aws.iam.Role(`${place}-node`, {
      name: `${this.args.name}-node`, tags: this.args.tags, assumeRolePolicy: trust("ec2.amazonaws.com", ["sts:AssumeRole"]),
    }, this.inside);
    const ready = nodePolicies.map((policy) =>
      new aws.iam.RolePolicyAttachment(`${place}-node-${policy}`, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` }, this.inside));
    return { arn: role.arn, ready };
  }

  private makeSystemNodes(
    place: string, cluster: aws.eks.Cluster, network: AwsNetwork, node: { arn: pulumi.Output<string>; ready: pulumi.Resource[] }, settings: AwsSettings,
  ): void {
    const { region, tags } = this.args;
    new aws.eks.NodeGroup(`${place}-system`, {
      region, tags,
      clusterName: cluster.name,
      nodeGroupName: "system",
      nodeRoleArn: node.arn,
      subnetIds: network.privateSubnetIds,
      amiType: "AL2023_x86_64_STANDARD",
      instanceTypes: [settings.systemInstanceType],
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      updateConfig: { maxUnavailable: 1 },
    }, { ...this.inside, dependsOn: node.ready });
  }

  /** The planned machines always run; a cluster autoscaler may add those of the headroom. */
  private makeGpuNodes(
    place: string, name: string, pool: AwsPool, cluster: aws.eks.Cluster, network: AwsNetwork,
    node: { arn: pulumi.Output<string>; ready: pulumi.Resource[] },
  ): void {
    const { region } = this.args;
    const tags = { ...this.args.tags, workload: pool.workload };
    const template = new aws.ec2.LaunchTemplate(`${place}-${name}`, {
      region, tags,
      blockDeviceMappings: [{
        deviceName: "/dev/xvda",
        ebs: { volumeSize: pool.diskGb, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
      }],
      // Pods reach no credentials of the node.
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { ...tags, Name: `${this.args.name}-${name}` } })),
    }, this.inside);
    new aws.eks.NodeGroup(`${place}-${name}`, {
      region, tags,
      clusterName: cluster.name,
      nodeGroupName: name,
      nodeRoleArn: node.arn,
      subnetIds: network.privateSubnetIds,
      amiType: "AL2023_x86_64_NVIDIA",
      capacityType: pool.spot ? "SPOT" : "ON_DEMAND",
      instanceTypes: [pool.instanceType],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: pool.instances, desiredSize: pool.instances, maxSize: pool.maxInstances },
      updateConfig: { maxUnavailable: 1 },
      taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" }],
      labels: { workload: pool.workload },
    }, {
      ...this.inside,
      dependsOn: node.ready,
      // The autoscaler moves it.
      ignoreChanges: ["scalingConfig.desiredSize"],
    });
  }
}
