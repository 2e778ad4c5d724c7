// Triton Inference Server: one model, its dynamic batcher as simulated.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/classic_pod.h"
#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* triton_image = "nvcr.io/nvidia/tritonserver:26.06-py3";  // release notes: docs.nvidia.com, Triton Inference Server 26.06

std::string queue_policy(const BatchServer& server) {
  if (server.max_waiting == 0 && server.queue_timeout_us == 0) return "";
  std::string text = "  default_queue_policy {\n";
  if (server.queue_timeout_us > 0)
    text += fmt::format("    timeout_action: {}\n    default_timeout_microseconds: {}\n", server.delays_expired ? "DELAY" : "REJECT",
                        server.queue_timeout_us);
  if (server.max_waiting > 0) text += fmt::format("    max_queue_size: {}\n", server.max_waiting);
  return text + "  }\n";
}

// Only what was simulated: Triton completes platform, inputs and outputs from ONNX, TensorRT and OpenVINO files by itself.
std::string model_config(const BatchServer& server, const std::string& model) {
  std::string text = fmt::format("name: \"{}\"\nmax_batch_size: {}\n\ndynamic_batching {{\n", model, server.max_batch_size);
  if (!server.preferred_batch_sizes.empty()) text += fmt::format("  preferred_batch_size: [ {} ]\n", fmt::join(server.preferred_batch_sizes, ", "));
  text += fmt::format("  max_queue_delay_microseconds: {}\n", server.max_queue_delay_us) + queue_policy(server);
  return text + fmt::format("}}\n\ninstance_group [\n  {{\n    count: {}\n    kind: KIND_GPU\n  }}\n]\n", server.instances);
}

// Quantiles that Triton is told to keep: the objective's, and those beyond which an alert on its budget b has to fire: 14.4 b, 6 b, 1 b
// (observability/slo_rules.cpp), each with some room. Of three digits, so that the label is what was asked for.
std::vector<double> kept_quantiles(double percentile) {
  const double budget = 1 - percentile / 100;
  std::vector<double> levels;
  for (const double burn : {15.0, 6.5, 1.1, 1.0}) {
    const double level = std::round(1000 * (1 - burn * budget)) / 1000;
    if (level > 0 && level < 1 && (levels.empty() || level > levels.back())) levels.push_back(level);
  }
  return levels;
}

// LEVEL:ERROR,...
std::string quantile_option(const std::vector<double>& levels) {
  std::vector<std::string> texts;
  for (const double level : levels) texts.push_back(fmt::format("{:g}:{:g}", level, std::min(0.01, (1 - level) / 5)));
  return fmt::format("--metrics-config=summary_quantiles={}", fmt::join(texts, ","));
}

Map triton_container(const std::string& model, const std::vector<Port>& ports, const std::vector<double>& levels) {
  Map config = mount("server", fmt::format("{}/{}/config.pbtxt", models, model));
  config.add("subPath", "config.pbtxt");
  return classic_container(
      {.name = "triton",
       .image = triton_image,
       .command = "tritonserver",
       .arguments = {fmt::format("--model-repository={}", models), fmt::format("--load-model={}", model), "--model-control-mode=explicit",
                     "--exit-on-error=true", fmt::format("--exit-timeout-secs={}", classic_finish_s), "--metrics-config=summary_latencies=true",
                     quantile_option(levels)},
       .ports = ports,
       .ready = "/v2/health/ready",
       .live = "/v2/health/live",
       .config = std::move(config)});
}

}  // namespace

Server triton(const PoolPlan& plan, const std::string& selector) {
  const std::string model = served_model(plan);
  Server server;
  server.app = "triton";
  server.image = triton_image;
  server.ports = {{"http", 8000}, {"grpc", 8001}, {"metrics", 8002}};
  server.ready_path = "/v2/health/ready";
  server.request_path = "/v2/models/" + model + "/infer";
  server.metrics_port = "metrics";
  server.metrics_path = "/metrics";
  server.load = fmt::format("sum(rate(nv_inference_request_success{{{}}}[2m]))", selector);
  server.requests_inside = fmt::format("sum(rate(nv_inference_request_duration_us{{{}}}[2m])) / 1e6", selector);
  const std::vector<double> levels = kept_quantiles(plan.workload->slo.percentile);
  server.requests_waiting = fmt::format("sum(nv_inference_pending_request_count{{{}}})", selector);
  server.latency_ms = fmt::format("max(nv_inference_request_summary_us{{{},quantile=\"{:g}\"}}) / 1000", selector, levels.back());
  server.latency_is = fmt::format("p{:g} of the request duration at the slowest replica", 100 * levels.back());
  server.answered = fmt::format("nv_inference_request_success{{{}}}", selector);
  server.refused = fmt::format("nv_inference_request_failure{{{}}}", selector);
  server.latencies = {LatencySeries::Kind::quantiles, "nv_inference_request_summary_us", 1e3, levels};
  server.start_s = classic_start_s;
  server.config = {{"config.pbtxt", model_config(std::get<ClassicServing>(plan.workload->serving).server, model)}};
  server.pod = classic_pod(plan, server.app, triton_container(model, server.ports, levels));
  return server;
}

}  // namespace tradewind::kubernetes
