# GPU node pools. The planned machines always run; the cluster autoscaler adds those of the headroom, in any zone that has them.
# Pools with a compute class are not here: the cluster makes and removes their nodes.

resource "google_container_node_pool" "gpu" {
  for_each           = { for name, pool in var.pools : name => pool if !pool.compute_class }
  project            = var.project
  location           = var.region
  cluster            = google_container_cluster.this.name
  name               = each.key
  initial_node_count = 0 # the model servers' pods bring the nodes
  autoscaling {
    total_min_node_count = each.value.instances
    total_max_node_count = each.value.max_instances
    location_policy      = "ANY"
  }
  management {
    auto_repair  = true
    auto_upgrade = true
  }
  # GPUs to surge with are seldom at hand: a node is drained, then replaced.
  upgrade_settings {
    max_surge       = 0
    max_unavailable = 1
  }
  node_config {
    machine_type    = each.value.machine_type
    spot            = each.value.spot
    disk_size_gb    = each.value.disk_gb
    disk_type       = each.value.disk_type
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    labels          = { workload = each.value.workload }
    resource_labels = merge(var.labels, { workload = each.value.workload })
    guest_accelerator {
      type  = each.value.accelerator
      count = each.value.gpus
      gpu_driver_installation_config {
        gpu_driver_version = "DEFAULT"
      }
    }
    # Images start while they are still being pulled.
    gcfs_config {
      enabled = true
    }
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
    taint {
      key    = "nvidia.com/gpu"
      value  = "present"
      effect = "NO_SCHEDULE"
    }
  }
  lifecycle {
    ignore_changes = [initial_node_count]
  }
}
