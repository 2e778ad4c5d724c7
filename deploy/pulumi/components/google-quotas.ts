// Quotas of the project against what the pools may grow to, in GPUs of the region. Newer GPUs share one quota by family; older ones have a quota each.
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

interface Pool {
  gpus: number;
  maxInstances: number;
  quota: string;
  gpuFamily: string;
}

/** Warns, also in a preview, where a quota is smaller than what the pools may grow to. */
export function checkGpuQuotas(project: string, region: string, pools: Record<string, Pool>, options: pulumi.InvokeOutputOptions): void {
  const needed = new Map<string, { quotaId: string; family: string; gpus: number }>();
  for (const pool of Object.values(pools)) {
    if (pool.quota === "") continue;
    const key = `${pool.quota}/${pool.gpuFamily}`;
    const gpus = (needed.get(key)?.gpus ?? 0) + pool.gpus * pool.maxInstances;
    needed.set(key, { quotaId: pool.quota, family: pool.gpuFamily, gpus });
  }
  for (const [key, { quotaId, family, gpus }] of needed) {
    const quota = gcp.cloudquota.getSQuotaInfoOutput({ parent: `projects/${project}/locations/global`, service: "compute.googleapis.com", quotaId }, options);
    quota.apply(({ dimensionsInfos = [] }) => {
      const granted = dimensionsInfos
        .filter((info) => info.applicableLocations.includes(region) && (info.dimensions["gpu_family"] ?? family) === family)
        .map((info) => Number(info.details[0]?.value ?? 0));
      const most = Math.max(0, ...granted);
      if (most < gpus) pulumi.log.warn(`${region}: ask for more GPUs: ${key} has ${most}, the pools may need ${gpus}.`);
    });
  }
}
