// TorchServe: one model archive, its batching as simulated.
#include <fmt/format.h>

#include "kubernetes/classic_pod.h"
#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* torchserve_image = "pytorch/torchserve:0.12.0-gpu";

// Keys of config.properties (pytorch/serve, docs/configuration.md). The model is an archive MODEL.mar in its place.
std::string properties(const BatchServer& server, const std::string& model) {
  return fmt::format(
      "inference_address=http://0.0.0.0:8080\nmanagement_address=http://127.0.0.1:8081\nmetrics_address=http://0.0.0.0:8082\n"
      "metrics_mode=prometheus\ndisable_token_authorization=true\nmodel_store={0}/{1}/1\nload_models={1}.mar\njob_queue_size={2}\n"
      "models={{\"{1}\": {{\"1.0\": {{\"defaultVersion\": true, \"marName\": \"{1}.mar\", \"minWorkers\": {3}, \"maxWorkers\": {3}, \"batchSize\": "
      "{4}, "
      "\"maxBatchDelay\": {5}}}}}}}\n",
      models, model, server.max_waiting, server.instances, server.max_batch_size, server.max_queue_delay_us / 1000);
}

Map torchserve_container(const std::vector<Port>& ports) {
  return classic_container({.name = "torchserve",
                            .image = torchserve_image,
                            .command = "torchserve",
                            .arguments = {"--start", "--foreground", "--no-config-snapshots", "--ts-config=/config/config.properties"},
                            .ports = ports,
                            .ready = "/ping",
                            .live = "/ping",
                            .config = mount("server", "/config"),
                            .environment = {environment("LOG_LOCATION", "/tmp/logs"), environment("METRICS_LOCATION", "/tmp/logs")}});
}

}  // namespace

Server torchserve(const PoolPlan& plan, const std::string& selector) {
  const std::string model = served_model(plan);
  Server server;
  server.app = "torchserve";
  server.image = torchserve_image;
  server.ports = {{"http", 8080}, {"metrics", 8082}};
  server.ready_path = "/ping";
  server.request_path = "/predictions/" + model;
  server.metrics_port = "metrics";
  server.metrics_path = "/metrics";
  server.load = fmt::format("sum(rate(ts_inference_requests_total{{{}}}[2m]))", selector);
  server.requests_inside = fmt::format("sum(rate(ts_inference_latency_microseconds{{{}}}[2m])) / 1e6", selector);
  server.requests_waiting = fmt::format("sum(rate(ts_queue_latency_microseconds{{{}}}[2m])) / 1e6", selector);
  server.latency_ms =
      fmt::format("sum(rate(ts_inference_latency_microseconds{{{0}}}[10m])) / sum(rate(ts_inference_requests_total{{{0}}}[10m])) / 1000", selector);
  server.latency_is = "mean of the server's inference latency";
  server.answered = fmt::format("ts_inference_requests_total{{{}}}", selector);
  server.latencies = {LatencySeries::Kind::mean, "ts_inference_latency_microseconds", 1e3, {}};
  server.start_s = classic_start_s;
  server.config = {{"config.properties", properties(std::get<ClassicServing>(plan.workload->serving).server, model)}};
  server.pod = classic_pod(plan, server.app, torchserve_container(server.ports));
  return server;
}

}  // namespace tradewind::kubernetes
