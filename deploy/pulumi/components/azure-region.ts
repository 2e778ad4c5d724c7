// A region of Azure: network, AKS cluster and GPU node pools.
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { subnetOf } from "./addresses";
import { roleId } from "./azure-roles";

export interface AzurePool {
  workload: string;
  vmSize: string;
  instances: number;
  maxInstances: number;
  diskGb: number;
  spot: boolean;
}

export interface AzureRegionArgs {
  location: string;
  name: string;
  /** Address range of the network, a /16. */
  cidr: string;
  /** Whether nodes reach the internet through a NAT gateway of their own; otherwise through the cluster's load balancer. */
  natGateway: boolean;
  /** Of the machines for what is not a model server; none where the region has no zones. */
  zones: string[];
  /** GPU node pools by name (at most 12 lower-case letters and digits): what was simulated, and the headroom above it. */
  pools: Record<string, AzurePool>;
  tags: Record<string, string>;
}

export interface AzureSettings {
  subscription: string;
  kubernetesVersion: string;
  /** Machines for what is not a model server: gateways, KEDA, Prometheus. */
  systemVmSize: string;
  /** By the name of the overlay: zones of the GPU machines, those in which their size is offered; none: Azure puts them where it likes. */
  gpuZones: Record<string, string[]>;
}

export class AzureRegion extends pulumi.ComponentResource {
  /** Name of the cluster and of its resource group, for az aks get-credentials. */
  readonly cluster: pulumi.Output<string>;
  readonly resourceGroup: pulumi.Output<string>;
  /** Who pulls images. */
  readonly kubeletIdentity: pulumi.Output<string>;
  private readonly inside: pulumi.CustomResourceOptions;

  constructor(
    place: string, private readonly args: AzureRegionArgs, private readonly settings: AzureSettings, options?: pulumi.ComponentResourceOptions,
  ) {
    super("tradewind:azure:Region", place, {}, options);
    this.inside = { parent: this };
    const { location, name, tags } = args;
    const group = new azure.resources.ResourceGroup(place, { resourceGroupName: name, location, tags }, this.inside);
    this.resourceGroup = group.name;
    const { network, nodes } = this.makeNetwork(place);
    const cluster = this.makeCluster(place, network, nodes);
    for (const [pool, body] of Object.entries(args.pools)) this.makeGpuNodes(place, pool, body, cluster, nodes);
    this.cluster = cluster.name;
    this.kubeletIdentity = cluster.identityProfile.apply((profile) => profile?.["kubeletidentity"]?.objectId ?? "");
    this.registerOutputs({ cluster: this.cluster });
  }

  private makeNetwork(place: string): { network: azure.network.VirtualNetwork; nodes: azure.network.Subnet } {
    const { location, name, cidr, tags } = this.args;
    const resourceGroupName = this.resourceGroup;
    const network = new azure.network.VirtualNetwork(place, {
      resourceGroupName, location, tags, virtualNetworkName: name, addressSpace: { addressPrefixes: [cidr] },
    }, { ...this.inside, ignoreChanges: ["subnets"] });
    const nodes = new azure.network.Subnet(`${place}-nodes`, {
      resourceGroupName,
      virtualNetworkName: network.name,
      subnetName: "nodes",
      addressPrefix: subnetOf(cidr, 0),
      // Weights come from storage of the region over Azure's own network.
      serviceEndpoints: [{ service: "Microsoft.Storage" }],
      natGateway: this.args.natGateway ? { id: this.makeNatGateway(place) } : undefined,
    }, this.inside);
    return { network, nodes };
  }

  private makeNatGateway(place: string): pulumi.Output<string> {
    const { location, name, tags } = this.args;
    const resourceGroupName = this.resourceGroup;
    const address = new azure.network.PublicIPAddress(`${place}-nat`, {
      resourceGroupName, location, tags, publicIpAddressName: `${name}-nat`, publicIPAllocationMethod: "Static", sku: { name: "Standard" },
    }, this.inside);
    return new azure.network.NatGateway(place, {
      resourceGroupName, location, tags, natGatewayName: name, sku: { name: "Standard" }, publicIpAddresses: [{ id: address.id }],
    }, this.inside).id;
  }

  private makeCluster(place: string, network: azure.network.VirtualNetwork, nodes: azure.network.Subnet): azure.containerservice.ManagedCluster {
    const { location, name, tags } = this.args;
    const resourceGroupName = this.resourceGroup;
    const identity = new azure.managedidentity.UserAssignedIdentity(`${place}-cluster`, {
      resourceGroupName, location, tags, resourceName: `${name}-cluster`,
    }, this.inside);
    const allowed = new azure.authorization.RoleAssignment(`${place}-network`, {
      scope: network.id,
      roleDefinitionId: roleId(this.settings.subscription, "Network Contributor"),
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    }, this.inside);
    return new azure.containerservice.ManagedCluster(place, {
      resourceGroupName, location, tags,
      resourceName: name,
      dnsPrefix: name,
      kubernetesVersion: this.settings.kubernetesVersion,
      sku: { name: "Base", tier: "Standard" },
      autoUpgradeProfile: { upgradeChannel: "patch" },
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
      metricsProfile: { costAnalysis: { enabled: true } },
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      agentPoolProfiles: [{
        name: "system",
        mode: "System",
        type: "VirtualMachineScaleSets",
        vmSize: this.settings.systemVmSize,
        vnetSubnetID: nodes.id,
        availabilityZones: this.args.zones.length > 0 ? this.args.zones : undefined,
        enableAutoScaling: true,
        count: 2,
        minCount: 2,
        maxCount: 4,
        upgradeSettings: { maxSurge: "10%" },
        tags,
      }],
      networkProfile: {
        networkPlugin: "azure",
        networkPluginMode: "overlay",
        networkDataplane: "cilium",
        networkPolicy: "cilium",
        outboundType: this.args.natGateway ? "userAssignedNATGateway" : "loadBalancer",
      },
      storageProfile: { blobCSIDriver: { enabled: true } },
    }, { ...this.inside, dependsOn: [allowed] });
  }

  /** The planned machines always run; the cluster autoscaler adds those of the headroom. */
  private makeGpuNodes(
    place: string, name: string, pool: AzurePool, cluster: azure.containerservice.ManagedCluster, nodes: azure.network.Subnet,
  ): void {
    const spotTaints = pool.spot ? ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"] : [];
    new azure.containerservice.AgentPool(`${place}-${name}`, {
      resourceGroupName: this.resourceGroup,
      resourceName: cluster.name,
      agentPoolName: name,
      mode: "User",
      type: "VirtualMachineScaleSets",
      vmSize: pool.vmSize,
      vnetSubnetID: nodes.id,
      osDiskSizeGB: pool.diskGb,
      availabilityZones: this.settings.gpuZones[place],
      enableAutoScaling: true,
      count: pool.instances,
      minCount: pool.instances,
      maxCount: pool.maxInstances,
      scaleSetPriority: pool.spot ? "Spot" : "Regular",
      scaleSetEvictionPolicy: pool.spot ? "Delete" : undefined,
      spotMaxPrice: pool.spot ? -1 : undefined,
      gpuProfile: { driver: "Install" },
      nodeLabels: { workload: pool.workload },
      // AKS puts the taint of spot nodes on by itself; unless it stands here too, Pulumi takes it off.
      nodeTaints: ["nvidia.com/gpu=present:NoSchedule", ...spotTaints],
      tags: { ...this.args.tags, workload: pool.workload },
    }, {
      ...this.inside,
      // The autoscaler moves it.
      ignoreChanges: ["count"],
    });
  }
}
