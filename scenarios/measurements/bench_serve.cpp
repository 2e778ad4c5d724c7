// `vllm bench serve` and sglang.bench_serving. Statistics are in ms, arrays of single requests (--save-detailed, --output-details) in s.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "measurements/single_requests.h"

namespace tradewind::measurements {
namespace {

double number_or_sum(const Json& value) {
  if (!value.is_array()) return number_of(value).value_or(0);
  double sum = 0;
  for (const Json& item : value) sum += number_of(item).value_or(0);
  return sum;
}

// Single requests, where the file has them all. A ttft of 0 means that no token came. The gaps of `itls` are those of chunks, not of tokens, so that
// only their sum counts.
std::vector<SingleRequest> requests_of(const Json& document) {
  const std::vector<double> inputs = numbers_at(document, {"input_lens"}), outputs = numbers_at(document, {"output_lens"}),
                            ttfts = numbers_at(document, {"ttfts"}), starts = numbers_at(document, {"start_times"}),
                            latencies = numbers_at(document, {"latencies"});
  const Json& gaps = at(document, {"itls"});
  const bool has_gaps = gaps.is_array() && gaps.size() == ttfts.size(), has_latencies = latencies.size() == ttfts.size();
  if (inputs.size() != ttfts.size() || outputs.size() != ttfts.size()) return {};
  std::vector<SingleRequest> requests(ttfts.size());
  for (std::size_t i = 0; i < ttfts.size(); ++i) {
    SingleRequest& request = requests[i];
    request = {.ttft_s = ttfts[i], .prompt = inputs[i], .output = outputs[i]};
    if (starts.size() == ttfts.size()) request.start_s = starts[i];
    if (has_latencies) request.e2e_s = latencies[i];
    if (has_gaps && !(request.e2e_s > 0)) request.e2e_s = ttfts[i] + number_or_sum(gaps[i]);
  }
  return requests;
}

// Lengths by what the file says of the data set; else all as long as the mean.
MeasuredLengths lengths_in(const Json& document, const char* total, const char* stated, double completed) {
  MeasuredLengths lengths;
  const auto sum = number_at(document, {total}), longest = number_at(document, {stated});
  const double ratio = number_at(document, {"random_range_ratio"}).value_or(1);
  // sglang draws uniformly from ratio x length to the length.
  if (text_at(document, {"dataset_name"}) == "random" && longest && *longest > 1 && *longest < 1e8 && ratio >= 0 && ratio < 1)
    lengths.quantiles = {{0, std::max(1.0, ratio * *longest)}, {1, *longest}};
  else if (sum && *sum > 0 && *sum < 1e15 && completed > 0)
    lengths.quantiles = {{0.5, std::clamp(*sum / completed, 1.0, 1e8)}};
  return lengths;
}

// Whether all requests of a summary are alike: the totals are whole multiples of the number of requests.
bool all_alike(const Json& document, double completed) {
  for (const char* total : {"total_input_tokens", "total_output_tokens"})
    if (std::fmod(number_at(document, {total}).value_or(0), completed) != 0) return false;
  const std::string dataset = text_at(document, {"dataset_name"});
  return dataset.empty() || dataset == "random";
}

void add_summary(const Json& document, MeasuredRun& run) {
  run.requests = count_at(document, {"completed"});
  const auto completed = static_cast<double>(run.requests);
  run.prompt = lengths_in(document, "total_input_tokens", "random_input_len", completed);
  run.output = lengths_in(document, "total_output_tokens", "random_output_len", completed);
  // Percentiles of prompts and answers of mixed lengths say nothing where only the mean lengths are known.
  const bool drawn = run.prompt.quantiles.size() > 1 && run.output.quantiles.size() > 1;
  const bool percentiles = completed > 0 && (drawn || all_alike(document, completed));
  if (!percentiles)
    run.notes.emplace_back("prompts and answers are taken to be as long as the mean, so only means are compared; the details have each length");
  const std::pair<const char*, MeasuredKind> kinds[] = {
      {"ttft", MeasuredKind::ttft}, {"tpot", MeasuredKind::tpot}, {"e2el", MeasuredKind::e2e}, {"e2e_latency", MeasuredKind::e2e}};
  const std::pair<const char*, double> statistics[] = {{"mean", 0}, {"median", 50}, {"p90", 90}, {"p95", 95}, {"p99", 99}};
  for (const auto& [name, kind] : kinds)
    for (const auto& [statistic, percentile] : statistics)
      if (percentile == 0 || percentiles) add_figure(run, kind, percentile, number_at(document, {fmt::format("{}_{}_ms", statistic, name).c_str()}));
}

// What the file says of texts that prompts share: --metadata of vLLM's users, the arguments that sglang writes.
void add_prefix(const Json& document, MeasuredRun& run, Findings& findings) {
  const std::string dataset = text_at(document, {"dataset_name"});
  const auto stated = [&](std::initializer_list<const char*> names) {
    for (const char* name : names)
      if (const std::uint64_t count = count_at(document, {name}); count > 0 && count < 100'000'000) return static_cast<int>(count);
    return 0;
  };
  const int random_prefix = stated({"random_prefix_len"});
  if (random_prefix > 0) run.prefix = {1, random_prefix};
  if (dataset == "prefix_repetition") run.prefix = {stated({"prefix_repetition_num_prefixes"}), stated({"prefix_repetition_prefix_len"})};
  if (dataset == "generated-shared-prefix") run.prefix = {stated({"gsp_num_groups"}), stated({"gsp_system_prompt_len"})};
  const bool shares = dataset == "prefix_repetition" || dataset == "generated-shared-prefix";
  if (shares && (run.prefix.count == 0 || run.prefix.tokens == 0))
    findings.unusable = fmt::format("prompts of {} share text, but the file does not say how much", dataset);
}

}  // namespace

bool is_bench_serve(const Json& document) {
  return document.is_object() && document.contains("request_rate") && document.contains("completed") && !document.contains("benchmarks");
}

void read_bench_serve(const Json& document, Intake& intake) {
  const std::string backend = text_at(document, {"backend"});
  const bool sglang = backend.starts_with("sglang") || document.contains("total_output_tokens_retokenized");
  MeasuredRun run = intake.new_run(sglang ? "sglang.bench_serving" : "vllm bench serve");
  Findings findings{.completed_rps = number_at(document, {"request_throughput"}).value_or(0), .failed = count_at(document, {"failed"})};
  run.rate_rps =
      is_infinite(at(document, {"request_rate"})) ? std::numeric_limits<double>::infinity() : number_at(document, {"request_rate"}).value_or(0);
  run.max_concurrency = count_at(document, {"max_concurrency"});
  run.server = text_at(document, {"model_id"});
  run.burstiness = number_at(document, {"burstiness"}).value_or(1);
  add_prefix(document, run, findings);
  if (!text_at(document, {"ramp_up_strategy"}).empty()) findings.unusable = "the request rate was ramped up";
  std::vector<SingleRequest> requests = requests_of(document);
  if (requests.empty())
    add_summary(document, run);
  else
    findings.failed = add_requests(run, std::move(requests));
  intake.take(std::move(run), findings);
}

}  // namespace tradewind::measurements
