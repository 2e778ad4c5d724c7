// Load generators that report distributions: GuideLLM, AIPerf, inference-perf.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "measurements/formats.h"

namespace tradewind::measurements {
namespace {

// Names of percentiles, which differ from tool to tool.
struct PercentileName {
  double percentile;
  std::array<const char*, 2> names;
};
constexpr std::array<PercentileName, 8> percentile_names = {{{1, {"p1", "p01"}},
                                                             {5, {"p5", "p05"}},
                                                             {10, {"p10", "p10"}},
                                                             {25, {"p25", "p25"}},
                                                             {50, {"p50", "median"}},
                                                             {75, {"p75", "p75"}},
                                                             {90, {"p90", "p90"}},
                                                             {99, {"p99", "p99"}}}};

std::optional<double> percentile_at(const Json& distribution, const PercentileName& wanted) {
  const Json& percentiles = distribution.contains("percentiles") ? distribution["percentiles"] : distribution;
  for (const char* name : wanted.names)
    if (const auto value = number_at(percentiles, {name})) return value;
  return std::nullopt;
}

const Json& child(const Json& json, const char* key) {
  static const Json none;
  if (!json.is_object()) return none;
  const auto found = json.find(key);
  return found == json.end() ? none : *found;
}

void add_distribution(MeasuredRun& run, LatencyKind kind, const Json& distribution, double ms_per_unit) {
  if (!distribution.is_object()) return;
  const auto mean = number_at(distribution, {"mean"}) ? number_at(distribution, {"mean"}) : number_at(distribution, {"avg"});
  add_latency(run, kind, 0, mean, ms_per_unit);
  for (const PercentileName& name : percentile_names)
    if (name.percentile >= 50 && name.percentile != 75) add_latency(run, kind, name.percentile, percentile_at(distribution, name), ms_per_unit);
}

MeasuredLengths lengths_of(const Json& distribution) {
  MeasuredLengths lengths;
  if (!distribution.is_object()) return lengths;
  const auto add = [&](double share, std::optional<double> tokens) {
    if (tokens && *tokens >= 1) lengths.quantiles.emplace_back(share, *tokens);
  };
  add(0, number_at(distribution, {"min"}));
  for (const PercentileName& name : percentile_names) add(name.percentile / 100, percentile_at(distribution, name));
  add(1, number_at(distribution, {"max"}));
  if (lengths.quantiles.empty()) add(0.5, number_at(distribution, {"mean"}));
  return lengths;
}

double ms_per_unit_of(const Json& metric) {
  const Json& unit = child(metric, "unit");
  return unit == "s" || unit == "sec" ? 1e3 : unit == "us" ? 1e-3 : unit == "ns" ? 1e-6 : 1;
}

void set_arrivals(MeasuredRun& run, const Json& type) {
  run.burstiness = type == "constant" ? std::numeric_limits<double>::infinity() : 1;
  run.label = fmt::format("{:g} requests/s", run.rate_rps);
}

}  // namespace

bool is_guidellm(const Json& document) { return child(document, "benchmarks").is_array() && document.contains("metadata"); }

void read_guidellm(const Json& document, const MeasuredRun& from, Measurements& measurements) {
  for (const Json& benchmark : document["benchmarks"]) {
    MeasuredRun run = from;
    run.tool = "GuideLLM";
    const Json &strategy = child(child(benchmark, "config"), "strategy"), &metrics = child(benchmark, "metrics");
    const Json& type = child(strategy, "type_");
    if (type == "constant" || type == "poisson" || type == "async") run.rate_rps = number_at(strategy, {"rate"}).value_or(0);
    set_arrivals(run, type);
    if (run.rate_rps == 0) run.label = type.is_string() ? type.get<std::string>() : "no strategy";
    const auto successful = [&](const char* name) -> const Json& { return child(child(metrics, name), "successful"); };
    run.requests = static_cast<std::uint64_t>(number_at(successful("request_latency"), {"count"}).value_or(0));
    if (run.requests > 0) {
      run.prompt = lengths_of(successful("prompt_token_count"));
      run.output = lengths_of(successful("output_token_count"));
      add_distribution(run, LatencyKind::ttft, successful("time_to_first_token_ms"), 1);
      // Between tokens; time_per_output_token_ms holds the first token, too.
      add_latency(run, LatencyKind::tpot, 0, number_at(successful("inter_token_latency_ms"), {"mean"}), 1);
      add_distribution(run, LatencyKind::e2e, successful("request_latency"), 1e3);
    }
    take(std::move(run), 0, measurements);
  }
}

bool is_aiperf(const Json& document) { return document.is_object() && document.contains("aiperf_version"); }

void read_aiperf(const Json& document, const MeasuredRun& from, Measurements& measurements) {
  MeasuredRun run = from;
  run.tool = "AIPerf";
  run.label = "no rate";
  const Json& phases = child(child(document, "input_config"), "phases");
  for (const Json& phase : phases) {
    if (const auto rate = number_at(phase, {"rate"}); rate && *rate > 0 && !number_at(phase, {"concurrency"})) {
      run.rate_rps = *rate;
      set_arrivals(run, child(phase, "type"));
    }
  }
  run.requests = static_cast<std::uint64_t>(number_at(document, {"request_count", "avg"}).value_or(0));
  run.prompt = lengths_of(child(document, "input_sequence_length"));
  run.output = lengths_of(child(document, "output_sequence_length"));
  const std::pair<const char*, LatencyKind> kinds[] = {
      {"time_to_first_token", LatencyKind::ttft}, {"inter_token_latency", LatencyKind::tpot}, {"request_latency", LatencyKind::e2e}};
  for (const auto& [name, kind] : kinds) add_distribution(run, kind, child(document, name), ms_per_unit_of(child(document, name)));
  take(std::move(run), number_at(document, {"request_throughput", "avg"}).value_or(0), measurements);
}

bool is_inference_perf(const Json& document) { return child(document, "load_summary").is_object() && child(document, "successes").is_object(); }

// All in seconds. Tokens arrive bunched, so that only means over whole answers tell the time between them.
void read_inference_perf(const Json& document, const MeasuredRun& from, Measurements& measurements) {
  MeasuredRun run = from;
  run.tool = "inference-perf";
  run.rate_rps = number_at(document, {"load_summary", "requested_rate"}).value_or(0);
  set_arrivals(run, "poisson");
  const Json &successes = document["successes"], &latency = child(successes, "latency");
  run.requests = static_cast<std::uint64_t>(number_at(successes, {"count"}).value_or(0));
  run.prompt = lengths_of(successes.contains("prompt_len") ? successes["prompt_len"] : child(successes, "prompt_tokens"));
  run.output = lengths_of(successes.contains("output_len") ? successes["output_len"] : child(successes, "output_tokens"));
  add_distribution(run, LatencyKind::ttft, child(latency, "time_to_first_token"), 1e3);
  add_distribution(run, LatencyKind::tpot, child(latency, "time_per_output_token"), 1e3);
  add_distribution(run, LatencyKind::e2e, child(latency, "request_latency"), 1e3);
  take(std::move(run), number_at(document, {"successes", "throughput", "requests_per_sec"}).value_or(0), measurements);
}

}  // namespace tradewind::measurements
