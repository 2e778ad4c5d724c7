// Triton Inference Server: one model, its dynamic batcher as simulated.
#include <fmt/format.h>

#include "kubernetes/classic_pod.h"
#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* image = "nvcr.io/nvidia/tritonserver:26.06-py3";  // release notes: docs.nvidia.com, Triton Inference Server 26.06

// Only what was simulated: Triton completes platform, inputs and outputs from ONNX, TensorRT and OpenVINO files by itself.
std::string model_config(const ClassicServing& classic, const std::string& model) {
  const BatchServer& server = classic.server;
  std::string text = fmt::format("name: \"{}\"\nmax_batch_size: {}\n\ndynamic_batching {{\n  max_queue_delay_microseconds: {}\n", model,
                                 server.max_batch_size, server.max_queue_delay_us);
  // Triton counts requests, the simulation items.
  const std::int64_t requests = (server.max_queue_items + classic.items_per_request - 1) / classic.items_per_request;
  if (requests > 0) text += fmt::format("  default_queue_policy {{\n    max_queue_size: {}\n  }}\n", requests);
  return text + fmt::format("}}\n\ninstance_group [\n  {{\n    count: {}\n    kind: KIND_GPU\n  }}\n]\n", server.instances);
}

Map container(const std::string& model) {
  Map config = mount("server", fmt::format("{}/{}/config.pbtxt", models, model));
  config.add("subPath", "config.pbtxt").add("readOnly", true);
  return {{"name", "triton"},
          {"image", image},
          {"command", List{"tritonserver"}},
          {"args", List{fmt::format("--model-repository={}", models), fmt::format("--load-model={}", model), "--model-control-mode=explicit",
                        "--exit-on-error=true", fmt::format("--exit-timeout-secs={}", classic_finish_s)}},
          {"ports", port_list({{"http", 8000}, {"grpc", 8001}, {"metrics", 8002}})},
          {"startupProbe", http_probe("/v2/health/ready", "http", 5, classic_start_s / 5)},
          {"readinessProbe", http_probe("/v2/health/ready", "http", 5, 3)},
          {"livenessProbe", http_probe("/v2/health/live", "http", 10, 6)},
          {"lifecycle", drain()},
          {"securityContext", container_security()},
          {"volumeMounts", List{mount("models", models), config, mount("shm", "/dev/shm"), mount("tmp", "/tmp")}}};
}

}  // namespace

Server triton(const PoolPlan& plan, const std::string& selector) {
  const std::string model = served_model(plan);
  Server server;
  server.app = "triton";
  server.ports = {{"http", 8000}, {"grpc", 8001}, {"metrics", 8002}};
  server.metrics_port = "metrics";
  server.metrics_path = "/metrics";
  server.load = fmt::format("sum(rate(nv_inference_request_success{{{}}}[2m]))", selector);
  server.latency_ms =
      fmt::format("sum(rate(nv_inference_request_duration_us{{{0}}}[10m])) / sum(rate(nv_inference_request_success{{{0}}}[10m])) / 1000", selector);
  server.latency_is = "mean of the server's request duration";
  server.start_s = classic_start_s;
  server.config = {{"config.pbtxt", model_config(std::get<ClassicServing>(plan.workload->serving), model)}};
  server.pod = classic_pod(plan, server.app, container(model));
  return server;
}

}  // namespace tradewind::kubernetes
