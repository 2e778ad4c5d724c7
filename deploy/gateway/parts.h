// A region's gateway: each function gives objects and the files that they stand in, relative to gateway/<region>/.
#pragma once

#include "kubernetes/manifests.h"

namespace tradewind::gateway {

// Of the Gateway; HTTPRoutes name it.
inline constexpr const char* gateway_name = "inference";
inline constexpr const char* listener_name = "https";
inline constexpr const char* placeholder_domain = "change-me.example";

// The gateway and its certificate.
std::vector<kubernetes::Manifest> entrance(const RegionPlan& region, const std::vector<RegionPlan>& regions);

// Which requests go to a workload, and the path that traffic managers check.
std::vector<kubernetes::Manifest> routes(const ExportInput& input, const RegionPlan& region, const std::vector<RegionPlan>& regions);

// How requests are spread over the replicas, and how long they may take, in the words of the gateway's controller.
std::vector<kubernetes::Manifest> policies(const ExportInput& input, const RegionPlan& region);

// The replicas of an LLM as an InferencePool, with the endpoint picker that knows their queues. Its configuration: picker_config, in a ConfigMap of
// the picker's name.
std::vector<kubernetes::Manifest> inference_pool(const ExportInput& input, const PoolPlan& pool);
BundleFile picker_config(const PoolPlan& pool);
std::string picker_name(const PoolPlan& pool);

// Whether requests are spread by the state of the replicas, as simulated: an LLM that is not served in turn. All others go to their Service.
bool has_inference_pool(const PoolPlan& pool);

// Gateway controllers: Google's own on GKE, else Istio.
bool is_gke(const RegionPlan& region);

}  // namespace tradewind::gateway
