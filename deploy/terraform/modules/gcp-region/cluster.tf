# The cluster, and the machines for what is not a model server.

resource "google_service_account" "node" {
  project      = var.project
  account_id   = "${substr(var.name, 0, 21)}-${substr(sha256(var.name), 0, 8)}"
  display_name = "Nodes of ${var.name}"
}

resource "google_project_iam_member" "node" {
  for_each = toset(["roles/container.defaultNodeServiceAccount", "roles/artifactregistry.reader"])
  project  = var.project
  role     = each.key
  member   = "serviceAccount:${google_service_account.node.email}"
}

# Key rings cannot be deleted: their names stay taken.
resource "google_kms_key_ring" "this" {
  project  = var.project
  location = var.region
  name     = var.name
}

resource "google_kms_crypto_key" "secrets" {
  name            = "secrets"
  key_ring        = google_kms_key_ring.this.id
  rotation_period = "7776000s"
  labels          = var.labels
}

data "google_project" "this" {
  project_id = var.project
}

resource "google_kms_crypto_key_iam_member" "secrets" {
  crypto_key_id = google_kms_crypto_key.secrets.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:service-${data.google_project.this.number}@container-engine-robot.iam.gserviceaccount.com"
}

resource "google_container_cluster" "this" {
  project                  = var.project
  location                 = var.region
  name                     = var.name
  network                  = google_compute_network.this.id
  subnetwork               = google_compute_subnetwork.nodes.id
  initial_node_count       = 1
  remove_default_node_pool = true
  deletion_protection      = true
  datapath_provider        = "ADVANCED_DATAPATH"
  resource_labels          = var.labels
  release_channel {
    channel = "REGULAR"
  }
  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }
  private_cluster_config {
    enable_private_nodes = true
  }
  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }
  database_encryption {
    state    = "ENCRYPTED"
    key_name = google_kms_crypto_key.secrets.id
  }
  gateway_api_config {
    channel = "CHANNEL_STANDARD"
  }
  cost_management_config {
    enabled = true
  }
  addons_config {
    gcs_fuse_csi_driver_config {
      enabled = true
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.secrets]
}

resource "google_container_node_pool" "system" {
  project            = var.project
  location           = var.region
  cluster            = google_container_cluster.this.name
  name               = "system"
  initial_node_count = 1
  autoscaling {
    total_min_node_count = 1
    total_max_node_count = 6
    location_policy      = "BALANCED"
  }
  node_config {
    machine_type    = var.system_machine_type
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels = var.labels
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}
