// Azure Front Door: leads request by request to the fastest healthy regions.
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

export interface FrontDoorArgs {
  group: { name: string; location: string };
  name: string;
  path: string;
  check: { intervalS: number; sample: number; good: number; additionalLatencyMs: number; failBackMinutes: number };
  workloads: Record<string, { prefix: string; regions: string[]; endpoint: string }>;
  tags: Record<string, string>;
}

/**
 * `endpoints`: host name of the gateway of each region; one without gets no users. Returns where the domain of each workload has to lead, by CNAME.
 */
export function makeFrontDoor(
  args: FrontDoorArgs, domain: string, endpoints: Record<string, string>, options: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const group = new azure.resources.ResourceGroup("traffic", {
    resourceGroupName: args.group.name, location: args.group.location, tags: args.tags,
  }, options);
  const profile = new azure.cdn.Profile(args.name, {
    resourceGroupName: group.name, profileName: args.name, location: "global", sku: { name: "Standard_AzureFrontDoor" },
    originResponseTimeoutSeconds: 240, tags: args.tags,
  }, options);
  const at = { resourceGroupName: group.name, profileName: profile.name };
  const names: Record<string, pulumi.Output<string>> = {};
  for (const [workload, told] of Object.entries(args.workloads)) {
    const host = `${told.prefix}${domain}`;
    const originGroup = new azure.cdn.AFDOriginGroup(workload, {
      ...at,
      originGroupName: workload,
      sessionAffinityState: "Disabled",
      trafficRestorationTimeToHealedOrNewEndpointsInMinutes: args.check.failBackMinutes,
      healthProbeSettings: { probeProtocol: "Https", probePath: args.path, probeRequestType: "GET", probeIntervalInSeconds: args.check.intervalS },
      loadBalancingSettings: {
        sampleSize: args.check.sample,
        successfulSamplesRequired: args.check.good,
        additionalLatencyInMilliseconds: args.check.additionalLatencyMs,
      },
    }, options);
    const origins = told.regions.filter((place) => place in endpoints).map((place) => new azure.cdn.AFDOrigin(`${workload}-${place}`, {
      ...at, originGroupName: originGroup.name, originName: place, hostName: endpoints[place], originHostHeader: host,
      enforceCertificateNameCheck: true, enabledState: "Enabled",
    }, options));
    const endpoint = new azure.cdn.AFDEndpoint(workload, {
      ...at, endpointName: told.endpoint, location: "global", enabledState: "Enabled",
    }, options);
    const customDomain = new azure.cdn.AFDCustomDomain(workload, {
      ...at, customDomainName: workload, hostName: host, tlsSettings: { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" },
    }, options);
    if (origins.length > 0) {
      new azure.cdn.Route(workload, {
        ...at,
        endpointName: endpoint.name,
        routeName: workload,
        originGroup: { id: originGroup.id },
        customDomains: [{ id: customDomain.id }],
        patternsToMatch: ["/*"],
        supportedProtocols: ["Http", "Https"],
        httpsRedirect: "Enabled",
        forwardingProtocol: "HttpsOnly",
        linkToDefaultDomain: "Disabled",
        enabledState: "Enabled",
      }, { ...options, dependsOn: origins });
    }
    names[workload] = endpoint.hostName;
  }
  return names;
}
