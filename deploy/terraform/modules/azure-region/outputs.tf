output "cluster" {
  description = "Name of the cluster and of its resource group, for az aks get-credentials."
  value       = azurerm_kubernetes_cluster.this.name
}

output "resource_group" {
  description = "Id of the resource group, which budgets watch."
  value       = azurerm_resource_group.this.id
}

output "oidc_issuer" {
  description = "Whom federated identities of the workloads trust."
  value       = azurerm_kubernetes_cluster.this.oidc_issuer_url
}

output "kubelet_identity" {
  description = "Who pulls images."
  value       = azurerm_kubernetes_cluster.this.kubelet_identity[0].object_id
}
