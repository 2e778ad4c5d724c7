// The parts of the Terraform folder: each adds its file to the root, and what that file needs.
#pragma once

#include <string_view>

#include "cloud/facts.h"
#include "terraform/document.h"

namespace tradewind::terraform {

using cloud::Context;
using cloud::cost_labels;

// The provider of a cloud, with the labels of all that it makes.
void add_provider(Root& root, const Context& context, std::string_view provider);

// Networks, clusters and GPU pools: a module for each region of a cloud that has one here.
void add_regions(Root& root, const Context& context);

// What leads users to regions, as the scenario's traffic manager does.
void add_traffic(Root& root, const Context& context);

// Buckets for the artifacts in every region that needs them, and the provider's replication where the scenario chose it.
void add_artifacts(Root& root, const Context& context);

// Container registries, one in every region or replicated there.
void add_registries(Root& root, const Context& context);

// Budgets: what the simulated bill says of each cloud.
void add_budgets(Root& root, const Context& context);

}  // namespace tradewind::terraform
