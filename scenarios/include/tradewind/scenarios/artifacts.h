// Artifacts: what replicas load before they can answer (weights, engines, tokenizers), kept in a registry in one region and copied to the others.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tradewind {

// How a new version gets from the registry's home region to the others: by own copying along a tree of regions, or by a provider's service.
enum class ArtifactReplication : std::uint8_t {
  star,
  chain,
  cheapest,
  fastest,
  s3,
  s3_time_control,
  gcs_default,
  gcs_turbo,
  azure_object_replication
};
inline constexpr std::size_t artifact_replications = 9;

std::string_view to_string(ArtifactReplication replication);
constexpr bool is_service(ArtifactReplication replication) { return replication >= ArtifactReplication::s3; }

// What a provider says about its service. It is a design target, not a measurement: no measured lags are published.
struct ReplicationService {
  ArtifactReplication kind = ArtifactReplication::s3;
  std::string_view provider;
  double target_s = 0, target_percentile = 0;  // 0 = nothing is published
  std::string_view source;                     // of the target, and how it was read
};

// One for each service, in the order of the enum.
extern const std::array<ReplicationService, 5> replication_services;
const ReplicationService& service_of(ArtifactReplication replication);  // of a service

// Delay of a service for one file: log-normal through its median and the target's percentile.
struct ServiceDelay {
  double median_s = 0, target_s = 0, target_percentile = 0;
  bool published = false;  // the target is the provider's and not the scenario's
};

struct Artifact {
  std::string name;
  std::optional<std::uint32_t> workload;  // index; it goes to the regions that serve this one; none = to all open regions
  double size_gb = 0;                     // of one version, 1 GB = 1e9 bytes
  int files = 1;                          // of equal size
  std::uint32_t home = 0;                 // region of the registry
  double versions_per_month = 0;
  ArtifactReplication replication = ArtifactReplication::star;
  ServiceDelay delay;  // of a service
};

}  // namespace tradewind
