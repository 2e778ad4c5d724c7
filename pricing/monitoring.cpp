#include "monitoring.h"

#include <algorithm>
#include <map>

#include "tiered.h"

namespace tradewind {
namespace {

constexpr double stored_bytes_per_sample = 2, stored_h = 150 * 24;  // https://aws.amazon.com/prometheus/pricing/ and quotas, 2025
constexpr double sent_bytes_per_sample = 100;
constexpr double metrics_of_a_host = 100;  // Datadog Infrastructure Pro, 2026-05-04

const Price unpriced_samples = no_price("million samples");

// What one workload has in one region, a month.
struct Watched {
  double node_hours = 0, replica_hours = 0, requests = 0;
};
using WatchedAt = std::map<std::pair<std::uint32_t, std::uint32_t>, Watched>;  // region, workload

WatchedAt watched(const World& world, const Topology& topology, const Usage& usage) {
  WatchedAt at;
  for (const PoolUsage& use : usage.pools) {
    const Pool& pool = topology.pools.at(use.pool);
    Watched& here = at[{world.offers[pool.offer].region, pool.workload}];
    here.node_hours += use.instance_hours;
    const int nodes = instances(world, pool);
    here.replica_hours += nodes == 0 ? 0 : use.instance_hours * pool.replicas / nodes;
  }
  for (const RegionRequests& requests : usage.requests) at[{requests.region, requests.workload}].requests += requests.requests;
  return at;
}

double million_samples(const Monitoring& monitoring, const Watched& here) {
  return (monitoring.series_per_replica * here.replica_hours + monitoring.series_per_node * here.node_hours) * 3600 / monitoring.scrape_interval_s /
         1e6;
}

double log_gb(const Monitoring& monitoring, const Watched& here) { return here.requests * monitoring.log_bytes_per_request / 1e9; }

// A quantity of every region, at its own provider's tiers.
template <typename Quantity>
void add_of_providers(const Tariff& tariff, const WatchedAt& at, const Service& service, std::string_view item, TieredFee fee, const Price* unpriced,
                      const Quantity& quantity, Charges& charges) {
  std::vector<std::vector<TieredUse>> uses(tariff.providers());
  for (const auto& [where, here] : at) {
    const auto& [region, workload] = where;
    const Place place = place_of(tariff.world().regions[region]);
    const std::string_view name = tariff.world().workloads[workload].name;
    if (const std::span<const PriceTier> tiers = tariff.tiers(region, fee); !tiers.empty())
      uses[tariff.provider_of(region)].push_back({place, &service, item, "", name, quantity(here), tiers});
    else if (unpriced != nullptr)
      charges.add_any(place, service, {item}, quantity(here), *unpriced, name);
  }
  for (const std::vector<TieredUse>& of_provider : uses) add_tiered(of_provider, charges);
}

std::vector<Watched> by_workload(const World& world, const WatchedAt& at) {
  std::vector<Watched> sums(world.workloads.size());
  for (const auto& [where, here] : at) {
    Watched& sum = sums[where.second];
    sum.node_hours += here.node_hours;
    sum.replica_hours += here.replica_hours;
    sum.requests += here.requests;
  }
  return sums;
}

void add_datadog(const Tariff& tariff, const std::vector<Watched>& sums, Charges& charges) {
  const Monitoring& monitoring = tariff.world().billing.monitoring;
  const Place datadog = global_of("datadog");
  double custom = 0, included = 0;
  for (const Watched& sum : sums) {
    custom += monitoring.series_per_replica * sum.replica_hours / hours_per_month;
    included += metrics_of_a_host * sum.node_hours / hours_per_month;
  }
  const double paid_share = custom > included ? (custom - included) / custom : 0;
  for (std::size_t w = 0; w < sums.size(); ++w) {
    const std::string_view name = tariff.world().workloads[w].name;
    if (monitoring.metrics == MetricsService::datadog) {
      charges.add_any(datadog, services::metrics, {"hosts"}, sums[w].node_hours / hours_per_month, tariff.global_fee("datadog", Fee::host_month),
                      name);
      charges.add_any(datadog, services::metrics, {"custom metrics over the included"},
                      paid_share * monitoring.series_per_replica * sums[w].replica_hours / hours_per_month,
                      tariff.global_fee("datadog", Fee::custom_metric_month), name);
    }
    if (monitoring.logs == LogService::datadog && log_gb(monitoring, sums[w]) > 0) {
      charges.add(datadog, services::logs, {"ingested"}, log_gb(monitoring, sums[w]), tariff.global_fee("datadog", Fee::logs_gb), name);
      charges.add(datadog, services::logs, {"indexed"}, sums[w].requests / 1e6, tariff.global_fee("datadog", Fee::logs_million_events), name);
    }
  }
}

void add_new_relic(const Tariff& tariff, const std::vector<Watched>& sums, Charges& charges) {
  const Monitoring& monitoring = tariff.world().billing.monitoring;
  std::vector<TieredUse> uses;
  for (std::size_t w = 0; w < sums.size(); ++w) {
    const auto add = [&](const Service& service, double gb) {
      uses.push_back({global_of("new_relic"), &service, "ingested", "", tariff.world().workloads[w].name, gb,
                      tariff.global_tiers("new_relic", TieredFee::telemetry_gb)});
    };
    if (monitoring.metrics == MetricsService::new_relic)
      add(services::metrics, million_samples(monitoring, sums[w]) * 1e6 * sent_bytes_per_sample / 1e9);
    if (monitoring.logs == LogService::new_relic) add(services::logs, log_gb(monitoring, sums[w]));
  }
  add_tiered(uses, charges);
}

}  // namespace

void add_monitoring(const Tariff& tariff, const Topology& topology, const Usage& usage, Charges& charges) {
  const Monitoring& monitoring = tariff.world().billing.monitoring;
  if (monitoring.metrics == MetricsService::none && monitoring.logs == LogService::none) return;
  const WatchedAt at = watched(tariff.world(), topology, usage);
  const auto samples = [&](const Watched& here) { return million_samples(monitoring, here); };
  const auto stored = [&](const Watched& here) { return samples(here) * 1e6 * stored_bytes_per_sample * stored_h / hours_per_month / 1e9; };
  if (monitoring.metrics == MetricsService::provider) {
    add_of_providers(tariff, at, services::metrics, "samples", TieredFee::metrics_million_samples, &unpriced_samples, samples, charges);
    add_of_providers(tariff, at, services::metrics, "stored samples", TieredFee::metrics_gb_month, nullptr, stored, charges);
  }
  if (monitoring.logs == LogService::provider)
    add_of_providers(
        tariff, at, services::logs, "ingested", TieredFee::logs_gb, &unpriced_gb, [&](const Watched& here) { return log_gb(monitoring, here); },
        charges);
  const std::vector<Watched> sums = by_workload(tariff.world(), at);
  if (monitoring.metrics == MetricsService::datadog || monitoring.logs == LogService::datadog) add_datadog(tariff, sums, charges);
  if (monitoring.metrics == MetricsService::new_relic || monitoring.logs == LogService::new_relic) add_new_relic(tariff, sums, charges);
}

}  // namespace tradewind
