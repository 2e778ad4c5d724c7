# GPU node pools. The planned machines always run; the cluster autoscaler adds those of the headroom.

resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  for_each              = var.pools
  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id
  name                  = each.key
  vm_size               = each.value.vm_size
  vnet_subnet_id        = azurerm_subnet.nodes.id
  os_disk_size_gb       = each.value.disk_gb
  zones                 = length(var.gpu_zones) > 0 ? var.gpu_zones : null
  auto_scaling_enabled  = true
  min_count             = each.value.instances
  max_count             = each.value.max_instances
  priority              = each.value.spot ? "Spot" : "Regular"
  eviction_policy       = each.value.spot ? "Delete" : null
  spot_max_price        = each.value.spot ? -1 : null
  gpu_driver            = "Install"
  node_labels           = { workload = each.value.workload }
  # AKS puts the taint of spot nodes on by itself; unless it stands here too, Terraform takes it off.
  node_taints = concat(["nvidia.com/gpu=present:NoSchedule"], each.value.spot ? ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"] : [])
  tags        = merge(var.tags, { workload = each.value.workload })
}
