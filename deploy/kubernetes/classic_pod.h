// What a pod with a classic model needs whatever its server: the model comes from the object storage of the region, fetched before the server starts.
#pragma once

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

inline constexpr int classic_user = 1000;    // account of KServe's storage initializer and of Triton's image (`triton-server`)
inline constexpr int classic_finish_s = 30;  // for running requests after SIGTERM; they last milliseconds
inline constexpr int classic_start_s = 600;  // assumed: neither the size of the model nor the time to optimise it is in the catalogue
inline constexpr const char* models = "/models";

// What the containers of the servers differ in.
struct ClassicContainer {
  std::string name, image, command;
  yaml::List arguments;
  std::vector<Port> ports;  // one is named "http"
  std::string ready, live;  // paths on it that answer when the model can be used, and as long as the server works
  yaml::Map config;         // mount of the volume "server"
  yaml::List environment = {};
};
yaml::Map classic_container(ClassicContainer from);

// Spec of the pods around a container of the server: init container, volumes, security. `container`: classic_container().
yaml::Map classic_pod(const PoolPlan& plan, const std::string& app, yaml::Map container);

}  // namespace tradewind::kubernetes
