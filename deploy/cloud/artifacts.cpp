// Buckets of the models: one in every region that needs them, and the copies that a provider's service makes.
#include <algorithm>
#include <set>

#include "cloud/facts.h"
#include "names.h"

namespace tradewind::cloud {
namespace {

// The bundle's regions into which an artifact is copied; home apart, which may be no open region.
std::vector<const RegionPlan*> receivers(const Context& context, const Artifact& artifact) {
  std::vector<const RegionPlan*> list;
  for (const RegionPlan& region : context.regions) {
    const bool needs = !artifact.workload || std::ranges::any_of(region.pools, [&](const PoolPlan& pool) {
      return pool.workload == &context.input.world.workloads[*artifact.workload];
    });
    if (needs && region.region != &context.input.world.regions[artifact.home]) list.push_back(&region);
  }
  return list;
}

// Home by home, those that a provider does not make among them.
std::vector<ServiceCopy> simulated_copies(const Context& context, std::string_view provider) {
  std::map<std::string, std::vector<ServiceCopy>> by_home;
  for (const Artifact& artifact : context.input.world.data.artifacts) {
    if (!is_service(artifact.replication) || service_of(artifact.replication).provider != provider) continue;
    const std::string home = bucket_key(context.input.world.regions[artifact.home]);
    std::vector<ServiceCopy>& list = by_home[home];
    for (const RegionPlan* region : receivers(context, artifact)) {
      if (region->region->provider != provider) continue;
      const int priority = static_cast<int>(list.size()) + 1;
      list.push_back({&artifact, dns_label(artifact.name, 40) + "-" + std::to_string(priority), home, region->name, slug(artifact.name) + "/",
                      priority, artifact.replication == ArtifactReplication::s3_time_control});
    }
  }
  std::vector<ServiceCopy> all;
  for (auto& [home, list] : by_home) std::ranges::move(list, std::back_inserter(all));
  return all;
}

// Azure copies from an account into two others (https://learn.microsoft.com/azure/storage/blobs/object-replication-overview).
constexpr std::size_t most_receivers_on_azure = 2;

// Whether Azure makes each of its copies: as they come.
std::vector<bool> made_by_azure(const std::vector<ServiceCopy>& copies) {
  std::map<std::string, std::set<std::string>> receivers;
  std::vector<bool> made;
  for (const ServiceCopy& copy : copies) {
    std::set<std::string>& known = receivers[copy.from];
    made.push_back(known.contains(copy.to) || known.size() < most_receivers_on_azure);
    if (made.back()) known.insert(copy.to);
  }
  return made;
}

std::vector<ServiceCopy> azure_copies(const Context& context, bool made) {
  const std::vector<ServiceCopy> copies = simulated_copies(context, "azure");
  const std::vector<bool> is_made = made_by_azure(copies);
  std::vector<ServiceCopy> list;
  for (std::size_t i = 0; i < copies.size(); ++i)
    if (is_made[i] == made) list.push_back(copies[i]);
  return list;
}

}  // namespace

std::string bucket_key(const Region& region) { return dns_label(region.provider + "-" + region.id); }

std::map<std::string, const Region*> bucket_regions(const Context& context) {
  std::map<std::string, const Region*> regions;
  for (const Artifact& artifact : context.input.world.data.artifacts) {
    const Region& home = context.input.world.regions[artifact.home];
    regions[bucket_key(home)] = &home;
    for (const RegionPlan* region : receivers(context, artifact)) regions[region->name] = region->region;
  }
  return regions;
}

Json buckets(const Context& context, std::string_view provider) {
  Json json = Json::object();
  for (const auto& [key, region] : bucket_regions(context))
    if (region->provider == provider) json[key] = region->id;
  return json;
}

Json blob_redundancy(const Context& context) {
  Json json = Json::object();
  for (const auto& [key, region] : bucket_regions(context))
    if (region->provider == "azure") json[key] = has_zones(*region) ? "ZRS" : "LRS";
  return json;
}

std::string replication_role(const World& world) { return dns_label(world.name + "-replication", 60); }

std::string models_group(const ExportInput& input) { return cost_labels(input, nullptr, "azure")["scenario"].get<std::string>() + "-models"; }

std::vector<ServiceCopy> service_copies(const Context& context, std::string_view provider) {
  return provider == "azure" ? azure_copies(context, true) : simulated_copies(context, provider);
}

std::vector<ServiceCopy> left_out_copies(const Context& context) { return azure_copies(context, false); }

}  // namespace tradewind::cloud
