#include "expected_flows.h"

#include <cmath>

#include "traffic_plan.h"

namespace tradewind {
namespace {

using nlohmann::ordered_json;

ordered_json list_of(const std::vector<double>& values, double digits) {
  ordered_json list = ordered_json::array();
  for (const double value : values) list.push_back(rounded(value, digits));
  return list;
}

ordered_json traffic_json(const TrafficManager& manager) {
  return {{"manager", manager.id}, {"check_interval_s", manager.interval_s}, {"down_after", manager.down_after}, {"ttl_s", manager.ttl_s}};
}

ordered_json routing_json(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  ordered_json list = ordered_json::array();
  for (const WorkloadTraffic& traffic : traffic_plan(input, regions))
    for (const RegionShare& share : traffic.regions)
      list.push_back({{"workload", traffic.workload->name}, {"region", regions[share.region].region->key()}, {"share", rounded(share.share, 1000)}});
  return list;
}

ordered_json hop_json(const World& world, const ExpectedHop& hop) {
  ordered_json json = {{"artifact", hop.artifact}, {"from", hop.from}, {"to", hop.to}};
  for (const Artifact& artifact : world.data.artifacts)
    if (artifact.name == hop.artifact) json["replication"] = to_string(artifact.replication);
  if (hop.seconds_per_version > 0) json["seconds_per_version"] = rounded(hop.seconds_per_version, 10);
  json["lag_p50_s"] = rounded(hop.lag_p50_s, 10);
  json["lag_p99_s"] = rounded(hop.lag_p99_s, 10);
  return json;
}

ordered_json stream_json(const World& world, const ExpectedStream& seen) {
  ordered_json json = {{"stream", seen.stream}, {"region", seen.region}};
  for (const EventStream& stream : world.data.streams)
    if (stream.name == seen.stream) {
      json["home"] = world.regions[stream.home].key();
      json["replication"] = to_string(stream.replication);
    }
  json["arrival_mean_s"] = rounded(seen.arrival_mean_s, 1000);
  json["arrival_max_s"] = rounded(seen.arrival_max_s, 1000);
  json["readable_mean_s"] = rounded(seen.readable_mean_s, 1000);
  json["readable_max_s"] = rounded(seen.readable_max_s, 1000);
  json["lost_events"] = rounded(seen.lost_events, 10);
  json["duplicate_events"] = rounded(seen.duplicate_events, 10);
  json["gb_per_month"] = rounded(seen.gb_per_month, 10);
  return json;
}

ordered_json store_json(const World& world, const FeatureStore& store, const std::vector<ExpectedStore>& seen) {
  ordered_json json = {{"store", store.name}, {"home", world.regions[store.home].key()}, {"consistency", to_string(store.consistency)}};
  for (const ExpectedStore& figures : seen)
    if (figures.store == store.name) {
      json["staleness_p50_s"] = rounded(figures.staleness_p50_s, 100);
      json["staleness_p95_s"] = rounded(figures.staleness_p95_s, 100);
      json["staleness_p99_s"] = rounded(figures.staleness_p99_s, 100);
    }
  return json;
}

}  // namespace

double rounded(double value, double digits) { return std::round(value * digits) / digits; }

ordered_json precision_json(const ExpectedPrecision& precision) {
  if (precision.replications == 0) return nullptr;
  return {{"seed", precision.seed},
          {"replications", precision.replications},
          {"latency_ci95_ms", rounded(precision.latency_ci95_ms, 100)},
          {"latency_ms", list_of(precision.latency_ms, 1000)},
          {"monthly_usd", list_of(precision.monthly_usd, 100)}};
}

ordered_json flows_json(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const World& world = input.world;
  ordered_json json = {{"traffic", traffic_json(world.traffic.manager)},
                       {"routing", routing_json(input, regions)},
                       {"artifacts", ordered_json::array()},
                       {"streams", ordered_json::array()},
                       {"feature_stores", ordered_json::array()}};
  for (const ExpectedHop& hop : input.data.hops) json["artifacts"].push_back(hop_json(world, hop));
  for (const ExpectedStream& stream : input.data.streams) json["streams"].push_back(stream_json(world, stream));
  for (const FeatureStore& store : world.data.feature_stores) json["feature_stores"].push_back(store_json(world, store, input.data.stores));
  return json;
}

}  // namespace tradewind
