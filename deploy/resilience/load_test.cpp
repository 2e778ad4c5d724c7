#include "resilience/load_test.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "embedded/resilience_files.h"
#include "kubernetes/manifests.h"
#include "kubernetes/pod.h"
#include "names.h"
#include "yaml.h"

namespace tradewind::resilience {
namespace {

using nlohmann::ordered_json;
using yaml::List;
using yaml::Map;
using yaml::note;

constexpr int hours_per_day = 24;
constexpr const char* image = "grafana/k6:1.1.0";
constexpr int user = 12345;  // of that image

// Requests/s of everybody, by hour of the day with the most requests, in UTC.
std::vector<double> busiest_day(const std::vector<double>& week) {
  std::vector<double> best;
  double most = -1;
  for (std::size_t first = 0; first + hours_per_day <= week.size(); first += hours_per_day) {
    const std::vector<double> day(week.begin() + static_cast<std::ptrdiff_t>(first),
                                  week.begin() + static_cast<std::ptrdiff_t>(first + hours_per_day));
    if (const double sum = std::accumulate(day.begin(), day.end(), 0.0); sum > most) {
      most = sum;
      best = day;
    }
  }
  return best;
}

ordered_json tokens(const TokenDistribution& d) {
  ordered_json json = {{"p50", d.p50}, {"p95", d.p95}, {"max", d.max}};
  if (d.is_part()) json.update({{"above", d.above}, {"up_to", d.longest()}});
  return json;
}

// Where the server takes a request, and what one looks like.
void add_request(ordered_json& json, const PoolPlan& pool, const kubernetes::Server& server) {
  json["path"] = server.request_path;
  if (const auto* llm = std::get_if<LlmServing>(&pool.workload->serving)) {
    json["model"] = llm->model;
    json["prompt_tokens"] = tokens(llm->prompt_tokens);
    json["output_tokens"] = tokens(llm->output_tokens);
  } else {
    json["request"] = {{"SET THIS", "a request that the model understands"}};
  }
}

std::string demand(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  ordered_json json = {{"scenario", input.world.name}, {"week_of", input.world.week_of}, {"workloads", ordered_json::array()}};
  const std::vector<PoolPlan> plans = workload_plans(regions);
  for (const PoolPlan& pool : plans) {
    const auto index = static_cast<std::size_t>(pool.workload - input.world.workloads.data());
    const Slo& slo = pool.workload->slo;
    ordered_json workload = {{"name", pool.name}};
    if (plans.size() > 1) workload["host_prefix"] = pool.name + ".";
    workload.update({{"metric", to_string(slo.metric)}, {"percentile", slo.percentile}, {"target_ms", slo.target_ms}});
    add_request(workload, pool, kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool)));
    workload["hourly_rps"] = ordered_json::array();
    for (const double rps : busiest_day(input.world.total_rps(index))) workload["hourly_rps"].push_back(std::round(1000 * rps) / 1000);
    json["workloads"].push_back(std::move(workload));
  }
  // In ASCII: a ConfigMap takes no control characters, and JSON leaves one of them as it is.
  return json.dump(2, ' ', true, ordered_json::error_handler_t::replace) + "\n";
}

Map job(bool several) {
  List environment{note("SET THIS: the gateway of a region, or the service.", kubernetes::environment("BASE_URL", "https://CHANGE-ME.example")),
                   kubernetes::environment("SPEED", "24"), kubernetes::environment("SHARE", "0.1")};
  if (several) environment.add(note("SET THIS domain, as the gateways' routes have it.", kubernetes::environment("DOMAIN", "change-me.example")));
  environment.add(Map{{"name", "TOKEN"}, {"valueFrom", Map{{"secretKeyRef", Map{{"name", "load-test"}, {"key", "token"}, {"optional", true}}}}}});
  const Map container = {{"name", "k6"},
                         {"image", image},
                         {"args", List{"run", "/scripts/load.js"}},
                         {"env", environment},
                         {"resources", Map{{"requests", Map{{"cpu", "1"}, {"memory", "1Gi"}}}, {"limits", Map{{"memory", "4Gi"}}}}},
                         {"securityContext", kubernetes::container_security()},
                         {"volumeMounts", List{kubernetes::mount("scripts", "/scripts")}}};
  const Map pod = {{"restartPolicy", "Never"},
                   {"automountServiceAccountToken", false},
                   {"securityContext", kubernetes::pod_security(user, user)},
                   {"containers", List{container}},
                   {"volumes", List{Map{{"name", "scripts"}, {"configMap", Map{{"name", "load-test"}}}}}}};
  return {{"apiVersion", "batch/v1"},
          {"kind", "Job"},
          {"metadata", Map{{"name", "load-test"}}},
          {"spec", Map{{"backoffLimit", 0}, {"template", Map{{"spec", pod}}}}}};
}

Map kustomization(const ExportInput& input) {
  const Map labels = {
      {"scenario", label_value(input.world.name)}, {"study", label_value(input.study_id)}, {"app.kubernetes.io/managed-by", "tradewind"}};
  return {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
          {"kind", "Kustomization"},
          {"namespace", "load-test"},
          {"resources", List{"job.yaml", "namespace.yaml"}},
          {"labels", List{Map{{"pairs", labels}}}},
          {"configMapGenerator", List{Map{{"name", "load-test"}, {"files", List{"demand.json", "load.js"}}}}}};
}

}  // namespace

Bundle load_test(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string folder = "resilience/load/";
  const Map space = {{"apiVersion", "v1"},
                     {"kind", "Namespace"},
                     {"metadata", Map{{"name", "load-test"}, {"labels", Map{{"pod-security.kubernetes.io/enforce", "restricted"}}}}}};
  return {{folder + "demand.json", demand(input, regions)},
          {folder + "job.yaml", yaml::text(job(workload_plans(regions).size() > 1))},
          {folder + "kustomization.yaml", yaml::text(kustomization(input))},
          {folder + "load.js", std::string(embedded::resilience_files("load.js"))},
          {folder + "namespace.yaml", yaml::text(space)}};
}

}  // namespace tradewind::resilience
