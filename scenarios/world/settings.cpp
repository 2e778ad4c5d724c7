#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "world/demand.h"
#include "world/resolution.h"

namespace tradewind::resolution {
namespace {

// The fields of one line have the same names but for `prefix`.
void check_line(Resolution& r, const std::string& prefix, double p50_ms, double p95_ms) {
  if (p95_ms < p50_ms)
    r.reading.error("/network/" + prefix + "last_mile_p95_ms",
                    {fmt::format("a 95th percentile of {} ms below the median of {} ms", p95_ms, p50_ms), "at least the median"});
  if (p50_ms == 0 && p95_ms > 0)
    r.reading.error("/network/" + prefix + "last_mile_p50_ms",
                    {"a median of 0 ms beside a 95th percentile above it", "a median above 0: the spread is log-normal"});
}

void resolve_network(Resolution& r) {
  const language::Network& from = r.scenario.network();
  Network& network = r.world.network;
  network = {.last_mile_p50_ms = from.last_mile_p50_ms(),
             .last_mile_p95_ms = from.last_mile_p95_ms(),
             .jitter_share = from.jitter_share(),
             .connection_reuse = from.connection_reuse(),
             .handshake_round_trips = from.has_handshake_round_trips() ? std::optional(from.handshake_round_trips()) : std::nullopt,
             .downlink_mbit_s = from.downlink_mbit_s(),
             .uplink_mbit_s = from.uplink_mbit_s(),
             .transport = static_cast<Transport>(from.transport() - 1),
             .resumption_share = from.resumption_share(),
             .dns_lookup_ms = from.dns_lookup_ms(),
             .loss = from.loss(),
             .congestion_control = static_cast<CongestionControl>(from.congestion_control() - 1),
             .mobile_share = from.mobile_share(),
             .mobile = {from.mobile_last_mile_p50_ms(), from.mobile_last_mile_p95_ms(), from.mobile_downlink_mbit_s(), from.mobile_uplink_mbit_s()}};
  if (!r.reading.sound("/network")) return;
  check_line(r, "", network.last_mile_p50_ms, network.last_mile_p95_ms);
  check_line(r, "mobile_", network.mobile.p50_ms, network.mobile.p95_ms);
  if (network.handshake_round_trips && network.resumption_share > 0)
    r.reading.error("/network/resumption_share", {"a share of resumed connections beside handshake_round_trips, which counts for all of them",
                                                  "no resumption_share, or no handshake_round_trips"});
}

// A TTL or a connection's life is a matter of the layer at which the manager decides.
void refuse_unused(Resolution& r, const TrafficManager& manager) {
  const language::Traffic& traffic = r.scenario.traffic();
  if (traffic.ttl_s() > 0 && manager.layer != TrafficLayer::dns)
    r.reading.error("/traffic/ttl_s", {fmt::format("a TTL for {}, which does not lead by DNS", manager.id), "no ttl_s"});
  if (traffic.connection_life_s() > 0 && manager.layer == TrafficLayer::request)
    r.reading.error("/traffic/connection_life_s",
                    {fmt::format("the life of a connection for {}, which decides for every request", manager.id), "no connection_life_s"});
  if (traffic.failure_threshold() > 0 && manager.sample > 0)
    r.reading.error("/traffic/failure_threshold",
                    {fmt::format("a threshold for {}, which judges by {} good checks of {}", manager.id, manager.sample_ok, manager.sample),
                     "no failure_threshold"});
}

// Shares of what reaches the regions, by region; empty where there are no dials.
std::vector<double> dials_of(Resolution& r, const TrafficManager& manager) {
  const auto& dials = r.scenario.traffic().dials();
  if (dials.empty()) return {};
  if (manager.tries == 0)
    r.reading.error("/traffic/dials", {fmt::format("traffic dials for {}, which has none", manager.id), "\"manager\": \"aws_global_accelerator\""});
  std::vector<double> shares(r.world.regions.size(), 1);
  std::set<std::string> dialled;
  for (int i = 0; i < dials.size(); ++i) {
    const auto region = std::ranges::find(r.world.regions, dials[i].region(), &Region::key);
    if (region == r.world.regions.end())
      r.reading.error(element("/traffic/dials", i) + "/region",
                      {fmt::format("{}, which is no candidate region", dials[i].region()), "a candidate region of the scenario"});
    else
      shares[static_cast<std::size_t>(region - r.world.regions.begin())] = dials[i].percent() / 100;
    if (!dialled.insert(dials[i].region()).second)
      r.reading.error(element("/traffic/dials", i), {"a second dial of " + dials[i].region(), "each region once"});
  }
  return shares;
}

void resolve_traffic(Resolution& r) {
  if (!r.reading.sound("/traffic")) return;
  const language::Traffic& traffic = r.scenario.traffic();
  TrafficManager manager = *find_traffic_manager(traffic.manager());
  refuse_unused(r, manager);
  if (traffic.probe_interval_s() > 0) manager.interval_s = traffic.probe_interval_s();
  if (traffic.failure_threshold() > 0) manager.down_after = manager.up_after = traffic.failure_threshold();
  if (traffic.ttl_s() > 0) manager.ttl_s = traffic.ttl_s();
  if (traffic.connection_life_s() > 0) manager.connection_life_s = traffic.connection_life_s();
  if (traffic.drain_s() > 0) manager.drain_s = traffic.drain_s();
  if (!manager.interval_from_reply && manager.attempts * manager.timeout_s > manager.interval_s)
    r.reading.error("/traffic/probe_interval_s", {fmt::format("{:g} s, less than a check of {} may take", manager.interval_s, manager.id),
                                                  fmt::format("at least {:g} s", manager.attempts * manager.timeout_s)});
  if (traffic.max_rate_per_replica_rps() > 0 && manager.steering != SteeringPolicy::waterfall)
    r.reading.error("/traffic/max_rate_per_replica_rps",
                    {fmt::format("a rate for {}, which does not look at rates", manager.id), "a manager that does: google_global_load_balancer"});
  if (traffic.spill_over_gap() > traffic.spill_over_at())
    r.reading.error(
        "/traffic/spill_over_gap",
        {fmt::format("a gap of {:g} below a limit of {:g} requests", traffic.spill_over_gap(), traffic.spill_over_at()), "at most spill_over_at"});
  std::vector<double> dials = dials_of(r, manager);
  r.world.traffic = {.manager = std::move(manager),
                     .spill_over_at = traffic.spill_over_at(),
                     .max_rate_per_replica_rps = traffic.max_rate_per_replica_rps(),
                     .spread_interval_s = traffic.spread_interval_s(),
                     .dials = std::move(dials),
                     .spill_over_gap = traffic.spill_over_gap()};
}

void resolve_constraints(Resolution& r) {
  const language::Constraints& constraints = r.scenario.constraints();
  r.world.purchase = static_cast<Purchase>(r.scenario.offers().purchase() - 1);
  r.world.constraints = {
      constraints.min_regions(), constraints.max_regions(),   constraints.monthly_budget_usd(), constraints.max_instances_per_region(),
      constraints.enforce_slo(), constraints.min_providers(), constraints.max_providers()};
  if (!r.reading.sound("/constraints")) return;
  if (constraints.min_regions() > constraints.max_regions())
    r.reading.error(
        "/constraints/min_regions",
        {fmt::format("{} regions at least and {} at most", constraints.min_regions(), constraints.max_regions()), "no more than max_regions"});
  std::set<std::uint32_t> usable;
  for (const Offer& offer : r.world.offers) usable.insert(offer.region);
  if (!usable.empty() && usable.size() < static_cast<std::size_t>(constraints.min_regions()))
    r.reading.error("/constraints/min_regions",
                    {fmt::format("{} regions at least, of {} candidates with an offer", constraints.min_regions(), usable.size()),
                     fmt::format("at most {}", usable.size())});
}

void resolve_week(Resolution& r) {
  if (!r.reading.sound("/calendar")) return;
  const std::string& day = r.scenario.calendar().week_of();
  r.world.growth = std::pow(1 + r.scenario.calendar().growth_per_month(), r.scenario.calendar().months_ahead());
  r.world.growth_per_month = r.scenario.calendar().growth_per_month();
  const auto monday = monday_of(day);
  if (monday)
    r.world.week_of = *monday;
  else
    r.reading.error("/calendar/week_of", {"\"" + day + "\", which no calendar of the years 2000 to 2099 has", "a date as YYYY-MM-DD"});
}

}  // namespace

void resolve_settings(Resolution& r) {
  resolve_network(r);
  resolve_traffic(r);
  resolve_constraints(r);
  resolve_week(r);
  r.world.name = r.scenario.name();
  r.world.description = r.scenario.description();
  r.world.catalogue_version = r.catalogue.version();
  const language::Simulation& simulation = r.scenario.simulation();
  r.world.simulation = {simulation.seed(),         simulation.replications(),
                        simulation.window_count(), simulation.window_s(),
                        simulation.warmup_s(),     simulation.sampling() == language::SAMPLING_STRATIFIED ? Sampling::stratified : Sampling::even};
  if (r.reading.sound("/simulation") && simulation.window_s() + simulation.warmup_s() > 168.0 * 3600 / simulation.window_count())
    r.reading.error("/simulation/window_count",
                    {fmt::format("{} windows that overlap in a week of 168 hours", simulation.window_count()), "fewer or shorter windows"});
}

}  // namespace tradewind::resolution
