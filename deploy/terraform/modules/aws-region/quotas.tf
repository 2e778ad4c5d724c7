# Quotas of the account against what the pools may grow to. EC2 counts vCPUs by family: P instances, and G and VT instances, on demand and spot apart.

locals {
  quota_codes = {
    "p/on-demand" = "L-417A185B"
    "g/on-demand" = "L-DB2E81BA"
    "p/spot"      = "L-7212CCBC"
    "p5/spot"     = "L-C4BD4855"
    "g/spot"      = "L-3819A6DF"
  }
  pool_quotas = { for name, pool in var.pools : name => (
    pool.spot && contains(["p5", "p6"], substr(pool.instance_type, 0, 2)) ? "${substr(pool.instance_type, 0, 2)}/spot" :
    "${substr(pool.instance_type, 0, 1)}/${pool.spot ? "spot" : "on-demand"}"
  ) }
  needed_vcpu = { for quota in distinct(values(local.pool_quotas)) : quota => sum([
    for name, pool in var.pools : pool.vcpu * pool.max_instances if local.pool_quotas[name] == quota
  ]) if contains(keys(local.quota_codes), quota) }
}

data "aws_servicequotas_service_quota" "gpu" {
  for_each     = local.needed_vcpu
  region       = var.region
  service_code = "ec2"
  quota_code   = local.quota_codes[each.key]
}

check "gpu_quota" {
  assert {
    condition = alltrue([for quota, vcpu in local.needed_vcpu : data.aws_servicequotas_service_quota.gpu[quota].value >= vcpu])
    error_message = "${var.region}: ask for more vCPUs: ${join(", ", [for quota, vcpu in local.needed_vcpu :
    "${quota} (${local.quota_codes[quota]}) has ${data.aws_servicequotas_service_quota.gpu[quota].value}, the pools may need ${vcpu}"])}."
  }
}
