// What the bill needs to know beside the topology, and what it is weighed against. Help, ranges and sources of the defaults:
// scenarios/scenario.proto.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

enum class Purchase : std::uint8_t { on_demand, reserved_1y, reserved_3y, savings_1y, savings_3y, spot };
inline constexpr std::array all_purchases = {Purchase::on_demand,  Purchase::reserved_1y, Purchase::reserved_3y,
                                             Purchase::savings_1y, Purchase::savings_3y,  Purchase::spot};

// "on_demand"
std::string_view to_string(Purchase purchase);

enum class MetricsService : std::uint8_t { provider, datadog, new_relic, none };
enum class LogService : std::uint8_t { provider, datadog, new_relic, none };

struct Monitoring {
  MetricsService metrics = MetricsService::provider;
  LogService logs = LogService::provider;
  int series_per_replica = 0, series_per_node = 0;
  double scrape_interval_s = 30;
  double log_bytes_per_request = 0;
};

struct KafkaClusters {
  std::string broker_type;
  int brokers = 3;  // in a region
};

struct SupportPlan {
  std::string provider, plan;
};

struct Credit {
  std::string provider;
  double usd_per_month = 0;
  std::string label;
};

struct PurchaseMix {
  std::vector<Purchase> kinds;  // ascending, each once
  double spot_max_share = 0;    // of the instances needed in an hour
  double spot_interruptions_per_month = 0, spot_lost_h = 0;
};

// Revenue falls by a share of itself for every 100 ms.
struct ValueOfLatency {
  double revenue_usd_per_1000_requests = 0, reference_ms = 0;
  double loss_per_100ms = 0, low = 0, high = 0;  // 5th and 95th percentile; low <= loss_per_100ms <= high
};

// A log-normal factor by its 5th and 95th percentile, 0 < low <= high.
struct FactorRange {
  double low = 1, high = 1;
};

struct Uncertainty {
  std::optional<FactorRange> demand, growth, instance_price, spot_price, egress_price, other_prices;
};

struct Billing {
  double node_disk_gb = 0;
  int kept_versions = 1;
  double image_gb = 0;
  int nat_gateways = 0;  // of an open region
  double nat_gb = 0;     // of an open region, a month
  double between_zones_share = 0;
  bool follow_demand = false;
  Monitoring monitoring{MetricsService::none, LogService::none, 0, 0, 30, 0};
  std::optional<KafkaClusters> kafka;
  std::vector<SupportPlan> support;  // at most one a provider
  std::vector<Credit> credits;
  std::optional<PurchaseMix> purchase_mix;
  std::optional<ValueOfLatency> value_of_latency;
  std::optional<Uncertainty> uncertainty;
};

}  // namespace tradewind
