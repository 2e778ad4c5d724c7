// A model server as Kubernetes runs it: what vLLM, Triton, TensorFlow Serving and TorchServe differ in. One file for each of them.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::kubernetes {

struct Port {
  std::string name;
  int number = 0;
};

struct Server {
  std::string app;              // label app.kubernetes.io/name and name of the container
  yaml::Map pod;                // spec of the pods: everything but what differs from region to region
  std::vector<Port> ports;      // the first one takes the requests over HTTP
  std::string metrics_port;     // name of the port that Prometheus scrapes
  std::string metrics_path;     // on that port
  std::string load;             // PromQL: what the autoscaler shares among the replicas
  std::string requests_inside;  // PromQL: requests waiting or running; of servers that count time alone by Little's law: seconds spent a second
  std::string latency_ms;       // PromQL: latency inside the server
  std::string latency_is;       // what that is, "p95 of the server's ttft"
  int start_s = 0;              // longest start that the probes wait for
  Bundle config;                // files for a ConfigMap "<workload>-server"; may be empty
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
