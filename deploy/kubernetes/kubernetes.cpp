// The target "kubernetes": a kustomize base of each workload, and an overlay of each open region for the cluster there.
#include <iterator>

#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
#include "kubernetes/readme.h"
#include "kubernetes/secrets.h"
#include "target.h"

namespace tradewind {
namespace kubernetes {
namespace {

void append(Bundle& bundle, Bundle files) {
  bundle.insert(bundle.end(), std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle = namespace_base(input.world);
  for (const PoolPlan& workload : workload_plans(regions)) append(bundle, workload_base(input.world, workload));
  append(bundle, gpu_device_plugin(regions));
  for (const RegionPlan& region : regions) {
    append(bundle, region_overlay(input, region));
    append(bundle, region_nodes(input, region));
    append(bundle, region_secrets(input, region));
  }
  return bundle;
}

}  // namespace
}  // namespace kubernetes

const Target kubernetes_target = {
    "kubernetes",
    "a kustomize base of each workload and an overlay of each region: model servers, autoscaling, network policies, "
    "GPU nodes by Karpenter or compute classes",
    "Kubernetes 1.30+, KEDA 2.12+, Prometheus Operator, Karpenter 1.6+, GKE 1.33.3+, External Secrets 0.16+; vLLM 0.24, Triton 26.06, "
    "TensorFlow Serving 2.19, TorchServe 0.12",
    kubernetes::files, kubernetes::readme};

}  // namespace tradewind
