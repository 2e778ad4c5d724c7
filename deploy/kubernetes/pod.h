// Parts of a pod that every model server here has.
#pragma once

#include <string>

#include "kubernetes/server.h"

namespace tradewind::kubernetes {

// Seconds between the end of a pod's place in the endpoints and the first refused connection: kube-proxy and gateways must have seen it by then.
inline constexpr int drain_s = 15;

// Satisfies the "restricted" Pod Security Standard (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
yaml::Map pod_security(int user, int group);
yaml::Map container_security();

// {httpGet: {path, port}, periodSeconds, failureThreshold}; timeoutSeconds 5: a server busy with a batch may answer late.
yaml::Map http_probe(const std::string& path, const std::string& port, int period_s, int failures);

// Waits drain_s before SIGTERM (the sleep action of Kubernetes 1.30 and later needs no shell in the image).
yaml::Map drain();

yaml::List port_list(const std::vector<Port>& ports);
yaml::Map environment(const std::string& name, const std::string& value);
// Kubernetes replaces $(NAME) in arguments by a variable of the environment; a text of others must stay as it is. But for DEL, which
// kustomize writes back as no reader of YAML takes it.
std::string literal(const std::string& text);

// What pods need on top to be somebody at their cloud: AKS gives an identity to those alone that ask for it by a label
// (https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html, "Pod").
yaml::Map identity_labels(const Region& region);

yaml::Map mount(const std::string& volume, const std::string& path);

// As many replicas in one zone as in any other: as a rule where the scenario has one, else as a wish, for GPUs may be had in one zone only.
yaml::List spread_over_zones(const std::string& app, const PoolPlan& plan);
yaml::List gpu_toleration();
yaml::Map selector_labels(const std::string& app, const std::string& instance);

}  // namespace tradewind::kubernetes
