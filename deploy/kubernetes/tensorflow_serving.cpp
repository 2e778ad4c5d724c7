// TensorFlow Serving: one SavedModel, its batching session as simulated.
#include <fmt/format.h>

#include "kubernetes/classic_pod.h"
#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* tensorflow_image = "tensorflow/serving:2.19.1-gpu";

// Parameters of the batching session (tensorflow/serving, tensorflow_serving/servables/tensorflow/session_bundle_config.proto).
std::string batching_parameters(const BatchServer& server) {
  const bool splits = server.split_up_to > 0;
  std::string text = fmt::format(
      "max_batch_size {{ value: {} }}\nbatch_timeout_micros {{ value: {} }}\nnum_batch_threads {{ value: {} }}\nmax_enqueued_batches {{ value: {} "
      "}}\n",
      splits ? server.split_up_to : server.max_batch_size, server.max_queue_delay_us, server.instances, server.max_enqueued_batches);
  if (splits)
    text += fmt::format("enable_large_batch_splitting {{ value: true }}\nmax_execution_batch_size {{ value: {} }}\n", server.max_batch_size);
  for (const int size : server.allowed_batch_sizes) text += fmt::format("allowed_batch_sizes: {}\n", size);
  return text;
}

constexpr const char* metrics_path = "/monitoring/prometheus/metrics";

// Microseconds: Exponential(10, 1.8, 33) of tensorflow/serving, tensorflow_serving/servables/tensorflow/util.cc.
std::vector<double> latency_bounds() {
  std::vector<double> bounds;
  double bound = 10;
  for (int i = 0; i < 33; ++i, bound *= 1.8) bounds.push_back(bound);
  return bounds;
}

std::string monitoring() { return fmt::format("prometheus_config {{\n  enable: true\n  path: \"{}\"\n}}\n", metrics_path); }

Map tensorflow_container(const std::string& model, const std::vector<Port>& ports) {
  const std::string status = "/v1/models/" + model;
  return classic_container(
      {.name = "tensorflow-serving",
       .image = tensorflow_image,
       .command = "tensorflow_model_server",
       .arguments = {"--port=8500", "--rest_api_port=8501", "--model_name=" + model, fmt::format("--model_base_path={}/{}", models, model),
                     "--enable_batching=true", "--batching_parameters_file=/config/batching_parameters.txt",
                     "--monitoring_config_file=/config/monitoring.txt"},
       .ports = ports,
       .ready = status,
       .live = status,
       .config = mount("server", "/config")});
}

}  // namespace

Server tensorflow_serving(const PoolPlan& plan, const std::string& selector) {
  const std::string model = served_model(plan);
  Server server;
  server.app = "tensorflow-serving";
  server.image = tensorflow_image;
  server.ports = {{"http", 8501}, {"grpc", 8500}};
  server.ready_path = "/v1/models/" + model;
  server.request_path = "/v1/models/" + model + ":predict";
  server.metrics_port = "http";
  server.metrics_path = metrics_path;
  server.load = fmt::format("sum(rate(:tensorflow:serving:request_count{{{}}}[2m]))", selector);
  server.requests_inside = fmt::format("sum(rate(:tensorflow:serving:request_latency_sum{{{}}}[2m])) / 1e6", selector);
  server.requests_waiting = fmt::format("sum(rate(:tensorflow:serving:batching_session:queuing_latency_sum{{{}}}[2m])) / 1e6", selector);
  server.latency_ms = fmt::format("histogram_quantile({}, sum by (le) (rate(:tensorflow:serving:request_latency_bucket{{{}}}[10m]))) / 1000",
                                  plan.workload->slo.percentile / 100, selector);
  server.latency_is = fmt::format("p{} of the server's request latency", plan.workload->slo.percentile);
  server.answered = fmt::format(":tensorflow:serving:request_count{{{},status=\"OK\"}}", selector);
  server.refused = fmt::format(":tensorflow:serving:request_count{{{},status!=\"OK\"}}", selector);
  server.latencies = {LatencySeries::Kind::histogram, ":tensorflow:serving:request_latency", 1e3, latency_bounds()};
  server.start_s = classic_start_s;
  server.config = {{"batching_parameters.txt", batching_parameters(std::get<ClassicServing>(plan.workload->serving).server)},
                   {"monitoring.txt", monitoring()}};
  server.pod = classic_pod(plan, server.app, tensorflow_container(model, server.ports));
  return server;
}

}  // namespace tradewind::kubernetes
