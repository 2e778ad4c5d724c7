// The parts of the Terraform folder: each adds its file to the root, and what that file needs.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "terraform/document.h"
#include "traffic_plan.h"

namespace tradewind::terraform {

struct Context {
  const ExportInput& input;
  const std::vector<RegionPlan>& regions;
  const std::vector<WorkloadTraffic>& traffic;
  bool has(std::string_view provider) const;
  std::vector<const RegionPlan*> of(std::string_view provider) const;
};

// Name of the cluster of a region and of all that stands around it; at most 40 characters, which GKE takes.
std::string cluster_name(const World& world, const RegionPlan& region);

// Labels for cost allocation of everything in one provider, in the provider's form; of a region with the region.
Json cost_labels(const ExportInput& input, const Region* region, std::string_view provider);

// The provider of a cloud, with the labels of all that it makes.
void add_provider(Root& root, const Context& context, std::string_view provider);

// Networks, clusters and GPU pools: a module for each region of a cloud that has one here.
void add_regions(Root& root, const Context& context);
bool has_module(std::string_view provider);

// What leads users to regions, as the scenario's traffic manager does.
void add_traffic(Root& root, const Context& context);

// Buckets for the artifacts in every region that needs them, and the provider's replication where the scenario chose it.
void add_artifacts(Root& root, const Context& context);

// Container registries, one in every region or replicated there.
void add_registries(Root& root, const Context& context);

// Budgets: what the simulated bill says of each cloud.
void add_budgets(Root& root, const Context& context);

}  // namespace tradewind::terraform
