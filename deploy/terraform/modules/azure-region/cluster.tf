# The cluster, and the machines for what is not a model server.

resource "azurerm_user_assigned_identity" "cluster" {
  name                = "${var.name}-cluster"
  location            = var.location
  resource_group_name = azurerm_resource_group.this.name
  tags                = var.tags
}

resource "azurerm_role_assignment" "network" {
  scope                = azurerm_virtual_network.this.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
}

resource "azurerm_kubernetes_cluster" "this" {
  name                      = var.name
  location                  = var.location
  resource_group_name       = azurerm_resource_group.this.name
  dns_prefix                = var.name
  kubernetes_version        = var.kubernetes_version
  sku_tier                  = "Standard"
  automatic_upgrade_channel = "patch"
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  cost_analysis_enabled     = true
  tags                      = var.tags
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.cluster.id]
  }
  default_node_pool {
    name                        = "system"
    vm_size                     = var.system_vm_size
    vnet_subnet_id              = azurerm_subnet.nodes.id
    zones                       = length(var.zones) > 0 ? var.zones : null
    auto_scaling_enabled        = true
    min_count                   = 2
    max_count                   = 4
    temporary_name_for_rotation = "systemtmp"
    tags                        = var.tags
    upgrade_settings {
      max_surge = "10%"
    }
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
    outbound_type       = var.nat_gateway ? "userAssignedNATGateway" : "loadBalancer"
  }
  storage_profile {
    blob_driver_enabled = true
  }
  depends_on = [azurerm_role_assignment.network, azurerm_subnet_nat_gateway_association.this]
}
