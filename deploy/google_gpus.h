// What Google Cloud calls the GPUs of a machine type.
#pragma once

#include <string_view>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// The accelerator's name on GKE (https://cloud.google.com/kubernetes-engine/docs/concepts/gpus), the quota that counts it and, where one quota counts
// several, its family there (as the Cloud Quotas API lists them, 2026-08); quota == "": none is known. The disk that a machine boots from: G4 takes
// Hyperdisk Balanced alone (https://cloud.google.com/compute/docs/accelerator-optimized-machines#g4-series, "Supported disk types", 2026-08).
struct GoogleGpu {
  std::string_view machine, accelerator, quota, family;
  std::string_view boot_disk = "pd-balanced";
};

// An unknown machine type, of an offer of the user's own, is named by its GPU and has no known quota.
GoogleGpu google_gpu(const Offer& offer);

}  // namespace tradewind
