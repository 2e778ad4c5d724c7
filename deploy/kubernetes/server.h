// A model server as Kubernetes runs it: what vLLM, Triton, TensorFlow Serving and TorchServe differ in. One file for each of them.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::kubernetes {

// From a pending pod to a started container where a node must come first: rule of thumb of 480-600 s with image and weights (scaleops.com).
inline constexpr int node_and_image_s = 900;

struct Port {
  std::string name;
  int number = 0;
};

// How a server tells Prometheus its latencies.
struct LatencySeries {
  enum class Kind {
    histogram,  // NAME_bucket by the bounds (label le), NAME_count
    quantiles,  // NAME by the levels (label quantile), of each replica over the last minute
    mean        // NAME counts time alone
  } kind = Kind::mean;
  std::string name;
  double per_ms = 1;           // units of the series in a millisecond
  std::vector<double> levels;  // bounds in the series' unit, or quantiles in (0, 1); ascending
};

struct Server {
  std::string app;               // label app.kubernetes.io/name and name of the container
  std::string image;             // of that container
  yaml::Map pod;                 // spec of the pods: everything but what differs from region to region
  std::vector<Port> ports;       // the first one takes the requests over HTTP
  std::string ready_path;        // on that port: answers when requests can be served
  std::string request_path;      // on that port: takes them
  std::string metrics_port;      // name of the port that Prometheus scrapes
  std::string metrics_path;      // on that port
  std::string load;              // PromQL: what the autoscaler shares among the replicas
  std::string requests_inside;   // PromQL: requests waiting or running; of servers that count time alone by Little's law: seconds spent a second
  std::string requests_waiting;  // PromQL: those of them that wait alone
  std::string latency_ms;        // PromQL: latency inside the server
  std::string latency_is;        // what that is, "p95 of the server's ttft"
  std::string answered;          // counter of the requests that were answered, its labels included
  std::string refused = {};      // counter of those that failed; empty: there is none
  LatencySeries latencies;       // labels: the selector's
  int start_s = 0;               // longest start that the probes wait for
  Bundle config;                 // files for a ConfigMap "<workload>-server"; may be empty
};

Server vllm(const PoolPlan& plan, const std::string& selector);
Server triton(const PoolPlan& plan, const std::string& selector);
Server tensorflow_serving(const PoolPlan& plan, const std::string& selector);
Server torchserve(const PoolPlan& plan, const std::string& selector);

// The server of a pool's workload. `selector`: the label matchers of its time series, "namespace=\"...\",...".
Server server_of(const PoolPlan& plan, const std::string& selector);

// Name under which a classic model is served: its directory in the repository and the last part of its URL.
std::string served_model(const PoolPlan& plan);

// What an autoscaler should hold each replica at, and why in a sentence that names the figures.
struct Threshold {
  std::int64_t value = 1;
  std::string reason;
};
Threshold threshold_of(const PoolPlan& plan);

}  // namespace tradewind::kubernetes
