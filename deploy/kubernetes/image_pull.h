// The server's image on every node of a pool before a pod needs it.
#pragma once

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// Its label app.kubernetes.io/name: none of its pods is a model server.
inline constexpr const char* image_pull_app = "image-pre-pull";

// A DaemonSet that has each node of the pool pull the image, and then does nothing. An object of the overlay: nodes differ from region to region.
yaml::Map image_pull(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool, const Server& server);

}  // namespace tradewind::kubernetes
