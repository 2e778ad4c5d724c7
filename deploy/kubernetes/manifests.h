// The Kubernetes manifests: objects of a workload that are the same in every region (base), and what a region makes of them (overlay).
#pragma once

#include <string>
#include <vector>

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// "inference-<scenario>", as a DNS label.
std::string namespace_name(const World& world);

// Of the pods of all workloads; an object of the cluster, beside the namespace.
std::string priority_class_name(const World& world);

// The groups of endpoints that GKE makes of a workload's Service, one in each zone with pods, where Google's load balancer leads to them; names are
// of a project, so the scenario's stands in it.
std::string endpoint_group_name(const World& world, const PoolPlan& plan);

// Label matchers of a workload's time series: PodMonitor copies the pod's label app.kubernetes.io/instance.
std::string series_selector(const World& world, const PoolPlan& plan);

// An object and the file that it stands in.
struct Manifest {
  std::string file;
  yaml::Map object;
};

// The objects of a workload that are the same in every region, but for the labels.
std::vector<Manifest> workload_objects(const World& world, const PoolPlan& plan, const Server& server);

// Labels of all of them and of their pods.
yaml::Map workload_labels(const World& world, const PoolPlan& plan, const Server& server);

// Labels by which the costs of a region are told apart, of all objects and pods; "workload" stands above.
yaml::Map region_labels(const ExportInput& input, const RegionPlan& region);

// CPU, memory and GPUs of the pool's share of a machine; and these beside what the base asks for.
yaml::Node pool_resources(const PoolPlan& pool);
yaml::Node all_resources(const PoolPlan& pool, const Server& server);

// kubernetes/namespace/ and kubernetes/base/<workload>/. Paths are relative to the bundle.
Bundle namespace_base(const World& world);
Bundle workload_base(const World& world, const PoolPlan& plan);

// kubernetes/overlays/<region>/
Bundle region_overlay(const ExportInput& input, const RegionPlan& region);

// Labels by which costs are told apart, as a kustomization has them.
yaml::List cost_labels(const ExportInput& input, const RegionPlan& region);

// Where the user says from which bucket a classic model comes: a placeholder of the provider's own form.
std::string model_storage_placeholder(const RegionPlan& region, const PoolPlan& pool);

}  // namespace tradewind::kubernetes
