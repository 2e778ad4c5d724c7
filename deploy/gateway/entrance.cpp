#include <algorithm>

#include "gateway/parts.h"

namespace tradewind::gateway {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* tls_secret = "gateway-tls";

// What the load balancer in front of Istio has to be told; GKE's own gateway is one itself.
Map load_balancer(const RegionPlan& region) {
  // https://kubernetes.io/docs/concepts/services-networking/service and the AWS Load Balancer Controller's: whichever of the two makes it.
  if (region.region->provider == "aws")
    return {{"service.beta.kubernetes.io/aws-load-balancer-type",
             note("Open to the internet, and of the kind that Global Accelerator takes too.", "nlb")},
            {"service.beta.kubernetes.io/aws-load-balancer-scheme", "internet-facing"}};
  // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/#custom-load-balancer-health-probe
  if (region.region->provider == "azure")
    return {{"service.beta.kubernetes.io/port_443_health-probe_protocol",
             note("By itself Azure asks for / over HTTPS, which no route has to answer, and closes the gateway.", "tcp")}};
  return {};
}

Map gateway_object(const RegionPlan& region) {
  const Map tls = {{"mode", "Terminate"}, {"certificateRefs", List{Map{{"name", tls_secret}}}}};
  const Map listener = {{"name", listener_name}, {"port", 443}, {"protocol", "HTTPS"}, {"tls", tls}};
  Map spec = {{"gatewayClassName", is_gke(region) ? "gke-l7-regional-external-managed" : "istio"}, {"listeners", List{listener}}};
  if (const Map told = load_balancer(region); !told.entries.empty()) spec.add("infrastructure", Map{{"annotations", told}});
  return {{"apiVersion", "gateway.networking.k8s.io/v1"}, {"kind", "Gateway"}, {"metadata", Map{{"name", gateway_name}}}, {"spec", spec}};
}

// The region's own name is what health checks ask; users come under the service's.
Map certificate(const RegionPlan& region, const std::vector<RegionPlan>& regions) {
  const std::string domain = placeholder_domain;
  List names{note("SET THIS domain, as the routes have it: the service, and this region's gateway for health checks.", domain),
             region.name + "." + domain};
  if (workload_plans(regions).size() > 1) names.add("*." + domain);
  return {{"apiVersion", "cert-manager.io/v1"},
          {"kind", "Certificate"},
          {"metadata", Map{{"name", tls_secret}}},
          {"spec", Map{{"secretName", tls_secret},
                       {"dnsNames", names},
                       {"issuerRef",
                        Map{{"kind", "ClusterIssuer"},
                            {"name", note("SET THIS: one that proves names by DNS, for users come to the region only once it has its certificate.",
                                          "CHANGE-ME")}}}}}};
}

}  // namespace

bool is_gke(const RegionPlan& region) { return region.region->provider == "gcp"; }

std::vector<kubernetes::Manifest> entrance(const RegionPlan& region, const std::vector<RegionPlan>& regions) {
  return {{"certificate.yaml", certificate(region, regions)}, {"gateway.yaml", gateway_object(region)}};
}

}  // namespace tradewind::gateway
