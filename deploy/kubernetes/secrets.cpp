#include "kubernetes/secrets.h"

#include <fmt/format.h>

#include <algorithm>

#include "cloud/facts.h"
#include "kubernetes/manifests.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

constexpr const char* store_name = "cloud";
constexpr const char* reader_name = "secret-reader";  // ServiceAccount by which External Secrets reads, on Google Cloud and Azure
constexpr const char* refresh = "1h";

Map reader() { return {{"name", reader_name}}; }

// Amazon Secrets Manager by the identity of the operator itself: EKS Pod Identity gives none to a store.
Node secrets_manager(const RegionPlan& region) { return Map{{"aws", Map{{"service", "SecretsManager"}, {"region", region.region->id}}}}; }

Node secret_manager(const World& world, const RegionPlan& region) {
  const Map identity = {{"clusterLocation", region.region->id}, {"clusterName", cloud::cluster_name(world, region)}, {"serviceAccountRef", reader()}};
  return Map{{"gcpsm", Map{{"projectID", note("SET THIS.", "CHANGE-ME")}, {"auth", Map{{"workloadIdentity", identity}}}}}};
}

Node key_vault() {
  return Map{
      {"azurekv",
       Map{{"authType", "WorkloadIdentity"}, {"vaultUrl", note("SET THIS.", "https://CHANGE-ME.vault.azure.net")}, {"serviceAccountRef", reader()}}}};
}

Map secret_store(const World& world, const RegionPlan& region) {
  const std::string& provider = region.region->provider;
  const Node access = provider == "gcp" ? secret_manager(world, region) : provider == "azure" ? key_vault() : secrets_manager(region);
  return {{"apiVersion", "external-secrets.io/v1"},
          {"kind", "SecretStore"},
          {"metadata", Map{{"name", store_name}}},
          {"spec", Map{{"provider", access}}}};
}

Map reader_account(const RegionPlan& region) {
  Map metadata = reader();
  if (region.region->provider == "azure")
    metadata.add("annotations", Map{{"azure.workload.identity/client-id",
                                     note("SET THIS: a managed identity that may read the vault's secrets.", "00000000-0000-0000-0000-000000000000")},
                                    {"azure.workload.identity/tenant-id", note("SET THIS.", "00000000-0000-0000-0000-000000000000")}});
  return {{"apiVersion", "v1"}, {"kind", "ServiceAccount"}, {"metadata", metadata}, {"automountServiceAccountToken", false}};
}

Map hub_token(const World& world) {
  const Map remote = {{"key", remote_hub_secret(world)}};
  return {{"apiVersion", "external-secrets.io/v1"},
          {"kind", "ExternalSecret"},
          {"metadata", Map{{"name", hub_secret}}},
          {"spec", Map{{"refreshInterval", refresh},
                       {"secretStoreRef", Map{{"kind", "SecretStore"}, {"name", store_name}}},
                       {"target", Map{{"name", hub_secret}, {"creationPolicy", "Owner"}}},
                       {"data", List{Map{{"secretKey", hub_secret_key}, {"remoteRef", remote}}}}}}};
}

bool has_store(const RegionPlan& region) {
  const std::string& provider = region.region->provider;
  return provider == "aws" || provider == "gcp" || provider == "azure";
}

}  // namespace

std::string remote_hub_secret(const World& world) { return namespace_name(world) + "-" + hub_secret; }

Bundle region_secrets(const ExportInput& input, const RegionPlan& region) {
  const bool reads_hub = std::ranges::any_of(region.pools, [](const PoolPlan& pool) { return pool.workload->is_llm(); });
  if (!reads_hub || !has_store(region)) return {};
  const std::string folder = "kubernetes/secrets/" + region.name + "/";
  List resources{"../../namespace", "hugging-face-token.yaml", "secret-store.yaml"};
  Bundle files = {{folder + "hugging-face-token.yaml", yaml::text(hub_token(input.world))},
                  {folder + "secret-store.yaml", yaml::text(secret_store(input.world, region))}};
  if (region.region->provider != "aws") {
    resources.add("service-account.yaml");
    files.push_back({folder + "service-account.yaml", yaml::text(reader_account(region))});
  }
  const Map kustomize = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                         {"kind", "Kustomization"},
                         {"namespace", namespace_name(input.world)},
                         {"resources", resources},
                         {"labels", List{Map{{"pairs", region_labels(input, region)}}}}};
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomize)});
  return files;
}

}  // namespace tradewind::kubernetes
