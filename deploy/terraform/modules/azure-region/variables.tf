variable "location" {
  description = "Azure region, as \"westeurope\"."
  type        = string
}

variable "name" {
  description = "Name of the cluster and of what stands around it."
  type        = string
}

variable "cidr" {
  description = "Address range of the network, a /16."
  type        = string
}

variable "kubernetes_version" {
  description = "Version of the control plane and the nodes, as \"1.34\"."
  type        = string
}

variable "nat_gateway" {
  description = "Whether nodes reach the internet through a NAT gateway of their own; otherwise through the cluster's load balancer."
  type        = bool
}

variable "zones" {
  description = "Zones of the machines for what is not a model server; none where the region has no zones."
  type        = list(string)
}

variable "gpu_zones" {
  description = "Zones of the GPU machines, those in which their size is offered; none: Azure puts them where it likes."
  type        = list(string)
}

variable "system_vm_size" {
  description = "Machines for what is not a model server: gateways, KEDA, Prometheus."
  type        = string
}

variable "pools" {
  description = "GPU node pools by name (at most 12 lower-case letters and digits): what was simulated, and the headroom above it."
  type = map(object({
    workload      = string
    vm_size       = string
    instances     = number
    max_instances = number
    disk_gb       = number
    spot          = bool
  }))
}

variable "tags" {
  description = "Labels for cost allocation."
  type        = map(string)
}
