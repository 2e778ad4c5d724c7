// Ray's LLMPerf: a summary and the single responses, in two files. All in seconds; a closed loop. Its inter-token latency is the whole time over all
// tokens, the first one included, and is not used.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "measurements/single_requests.h"

namespace tradewind::measurements {
namespace {

// "results_ttft_s_quantiles_p50", "results_ttft_s_mean" as one object.
Json distribution_of(const Json& document, const std::string& metric) {
  Json distribution = Json::object();
  for (const char* name : {"mean", "min", "max"}) distribution[name] = at(document, {fmt::format("results_{}_{}", metric, name).c_str()});
  for (const char* name : {"p25", "p50", "p75", "p90", "p95", "p99"})
    distribution[name] = at(document, {fmt::format("results_{}_quantiles_{}", metric, name).c_str()});
  return distribution;
}

}  // namespace

bool is_llmperf_summary(const Json& document) {
  return document.is_object() && (document.contains("results_ttft_s_mean") || document.contains("results_end_to_end_latency_s_mean"));
}

void read_llmperf_summary(const Json& document, Intake& intake) {
  MeasuredRun run = intake.new_run("LLMPerf");
  run.server = text_at(document, {"model"});
  run.max_concurrency = count_at(document, {"num_concurrent_requests"});
  if (run.max_concurrency > 0) run.rate_rps = std::numeric_limits<double>::infinity();
  run.requests = count_at(document, {"results_num_completed_requests"});
  run.prompt = lengths_of(distribution_of(document, "number_input_tokens"));
  run.output = lengths_of(distribution_of(document, "number_output_tokens"));
  add_distribution(run, MeasuredKind::ttft, distribution_of(document, "ttft_s"), 1e3);
  add_distribution(run, MeasuredKind::e2e, distribution_of(document, "end_to_end_latency_s"), 1e3);
  intake.take(std::move(run), {.completed_rps = number_at(document, {"results_num_completed_requests_per_min"}).value_or(0) / 60,
                               .failed = count_at(document, {"results_number_errors"})});
}

bool is_llmperf_response(const Json& document) {
  return document.is_object() && document.contains("end_to_end_latency_s") && document.contains("number_input_tokens");
}

void read_llmperf_responses(const Json& responses, Intake& intake) {
  MeasuredRun run = intake.new_run("LLMPerf");
  std::vector<SingleRequest> requests;
  for (const Json& response : responses) {
    const auto field = [&](const char* name) { return number_at(response, {name}).value_or(0); };
    requests.push_back({.ttft_s = field("ttft_s"),
                        .e2e_s = field("end_to_end_latency_s"),
                        .prompt = field("number_input_tokens"),
                        .output = field("number_output_tokens")});
  }
  const std::uint64_t failed = add_requests(run, std::move(requests));
  intake.take(std::move(run), {.failed = failed});
}

}  // namespace tradewind::measurements
