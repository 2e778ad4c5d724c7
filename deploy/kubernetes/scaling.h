// How many replicas there are: the ScaledObject of a workload, and what a region makes of it.
#pragma once

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// As the scenario's autoscaling was simulated; without one, the planned replicas and some headroom. The overlays add replicas and threshold.
yaml::Map scaled_object(const PoolPlan& plan, const Server& server);

// A JSON patch of it for one region.
yaml::List scaling_patch(const PoolPlan& pool);

}  // namespace tradewind::kubernetes
