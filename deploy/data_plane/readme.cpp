#include <fmt/format.h>

#include <algorithm>

#include "data_plane/cluster_links.h"
#include "data_plane/places.h"
#include "markdown.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

constexpr const char* layout = R"(## What is in `data-plane/`

`regions/<provider>-<region>`, each for the cluster of that region:

- `kafka*`, `topic-*`, `user-*`: a Kafka cluster of Strimzi where a stream is produced or followed, with the topics that
  are produced there. Partitions, replicas, retention and disks follow from the scenario.
- `mirror-maker-2`: fetches the streams of other regions; topics arrive as `<region>.<topic>`. The lag that was
  simulated stands beside each source.
- `feature-store-*`: Feast's online store, materialised by a job where its values come from.
- `sync-*`: copies new versions of artifacts to the regions that get them from this one, in the simulated order. A
  version is `<artifact>/<version>/`, complete once its file `COMPLETE` is there.

### What the clusters need

Strimzi, the Feast operator, and the External Secrets operator, which reads the store of the region's own cloud as
`secret-store.yaml` has it: Secrets Manager by the operator's Pod Identity, Secret Manager and Key Vault by the service account
`secret-reader` of the namespace. No secret is in this bundle. Put there, each entry a JSON object with the keys that are named:

| region | entry | what it holds |
|---|---|---|
)";

constexpr const char* cross_cloud =
    "credentials of the other clouds, as environment of rclone: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, "
    "`RCLONE_GCS_SERVICE_ACCOUNT_CREDENTIALS`, `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`";

std::string row(const Place& place, const std::string& entry, const std::string& keys) {
  return fmt::format("| `{}` | `{}` | {} |\n", place.region.name, entry, keys);
}

std::string secrets_of(const ExportInput& input, const Place& place) {
  std::string text;
  for (const std::string& source : sources_of(place))
    text += row(place, mirror_entry(input.world, source),
                fmt::format("`user.crt`, `user.key` of the Secret `mirror-reader` of {0} and `ca.crt` of its `kafka-cluster-ca-cert`, once it stands",
                            source));
  for (const StoreHere& here : place.stores) {
    text += row(place, online_store_entry(input.world, *here.store), "the store's configuration, as Feast has it, under its type");
    text += row(place, registry_entry(input.world, *here.store), "`sql`: path of the registry's database, one for all regions");
  }
  if (!place.sends.empty() && crosses_clouds(input, place)) text += row(place, model_sync_entry(input.world), cross_cloud);
  return text;
}

std::string secrets(const ExportInput& input, const std::vector<Place>& places) {
  std::string text;
  for (const Place& place : places) text += secrets_of(input, place);
  return text.empty() ? "| - | none | |\n" : text;
}

// What the person has to set, of what is there.
std::string to_be_set(const std::vector<Place>& places) {
  const auto any = [&](auto has) { return std::ranges::any_of(places, has); };
  std::string what;
  const auto add = [&](bool is_there, const char* name) {
    if (is_there) what += (what.empty() ? "" : ", ") + std::string(name);
  };
  const bool copies = any([](const Place& place) { return !place.sends.empty(); });
  add(any([](const Place& place) { return !sources_of(place).empty(); }), "addresses of the other regions' brokers");
  add(any([](const Place& place) { return !place.stores.empty(); }), "the repository of the features");
  add(copies, "the buckets");
  std::string text = what.empty() ? "" : "Set what is marked SET THIS: " + what + ".\n";
  if (copies) text += "Give the ServiceAccount `model-sync` the rights on its cloud's buckets (EKS Pod Identity, GKE or AKS workload identity).\n";
  return text;
}

std::string apply(std::vector<Place> places) {
  std::ranges::stable_partition(places, [](const Place& place) { return place.is_mirrored; });
  std::string text = "\n### Apply\n\n" + to_be_set(places) + "Sources come before those that follow them:\n\n";
  for (const Place& place : places) text += fmt::format("    kubectl --context {0} apply -k data-plane/regions/{0}\n", place.region.name);
  return text + "\n";
}

// What the scenario has and no file here does.
std::string absent(const ExportInput& input, const std::vector<Place>& places) {
  std::string text;
  const World& world = input.world;
  for (const EventStream& stream : world.data.streams)
    if (stream.replication == StreamReplication::stretched)
      text += fmt::format("- Stream `{}`: one cluster over several regions was simulated; Strimzi has none over several Kubernetes clusters.\n",
                          topic_name(stream));
  for (const FeatureStore& store : world.data.feature_stores)
    if (!is_exported(store)) text += fmt::format("- Store `{}`: another server answers its reads; there is nothing to set up.\n", store_name(store));
  for (const Artifact& artifact : world.data.artifacts)
    if (is_service(artifact.replication))
      text += fmt::format("- Artifact `{}`: `{}` copies it; the targets `terraform` and `pulumi` set it up.\n", slug(artifact.name),
                          to_string(artifact.replication));
  for (const Place& place : places)
    if (place.region.pools.empty())
      text += fmt::format("- `{}` serves no requests, so that no other target makes its cluster: bring one.\n", place.region.name);
  for (const Place& place : places)
    for (const StoreHere& here : place.stores)
      if (!here.is_home && !here.store->stream)
        text +=
            fmt::format("- Store `{}` in `{}`: the replication of the database itself (a global table, a replica) is set up where the database is.\n",
                        store_name(*here.store), place.region.name);
  return text.empty() ? "" : "Not here:\n\n" + text + "\n";
}

}  // namespace

std::string readme_section(const ExportInput& input, const std::vector<Place>& places, const std::vector<Place>& linked) {
  const std::string links = cluster_links_readme(linked), left_out = absent(input, places);
  if (places.empty() && linked.empty())
    return "## `data-plane/`\n\nNothing is written: no stream, feature store or artifact of the scenario is copied by what is exported here.\n\n" +
           left_out;
  if (places.empty()) return "## What is in `data-plane/`\n\n" + links + left_out;
  return layout + secrets(input, places) + apply(places) + links + left_out;
}

}  // namespace tradewind::data_plane
