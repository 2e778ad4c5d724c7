#include <stdexcept>

#include "tradewind/scenarios/artifacts.h"

namespace tradewind {

// Sources: AWS, "Replication walkthrough" and API model ReplicationTimeValue; Google Cloud, "Data availability and durability"; Microsoft, "Azure
// Storage redundancy".
constinit const std::array<ReplicationService, 5> replication_services = {
    {{ArtifactReplication::s3, "aws", 0, 0, "AWS publishes no target without time control"},
     {ArtifactReplication::s3_time_control, "aws", 900, 99.99, "AWS: 99.99 % of the objects within 15 min"},
     {ArtifactReplication::gcs_default, "gcp", 3600, 99.9, "Google: design target of 99.9 % of new objects within 60 min"},
     {ArtifactReplication::gcs_turbo, "gcp", 900, 99.99, "Google: target of 100 % of new objects within 15 min, taken as the 99.99th percentile"},
     {ArtifactReplication::azure_object_replication, "azure", 900, 99,
      "Microsoft: typical recovery point of geo-redundant storage below 15 min, taken as the 99th percentile"}}};

std::string_view to_string(ArtifactReplication replication) {
  constexpr std::array<std::string_view, artifact_replications> names = {
      "star", "chain", "cheapest", "fastest", "s3", "s3_time_control", "gcs_default", "gcs_turbo", "azure_object_replication"};
  return names[static_cast<std::size_t>(replication)];
}

const ReplicationService& service_of(ArtifactReplication replication) {
  if (!is_service(replication)) throw std::invalid_argument("Own copying is no service of a provider.");
  return replication_services[static_cast<std::size_t>(replication) - static_cast<std::size_t>(ArtifactReplication::s3)];
}

}  // namespace tradewind
