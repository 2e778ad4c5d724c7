#include "kubernetes/secrets.h"

#include <algorithm>

#include "external_secrets.h"
#include "kubernetes/manifests.h"

namespace tradewind::kubernetes {

using yaml::List;
using yaml::Map;

std::string remote_hub_secret(const World& world) { return namespace_name(world) + "-" + hub_secret; }

bool fetches_secrets(const RegionPlan& region) {
  return std::ranges::any_of(region.pools, [](const PoolPlan& pool) { return pool.workload->is_llm(); });
}

Bundle region_secrets(const ExportInput& input, const RegionPlan& region) {
  const std::vector<SecretObject> store = secret_store(input.world, region);
  if (!fetches_secrets(region) || store.empty()) return {};
  const std::string folder = "kubernetes/secrets/" + region.name + "/";
  List resources{"../../namespace", "hugging-face-token.yaml"};
  Bundle files = {{folder + "hugging-face-token.yaml", yaml::text(fetched_value(hub_secret, hub_secret_key, remote_hub_secret(input.world)))}};
  for (const SecretObject& object : store) {
    resources.add(object.file + ".yaml");
    files.push_back({folder + object.file + ".yaml", yaml::text(object.object)});
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
