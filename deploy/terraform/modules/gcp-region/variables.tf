variable "project" {
  description = "Google Cloud project."
  type        = string
}

variable "region" {
  description = "Google Cloud region, as \"europe-west4\"."
  type        = string
}

variable "name" {
  description = "Name of the cluster and of what stands around it."
  type        = string
}

variable "cidr" {
  description = "Address range of the network, a /16: nodes, services and pods."
  type        = string
}

variable "system_machine_type" {
  description = "Machines for what is not a model server: gateways, KEDA, Prometheus."
  type        = string
}

variable "pools" {
  description = "GPU machines by the name of their pool: what was simulated, and the headroom above it. Where compute_class is true the cluster brings them, and they count here for the quotas alone."
  type = map(object({
    workload      = string
    machine_type  = string
    accelerator   = string
    gpus          = number
    quota         = string
    gpu_family    = string
    instances     = number
    max_instances = number
    disk_gb       = number
    disk_type     = string
    spot          = bool
    compute_class = bool
  }))
}

variable "labels" {
  description = "Labels for cost allocation."
  type        = map(string)
}
