#include "storage.h"

#include <map>
#include <set>

#include "tiered.h"

namespace tradewind {
namespace {

std::string_view workload_of(const World& world, const Artifact& artifact) {
  return artifact.workload ? std::string_view(world.workloads[*artifact.workload].name) : std::string_view();
}

void add_node_disks(const Tariff& tariff, const Topology& topology, const Usage& usage, Charges& charges) {
  const World& world = tariff.world();
  const double gb = world.billing.node_disk_gb;
  if (gb == 0) return;
  for (const PoolUsage& use : usage.pools) {
    const Pool& pool = topology.pools.at(use.pool);
    const std::uint32_t region = world.offers[pool.offer].region;
    charges.add_any(place_of(world.regions[region]), services::node_disks, {"disks of nodes"}, use.instance_hours / hours_per_month * gb,
                    tariff.fee(region, Fee::node_disk_gb_month), world.workloads[pool.workload].name);
  }
}

std::set<std::uint32_t> regions_of_artifact(const World& world, const Topology& topology, const Artifact& artifact) {
  std::set<std::uint32_t> regions = {artifact.home};
  for (const Pool& pool : topology.pools)
    if (!artifact.workload || pool.workload == *artifact.workload) regions.insert(world.offers[pool.offer].region);
  return regions;
}

void add_artifacts(const Tariff& tariff, const Topology& topology, Charges& charges) {
  const World& world = tariff.world();
  std::map<std::uint32_t, std::vector<TieredUse>> stored;  // by region
  for (const Artifact& artifact : world.data.artifacts)
    for (const std::uint32_t region : regions_of_artifact(world, topology, artifact)) {
      const Place place = place_of(world.regions[region]);
      const double gb = artifact.size_gb * world.billing.kept_versions;
      const std::span<const PriceTier> tiers = tariff.tiers(region, TieredFee::object_storage_gb_month);
      if (!tiers.empty())
        stored[region].push_back({place, &services::object_storage, artifact.name, ", stored", workload_of(world, artifact), gb, tiers});
      else
        charges.add_any(place, services::object_storage, {artifact.name, ", stored"}, gb, unpriced_gb_month, workload_of(world, artifact));
    }
  for (const auto& [region, uses] : stored) add_tiered(uses, charges);
}

void add_requests(const Tariff& tariff, std::uint32_t region, const Artifact& artifact, std::string_view item, double requests, Fee fee,
                  Charges& charges) {
  if (requests > 0)
    charges.add(place_of(tariff.world().regions[region]), services::object_storage, {artifact.name, item}, requests / 1e6, tariff.fee(region, fee),
                workload_of(tariff.world(), artifact));
}

void add_service(const Tariff& tariff, const ReplicatedBytes& hop, const Artifact& artifact, Charges& charges) {
  const Place place = place_of(tariff.world().regions[hop.from]);
  const std::string_view workload = workload_of(tariff.world(), artifact);
  if (artifact.replication == ArtifactReplication::s3_time_control)
    charges.add_any(place, services::replication, {artifact.name, ": time control"}, hop.gb,
                    tariff.global_fee("aws", Fee::replication_time_control_gb), workload);
  if (artifact.replication == ArtifactReplication::gcs_default || artifact.replication == ArtifactReplication::gcs_turbo)
    charges.add_any(place, services::replication, {artifact.name, ": replication service"}, hop.gb, unpriced_gb, workload);
}

// Publishing, and the hops to other regions.
void add_versions(const Tariff& tariff, const Usage& usage, Charges& charges) {
  for (const Artifact& artifact : tariff.world().data.artifacts)
    add_requests(tariff, artifact.home, artifact, ": writes", artifact.files * artifact.versions_per_month, Fee::object_million_writes, charges);
  for (const ReplicatedBytes& hop : usage.replication) {
    const Artifact& artifact = tariff.world().data.artifacts.at(hop.artifact);
    const double requests = artifact.files * artifact.versions_per_month;
    add_requests(tariff, hop.to, artifact, ": writes", requests, Fee::object_million_writes, charges);
    if (!is_service(artifact.replication)) add_requests(tariff, hop.from, artifact, ": reads", requests, Fee::object_million_reads, charges);
    add_service(tariff, hop, artifact, charges);
  }
}

void add_registries(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, Charges& charges) {
  const World& world = tariff.world();
  const double gb = world.billing.image_gb * world.billing.kept_versions;
  if (gb == 0) return;
  std::set<std::pair<std::uint32_t, std::uint32_t>> served;  // region, workload
  for (const Pool& pool : topology.pools) served.emplace(world.offers[pool.offer].region, pool.workload);
  std::vector<std::vector<TieredUse>> images(tariff.providers());
  for (const auto& [region, workload] : served)
    if (const std::span<const PriceTier> tiers = tariff.tiers(region, TieredFee::registry_gb_month); !tiers.empty())
      images[tariff.provider_of(region)].push_back(
          {place_of(world.regions[region]), &services::container_registry, "images", "", world.workloads[workload].name, gb, tiers});
    else
      charges.add(place_of(world.regions[region]), services::container_registry, {"images"}, gb, unpriced_gb_month, world.workloads[workload].name);
  for (const std::vector<TieredUse>& uses : images) add_tiered(uses, charges);
  for (const std::uint32_t region : open)
    if (const Price* price = tariff.find_fee(region, Fee::registry_month))
      charges.add(place_of(world.regions[region]), services::container_registry, {"registry"}, 1, *price);
}

}  // namespace

void add_storage(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges) {
  add_node_disks(tariff, topology, usage, charges);
  add_artifacts(tariff, topology, charges);
  add_versions(tariff, usage, charges);
  add_registries(tariff, topology, open, charges);
}

}  // namespace tradewind
