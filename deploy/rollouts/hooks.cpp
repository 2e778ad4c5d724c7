#include "rollouts/hooks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/pod.h"
#include "names.h"

namespace tradewind::rollouts {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr int user = 65532;  // any that is not root
// How long the copy may take before a person has to look: several times the slowest target of a provider's service (Azure's and Google's hours).
constexpr int longest_wait_s = 4 * 3600;

struct Client {
  std::string_view provider;
  const char *image, *lists;
};
// Command line tools of the clouds, and what they say yes to only when the object is there. Tags as public repositories use them (2026-11); any newer
// one will do.
constexpr std::array<Client, 3> clients = {
    {{"aws", "public.ecr.aws/aws-cli/aws-cli:2.27.49", "aws s3 ls \"$ARTIFACT_URI\""},
     // The tool takes no workload identity by itself: it logs in with the token that AKS puts into the pod.
     {"azure", "mcr.microsoft.com/azure-cli:2.75.0",
      "az login --service-principal -u \"$AZURE_CLIENT_ID\" -t \"$AZURE_TENANT_ID\" --federated-token \"$(cat \"$AZURE_FEDERATED_TOKEN_FILE\")\" "
      "--allow-no-subscriptions --output none && az storage blob show --auth-mode login --blob-url \"$ARTIFACT_URI\""},
     {"gcp", "gcr.io/google.com/cloudsdktool/google-cloud-cli:525.0.0-slim", "gcloud storage ls \"$ARTIFACT_URI\""}}};

const Client& client_of(const RegionPlan& region) {
  const auto found = std::ranges::find(clients, region.region->provider, &Client::provider);
  return found == clients.end() ? clients.front() : *found;
}

Map hook_job(const std::string& name, const char* hook, int deadline_s, Map container, const Map& labels = {}) {
  container.add("securityContext", kubernetes::container_security());
  const Map pod = {{"restartPolicy", "Never"},
                   {"automountServiceAccountToken", false},
                   {"securityContext", kubernetes::pod_security(user, user)},
                   {"containers", List{std::move(container)}}};
  Map pod_template = {{"spec", pod}};
  if (!labels.entries.empty()) pod_template = {{"metadata", Map{{"labels", labels}}}, {"spec", pod}};
  const Map annotations = {{"argocd.argoproj.io/hook", hook}, {"argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation"}};
  return {{"apiVersion", "batch/v1"},
          {"kind", "Job"},
          {"metadata", Map{{"name", name}, {"annotations", annotations}}},
          {"spec", Map{{"backoffLimit", 2}, {"activeDeadlineSeconds", deadline_s}, {"template", pod_template}}}};
}

Map small_resources() { return {{"requests", Map{{"cpu", "50m"}, {"memory", "128Mi"}}}, {"limits", Map{{"memory", "512Mi"}}}}; }

}  // namespace

Wave wave_of(const World& world, const Rollout& rollout, const RegionPlan& region) {
  const auto index = static_cast<std::uint32_t>(region.region - world.regions.data());
  for (std::size_t i = 0; i < rollout.waves.size(); ++i)
    if (std::ranges::find(rollout.waves[i].regions, index) != rollout.waves[i].regions.end()) return {i, rollout.waves[i].bake_s};
  return {rollout.waves.size(), 0};
}

std::string wait_job_name(const ExportInput& input, const Rollout& rollout) {
  return "wait-for-" + dns_label(input.world.data.artifacts[*rollout.artifact].name, 50);
}

bool waits(const World& world, const RegionPlan& region, const Rollout& rollout) {
  return rollout.artifact && rollout.wait_for_replication && region.region != &world.regions[world.data.artifacts[*rollout.artifact].home];
}

// Buckets as the target terraform names them.
std::string artifact_placeholder(const ExportInput& input, const RegionPlan& region, const Rollout& rollout) {
  const std::string object = slug(input.world.data.artifacts[*rollout.artifact].name) + "/VERSION/COMPLETE";
  if (region.region->provider == "gcp") return "gs://CHANGE-ME-" + region.name + "/" + object;
  if (region.region->provider == "azure") return "https://CHANGE-ME.blob.core.windows.net/models/" + object;
  return "s3://CHANGE-ME-" + region.name + "/" + object;
}

Map wait_job(const ExportInput& input, const RegionPlan& region, const Rollout& rollout) {
  const Client& client = client_of(region);
  const std::string name = wait_job_name(input, rollout);
  const Map uri = {{"name", "ARTIFACT_URI"}, {"valueFrom", Map{{"configMapKeyRef", Map{{"name", name}, {"key", "ARTIFACT_URI"}}}}}};
  return hook_job(name, "PreSync", longest_wait_s,
                  {{"name", "wait"},
                   {"image", client.image},
                   {"command", List{"/bin/sh", "-c", fmt::format("until {} >/dev/null; do sleep 30; done", client.lists)}},
                   {"env", List{kubernetes::environment("HOME", "/tmp"), uri}},
                   {"resources", small_resources()}},
                  kubernetes::identity_labels(*region.region));
}

Map bake_job(double bake_s) {
  const int seconds = static_cast<int>(std::ceil(bake_s));
  return hook_job("bake", "PostSync", seconds + 300,
                  {{"name", "bake"},
                   {"image", "busybox:1.37.0"},
                   {"command", note("As the simulated wave does.", List{"sleep", std::to_string(seconds)})},
                   {"resources", small_resources()}});
}

}  // namespace tradewind::rollouts
