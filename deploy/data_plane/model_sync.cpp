// Own copying of artifacts: a job in each sending region, along the tree that was simulated.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data_plane/places.h"
#include "embedded/data_plane_files.h"
#include "kubernetes/pod.h"
#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* image = "rclone/rclone:1.70.3";
constexpr int user_id = 65532;   // any that is not root
constexpr int look_minutes = 5;  // how often a job looks for new versions: a choice of this tool
// A job that takes so many times the simulated duration is stuck; and the least that it gets, for a region without a new version.
constexpr double patience = 4;
constexpr int least_s = 600;
// As the throughput between regions was measured: 64 streams (docs/replication.md).
constexpr int files_at_once = 16, streams_a_file = 4;

// Of a CronJob at most 52 characters, so that its jobs' names have room for the time.
std::string sync_name(const Artifact& artifact) { return dns_label("sync-" + artifact.name, 52); }

std::string place_of(const ExportInput& input, const std::string& key) {
  const auto region = std::ranges::find(input.world.regions, key, &Region::key);
  return region == input.world.regions.end() ? dns_label(key) : dns_label(region->provider + "-" + region->id);
}

double seconds_of(const SendsHere& sends) {
  double sum = 0;
  for (const ExpectedHop* hop : sends.hops) sum += hop->seconds_per_version;
  return sum;
}

std::string sync_head(const ExportInput& input, const SendsHere& sends) {
  std::string text = fmt::format("{:g} GB in {} files, {:g} versions a month, {}:", sends.artifact->size_gb, sends.artifact->files,
                                 sends.artifact->versions_per_month, to_string(sends.artifact->replication));
  for (const ExpectedHop* hop : sends.hops)
    text += fmt::format("{} {} takes {:.0f} s and has it {:.0f} s after its publication{}", hop == sends.hops.front() ? "" : ";",
                        place_of(input, hop->to), hop->seconds_per_version, hop->lag_p50_s, hop->estimated ? " (estimated)" : "");
  return text + fmt::format(", as simulated; up to {} minutes more until the job looks.", look_minutes);
}

Map container(const ExportInput& input, const Place& place, const SendsHere& sends) {
  List arguments{"/scripts/model-sync.sh", slug(sends.artifact->name), fmt::format("$({})", bucket_variable(place.region.name))};
  for (const ExpectedHop* hop : sends.hops) arguments.add(fmt::format("$({})", bucket_variable(place_of(input, hop->to))));
  List from{Map{{"configMapRef", Map{{"name", "buckets"}}}}};
  if (crosses_clouds(input, place)) from.add(Map{{"secretRef", Map{{"name", "model-sync"}}}});
  return {{"name", "model-sync"},
          {"image", image},
          {"command", List{"/bin/sh"}},
          {"args", arguments},
          {"envFrom", from},
          {"env", List{kubernetes::environment("HOME", "/tmp"),
                       note(fmt::format("{} streams, as the throughput was measured.", files_at_once * streams_a_file),
                            kubernetes::environment("RCLONE_TRANSFERS", std::to_string(files_at_once))),
                       kubernetes::environment("RCLONE_MULTI_THREAD_STREAMS", std::to_string(streams_a_file))}},
          {"resources", Map{{"requests", Map{{"cpu", "1"}, {"memory", "1Gi"}}}, {"limits", Map{{"memory", "4Gi"}}}}},
          {"securityContext", kubernetes::container_security()},
          {"volumeMounts", List{kubernetes::mount("scripts", "/scripts"), kubernetes::mount("scratch", "/tmp")}}};
}

Map sync_job(const ExportInput& input, const Place& place, const SendsHere& sends) {
  const Map pod = {
      {"restartPolicy", "Never"},
      {"serviceAccountName", "model-sync"},
      {"securityContext", kubernetes::pod_security(user_id, user_id)},
      {"containers", List{container(input, place, sends)}},
      {"volumes", List{Map{{"name", "scripts"}, {"configMap", Map{{"name", "model-sync"}}}}, Map{{"name", "scratch"}, {"emptyDir", Map{}}}}}};
  Map pod_template = {{"spec", pod}};
  if (const Map labels = kubernetes::identity_labels(*place.region.region); !labels.entries.empty())
    pod_template = {{"metadata", Map{{"labels", labels}}}, {"spec", pod}};
  const int deadline = std::max(least_s, static_cast<int>(std::ceil(patience * seconds_of(sends))));
  const Map job = {{"backoffLimit", 2},
                   {"activeDeadlineSeconds", note(fmt::format("{:g} times the simulated duration, at least {} s.", patience, least_s), deadline)},
                   {"template", pod_template}};
  return kubernetes_object("batch/v1", "CronJob", sync_name(*sends.artifact))
      .add("spec", Map{{"schedule", fmt::format("*/{} * * * *", look_minutes)},
                       {"concurrencyPolicy", "Forbid"},
                       {"successfulJobsHistoryLimit", 1},
                       {"failedJobsHistoryLimit", 3},
                       {"jobTemplate", Map{{"spec", job}}}});
}

}  // namespace

std::string bucket_variable(const std::string& place) {
  std::string name = "BUCKET_";
  for (const char c : place) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

// Buckets as the target terraform names them, in rclone's connection strings (rclone, docs/content/docs.md "Connection strings", azureblob.md,
// googlecloudstorage.md, s3.md): credentials come from the pod's identity or its environment.
std::string bucket_placeholder(const Region& region, const std::string& place) {
  if (region.provider == "gcp") return ":gcs,env_auth=true,bucket_policy_only=true:CHANGE-ME-" + place;
  if (region.provider == "azure") return ":azureblob,account=CHANGE-ME,env_auth=true:models";
  return fmt::format(":s3,provider=AWS,env_auth=true,region={}:CHANGE-ME-{}", region.id, place);
}

std::vector<const Region*> bucket_regions(const ExportInput& input, const Place& place) {
  std::vector<const Region*> list;
  for (const Region& region : input.world.regions) {
    const bool receives = std::ranges::any_of(place.sends, [&](const SendsHere& sends) {
      return std::ranges::any_of(sends.hops, [&](const ExpectedHop* hop) { return hop->to == region.key(); });
    });
    if (receives || (!place.sends.empty() && &region == place.region.region)) list.push_back(&region);
  }
  return list;
}

bool crosses_clouds(const ExportInput& input, const Place& place) {
  return std::ranges::any_of(bucket_regions(input, place), [&](const Region* region) { return region->provider != place.region.region->provider; });
}

void add_model_sync(Folder& folder, const ExportInput& input, const Place& place) {
  if (place.sends.empty()) return;
  for (const SendsHere& sends : place.sends) folder.add(sync_name(*sends.artifact), sync_job(input, place, sends), sync_head(input, sends));
  folder.add("model-sync-account", kubernetes_object("v1", "ServiceAccount", "model-sync").add("automountServiceAccountToken", false));
  if (crosses_clouds(input, place)) folder.add_secret("model-sync", model_sync_entry(input.world));
  folder.add_text("model-sync.sh", std::string(embedded::data_plane_files("model-sync.sh")));
}

}  // namespace tradewind::data_plane
