// One reader for each load generator's JSON. Each takes what is there and leaves out runs that cannot be used; none reads an absent value as zero.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "tradewind/scenarios/measurement.h"

namespace tradewind::measurements {

using Json = nlohmann::json;

// The number under a chain of keys, where there is one.
std::optional<double> number_at(const Json& json, std::initializer_list<const char*> keys);

// Adds a latency unless it is absent or not positive.
void add_latency(MeasuredRun& run, LatencyKind kind, double percentile, std::optional<double> value, double ms_per_unit);

bool is_bench_serve(const Json& document);
bool is_guidellm(const Json& document);
bool is_aiperf(const Json& document);
bool is_inference_perf(const Json& document);

// `run` has its file name; adds runs made from it.
void read_bench_serve(const Json& document, const MeasuredRun& run, Measurements& measurements);
void read_guidellm(const Json& document, const MeasuredRun& run, Measurements& measurements);
void read_aiperf(const Json& document, const MeasuredRun& run, Measurements& measurements);
void read_inference_perf(const Json& document, const MeasuredRun& run, Measurements& measurements);

// Adds the run, or says why it cannot be used: no rate, no lengths, no latencies, or a server that did not keep up (completed_rps; 0 = not known).
void take(MeasuredRun run, double completed_rps, Measurements& measurements);

}  // namespace tradewind::measurements
