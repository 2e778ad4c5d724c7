output "cluster" {
  description = "Name of the cluster, for gcloud container clusters get-credentials."
  value       = google_container_cluster.this.name
}

output "node_service_account" {
  description = "Service account of the nodes, for compute classes."
  value       = google_service_account.node.email
}

output "network" {
  description = "Network of the region."
  value       = google_compute_network.this.id
}
