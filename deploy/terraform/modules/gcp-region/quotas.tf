# Quotas of the project against what the pools may grow to, in GPUs of the region.

locals {
  # Newer GPUs share one quota by family; older ones have a quota each.
  # Those of spot GPUs are not looked at: "" has no quota.
  quotas = { for key in distinct([for pool in var.pools : "${pool.quota}/${pool.gpu_family}" if pool.quota != ""]) : key => {
    id     = split("/", key)[0]
    family = split("/", key)[1]
    gpus   = sum([for pool in var.pools : pool.gpus * pool.max_instances if "${pool.quota}/${pool.gpu_family}" == key])
  } }
  granted = { for key, quota in local.quotas : key => max(0, [
    for info in data.google_cloud_quotas_quota_info.gpu[key].dimensions_infos : try(tonumber(info.details[0].value), 0)
    if contains(info.applicable_locations, var.region) && try(info.dimensions["gpu_family"], quota.family) == quota.family
  ]...) }
}

data "google_cloud_quotas_quota_info" "gpu" {
  for_each = local.quotas
  parent   = "projects/${var.project}/locations/global"
  service  = "compute.googleapis.com"
  quota_id = each.value.id
}

check "gpu_quota" {
  assert {
    condition = alltrue([for key, quota in local.quotas : local.granted[key] >= quota.gpus])
    error_message = "${var.region}: ask for more GPUs: ${join(", ", [for key, quota in local.quotas :
    "${key} has ${local.granted[key]}, the pools may need ${quota.gpus}"])}."
  }
}
