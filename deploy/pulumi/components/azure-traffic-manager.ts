// Azure Traffic Manager: leads by DNS to the region that is nearest by latency.
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

export interface TrafficManagerArgs {
  group: { name: string; location: string };
  ttlS: number;
  path: string;
  check: { intervalS: number; timeoutS: number; toleratedFailures: number };
  /** Location of Azure that stands for each region. */
  places: Record<string, string>;
  workloads: Record<string, { prefix: string; regions: string[] }>;
  tags: Record<string, string>;
}

/**
 * `dnsPrefix`: label below trafficmanager.net. `endpoints`: host name of the gateway of each region; one without gets no users.
 * Returns where the domain of each workload has to lead, by CNAME.
 */
export function makeTrafficManager(
  args: TrafficManagerArgs, dnsPrefix: string, endpoints: Record<string, string>, options: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const group = new azure.resources.ResourceGroup("traffic", {
    resourceGroupName: args.group.name, location: args.group.location, tags: args.tags,
  }, options);
  const only = Object.keys(args.workloads).length === 1;
  const names: Record<string, pulumi.Output<string>> = {};
  for (const [workload, told] of Object.entries(args.workloads)) {
    const profile = new azure.trafficmanager.Profile(workload, {
      resourceGroupName: group.name,
      profileName: workload,
      location: "global",
      trafficRoutingMethod: "Performance",
      dnsConfig: { relativeName: only ? dnsPrefix : `${dnsPrefix}-${workload}`, ttl: args.ttlS },
      monitorConfig: {
        protocol: "HTTPS",
        port: 443,
        path: args.path,
        intervalInSeconds: args.check.intervalS,
        timeoutInSeconds: args.check.timeoutS,
        toleratedNumberOfFailures: args.check.toleratedFailures,
      },
      tags: args.tags,
    }, { ...options, ignoreChanges: ["endpoints"] });
    for (const place of told.regions) {
      if (!(place in endpoints)) continue;
      new azure.trafficmanager.Endpoint(`${workload}-${place}`, {
        resourceGroupName: group.name, profileName: profile.name.apply((name) => name ?? workload), endpointName: place, endpointType: "ExternalEndpoints",
        target: endpoints[place], endpointLocation: args.places[place],
      }, options);
    }
    names[workload] = profile.dnsConfig.apply((dns) => dns?.fqdn ?? "");
  }
  return names;
}
