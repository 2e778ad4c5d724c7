// Results of load tests of real model servers, as the load generators write them: what `calibrate` fits to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradewind {

enum class LatencyKind { ttft, tpot, e2e };
std::string_view to_string(LatencyKind kind);

// A mean or a percentile over the requests of a run.
struct MeasuredLatency {
  LatencyKind kind = LatencyKind::ttft;
  double percentile = 0;  // 0 = the mean
  double ms = 0;
  std::string name() const;  // "ttft mean", "e2e p99"
};

// Lengths of prompts or answers.
struct MeasuredLengths {
  std::vector<std::int32_t> each;                    // of each request, where the file has them; else
  std::vector<std::pair<double, double>> quantiles;  // (share, tokens), ascending; a single one: all are as long
};

// One run with an open loop: requests came at a rate, whatever the server did.
struct MeasuredRun {
  std::string file, tool;
  std::string label;  // "10 requests/s"
  double rate_rps = 0;
  // Shape of the gamma-distributed gaps: 1 = Poisson, infinite = evenly spaced (`burstiness` of vLLM's load generator).
  double burstiness = 1;
  std::uint64_t requests = 0;
  std::vector<double> start_s;  // of each request, ascending, where the file has them
  MeasuredLengths prompt, output;
  std::vector<MeasuredLatency> latencies;
};

struct Measurements {
  std::vector<MeasuredRun> runs;
  std::vector<std::string> left_out;  // runs that cannot be used, and why
};

// Reads a result file of `vllm bench serve` (a JSON object, or a line each with --append-result; with or without --save-detailed), of
// sglang.bench_serving, GuideLLM (layout 2), AIPerf or inference-perf; which one shows by its content. Throws InvalidInput for what is none of them.
Measurements read_measurements(const std::filesystem::path& file);

}  // namespace tradewind
