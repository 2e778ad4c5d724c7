#include "tradewind/scenarios/billing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "world/resolution.h"

namespace tradewind {

std::string_view to_string(Purchase purchase) {
  switch (purchase) {
    case Purchase::on_demand:
      return "on_demand";
    case Purchase::reserved_1y:
      return "reserved_1y";
    case Purchase::reserved_3y:
      return "reserved_3y";
    case Purchase::savings_1y:
      return "savings_1y";
    case Purchase::savings_3y:
      return "savings_3y";
    case Purchase::spot:
      return "spot";
  }
  return "";
}

namespace resolution {
namespace {

Monitoring monitoring_of(const language::Monitoring& from) {
  return {static_cast<MetricsService>(from.metrics() - 1),
          static_cast<LogService>(from.logs() - 1),
          from.series_per_replica(),
          from.series_per_node(),
          from.scrape_interval_s(),
          from.log_bytes_per_request()};
}

void resolve_contracts(Resolution& r) {
  const language::Billing& from = r.scenario.billing();
  std::set<std::string> supported;
  for (int i = 0; i < from.support_size(); ++i) {
    const language::SupportPlan& plan = from.support(i);
    if (!supported.insert(plan.provider()).second)
      r.reading.error(element("/billing/support", i), {"a second support plan of " + plan.provider(), "one plan a provider"});
    r.world.billing.support.push_back({plan.provider(), plan.plan()});
  }
  for (const language::Credit& credit : from.credits())
    r.world.billing.credits.push_back({credit.provider(), credit.usd_per_month(), credit.label()});
  if (from.has_kafka() && r.scenario.data().streams().empty())
    r.reading.error("/billing/kafka", {"brokers of a scenario without streams", "\"streams\" in data, or no kafka"});
  if (from.has_kafka()) r.world.billing.kafka = {from.kafka().broker_type(), from.kafka().brokers()};
}

void resolve_mix(Resolution& r) {
  if (!r.scenario.billing().has_purchase_mix()) return;
  const language::PurchaseMix& from = r.scenario.billing().purchase_mix();
  std::set<Purchase> kinds;
  for (int i = 0; i < from.kinds_size(); ++i)
    if (!kinds.insert(static_cast<Purchase>(from.kinds(i) - 1)).second)
      r.reading.error(element("/billing/purchase_mix/kinds", i), {"a kind that stands before", "each kind once"});
  if (std::ranges::none_of(kinds, [](Purchase kind) { return kind != Purchase::spot; }))
    r.reading.error("/billing/purchase_mix/kinds", {"nothing but spot, which may have no instance at all", "another kind beside it"});
  r.world.billing.purchase_mix = {{kinds.begin(), kinds.end()}, from.spot_max_share(), from.spot_interruptions_per_month(), from.spot_lost_h()};
}

void resolve_value(Resolution& r) {
  if (!r.scenario.billing().has_value_of_latency()) return;
  const language::ValueOfLatency& from = r.scenario.billing().value_of_latency();
  r.world.billing.value_of_latency = {from.revenue_usd_per_1000_requests(), from.reference_ms(), from.loss_per_100ms(), from.loss_per_100ms_low(),
                                      from.loss_per_100ms_high()};
  if (from.loss_per_100ms_low() > from.loss_per_100ms() || from.loss_per_100ms() > from.loss_per_100ms_high())
    r.reading.error("/billing/value_of_latency", {fmt::format("a share of {:g} outside its own range, {:g} to {:g}", from.loss_per_100ms(),
                                                              from.loss_per_100ms_low(), from.loss_per_100ms_high()),
                                                  "loss_per_100ms_low <= loss_per_100ms <= loss_per_100ms_high"});
}

std::optional<FactorRange> range_of(Resolution& r, bool given, const language::FactorRange& from, const std::string& name) {
  if (!given) return std::nullopt;
  if (from.low() > from.high())
    r.reading.error("/billing/uncertainty/" + name, {fmt::format("a low of {:g} above a high of {:g}", from.low(), from.high()), "low <= high"});
  return FactorRange{from.low(), from.high()};
}

void resolve_uncertainty(Resolution& r) {
  if (!r.scenario.billing().has_uncertainty()) return;
  const language::Uncertainty& from = r.scenario.billing().uncertainty();
  r.world.billing.uncertainty = {range_of(r, from.has_demand(), from.demand(), "demand"),
                                 range_of(r, from.has_growth(), from.growth(), "growth"),
                                 range_of(r, from.has_instance_price(), from.instance_price(), "instance_price"),
                                 range_of(r, from.has_spot_price(), from.spot_price(), "spot_price"),
                                 range_of(r, from.has_egress_price(), from.egress_price(), "egress_price"),
                                 range_of(r, from.has_other_prices(), from.other_prices(), "other_prices")};
}

}  // namespace

void resolve_billing(Resolution& r) {
  if (!r.reading.sound("/billing")) return;
  const language::Billing& from = r.scenario.billing();
  Billing& billing = r.world.billing;
  billing.node_disk_gb = from.node_disk_gb();
  billing.kept_versions = from.kept_versions();
  billing.image_gb = from.image_gb();
  billing.nat_gateways = from.nat_gateways();
  billing.nat_gb = from.nat_gb();
  billing.between_zones_share = from.between_zones_share();
  billing.follow_demand = from.follow_demand();
  billing.monitoring = monitoring_of(from.monitoring());
  if (from.follow_demand() && std::ranges::none_of(r.scenario.workloads(), &language::Workload::has_autoscaling))
    r.reading.error("/billing/follow_demand", {"instances that follow the demand, without autoscaling", "\"autoscaling\" of a workload"});
  resolve_contracts(r);
  resolve_mix(r);
  resolve_value(r);
  resolve_uncertainty(r);
}

}  // namespace resolution
}  // namespace tradewind
