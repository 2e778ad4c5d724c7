// What Google Cloud calls the GPUs of a machine type.
#pragma once

#include <string_view>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// The accelerator's name on GKE (https://cloud.google.com/kubernetes-engine/docs/concepts/gpus), the quota that counts it and, where one quota counts
// several, its family there (as the Cloud Quotas API lists them, 2026-08). quota == "": none is known.
struct GoogleGpu {
  std::string_view machine, accelerator, quota, family;
};

// An unknown machine type, of an offer of the user's own, is named by its GPU and has no known quota.
GoogleGpu google_gpu(const Offer& offer);

}  // namespace tradewind
