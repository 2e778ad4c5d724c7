#include "text/names.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tradewind::text {

std::string readable(std::string_view id) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"aws", "AWS"},
      {"azure", "Azure"},
      {"gcp", "GCP"},
      {"ibm", "IBM"},
      {"nebius", "Nebius"},
      {"africa", "Africa"},
      {"asia", "Asia"},
      {"europe", "Europe"},
      {"middle-east", "Middle East"},
      {"north-america", "North America"},
      {"oceania", "Oceania"},
      {"south-america", "South America"},
      {"gpu instances", "GPU instances"},
      {"internet egress", "Internet egress"},
      {"kubernetes cluster", "Kubernetes cluster"},
      {"load balancer", "Load balancer"},
      {"dns", "DNS"},
      {"node disks", "Node disks"},
      {"object storage", "Object storage"},
      {"container registry", "Container registry"},
      {"nat gateway", "NAT gateway"},
      {"data between zones", "Data between zones"},
      {"replication", "Replication"},
      {"global accelerator", "Global accelerator"},
      {"traffic manager", "Traffic manager"},
      {"front door", "Front Door"},
      {"load balancing", "Load balancing"},
      {"feature store", "Feature store"},
      {"kafka", "Kafka"},
      {"metrics", "Metrics"},
      {"logs", "Logs"},
      {"support", "Support"},
      {"credit", "Credit"},
      {"datadog", "Datadog"},
      {"new_relic", "New Relic"},
  };
  const auto found = std::find_if(std::begin(names), std::end(names), [&](const auto& name) { return name.first == id; });
  return std::string(found == std::end(names) ? id : found->second);
}

}  // namespace tradewind::text
