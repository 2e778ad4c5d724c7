// How many replicas there are: the ScaledObject of a workload, and what a region makes of it.
#pragma once

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// Of the Prometheus Operator's own Prometheus in the namespace that its chart makes.
inline constexpr const char* prometheus_address = "http://prometheus-operated.monitoring.svc:9090";

// As the scenario's autoscaling was simulated; without one, the planned replicas and some headroom. The overlays add replicas and threshold.
yaml::Map scaled_object(const PoolPlan& plan, const Server& server);

// A JSON patch of it for one region.
yaml::List scaling_patch(const PoolPlan& pool);
// The values that it puts, each under the last part of its pointer.
yaml::Map scaling_values(const PoolPlan& pool);

}  // namespace tradewind::kubernetes
