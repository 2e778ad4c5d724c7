// The target "data-plane": in each region its Kafka cluster, mirrors, feature stores and the jobs that copy models.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "data_plane/cluster_links.h"
#include "data_plane/places.h"
#include "external_secrets.h"
#include "kubernetes/manifests.h"
#include "kubernetes_object.h"
#include "names.h"
#include "target.h"

namespace tradewind {
namespace data_plane {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

Map namespace_object(const World& world) {
  Map document = kubernetes_object("v1", "Namespace", data_namespace(world));
  std::get<Map>(document.entries.back().value.value).add("labels", Map{{"pod-security.kubernetes.io/enforce", "baseline"}});
  return document;
}

Map buckets(const ExportInput& input, const Place& place) {
  List literals;
  for (const Region* region : bucket_regions(input, place)) {
    const std::string name = dns_label(region->provider + "-" + region->id);
    literals.add(fmt::format("{}={}", bucket_variable(name), bucket_placeholder(*region, name)));
  }
  literals.items.front() = note("SET THIS: the bucket of each region, as rclone names it.", literals.items.front());
  return {{"name", "buckets"}, {"literals", literals}};
}

Map kustomization(const ExportInput& input, const Place& place, const Folder& folder) {
  Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                  {"kind", "Kustomization"},
                  {"namespace", data_namespace(input.world)},
                  {"resources", folder.resources()},
                  {"labels", kubernetes::cost_labels(input, place.region)}};
  if (!place.sends.empty())
    document.add("configMapGenerator", List{buckets(input, place), Map{{"name", "model-sync"}, {"files", List{"model-sync.sh"}}}});
  return document;
}

Bundle region_files(const ExportInput& input, const Place& place) {
  const Region& region = *place.region.region;
  Folder folder("data-plane/regions/" + place.region.name + "/");
  folder.add("namespace", namespace_object(input.world));
  add_kafka(folder, input, place);
  add_mirrors(folder, input, place);
  add_feature_stores(folder, input, place);
  add_model_sync(folder, input, place);
  if (folder.fetches_secrets())
    for (const SecretObject& object : secret_store(input.world, place.region)) folder.add(object.file, object.object);
  const std::string head = fmt::format("{}, {} ({}){}", region.city, region.country_iso2, region.key(),
                                       place.region.pools.empty() ? ": no requests are served here, so the cluster is not in terraform/" : "");
  folder.add_text("kustomization.yaml", yaml::text(kustomization(input, place, folder), head));
  return std::move(folder).files();
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const Place& place : places(input, regions))
    for (BundleFile& file : region_files(input, place)) bundle.push_back(std::move(file));
  std::ranges::move(cluster_links(input, linked_places(input, regions)), std::back_inserter(bundle));
  return bundle;
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  return readme_section(input, places(input, regions), linked_places(input, regions));
}

}  // namespace
}  // namespace data_plane

const Target data_plane_target = {"data-plane",
                                  "Kafka with MirrorMaker 2 or Confluent's cluster links, Feast stores with their materialisation, jobs that copy "
                                  "models between regions",
                                  "Strimzi 0.49+, Confluent Cloud by Terraform provider confluent 2, Feast operator 0.52+, External Secrets 0.17+, "
                                  "rclone 1.70",
                                  data_plane::files, data_plane::readme};

}  // namespace tradewind
