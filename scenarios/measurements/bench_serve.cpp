// `vllm bench serve` and sglang.bench_serving. Statistics are in ms, arrays of single requests (--save-detailed, --output-details) in s.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "measurements/formats.h"
#include "tradewind/scenarios/percentile.h"

namespace tradewind::measurements {
namespace {

void add_statistics(MeasuredRun& run, LatencyKind kind, std::vector<double> values_s) {
  if (values_s.empty()) return;
  std::sort(values_s.begin(), values_s.end());
  add_latency(run, kind, 0, std::accumulate(values_s.begin(), values_s.end(), 0.0) / static_cast<double>(values_s.size()), 1e3);
  for (const double percentile : {50.0, 90.0, 99.0}) add_latency(run, kind, percentile, percentile_of(values_s, percentile), 1e3);
}

bool is_number_list(const Json& document, const char* key) {
  const auto found = document.find(key);
  return found != document.end() && found->is_array() && std::all_of(found->begin(), found->end(), [](const Json& item) { return item.is_number(); });
}

// Single requests, where the file has them all. A ttft of 0 means that no token came: such requests are dropped. The gaps of `itls` are those of
// chunks, not of tokens, so that only their sum counts.
bool add_requests(const Json& document, MeasuredRun& run) {
  for (const char* key : {"input_lens", "output_lens", "ttfts"})
    if (!is_number_list(document, key)) return false;
  const Json &inputs = document["input_lens"], &outputs = document["output_lens"], &ttfts = document["ttfts"];
  const auto itls = document.find("itls");
  const bool starts = is_number_list(document, "start_times") && document["start_times"].size() == ttfts.size();
  if (inputs.size() != ttfts.size() || outputs.size() != ttfts.size() || itls == document.end() || itls->size() != ttfts.size()) return false;

  std::vector<double> ttft_s, tpot_s, e2e_s;
  std::vector<std::array<double, 3>> kept;  // start, prompt, output
  for (std::size_t i = 0; i < ttfts.size(); ++i) {
    const double ttft = ttfts[i].get<double>(), output = outputs[i].get<double>(), input = inputs[i].get<double>();
    if (!(ttft > 0) || output < 1 || input < 1 || !(*itls)[i].is_array()) continue;
    double after = 0;
    for (const Json& gap : (*itls)[i]) after += gap.is_number() ? gap.get<double>() : 0;
    ttft_s.push_back(ttft);
    e2e_s.push_back(ttft + after);
    if (output > 1) tpot_s.push_back(after / (output - 1));
    kept.push_back({starts ? document["start_times"][i].get<double>() : 0, input, output});
  }
  if (starts) std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
  for (const auto& [start, input, output] : kept) {
    if (starts) run.start_s.push_back(start - kept.front()[0]);
    run.prompt.each.push_back(static_cast<std::int32_t>(input));
    run.output.each.push_back(static_cast<std::int32_t>(output));
  }
  run.requests = kept.size();
  add_statistics(run, LatencyKind::ttft, ttft_s);
  add_statistics(run, LatencyKind::tpot, tpot_s);
  add_statistics(run, LatencyKind::e2e, e2e_s);
  return true;
}

void add_summary(const Json& document, MeasuredRun& run) {
  const double completed = number_at(document, {"completed"}).value_or(0);
  run.requests = static_cast<std::uint64_t>(std::max(completed, 0.0));
  const auto add_mean_length = [&](const char* key, MeasuredLengths& lengths) {
    const auto total = number_at(document, {key});
    if (total && completed > 0) lengths.quantiles = {{0.5, std::max(*total / completed, 1.0)}};
  };
  add_mean_length("total_input_tokens", run.prompt);
  add_mean_length("total_output_tokens", run.output);
  const std::pair<const char*, LatencyKind> kinds[] = {
      {"ttft", LatencyKind::ttft}, {"tpot", LatencyKind::tpot}, {"e2el", LatencyKind::e2e}, {"e2e_latency", LatencyKind::e2e}};
  // Percentiles of prompts and answers of mixed lengths say nothing where only the mean lengths are known.
  const auto dataset = document.find("dataset_name");
  const bool mixed = dataset != document.end() && dataset->is_string() && *dataset != "random";
  for (const auto& [name, kind] : kinds) {
    const std::pair<const char*, double> statistics[] = {{"mean", 0}, {"median", 50}, {"p90", 90}, {"p95", 95}, {"p99", 99}};
    for (const auto& [statistic, percentile] : statistics)
      if (percentile == 0 || !mixed) add_latency(run, kind, percentile, number_at(document, {fmt::format("{}_{}_ms", statistic, name).c_str()}), 1);
  }
}

}  // namespace

bool is_bench_serve(const Json& document) {
  return document.is_object() && document.contains("request_rate") && document.contains("completed") && document.contains("backend");
}

void read_bench_serve(const Json& document, const MeasuredRun& from, Measurements& measurements) {
  MeasuredRun run = from;
  const Json& backend = document["backend"];
  run.tool = backend.is_string() && backend.get<std::string>().starts_with("sglang") ? "sglang.bench_serving" : "vllm bench serve";
  const bool at_once = document["request_rate"] == "inf";
  const bool limited = number_at(document, {"max_concurrency"}).has_value();
  run.rate_rps = at_once ? limited ? 0 : std::numeric_limits<double>::infinity() : number_at(document, {"request_rate"}).value_or(0);
  run.burstiness = number_at(document, {"burstiness"}).value_or(1);
  run.label = at_once ? "all at once" : fmt::format("{:g} requests/s", run.rate_rps);
  if (!add_requests(document, run)) add_summary(document, run);
  take(std::move(run), number_at(document, {"request_throughput"}).value_or(0), measurements);
}

}  // namespace tradewind::measurements
