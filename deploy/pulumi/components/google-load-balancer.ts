// Google's global external load balancer: one address, a backend service of each workload, which fills regions like a waterfall.
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

export interface GoogleLoadBalancerArgs {
  name: string;
  check: { intervalS: number; timeoutS: number; failures: number; successes: number };
  drainS: number;
  workloads: Record<string, GoogleWorkload>;
}

export interface GoogleWorkload {
  prefix: string;
  regions: string[];
  /** Name of its groups of endpoints, one in each zone with replicas. */
  group: string;
  /** At which a replica says that it is ready. */
  path: string;
  /** Requests/s of an endpoint past which Google passes requests on. */
  maxRate: number;
}

/**
 * `zones`: of each region those in which the cluster has made a network endpoint group (kubectl get svcneg); a region without one gets no users.
 * Returns the address that the domain has to lead to.
 */
export function makeGoogleLoadBalancer(
  args: GoogleLoadBalancerArgs, domain: string, zones: Record<string, string[]>, project: string, options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { name } = args;
  const services = Object.entries(args.workloads).map(([workload, told]) => ({
    workload, host: `${told.prefix}${domain}`, service: makeService(workload, told, args, zones, project, options),
  }));
  const urlMap = new gcp.compute.URLMap(name, {
    project, name,
    defaultService: services[0].service.id,
    hostRules: services.map(({ host, workload }) => ({ hosts: [host], pathMatcher: workload })),
    pathMatchers: services.map(({ workload, service }) => ({ name: workload, defaultService: service.id })),
  }, options);
  const certificate = new gcp.compute.ManagedSslCertificate(name, {
    project, name, managed: { domains: services.map(({ host }) => host) },
  }, options);
  const proxy = new gcp.compute.TargetHttpsProxy(name, { project, name, urlMap: urlMap.id, sslCertificates: [certificate.id] }, options);
  const address = new gcp.compute.GlobalAddress(name, { project, name }, options);
  new gcp.compute.GlobalForwardingRule(name, {
    project, name, loadBalancingScheme: "EXTERNAL_MANAGED", ipAddress: address.id, portRange: "443", target: proxy.id,
  }, options);
  return address.address;
}

function makeService(
  workload: string, told: GoogleWorkload, args: GoogleLoadBalancerArgs, zones: Record<string, string[]>, project: string,
  options: pulumi.CustomResourceOptions,
): gcp.compute.BackendService {
  const name = told.group;
  const check = new gcp.compute.HealthCheck(workload, {
    project, name,
    checkIntervalSec: args.check.intervalS,
    timeoutSec: args.check.timeoutS,
    unhealthyThreshold: args.check.failures,
    healthyThreshold: args.check.successes,
    httpHealthCheck: { portSpecification: "USE_SERVING_PORT", requestPath: told.path },
  }, options);
  const groups = told.regions.flatMap((place) => zones[place] ?? []).map((zone) =>
    gcp.compute.getNetworkEndpointGroupOutput({ project, name, zone }, options));
  return new gcp.compute.BackendService(workload, {
    project, name,
    loadBalancingScheme: "EXTERNAL_MANAGED",
    protocol: "HTTP",
    timeoutSec: 600,
    connectionDrainingTimeoutSec: args.drainS,
    healthChecks: check.id,
    backends: groups.map((group) => ({ group: group.id, balancingMode: "RATE", maxRatePerEndpoint: told.maxRate })),
  }, options);
}
