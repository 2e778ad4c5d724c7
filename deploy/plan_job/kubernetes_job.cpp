#include <fmt/format.h>

#include <stdexcept>

#include "kubernetes/pod.h"
#include "kubernetes_object.h"
#include "plan_job/targets.h"
#include "yaml.h"

namespace tradewind::plan_jobs {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr std::size_t largest_config_map = 1'048'576;  // bytes; kubernetes.io/docs/concepts/configuration/configmap
constexpr int user = 65532;                            // any that is not root

Map scenario(const PlanJob& job, const std::string& name) {
  if (job.scenario_text.size() > largest_config_map)
    throw std::invalid_argument(
        fmt::format("kubernetes-job: the scenario has {} bytes, a ConfigMap takes {} at most", job.scenario_text.size(), largest_config_map));
  return kubernetes_object("v1", "ConfigMap", name).add("data", Map{{"scenario.json", job.scenario_text}});
}

Map volume(const std::string& name) {
  return kubernetes_object("v1", "PersistentVolumeClaim", name)
      .add("spec", Map{{"accessModes", note("All pods write to it: the storage class must offer this.", List{"ReadWriteMany"})},
                       {"resources", Map{{"requests", Map{{"storage", "1Gi"}}}}}});
}

List arguments(const PlanJob& job) {
  List list{"--quiet", "plan", "/scenario/scenario.json", "--study", "/study/plan.study", "--exchange", "/study/exchange"};
  list.add("--shard").add(fmt::format("$(SHARD)/{}", job.shards)).add("--threads").add(std::to_string(job.cpus));
  for (const std::string& flag : job.flags) list.add(kubernetes::literal(flag));
  return list;
}

Map container(const PlanJob& job) {
  const Map index{{"fieldRef", Map{{"fieldPath", "metadata.annotations['batch.kubernetes.io/job-completion-index']"}}}};
  return {{"name", "plan"},
          {"image", job.image},
          {"command", List{"tradewind"}},
          {"args", arguments(job)},
          {"env", List{Map{{"name", "SHARD"}, {"valueFrom", index}}}},
          {"resources", Map{{"requests", Map{{"cpu", std::to_string(job.cpus)}, {"memory", "512Mi"}}}, {"limits", Map{{"memory", "2Gi"}}}}},
          {"securityContext", kubernetes::container_security()},
          {"volumeMounts", List{kubernetes::mount("scenario", "/scenario"), kubernetes::mount("study", "/study"), kubernetes::mount("tmp", "/tmp")}}};
}

Map indexed_job(const PlanJob& job, const std::string& name) {
  const List volumes{Map{{"name", "scenario"}, {"configMap", Map{{"name", name}}}},
                     Map{{"name", "study"}, {"persistentVolumeClaim", Map{{"claimName", name}}}}, Map{{"name", "tmp"}, {"emptyDir", Map{}}}};
  const Map pod{{"restartPolicy", "Never"},
                {"automountServiceAccountToken", false},
                {"securityContext", kubernetes::pod_security(user, user)},
                {"containers", List{container(job)}},
                {"volumes", volumes}};
  return kubernetes_object("batch/v1", "Job", name)
      .add("spec", Map{{"completionMode", "Indexed"},
                       {"completions", job.shards},
                       {"parallelism", job.shards},
                       {"backoffLimitPerIndex", note("A shard that is lost is run again; until then the others do its steps.", 6)},
                       {"template",
                        Map{{"metadata", Map{{"labels", Map{{"app.kubernetes.io/name", "tradewind-plan"}, {"app.kubernetes.io/instance", name}}}}},
                            {"spec", pod}}}});
}

}  // namespace

std::string kubernetes_job(const PlanJob& job) {
  require_image(job, "kubernetes-job");
  for (const std::string& flag : job.flags)
    if (flag == "--price-book") throw std::invalid_argument("kubernetes-job: a price book of your own cannot go with the job; put it into the image");
  const std::string name = job_name(job);
  const std::string head = fmt::format(
      "Plans with {} workers. kubectl apply -f THIS_FILE && kubectl wait --for=condition=complete --timeout=-1s job/{}\n"
      "The front is in /study/plan.study on the claim {}, and in the log of the pod of index 0.",
      job.shards, name, name);
  return yaml::text(scenario(job, name), head) + "---\n" + yaml::text(volume(name)) + "---\n" + yaml::text(indexed_job(job, name));
}

}  // namespace tradewind::plan_jobs
