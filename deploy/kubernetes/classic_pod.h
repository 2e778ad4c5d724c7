// What a pod with a classic model needs whatever its server: the model comes from the object storage of the region, fetched before the server starts.
#pragma once

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

inline constexpr int classic_user = 1000;    // account of KServe's storage initializer and of Triton's image (`triton-server`)
inline constexpr int classic_finish_s = 30;  // for running requests after SIGTERM; they last milliseconds
inline constexpr int classic_start_s = 600;  // assumed: neither the size of the model nor the time to optimise it is in the catalogue
inline constexpr const char* models = "/models";

// Spec of the pods around a container of the server: init container, volumes, security. `container` mounts the volumes "models" and "server".
yaml::Map classic_pod(const PoolPlan& plan, const std::string& app, yaml::Map container);

}  // namespace tradewind::kubernetes
