#include "google_gpus.h"

#include <array>

namespace tradewind {
namespace {

// Longest beginning first.
constexpr std::string_view by_family = "GPUS-PER-GPU-FAMILY-per-project-region";
constexpr std::array<GoogleGpu, 6> google_gpus = {{{"a2-ultragpu", "nvidia-a100-80gb", "NVIDIA-A100-80GB-GPUS-per-project-region", ""},
                                                   {"a2-", "nvidia-tesla-a100", "NVIDIA-A100-GPUS-per-project-region", ""},
                                                   {"a3-megagpu", "nvidia-h100-mega-80gb", by_family, "NVIDIA_H100_MEGA"},
                                                   {"a3-highgpu", "nvidia-h100-80gb", by_family, "NVIDIA_H100"},
                                                   {"g2-", "nvidia-l4", "NVIDIA-L4-GPUS-per-project-region", ""},
                                                   {"g4-", "nvidia-rtx-pro-6000", by_family, "NVIDIA_RTX_PRO_6000", "hyperdisk-balanced"}}};

}  // namespace

GoogleGpu google_gpu(const Offer& offer) {
  for (const GoogleGpu& gpu : google_gpus)
    if (offer.instance_type.starts_with(gpu.machine)) return gpu;
  return {offer.instance_type, offer.gpu, "", ""};
}

}  // namespace tradewind
