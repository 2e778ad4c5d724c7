// A network of three zones: public subnets for load balancers, private ones for nodes.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { subnetOf } from "./addresses";

export interface AwsNetworkArgs {
  region: string;
  name: string;
  cidr: string;
  natGateways: number;
  tags: Record<string, string>;
}

// Where an account sees fewer, subnets share a zone.
const zones = 3;

export class AwsNetwork extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string>[] = [];

  constructor(place: string, args: AwsNetworkArgs, options?: pulumi.ComponentResourceOptions) {
    super("tradewind:aws:Network", place, {}, options);
    const inside = { parent: this };
    const { region } = args;
    const tagged = (name: string, more: Record<string, string> = {}) => ({ ...args.tags, ...more, Name: `${args.name}${name}` });
    const found = aws.getAvailabilityZonesOutput(
      { region, state: "available", filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] }, inside);
    const vpc = new aws.ec2.Vpc(place, { region, cidrBlock: args.cidr, enableDnsHostnames: true, tags: tagged("") }, inside);
    this.vpcId = vpc.id;
    const gateway = new aws.ec2.InternetGateway(place, { region, vpcId: vpc.id, tags: tagged("") }, inside);
    const publicTable = new aws.ec2.RouteTable(`${place}-public`, {
      region, vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }], tags: tagged("-public"),
    }, inside);

    const natGateways: aws.ec2.NatGateway[] = [];
    const privateTables: aws.ec2.RouteTable[] = [];
    for (let zone = 0; zone < zones; zone += 1) {
      const availabilityZone = found.apply(({ names = [] }) => names[zone % Math.max(1, names.length)]);
      const open = new aws.ec2.Subnet(`${place}-public-${zone}`, {
        region, vpcId: vpc.id, availabilityZone, cidrBlock: subnetOf(args.cidr, zone), mapPublicIpOnLaunch: false,
        tags: tagged(`-public-${zone}`, { "kubernetes.io/role/elb": "1" }),
      }, inside);
      new aws.ec2.RouteTableAssociation(`${place}-public-${zone}`, { region, subnetId: open.id, routeTableId: publicTable.id }, inside);
      if (zone < args.natGateways) {
        const address = new aws.ec2.Eip(`${place}-nat-${zone}`, { region, domain: "vpc", tags: tagged(`-nat-${zone}`) }, inside);
        natGateways.push(new aws.ec2.NatGateway(`${place}-${zone}`, {
          region, allocationId: address.id, subnetId: open.id, tags: tagged(`-${zone}`),
        }, { ...inside, dependsOn: [gateway] }));
      }
      const closed = new aws.ec2.Subnet(`${place}-private-${zone}`, {
        region, vpcId: vpc.id, availabilityZone, cidrBlock: subnetOf(args.cidr, 8 + zone),
        tags: tagged(`-private-${zone}`, { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": args.name }),
      }, inside);
      const table = new aws.ec2.RouteTable(`${place}-private-${zone}`, {
        region, vpcId: vpc.id, tags: tagged(`-private-${zone}`),
        routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: natGateways[zone % natGateways.length].id }],
      }, inside);
      new aws.ec2.RouteTableAssociation(`${place}-private-${zone}`, { region, subnetId: closed.id, routeTableId: table.id }, inside);
      privateTables.push(table);
      this.privateSubnetIds.push(closed.id);
    }
    // Weights come from buckets of the region past the NAT gateways, which charge by the gigabyte.
    new aws.ec2.VpcEndpoint(`${place}-s3`, {
      region, vpcId: vpc.id, serviceName: `com.amazonaws.${region}.s3`, vpcEndpointType: "Gateway",
      routeTableIds: privateTables.map((table) => table.id), tags: tagged("-s3"),
    }, inside);
    this.registerOutputs({ vpcId: this.vpcId });
  }
}
