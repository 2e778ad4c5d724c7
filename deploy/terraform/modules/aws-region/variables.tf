variable "region" {
  description = "AWS region, as \"eu-west-1\"."
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

variable "nat_gateways" {
  description = "NAT gateways; 1 is cheaper, one a zone survives the loss of a zone."
  type        = number
}

variable "system_instance_type" {
  description = "Machines for what is not a model server: gateways, KEDA, Prometheus."
  type        = string
}

variable "pools" {
  description = "GPU machines by the name of their pool: what was simulated, and the headroom above it. Where karpenter is true, it brings them, and they count here for the quotas alone."
  type = map(object({
    workload      = string
    instance_type = string
    vcpu          = number
    instances     = number
    max_instances = number
    disk_gb       = number
    spot          = bool
    karpenter     = bool
  }))
}

variable "tags" {
  description = "Labels for cost allocation."
  type        = map(string)
}
