// A topology as a platform team sees it: region by region, and in each the pools with the figures that a manifest needs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tradewind/deploy/bundle.h"

namespace tradewind {

// Replicas that the autoscaler may add over the planned number: half as many again, rounded up. A choice of this tool, so that a surge is served
// while the bill stays bounded; constraints.max_instances_per_region bounds it further.
inline constexpr double scaling_headroom = 0.5;

struct PoolPlan {
  std::string name;  // of the workload, as a DNS label
  const Workload* workload = nullptr;
  const Offer* offer = nullptr;
  const ServingOption* option = nullptr;
  int replicas = 0, max_replicas = 0;
  int instances = 0, max_instances = 0;  // that these replicas need
  bool spot = false;                     // bought as spot capacity, on demand where there is none
  // Its machines come and go with its pods, as the workload's provisioner "karpenter" says: by Karpenter on AWS, by a compute class on Google Cloud.
  // Otherwise Terraform has a node pool for them, as always on Azure. Never both.
  bool nodes_by_cluster = false;
  int node_disk_gb = 0;                  // of each machine: system, images and the weights of its replicas
  double mean_rps = 0, busiest_rps = 0;  // of the whole pool: mean of the week, and its busiest hour
  ExpectedPool expected = {};            // simulated
};

struct RegionPlan {
  std::string name;  // DNS label: "aws-us-east-1"
  const Region* region = nullptr;
  std::vector<PoolPlan> pools;  // in the order of the workloads
  bool has_gateway = false;     // the target "gateway" is written too: the overlay takes its folder in
};

// Open regions in the order of the world, empty pools left out. Throws std::invalid_argument as export_bundle does.
std::vector<RegionPlan> region_plans(const ExportInput& input);

// Namespace of the scenario's Kafka, feature stores and copies of models: "data-<scenario>", as a DNS label.
std::string data_namespace(const World& world);

// One pool of each workload that the topology serves, in the order of the workloads: the first region's. What is the same in every region may be
// read from it.
std::vector<PoolPlan> workload_plans(const std::vector<RegionPlan>& regions);

}  // namespace tradewind
