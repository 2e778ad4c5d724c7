// AWS Global Accelerator: one pair of anycast addresses, an endpoint group of each region with the simulated dial and checks.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface GlobalAcceleratorArgs {
  name: string;
  path: string;
  check: { intervalS: number; failures: number };
  endpointGroups: Record<string, { region: string; dialPercent: number }>;
  workloads: Record<string, { prefix: string; regions: string[] }>;
}

/** `endpoints`: ARN of the load balancer of the gateway of each region; a region without one gets no users. */
export function makeGlobalAccelerator(
  args: GlobalAcceleratorArgs, domain: string, hostedZone: string, endpoints: Record<string, string>, options: pulumi.CustomResourceOptions,
): void {
  const accelerator = new aws.globalaccelerator.Accelerator("this", { name: args.name, ipAddressType: "IPV4", enabled: true }, options);
  const listener = new aws.globalaccelerator.Listener("https", {
    acceleratorArn: accelerator.arn, protocol: "TCP", portRanges: [{ fromPort: 443, toPort: 443 }],
  }, options);
  for (const [place, group] of Object.entries(args.endpointGroups)) {
    if (!(place in endpoints)) continue;
    new aws.globalaccelerator.EndpointGroup(place, {
      listenerArn: listener.arn,
      endpointGroupRegion: group.region,
      trafficDialPercentage: group.dialPercent,
      healthCheckProtocol: "HTTPS",
      healthCheckPort: 443,
      healthCheckPath: args.path,
      healthCheckIntervalSeconds: args.check.intervalS,
      thresholdCount: args.check.failures,
      endpointConfigurations: [{ endpointId: endpoints[place], clientIpPreservationEnabled: true }],
    }, options);
  }
  const zoneId = aws.route53.getZoneOutput({ name: hostedZone }, options).zoneId;
  for (const [id, name] of Object.entries(Object.keys(args.workloads).length === 1 ? { domain } : { domain, below: `*.${domain}` })) {
    new aws.route53.Record(id, {
      zoneId, name, type: "A",
      aliases: [{ name: accelerator.dnsName, zoneId: accelerator.hostedZoneId, evaluateTargetHealth: true }],
    }, options);
  }
}
