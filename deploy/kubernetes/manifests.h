// The Kubernetes manifests: objects of a workload that are the same in every region (base), and what a region makes of them (overlay).
#pragma once

#include <string>
#include <vector>

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// "inference-<scenario>", as a DNS label.
std::string namespace_name(const World& world);

// Label matchers of a workload's time series: PodMonitor copies the pod's label app.kubernetes.io/instance.
std::string series_selector(const World& world, const PoolPlan& plan);

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
