// The outcome as JSON, both ways. Field names are a contract with scripts.
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tradewind/sim/outcome.h"

namespace tradewind {
namespace {

// ordered_json keeps the order in which fields are written.
using Json = nlohmann::ordered_json;

// One list of fields for each struct serves both directions: `visit(name, field)`.
template <class Visit>
void fields(auto& counts, Visit visit) requires requires {
  counts.offered;
}
{
  visit("offered", counts.offered);
  visit("completed", counts.completed);
  visit("rejected", counts.rejected);
  visit("timed_out", counts.timed_out);
  visit("retried", counts.retried);
  visit("failed", counts.failed);
}
template <class Visit>
void fields(auto& summary, Visit visit) requires requires {
  summary.p999;
}
{
  visit("mean", summary.mean);
  visit("p50", summary.p50);
  visit("p90", summary.p90);
  visit("p95", summary.p95);
  visit("p99", summary.p99);
  visit("p999", summary.p999);
  visit("max", summary.max);
  visit("ci95", summary.ci95);
  visit("mean_ci95", summary.mean_ci95);
  visit("p50_ci95", summary.p50_ci95);
  visit("p90_ci95", summary.p90_ci95);
  visit("p99_ci95", summary.p99_ci95);
  visit("count", summary.count);
}
template <class Visit>
void fields(auto& latencies, Visit visit) requires requires {
  latencies.perceived_at_objective_ms;
}
{
  visit("e2e", latencies.e2e);
  visit("network", latencies.network);
  visit("queue", latencies.queue);
  visit("service", latencies.service);
  visit("ttft", latencies.ttft);
  visit("tpot", latencies.tpot);
  visit("perceived", latencies.perceived);
  visit("perceived_at_objective", latencies.perceived_at_objective_ms);
  visit("perceived_at_objective_ci95", latencies.perceived_at_objective_ci95_ms);
}
template <class Visit>
void fields(auto& outcome, Visit visit) requires requires {
  outcome.slo_met;
}
{
  visit("workload", outcome.workload);
  visit("attainment", outcome.slo_attainment);
  visit("percentile_ms", outcome.slo_percentile_ms);
  visit("percentile_ci95_ms", outcome.slo_percentile_ci95_ms);
  visit("met", outcome.slo_met);
  visit("requests", outcome.requests);
  visit("latency_ms", outcome.latency);
  visit("priority_classes", outcome.priority_classes);
}
template <class Visit>
void fields(auto& outcome, Visit visit) requires requires {
  outcome.within_target;
}
{
  visit("name", outcome.name);
  visit("priority", outcome.priority);
  visit("within_target", outcome.within_target);
  visit("percentile_ms", outcome.slo_percentile_ms);
  visit("requests", outcome.requests);
  visit("latency_ms", outcome.latency);
}
template <class Visit>
void fields(auto& outcome, Visit visit) requires requires {
  outcome.population;
  outcome.latency;
}
{
  visit("population", outcome.population);
  visit("continent", outcome.continent);
  visit("requests", outcome.requests);
  visit("latency_ms", outcome.latency);
}
template <class Visit>
void fields(auto& outcome, Visit visit) requires requires {
  outcome.continent;
  outcome.latency;
} &&(!requires { outcome.population; }) {
  visit("continent", outcome.continent);
  visit("requests", outcome.requests);
  visit("latency_ms", outcome.latency);
}
template <class Visit>
void fields(auto& outcome, Visit visit) requires requires {
  outcome.batch_mean;
}
{
  visit("workload", outcome.workload);
  visit("region", outcome.region);
  visit("offer", outcome.offer);
  visit("replicas_mean", outcome.replicas_mean);
  visit("utilization_mean", outcome.utilization_mean);
  visit("utilization_p95", outcome.utilization_p95);
  visit("batch_mean", outcome.batch_mean);
  visit("overloaded", outcome.overloaded);
  visit("requests", outcome.requests);
  visit("latency_ms", outcome.latency);
}
template <class Visit>
void fields(auto& summary, Visit visit) requires requires {
  summary.count;
  summary.mean;
} &&(!requires { summary.p999; }) {
  visit("count", summary.count);
  visit("mean", summary.mean);
  visit("p50", summary.p50);
  visit("p95", summary.p95);
  visit("p99", summary.p99);
  visit("max", summary.max);
}
template <class Visit>
void fields(auto& store, Visit visit) requires requires {
  store.conflicts_per_month;
}
{
  visit("store", store.store);
  visit("consistency", store.consistency);
  visit("reads", store.reads);
  visit("writes", store.writes);
  visit("staleness_s", store.staleness_s);
  visit("missed", store.missed);
  visit("stale", store.stale);
  visit("failed", store.failed);
  visit("defaults", store.defaults);
  visit("remote", store.remote);
  visit("failed_writes", store.failed_writes);
  visit("mean_loss", store.mean_loss);
  visit("conflicts_per_month", store.conflicts_per_month);
}
template <class Visit>
void fields(auto& features, Visit visit) requires requires {
  features.latency_p99_ms;
}
{
  visit("requests", features.requests);
  visit("latency_mean_ms", features.latency_mean_ms);
  visit("latency_p50_ms", features.latency_p50_ms);
  visit("latency_p95_ms", features.latency_p95_ms);
  visit("latency_p99_ms", features.latency_p99_ms);
  visit("latency_max_ms", features.latency_max_ms);
  visit("staleness_s", features.staleness_s);
  visit("stores", features.stores);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.replicated_gb;
}
{
  visit("store", usage.store);
  visit("region", usage.region);
  visit("reads", usage.reads);
  visit("writes", usage.writes);
  visit("remote_gb", usage.remote_gb);
  visit("replicated_gb", usage.replicated_gb);
}
template <class Visit>
void fields(auto& precision, Visit visit) requires requires {
  precision.achieved;
}
{
  visit("target", precision.target);
  visit("achieved", precision.achieved);
  visit("figure", precision.figure);
  visit("reached", precision.reached);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.instance_hours;
}
{
  visit("pool", usage.pool);
  visit("instance_hours", usage.instance_hours);
  visit("hourly_instances", usage.hourly_instances);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.artifact;
  usage.gb;
}
{
  visit("artifact", usage.artifact);
  visit("from", usage.from);
  visit("to", usage.to);
  visit("gb", usage.gb);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.population;
  usage.gb;
}
{
  visit("workload", usage.workload);
  visit("region", usage.region);
  visit("population", usage.population);
  visit("gb", usage.gb);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.request_gb;
}
{
  visit("workload", usage.workload);
  visit("region", usage.region);
  visit("requests", usage.requests);
  visit("request_gb", usage.request_gb);
  visit("new_connections", usage.new_connections);
}
template <class Visit>
void fields(auto& usage, Visit visit) requires requires {
  usage.internet_egress;
}
{
  visit("pools", usage.pools);
  visit("internet_egress", usage.internet_egress);
  visit("requests", usage.requests);
  visit("replication", usage.replication);
}

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_same_v<T, std::string>;

// Figures of nothing are null, so that no gate takes the latency of answers that nobody got for a short one.
void blank(Json&, const auto&) {}
void blank(Json& json, const auto& summary) requires requires { summary.count; }
{
  if (summary.count > 0) return;
  for (auto& [name, value] : json.items())
    if (name != "count") value = nullptr;
}
void blank(Json& json, const Latencies& latencies) {
  if (latencies.perceived.count == 0) json["perceived_at_objective"] = json["perceived_at_objective_ci95"] = nullptr;
}
void blank(Json& json, const auto& outcome) requires requires { outcome.slo_percentile_ms; }
{
  if (outcome.latency.perceived.count == 0) json["percentile_ms"] = nullptr;
}
void blank(Json& json, const WorkloadOutcome& outcome) {
  if (outcome.latency.perceived.count == 0) json["percentile_ms"] = json["percentile_ci95_ms"] = nullptr;
}

Json write(const Plain auto& value) { return value; }
template <class T>
Json write(const std::vector<T>& list);
template <class T>
requires(!Plain<T>) Json write(const T& object) {
  Json json = Json::object();
  fields(object, [&](const char* name, const auto& field) { json[name] = write(field); });
  blank(json, object);
  return json;
}
template <class T>
Json write(const std::vector<T>& list) {
  Json json = Json::array();
  for (const T& element : list) json.push_back(write(element));
  return json;
}

template <Plain T>
void read(const Json& json, T& value) {
  if (!json.is_null()) json.get_to(value);
}
template <class T>
void read(const Json& json, std::vector<T>& list);
template <class T>
requires(!Plain<T>) void read(const Json& json, T& object) {
  fields(object, [&](const char* name, auto& field) {
    // Studies from before artifacts have no replication, those from before purchase mixes no hours, and none tells of overload until now.
    constexpr std::array<std::string_view, 3> newer = {"replication", "hourly_instances", "overloaded"};
    if (std::ranges::find(newer, name) != newer.end() && !json.contains(name)) return;
    read(json.at(name), field);
  });
}
template <class T>
void read(const Json& json, std::vector<T>& list) {
  for (const Json& element : json) read(element, list.emplace_back());
}

std::string to_hex(std::uint64_t value) {
  std::string digits(16, '0');
  for (std::size_t i = digits.size(); i-- > 0; value >>= 4) digits[i] = "0123456789abcdef"[value & 15];
  return digits;
}

std::uint64_t from_hex(const std::string& digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + digits.size())
    throw std::invalid_argument("The fingerprint of an outcome is not a hexadecimal number.");
  return value;
}

}  // namespace

bool Outcome::overloaded() const {
  return std::ranges::any_of(pools, [](const PoolOutcome& pool) { return pool.overloaded > 0; });
}

std::string to_json(const Outcome& outcome) {
  Json json;
  json["scenario"] = outcome.scenario;
  json["seed"] = outcome.seed;
  json["replications"] = outcome.replications;
  json["replication_requests"] = outcome.replication_requests;
  json["simulated_hours"] = outcome.simulated_hours;
  json["events"] = outcome.events;
  json["simulated_requests"] = outcome.simulated_requests;
  json["warmup_requests"] = outcome.warmup_requests;
  json["wall_s"] = outcome.wall_s;
  json["fingerprint"] = to_hex(outcome.fingerprint);
  json["requests"] = write(outcome.requests);
  json["latency_ms"] = write(outcome.latency);
  json["replication_latency_ms"] = outcome.replication_latency_ms;
  json["slo"] = {{"attainment", outcome.slo_attainment}, {"by_workload", write(outcome.workloads)}};
  json["availability"] = outcome.availability;
  json["overloaded"] = outcome.overloaded();
  json["populations"] = write(outcome.populations);
  json["continents"] = write(outcome.continents);
  json["pools"] = write(outcome.pools);
  json["precision"] = write(outcome.precision);
  json["usage"] = write(outcome.usage);
  if (outcome.features.stores.empty()) return json.dump(2, ' ', false, Json::error_handler_t::replace);
  json["usage"]["stores"] = write(outcome.usage.stores);
  json["staleness_s"] = {{"features", write(outcome.features.staleness_s)}};
  json["features"] = write(outcome.features);
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Outcome outcome_from_json(std::string_view text) try {
  const Json json = Json::parse(text);
  Outcome outcome;
  read(json.at("scenario"), outcome.scenario);
  read(json.at("seed"), outcome.seed);
  read(json.at("replications"), outcome.replications);
  if (json.contains("replication_requests")) read(json.at("replication_requests"), outcome.replication_requests);
  read(json.at("simulated_hours"), outcome.simulated_hours);
  read(json.at("events"), outcome.events);
  read(json.at("simulated_requests"), outcome.simulated_requests);
  read(json.at("warmup_requests"), outcome.warmup_requests);
  read(json.at("wall_s"), outcome.wall_s);
  outcome.fingerprint = from_hex(json.at("fingerprint").get<std::string>());
  read(json.at("requests"), outcome.requests);
  read(json.at("latency_ms"), outcome.latency);
  if (json.contains("replication_latency_ms")) read(json.at("replication_latency_ms"), outcome.replication_latency_ms);
  read(json.at("slo").at("attainment"), outcome.slo_attainment);
  read(json.at("slo").at("by_workload"), outcome.workloads);
  read(json.at("availability"), outcome.availability);
  read(json.at("populations"), outcome.populations);
  read(json.at("continents"), outcome.continents);
  read(json.at("pools"), outcome.pools);
  read(json.at("precision"), outcome.precision);
  read(json.at("usage"), outcome.usage);
  if (json.contains("features")) {
    read(json.at("features"), outcome.features);
    read(json.at("usage").at("stores"), outcome.usage.stores);
  }
  return outcome;
} catch (const nlohmann::json::exception& error) {
  throw std::invalid_argument(std::string("This is not an outcome: ") + error.what());
}

}  // namespace tradewind
