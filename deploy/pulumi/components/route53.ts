// Route 53: records by latency, weight, place or turn, with a health check of each region. A region without an endpoint gets no users.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface Route53Workload {
  /** Before the domain: "" or "chat.". */
  prefix: string;
  regions: string[];
  by: "latency" | "weighted" | "failover" | "country";
  /** The region of AWS that stands for each. */
  nearest?: Record<string, string>;
  weights?: Record<string, number>;
  turns?: Record<string, string>;
  /** The lead of each country. */
  countries?: Record<string, string>;
  /** Regions of each lead. */
  leads?: Record<string, string[]>;
  /** Countries that keep to their regions also when these fail. */
  confined?: string[];
}

export interface Route53Args {
  ttlS: number;
  path: string;
  check: { intervalS: number; failures: number };
  workloads: Record<string, Route53Workload>;
}

type Policy = Partial<aws.route53.RecordArgs>;

export class Route53 {
  private readonly zoneId: pulumi.Output<string>;
  private readonly checks: Record<string, aws.route53.HealthCheck> = {};

  /** `endpoints`: host name of the gateway of each region. */
  constructor(
    private readonly args: Route53Args, private readonly domain: string, hostedZone: string, private readonly endpoints: Record<string, string>,
    private readonly options: pulumi.CustomResourceOptions,
  ) {
    this.zoneId = aws.route53.getZoneOutput({ name: hostedZone }, options).zoneId;
    for (const [place, fqdn] of Object.entries(endpoints)) {
      this.checks[place] = new aws.route53.HealthCheck(place, {
        type: "HTTPS", fqdn, port: 443, resourcePath: args.path, requestInterval: args.check.intervalS, failureThreshold: args.check.failures,
        measureLatency: true, tags: { Name: place },
      }, options);
    }
    for (const [name, workload] of Object.entries(args.workloads)) {
      if (workload.by === "country") this.addCountries(name, workload);
      else this.addByRegion(name, this.host(workload), workload.regions, (place) => policyOf(workload, place));
    }
  }

  private host(workload: Route53Workload): string {
    return `${workload.prefix}${this.domain}`;
  }

  private addByRegion(id: string, name: string, regions: string[], policy: (place: string) => Policy): aws.route53.Record[] {
    return regions.filter((place) => place in this.endpoints).map((place) => new aws.route53.Record(`${id}-${place}`, {
      zoneId: this.zoneId, name, type: "CNAME", ttl: this.args.ttlS, records: [this.endpoints[place]], setIdentifier: place,
      healthCheckId: this.checks[place].id, ...policy(place),
    }, this.options));
  }

  /** A record of each country leads to its region, or by latency to its regions; everybody else goes by latency. */
  private addCountries(id: string, workload: Route53Workload): void {
    const { leads = {}, countries = {}, confined = [] } = workload;
    const host = this.host(workload);
    const latency = (place: string): Policy => ({ latencyRoutingPolicies: [{ region: workload.nearest?.[place] ?? "" }] });
    const any = this.addByRegion(`${id}-any`, `any-region.${host}`, workload.regions, latency);
    if (any.length === 0) return;
    const dependsOn = [...any];
    for (const [lead, regions] of Object.entries(leads)) dependsOn.push(...this.addByRegion(`${id}-${lead}`, `${lead}.${host}`, regions, latency));
    const add = (country: string, lead: string, evaluateTargetHealth: boolean) => new aws.route53.Record(`${id}-country-${country}`, {
      zoneId: this.zoneId, name: host, type: "CNAME", setIdentifier: country === "*" ? "others" : country,
      geolocationRoutingPolicies: [{ country }], aliases: [{ name: `${lead}.${host}`, zoneId: this.zoneId, evaluateTargetHealth }],
    }, { ...this.options, dependsOn });
    for (const [country, lead] of Object.entries(countries)) add(country, lead, !confined.includes(country));
    // Everybody else, and countries whose regions are all down.
    add("*", "any-region", true);
  }
}

function policyOf(workload: Route53Workload, place: string): Policy {
  switch (workload.by) {
    case "weighted":
      return { weightedRoutingPolicies: [{ weight: workload.weights?.[place] ?? 0 }] };
    case "failover":
      return { failoverRoutingPolicies: [{ type: workload.turns?.[place] ?? "SECONDARY" }] };
    default:
      return { latencyRoutingPolicies: [{ region: workload.nearest?.[place] ?? "" }] };
  }
}
