// inference-perf: a file for each stage. All in seconds.
#include <limits>

#include "measurements/distributions.h"
#include "measurements/formats.h"

namespace tradewind::measurements {

bool is_inference_perf(const Json& document) { return at(document, {"load_summary"}).is_object() && at(document, {"successes"}).is_object(); }

// Tokens arrive bunched, so that only times over whole answers tell the time between them.
void read_inference_perf(const Json& document, Intake& intake) {
  MeasuredRun run = intake.new_run("inference-perf");
  const Json &load = at(document, {"load_summary"}), &successes = at(document, {"successes"}), &latency = at(successes, {"latency"});
  run.rate_rps = number_at(load, {"requested_rate"}).value_or(0);
  run.max_concurrency = count_at(load, {"concurrency"});
  if (run.max_concurrency > 0) run.rate_rps = std::numeric_limits<double>::infinity();
  Findings findings{.completed_rps = number_at(successes, {"throughput", "requests_per_sec"}).value_or(0),
                    .failed = count_at(document, {"failures", "count"})};
  if (latency.is_null() && at(successes, {"request_latency"}).is_object())
    findings.unusable = "the server's own metrics, not requests one by one: give stage_N_lifecycle_metrics.json";
  run.requests = count_at(successes, {"count"});
  const auto lengths = [&](const char* name, const char* newer) {
    const Json& distribution = at(successes, {name});
    return lengths_of(distribution.is_object() ? distribution : at(successes, {newer}));
  };
  run.prompt = lengths("prompt_len", "prompt_tokens");
  run.output = lengths("output_len", "output_tokens");
  add_distribution(run, MeasuredKind::ttft, at(latency, {"time_to_first_token"}), 1e3);
  add_distribution(run, MeasuredKind::tpot, at(latency, {"time_per_output_token"}), 1e3);
  add_distribution(run, MeasuredKind::e2e, at(latency, {"request_latency"}), 1e3);
  run.notes.emplace_back(
      "the file says neither how requests were spaced nor which text their prompts share: taken as Poisson arrivals and no shared text");
  intake.take(std::move(run), findings);
}

}  // namespace tradewind::measurements
