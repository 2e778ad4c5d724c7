// Machines as Terraform's state tells them.
#include <algorithm>
#include <map>

#include "import/reading.h"

namespace tradewind::importing {
namespace {

RunningPool machines(const json& resource, const char* provider, std::string region, std::string type, int number) {
  RunningPool pool;
  pool.source = text_at(resource, {"address"});
  pool.provider = provider;
  pool.region = std::move(region);
  pool.instance_type = std::move(type);
  pool.replicas = -1;
  pool.machines = number;
  return pool;
}

// A block of Terraform is a list of one.
const json& block(const json& values, const char* name) {
  const json& list = at(values, {name});
  return list.is_array() && !list.empty() ? list[0] : list;
}

// arn:aws:eks:REGION:...
std::string region_of_arn(const std::string& arn) {
  std::size_t start = 0;
  for (int part = 0; part < 3 && start != std::string::npos; ++part)
    start = arn.find(':', start) == std::string::npos ? std::string::npos : arn.find(':', start) + 1;
  return start == std::string::npos ? "" : arn.substr(start, arn.find(':', start) - start);
}

using Locations = std::map<std::string, std::string>;  // of AKS clusters, by their id

void add_resource(const json& resource, const Locations& clusters, std::vector<RunningPool>& pools) {
  const std::string type = text_at(resource, {"type"});
  const json& values = at(resource, {"values"});
  const auto add = [&](RunningPool pool) {
    for (const std::string& name : {text_at(values, {"labels", "workload"}), text_at(values, {"node_labels", "workload"}),
                                    text_at(block(values, "node_config"), {"labels", "workload"}), text_at(values, {"node_group_name"}),
                                    text_at(values, {"name"}), text_at(resource, {"name"})})
      if (!name.empty()) pool.names.push_back(name);
    pools.push_back(std::move(pool));
  };
  if (type == "aws_eks_node_group") {
    const json& types = at(values, {"instance_types"});
    add(machines(resource, "aws", region_of_arn(text_at(values, {"arn"})),
                 types.is_array() && !types.empty() && types[0].is_string() ? types[0].get<std::string>() : "",
                 count(at(block(values, "scaling_config"), {"desired_size"}))));
  } else if (type == "aws_instance") {
    add(machines(resource, "aws", region_of_zone(text_at(values, {"availability_zone"})), text_at(values, {"instance_type"}), 1));
  } else if (type == "google_container_node_pool") {
    // A regional pool counts its nodes by zone, and rounds down; as many as its autoscaler's least are there.
    const json& zones = at(values, {"node_locations"});
    const int places = zones.is_array() && !zones.empty() ? static_cast<int>(zones.size()) : 1;
    const std::string location = text_at(values, {"location"});
    const bool one_zone = location.size() > 2 && location[location.size() - 2] == '-';
    add(machines(
        resource, "gcp", one_zone ? region_of_zone(location) : location, text_at(block(values, "node_config"), {"machine_type"}),
        std::max(count(at(values, {"node_count"})) * (one_zone ? 1 : places), count(at(block(values, "autoscaling"), {"total_min_node_count"})))));
  } else if (type == "azurerm_kubernetes_cluster_node_pool") {
    const auto cluster = clusters.find(text_at(values, {"kubernetes_cluster_id"}));
    add(machines(resource, "azure", cluster == clusters.end() ? "" : cluster->second, text_at(values, {"vm_size"}),
                 count(at(values, {"node_count"}))));
  }
}

// Every resource of a module and of those below it, data sources left out.
template <class Visit>
void each_resource(const json& module, const Visit& visit) {
  for (const json& resource : at(module, {"resources"}))
    if (text_at(resource, {"mode"}) != "data") visit(resource);
  for (const json& child : at(module, {"child_modules"})) each_resource(child, visit);
}

}  // namespace

bool has_state(const json& document) { return at(document, {"values", "root_module"}).is_object(); }

std::vector<RunningPool> state(const json& document) {
  const json& root = at(document, {"values", "root_module"});
  Locations clusters;
  each_resource(root, [&](const json& resource) {
    if (text_at(resource, {"type"}) == "azurerm_kubernetes_cluster")
      clusters[text_at(resource, {"values", "id"})] = text_at(resource, {"values", "location"});
  });
  std::vector<RunningPool> pools;
  each_resource(root, [&](const json& resource) { add_resource(resource, clusters, pools); });
  return pools;
}

}  // namespace tradewind::importing
