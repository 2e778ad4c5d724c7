// What runs today as a topology of a scenario: Deployments of Kubernetes, states of Terraform.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind {

// Something that runs model servers, as its document tells. Empty texts: the document does not say.
struct RunningPool {
  std::string source;                      // "Deployment inference/chat", "aws_eks_node_group.gpu[\"h100\"]"
  std::vector<std::string> names;          // that may be the workload's, the best first
  std::string provider, region;            // "aws", "eu-west-1"
  std::string instance_type, gpu_product;  // "g6.xlarge", "NVIDIA-L4"
  int replicas = 0;                        // of the server; -1: the document counts machines alone
  int machines = 0;
};

// `kubectl get deployments -o json`: those that ask for GPUs. Of the region stand the node selector, the required affinity for a region or zones, the
// label "region". Throws std::invalid_argument, naming the file, for what is no such list.
std::vector<RunningPool> read_deployments(std::string_view text, const std::string& file_name);

// `terraform show -json`: EKS node groups, GKE and AKS node pools and single EC2 instances with GPUs, in any module.
std::vector<RunningPool> read_terraform_state(std::string_view text, const std::string& file_name);

// Reads the one or the other, by what is in it.
std::vector<RunningPool> read_running_pools(std::string_view text, const std::string& file_name);

struct ImportHints {
  std::string region = {};                            // provider:region of pools that do not say theirs; may be empty
  std::map<std::string, std::string> workloads = {};  // name in the document -> workload of the scenario
};

struct Imported {
  Topology topology;
  std::vector<std::string> notes;  // what was assumed or left out, and why; a sentence each
};

// Pools of one workload in one region are added up; the offer is that of the greatest. Throws std::invalid_argument when nothing is left.
Imported import_topology(const World& world, const std::vector<RunningPool>& pools, const ImportHints& hints = {});

}  // namespace tradewind
