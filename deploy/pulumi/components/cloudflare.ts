// Cloudflare's load balancer: a monitor, a pool of each region and a balancer of each workload, by latency or by country.
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

export interface CloudflareWorkload {
  /** Before the domain: "" or "chat.". */
  prefix: string;
  regions: string[];
  by: string;
  /** Regions of each country, its own first; where residency confines it there are no others. */
  countries?: Record<string, string[]>;
}

export interface CloudflareArgs {
  path: string;
  proxied: boolean;
  /** Of DNS answers, where requests do not pass through Cloudflare. */
  ttlS?: number;
  check: { intervalS: number; timeoutS: number; retries: number; failures: number; successes: number };
  /** Where each region is. */
  places: Record<string, { latitude: number; longitude: number }>;
  workloads: Record<string, CloudflareWorkload>;
}

/** `endpoints`: host name of the gateway of each region; one without gets no users. */
export function makeCloudflare(
  args: CloudflareArgs, domain: string, accountId: string, zoneId: string, endpoints: Record<string, string>, options: pulumi.CustomResourceOptions,
): void {
  const { check } = args;
  const monitor = new cloudflare.LoadBalancerMonitor("health", {
    accountId, type: "https", method: "GET", path: args.path, expectedCodes: "2xx", interval: check.intervalS, timeout: check.timeoutS,
    retries: check.retries, consecutiveDown: check.failures, consecutiveUp: check.successes,
  }, options);
  const pools: Record<string, pulumi.Output<string>> = {};
  for (const [place, address] of Object.entries(endpoints)) {
    pools[place] = new cloudflare.LoadBalancerPool(place, {
      accountId, name: place, ...args.places[place], monitor: monitor.id, origins: [{ name: place, address, enabled: true }],
    }, options).id;
  }
  const poolsOf = (regions: string[]) => regions.filter((place) => place in pools).map((place) => pools[place]);
  for (const [name, told] of Object.entries(args.workloads)) {
    const defaultPools = poolsOf(told.regions);
    if (defaultPools.length === 0) continue;
    new cloudflare.LoadBalancer(name, {
      zoneId,
      name: `${told.prefix}${domain}`,
      description: name,
      defaultPools,
      fallbackPool: defaultPools[0],
      steeringPolicy: told.by,
      proxied: args.proxied,
      ttl: args.ttlS,
      countryPools: Object.fromEntries(Object.entries(told.countries ?? {}).map(([country, regions]) => [country, poolsOf(regions)])),
    }, options);
  }
}
