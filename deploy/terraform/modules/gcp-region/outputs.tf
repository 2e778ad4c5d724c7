output "cluster" {
  description = "Name of the cluster, for gcloud container clusters get-credentials."
  value       = google_container_cluster.this.name
}

output "network" {
  description = "Network of the region."
  value       = google_compute_network.this.id
}
