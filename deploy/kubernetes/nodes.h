// On which machines the pods of a pool run, and who brings these: where the workload's provisioner is "karpenter", the cluster does it by itself,
// with Karpenter's pools on EKS and compute classes on GKE. Terraform has node pools for all others.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::kubernetes {

// kubernetes/nodes/<region>/: objects of the cluster, no namespace. Empty where Terraform has all node pools.
Bundle region_nodes(const ExportInput& input, const RegionPlan& region);

// Of EKS: Karpenter's pools of one pool's machines, and what these are made from. The file names are relative.
Bundle karpenter_nodes(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool);

// Of GKE: the machines to ask for, one kind after the other.
Bundle compute_class(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool);

// Labels that a node must have for the pods of the pool. The region keeps them pending, rather than running, in the cluster of another region.
yaml::Map node_selector(const RegionPlan& region, const PoolPlan& pool);

// Taints of these nodes that the pods must bear.
yaml::List node_tolerations(const RegionPlan& region, const PoolPlan& pool);

// Labels for cost allocation of a node.
yaml::Map node_labels(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool);

// Whether machines of the pool may come from reservations of capacity.
bool may_be_reserved(const World& world);

// kubernetes/gpu-device-plugin/: the DaemonSet that offers nvidia.com/gpu to pods, for clouds whose images have the driver but not it. Empty when no
// region of such a cloud is open.
Bundle gpu_device_plugin(const std::vector<RegionPlan>& regions);
bool needs_device_plugin(const RegionPlan& region);

}  // namespace tradewind::kubernetes
