// A region of Google Cloud: network, GKE cluster and GPU node pools.
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "crypto";
import { subnetOf, upperHalfOf } from "./addresses";
import { checkGpuQuotas } from "./google-quotas";

export interface GooglePool {
  workload: string;
  machineType: string;
  accelerator: string;
  gpus: number;
  /** Id of the quota that counts the GPUs; "" where none is known. */
  quota: string;
  gpuFamily: string;
  instances: number;
  maxInstances: number;
  diskGb: number;
  diskType: string;
  spot: boolean;
  /** A compute class brings the machines. */
  computeClass: boolean;
}

export interface GoogleRegionArgs {
  region: string;
  name: string;
  /** Address range of the network, a /16: nodes, proxies, services and pods. */
  cidr: string;
  /** GPU node pools by name: what was simulated, and the headroom above it. */
  pools: Record<string, GooglePool>;
  labels: Record<string, string>;
}

export interface GoogleSettings {
  project: string;
  /** Machines for what is not a model server: gateways, KEDA, Prometheus. */
  systemMachineType: string;
}

const scopes = ["https://www.googleapis.com/auth/cloud-platform"];

export class GoogleRegion extends pulumi.ComponentResource {
  /** Name of the cluster, for gcloud container clusters get-credentials. */
  readonly cluster: pulumi.Output<string>;
  readonly nodeServiceAccount: pulumi.Output<string>;
  private readonly inside: pulumi.CustomResourceOptions;

  constructor(
    place: string, private readonly args: GoogleRegionArgs, private readonly settings: GoogleSettings, options?: pulumi.ComponentResourceOptions,
  ) {
    super("tradewind:google:Region", place, {}, options);
    this.inside = { parent: this };
    const account = this.makeNodeAccount(place);
    const cluster = this.makeCluster(place);
    this.makeSystemNodes(place, cluster, account);
    for (const [name, pool] of Object.entries(args.pools)) if (!pool.computeClass) this.makeGpuNodes(place, name, pool, cluster, account);
    checkGpuQuotas(settings.project, args.region, args.pools, this.inside);
    this.cluster = cluster.name;
    this.nodeServiceAccount = account;
    this.registerOutputs({ cluster: this.cluster });
  }

  private makeNodeAccount(place: string): pulumi.Output<string> {
    const { name } = this.args;
    const { project } = this.settings;
    const account = new gcp.serviceaccount.Account(place, {
      project,
      accountId: `${name.slice(0, 21)}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`,
      displayName: `Nodes of ${name}`,
    }, this.inside);
    for (const role of ["roles/container.defaultNodeServiceAccount", "roles/artifactregistry.reader"]) {
      new gcp.projects.IAMMember(`${place}-${role.split("/")[1]}`, { project, role, member: pulumi.interpolate`serviceAccount:${account.email}` }, this.inside);
    }
    return account.email;
  }

  private makeNetwork(place: string): { network: gcp.compute.Network; nodes: gcp.compute.Subnetwork } {
    const { region, name, cidr } = this.args;
    const { project } = this.settings;
    const network = new gcp.compute.Network(place, { project, name, autoCreateSubnetworks: false }, this.inside);
    const nodes = new gcp.compute.Subnetwork(`${place}-nodes`, {
      project, region,
      name: `${name}-nodes`,
      network: network.id,
      ipCidrRange: subnetOf(cidr, 0),
      privateIpGoogleAccess: true,
      secondaryIpRanges: [
        { rangeName: "services", ipCidrRange: subnetOf(cidr, 1) },
        { rangeName: "pods", ipCidrRange: upperHalfOf(cidr) },
      ],
    }, this.inside);
    // Google's load balancers ask and reach the pods from these addresses (cloud.google.com/load-balancing/docs/firewall-rules).
    new gcp.compute.Firewall(`${place}-load-balancers`, {
      project, name: `${name}-load-balancers`, network: network.id, direction: "INGRESS", sourceRanges: ["35.191.0.0/16", "130.211.0.0/22"],
      allows: [{ protocol: "tcp" }],
    }, this.inside);
    // For the load balancers that the cluster's gateways make.
    new gcp.compute.Subnetwork(`${place}-proxies`, {
      project, region, name: `${name}-proxies`, network: network.id, ipCidrRange: subnetOf(cidr, 2), purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE",
    }, this.inside);
    const router = new gcp.compute.Router(place, { project, region, name, network: network.id }, this.inside);
    new gcp.compute.RouterNat(place, {
      project, region, name, router: router.name, natIpAllocateOption: "AUTO_ONLY", sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    }, this.inside);
    return { network, nodes };
  }

  /** The key that encrypts the cluster's secrets, once GKE may use it. Key rings cannot be deleted: their names stay taken. */
  private makeKey(place: string): { id: pulumi.Output<string>; ready: pulumi.Resource } {
    const { region, name, labels } = this.args;
    const { project } = this.settings;
    const ring = new gcp.kms.KeyRing(place, { project, location: region, name }, this.inside);
    const key = new gcp.kms.CryptoKey(`${place}-secrets`, { name: "secrets", keyRing: ring.id, rotationPeriod: "7776000s", labels }, this.inside);
    const number = gcp.organizations.getProjectOutput({ projectId: project }, this.inside).number;
    const ready = new gcp.kms.CryptoKeyIAMMember(`${place}-secrets`, {
      cryptoKeyId: key.id,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: pulumi.interpolate`serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`,
    }, this.inside);
    return { id: key.id, ready };
  }

  private makeCluster(place: string): gcp.container.Cluster {
    const { region, name, labels } = this.args;
    const { project } = this.settings;
    const { network, nodes } = this.makeNetwork(place);
    const key = this.makeKey(place);
    return new gcp.container.Cluster(place, {
      project, name,
      location: region,
      network: network.id,
      subnetwork: nodes.id,
      initialNodeCount: 1,
      removeDefaultNodePool: true,
      deletionProtection: true,
      datapathProvider: "ADVANCED_DATAPATH",
      resourceLabels: labels,
      releaseChannel: { channel: "REGULAR" },
      ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
      privateClusterConfig: { enablePrivateNodes: true },
      workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
      databaseEncryption: { state: "ENCRYPTED", keyName: key.id },
      gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
      costManagementConfig: { enabled: true },
      addonsConfig: { gcsFuseCsiDriverConfig: { enabled: true } },
    }, { ...this.inside, dependsOn: [key.ready] });
  }

  private makeSystemNodes(place: string, cluster: gcp.container.Cluster, serviceAccount: pulumi.Output<string>): void {
    const { region, labels } = this.args;
    new gcp.container.NodePool(`${place}-system`, {
      project: this.settings.project,
      location: region,
      cluster: cluster.name,
      name: "system",
      initialNodeCount: 1,
      autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 6, locationPolicy: "BALANCED" },
      nodeConfig: {
        machineType: this.settings.systemMachineType,
        serviceAccount,
        oauthScopes: scopes,
        resourceLabels: labels,
        workloadMetadataConfig: { mode: "GKE_METADATA" },
      },
    }, this.inside);
  }

  /** The planned machines always run; the cluster autoscaler adds those of the headroom, in any zone that has them. */
  private makeGpuNodes(place: string, name: string, pool: GooglePool, cluster: gcp.container.Cluster, serviceAccount: pulumi.Output<string>): void {
    const { region, labels } = this.args;
    new gcp.container.NodePool(`${place}-${name}`, {
      project: this.settings.project,
      location: region,
      cluster: cluster.name,
      name,
      initialNodeCount: 0, // the model servers' pods bring the nodes
      autoscaling: { totalMinNodeCount: pool.instances, totalMaxNodeCount: pool.maxInstances, locationPolicy: "ANY" },
      management: { autoRepair: true, autoUpgrade: true },
      // GPUs to surge with are seldom at hand: a node is drained, then replaced.
      upgradeSettings: { maxSurge: 0, maxUnavailable: 1 },
      nodeConfig: {
        machineType: pool.machineType,
        spot: pool.spot,
        diskSizeGb: pool.diskGb,
        diskType: pool.diskType,
        serviceAccount,
        oauthScopes: scopes,
        labels: { workload: pool.workload },
        resourceLabels: { ...labels, workload: pool.workload },
        guestAccelerators: [{ type: pool.accelerator, count: pool.gpus, gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" } }],
        // Images start while they are still being pulled.
        gcfsConfig: { enabled: true },
        workloadMetadataConfig: { mode: "GKE_METADATA" },
        taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
      },
    }, { ...this.inside, ignoreChanges: ["initialNodeCount"] });
  }
}
