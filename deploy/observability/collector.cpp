#include "observability/collector.h"

#include <fmt/format.h>

#include <set>

#include "kubernetes/pod.h"
#include "names.h"

namespace tradewind::observability {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* image = "otel/opentelemetry-collector-contrib:0.130.0";
constexpr int user = 10001;  // of that image

Map attribute(const std::string& key, const std::string& value) { return {{"key", key}, {"value", value}, {"action", "upsert"}}; }

// Bounds of the histogram: each objective's target, so that the share within it is counted and not guessed, with halves and doubles around it.
List bounds(const RegionPlan& region) {
  std::set<std::int64_t> all;
  for (const PoolPlan& pool : region.pools)
    for (const double factor : {0.25, 0.5, 1.0, 2.0, 4.0})
      all.insert(std::max<std::int64_t>(1, static_cast<std::int64_t>(factor * pool.workload->slo.target_ms)));
  List list;
  for (const std::int64_t bound : all) list.add(fmt::format("{}ms", bound));
  return list;
}

Map processors(const ExportInput& input, const RegionPlan& region) {
  const List attributes{attribute("cloud.provider", label_value(region.region->provider)), attribute("cloud.region", label_value(region.region->id)),
                        attribute("scenario", label_value(input.world.name)), attribute("study", label_value(input.study_id))};
  return {{"memory_limiter", Map{{"check_interval", "1s"}, {"limit_percentage", 80}, {"spike_limit_percentage", 20}}},
          {"resource", Map{{"attributes", attributes}}},
          {"batch", Map{{"send_batch_size", 1024}, {"timeout", "5s"}}}};
}

Map service() {
  const List common{"memory_limiter", "resource", "batch"};
  return {
      {"pipelines", Map{{"traces", Map{{"receivers", List{"otlp"}}, {"processors", common}, {"exporters", List{"spanmetrics", "otlphttp"}}}},
                        {"metrics", Map{{"receivers", List{"otlp", "spanmetrics"}}, {"processors", common}, {"exporters", List{"prometheus"}}}}}}};
}

Map config(const ExportInput& input, const RegionPlan& region) {
  const Map protocols = {{"grpc", Map{{"endpoint", "0.0.0.0:4317"}}}, {"http", Map{{"endpoint", "0.0.0.0:4318"}}}};
  return {
      {"receivers", Map{{"otlp", Map{{"protocols", protocols}}}}},
      {"processors", processors(input, region)},
      {"connectors", Map{{"spanmetrics",
                          Map{{"histogram", Map{{"explicit", Map{{"buckets", note("Targets of the objectives, and around them.", bounds(region))}}}}},
                              {"dimensions", List{Map{{"name", "http.route"}}, Map{{"name", "http.response.status_code"}}}}}}}},
      {"exporters", Map{{"otlphttp", Map{{"endpoint", "${env:OTLP_ENDPOINT}"}, {"headers", Map{{"authorization", "${env:OTLP_AUTHORIZATION}"}}}}},
                        {"prometheus", Map{{"endpoint", "0.0.0.0:8889"}, {"resource_to_telemetry_conversion", Map{{"enabled", true}}}}}}},
      {"service", service()}};
}

Map secret(const std::string& variable, const std::string& key) {
  return {{"name", variable}, {"valueFrom", Map{{"secretKeyRef", Map{{"name", "otlp"}, {"key", key}, {"optional", true}}}}}};
}

}  // namespace

Map collector(const ExportInput& input, const RegionPlan& region) {
  return {{"apiVersion", "opentelemetry.io/v1beta1"},
          {"kind", "OpenTelemetryCollector"},
          {"metadata", Map{{"name", "gateway"}}},
          {"spec", Map{{"mode", "deployment"},
                       {"image", image},
                       {"replicas", 2},
                       {"env", List{secret("OTLP_ENDPOINT", "endpoint"), secret("OTLP_AUTHORIZATION", "authorization")}},
                       {"resources", Map{{"requests", Map{{"cpu", "200m"}, {"memory", "256Mi"}}}, {"limits", Map{{"memory", "512Mi"}}}}},
                       {"podSecurityContext", kubernetes::pod_security(user, user)},
                       {"securityContext", kubernetes::container_security()},
                       {"observability", Map{{"metrics", Map{{"enableMetrics", true}}}}},
                       {"config", config(input, region)}}}};
}

}  // namespace tradewind::observability
