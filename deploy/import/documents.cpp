// Reads what runs from the documents of kubectl and Terraform.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tradewind/deploy/import.h"

namespace tradewind {
namespace {

using nlohmann::json;

json parse(std::string_view text, const std::string& file_name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded())
    throw std::invalid_argument(fmt::format("{}: this is no JSON; give the output of kubectl or terraform with -json", file_name));
  return document;
}

// What stands at a path, or null: every part may be missing or of another type.
const json& at(const json& document, std::initializer_list<const char*> path) {
  static const json nothing;
  const json* here = &document;
  for (const char* key : path) {
    if (!here->is_object() || !here->contains(key)) return nothing;
    here = &(*here)[key];
  }
  return *here;
}

std::string text_at(const json& document, std::initializer_list<const char*> path) {
  const json& value = at(document, path);
  return value.is_string() ? value.get<std::string>() : "";
}

// A count that may be written as a number or as a text.
int count(const json& value) {
  if (value.is_number()) return static_cast<int>(value.get<double>());
  if (value.is_string()) return std::atoi(value.get_ref<const std::string&>().c_str());
  return 0;
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "eu-west-1a" and "us-central1-b" -> the region; Azure's zones "1", "westeurope-1".
std::string region_of_zone(std::string zone) {
  if (zone.size() > 2 && zone[zone.size() - 2] == '-') return zone.substr(0, zone.size() - 2);
  if (zone.size() > 2 && !is_digit(zone.back()) && is_digit(zone[zone.size() - 2])) zone.pop_back();
  return zone;
}

// --- Kubernetes

const json& pod_of(const json& item) { return at(item, {"spec", "template", "spec"}); }

int gpus_of(const json& item) {
  int gpus = 0;
  const json& containers = at(pod_of(item), {"containers"});
  if (containers.is_array())
    for (const json& container : containers)
      gpus += std::max(count(at(container, {"resources", "limits", "nvidia.com/gpu"})),
                       count(at(container, {"resources", "requests", "nvidia.com/gpu"})));
  return gpus;
}

std::string affinity_region(const json& item) {
  const json& terms = at(pod_of(item), {"affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"});
  if (!terms.is_array()) return "";
  for (const json& term : terms)
    for (const json& expression : at(term, {"matchExpressions"})) {
      const json& values = at(expression, {"values"});
      if (text_at(expression, {"operator"}) != "In" || !values.is_array() || values.empty() || !values[0].is_string()) continue;
      const std::string key = text_at(expression, {"key"}), value = values[0];
      if (key == "topology.kubernetes.io/region") return value;
      if (key == "topology.kubernetes.io/zone") return region_of_zone(value);
    }
  return "";
}

RunningPool pool_of(const json& item) {
  RunningPool pool;
  const std::string name = text_at(item, {"metadata", "name"});
  pool.source = fmt::format("Deployment {}/{}", text_at(item, {"metadata", "namespace"}), name);
  for (const std::string& candidate :
       {text_at(item, {"metadata", "labels", "workload"}), text_at(item, {"metadata", "labels", "app.kubernetes.io/instance"}), name})
    if (!candidate.empty()) pool.names.push_back(candidate);
  const json& selector = at(pod_of(item), {"nodeSelector"});
  pool.provider = text_at(item, {"metadata", "labels", "provider"});
  pool.region = text_at(selector, {"topology.kubernetes.io/region"});
  if (pool.region.empty()) pool.region = affinity_region(item);
  if (pool.region.empty()) pool.region = text_at(item, {"metadata", "labels", "region"});
  pool.instance_type = text_at(selector, {"node.kubernetes.io/instance-type"});
  pool.gpu_product = text_at(selector, {"nvidia.com/gpu.product"});
  const json& replicas = at(item, {"spec", "replicas"});
  pool.replicas = replicas.is_null() ? 1 : count(replicas);  // the default of Kubernetes
  return pool;
}

// --- Terraform

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
    // A regional pool counts its nodes by zone.
    const json& zones = at(values, {"node_locations"});
    const int places = zones.is_array() && !zones.empty() ? static_cast<int>(zones.size()) : 1;
    const std::string location = text_at(values, {"location"});
    const bool one_zone = location.size() > 2 && location[location.size() - 2] == '-';
    add(machines(resource, "gcp", one_zone ? region_of_zone(location) : location, text_at(block(values, "node_config"), {"machine_type"}),
                 count(at(values, {"node_count"})) * (one_zone ? 1 : places)));
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

std::vector<RunningPool> deployments(const json& document) {
  std::vector<RunningPool> pools;
  const bool one = text_at(document, {"kind"}) == "Deployment";
  for (const json& item : one ? json::array({document}) : at(document, {"items"}))
    if (gpus_of(item) > 0) pools.push_back(pool_of(item));
  return pools;
}

bool has_deployments(const json& document) { return at(document, {"items"}).is_array() || text_at(document, {"kind"}) == "Deployment"; }
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

}  // namespace

std::vector<RunningPool> read_deployments(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (!has_deployments(document))
    throw std::invalid_argument(fmt::format("{}: no list of Deployments; give the output of 'kubectl get deployments -A -o json'", file_name));
  return deployments(document);
}

std::vector<RunningPool> read_terraform_state(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (!has_state(document))
    throw std::invalid_argument(fmt::format("{}: no state of Terraform; give the output of 'terraform show -json'", file_name));
  return state(document);
}

std::vector<RunningPool> read_running_pools(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (has_state(document)) return state(document);
  if (has_deployments(document)) return deployments(document);
  throw std::invalid_argument(fmt::format(
      "{}: neither Deployments nor a state; give the output of 'kubectl get deployments -A -o json' or 'terraform show -json'", file_name));
}

}  // namespace tradewind
