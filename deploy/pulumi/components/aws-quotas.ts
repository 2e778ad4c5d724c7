// Quotas of the account against what the pools may grow to. EC2 counts vCPUs by family: P instances, and G and VT instances, on demand and spot apart.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const quotaCodes: Record<string, string> = {
  "p/on-demand": "L-417A185B",
  "g/on-demand": "L-DB2E81BA",
  "p/spot": "L-7212CCBC",
  "p5/spot": "L-C4BD4855",
  "g/spot": "L-3819A6DF",
};

interface Pool {
  instanceType: string;
  vcpu: number;
  maxInstances: number;
  spot: boolean;
}

function quotaOf(pool: Pool): string {
  const generation = pool.instanceType.slice(0, 2);
  if (pool.spot && (generation === "p5" || generation === "p6")) return `${generation}/spot`;
  return `${pool.instanceType.slice(0, 1)}/${pool.spot ? "spot" : "on-demand"}`;
}

/** Warns, also in a preview, where a quota is smaller than what the pools may grow to. */
export function checkGpuQuotas(region: string, pools: Record<string, Pool>, options: pulumi.InvokeOutputOptions): void {
  const needed = new Map<string, number>();
  for (const pool of Object.values(pools)) needed.set(quotaOf(pool), (needed.get(quotaOf(pool)) ?? 0) + pool.vcpu * pool.maxInstances);
  for (const [quota, vcpu] of needed) {
    const quotaCode = quotaCodes[quota];
    if (quotaCode === undefined) continue;
    aws.servicequotas.getServiceQuotaOutput({ region, serviceCode: "ec2", quotaCode }, options).apply(({ value }) => {
      if (value < vcpu) pulumi.log.warn(`${region}: ask for more vCPUs: ${quota} (${quotaCode}) has ${value}, the pools may need ${vcpu}.`);
    });
  }
}
