#include "external_secrets.h"

#include "cloud/facts.h"
#include "kubernetes_object.h"

namespace tradewind {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

constexpr const char* store_name = "cloud";
constexpr const char* reader_name = "secret-reader";  // ServiceAccount by which External Secrets reads, on Google Cloud and Azure
constexpr const char* refresh = "1h";
constexpr const char* no_id = "00000000-0000-0000-0000-000000000000";

Map reader() { return {{"name", reader_name}}; }

// Amazon Secrets Manager by the identity of the operator itself: EKS Pod Identity gives none to a store.
Node secrets_manager(const Region& region) { return Map{{"aws", Map{{"service", "SecretsManager"}, {"region", region.id}}}}; }

Node secret_manager(const World& world, const RegionPlan& region) {
  const Map identity = {{"clusterLocation", region.region->id}, {"clusterName", cloud::cluster_name(world, region)}, {"serviceAccountRef", reader()}};
  return Map{{"gcpsm", Map{{"projectID", note("SET THIS.", "CHANGE-ME")}, {"auth", Map{{"workloadIdentity", identity}}}}}};
}

Node key_vault() {
  return Map{
      {"azurekv",
       Map{{"authType", "WorkloadIdentity"}, {"vaultUrl", note("SET THIS.", "https://CHANGE-ME.vault.azure.net")}, {"serviceAccountRef", reader()}}}};
}

Map reader_account(const Region& region) {
  Map account = kubernetes_object("v1", "ServiceAccount", reader_name);
  if (region.provider == "azure")
    std::get<Map>(account.entries.back().value.value)
        .add("annotations", Map{{"azure.workload.identity/client-id", note("SET THIS: a managed identity that may read the vault's secrets.", no_id)},
                                {"azure.workload.identity/tenant-id", note("SET THIS.", no_id)}});
  return account.add("automountServiceAccountToken", false);
}

Map fetched(const std::string& secret, const char* how, List what) {
  return kubernetes_object("external-secrets.io/v1", "ExternalSecret", secret)
      .add("spec", Map{{"refreshInterval", refresh},
                       {"secretStoreRef", Map{{"kind", "SecretStore"}, {"name", store_name}}},
                       {"target", Map{{"name", secret}, {"creationPolicy", "Owner"}}},
                       {how, std::move(what)}});
}

}  // namespace

std::vector<SecretObject> secret_store(const World& world, const RegionPlan& region) {
  const std::string& provider = region.region->provider;
  if (provider != "aws" && provider != "gcp" && provider != "azure") return {};
  const Node access = provider == "gcp" ? secret_manager(world, region) : provider == "azure" ? key_vault() : secrets_manager(*region.region);
  std::vector<SecretObject> objects = {
      {"secret-store", kubernetes_object("external-secrets.io/v1", "SecretStore", store_name).add("spec", Map{{"provider", access}})}};
  if (provider != "aws") objects.push_back({"service-account", reader_account(*region.region)});
  return objects;
}

Map fetched_value(const std::string& secret, const std::string& key, const std::string& entry) {
  return fetched(secret, "data", {Map{{"secretKey", key}, {"remoteRef", Map{{"key", entry}}}}});
}

Map fetched_values(const std::string& secret, const std::string& entry) {
  return fetched(secret, "dataFrom", {Map{{"extract", Map{{"key", entry}}}}});
}

}  // namespace tradewind
