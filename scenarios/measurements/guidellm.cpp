// GuideLLM. Layout 2 (0.8 or later) has the strategy under `config`, layout 1 under `args`; the metrics are alike.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "measurements/distributions.h"
#include "measurements/formats.h"

namespace tradewind::measurements {
namespace {

const Json& strategy_of(const Json& benchmark) {
  for (const char* holder : {"config", "args"})
    if (const Json& strategy = at(benchmark, {holder, "strategy"}); strategy.is_object()) return strategy;
  return at(benchmark, {"strategy"});
}

// "constant", "poisson", "async": open loops; "synchronous", "concurrent": closed ones; "throughput": all that the limit allows.
void set_strategy_load(const Json& strategy, MeasuredRun& run) {
  const std::string type = text_at(strategy, {"type_"});
  if (type == "constant" || type == "poisson" || type == "async") {
    run.rate_rps = number_at(strategy, {"rate"}).value_or(0);
    run.burstiness = type == "constant" ? std::numeric_limits<double>::infinity() : 1;
  }
  if (type == "synchronous") run.max_concurrency = 1;
  if (type == "concurrent") run.max_concurrency = count_at(strategy, {strategy.contains("streams") ? "streams" : "max_concurrency"});
  if (type == "throughput") run.max_concurrency = count_at(strategy, {"max_concurrency"});
  if (type == "throughput" || run.max_concurrency > 0) run.rate_rps = std::numeric_limits<double>::infinity();
}

// Synthetic data with a set of prefixes, or in several turns, whose later prompts start with the earlier ones.
void add_shared_text(const Json& document, MeasuredRun& run, Findings& findings) {
  const Json& data = at(document, {"config", "spec", "data"});
  for (const Json& source : data.is_array() ? data : Json::array()) {
    if (count_at(source, {"turns"}) > 1)
      run.notes.emplace_back(
          "conversations of several turns: the file does not say which requests belong together; their prompts are taken to share no turns");
    const Json& buckets = at(source, {"prefix_buckets"});
    if (!buckets.is_array() || buckets.empty()) continue;
    const std::uint64_t count = count_at(buckets[0], {"prefix_count"}), tokens = count_at(buckets[0], {"prefix_tokens"});
    if (buckets.size() > 1 || data.size() > 1 || count > 1'000'000 || tokens > 100'000'000)
      findings.unusable = "prompts share prefixes of several kinds";
    else
      run.prefix = {static_cast<int>(count), static_cast<int>(tokens)};
  }
}

void read_benchmark(const Json& document, const Json& benchmark, Intake& intake) {
  MeasuredRun run = intake.new_run("GuideLLM " + text_at(document, {"metadata", "guidellm_version"}));
  Findings findings;
  const Json& strategy = strategy_of(benchmark);
  set_strategy_load(strategy, run);
  if (run.rate_rps == 0) findings.unusable = fmt::format("the strategy \"{}\" has no rate and no concurrency", text_at(strategy, {"type_"}));
  add_shared_text(document, run, findings);
  const Json& metrics = at(benchmark, {"metrics"});
  const auto successful = [&](const char* name) -> const Json& { return at(metrics, {name, "successful"}); };
  run.requests = count_at(successful("request_latency"), {"count"});
  findings.failed = count_at(metrics, {"request_totals", "errored"});
  run.cut_off = count_at(metrics, {"request_totals", "incomplete"});
  // The mean over time of short runs is far below the rate: whether the server kept up shows by what was left open.
  const auto answered = static_cast<double>(run.requests), sent = answered + static_cast<double>(run.cut_off);
  findings.completed_rps =
      std::isinf(run.rate_rps) ? number_at(successful("requests_per_second"), {"mean"}).value_or(0) : run.rate_rps * answered / std::max(sent, 1.0);
  if (run.requests > 0) {
    run.prompt = lengths_of(successful("prompt_token_count"));
    run.output = lengths_of(successful("output_token_count"));
    add_distribution(run, MeasuredKind::ttft, successful("time_to_first_token_ms"), 1);
    // Between tokens; time_per_output_token_ms holds the first token, too.
    add_mean(run, MeasuredKind::tpot, successful("inter_token_latency_ms"), 1);
    add_distribution(run, MeasuredKind::e2e, successful("request_latency"), 1e3);
  }
  intake.take(std::move(run), findings);
}

}  // namespace

bool is_guidellm(const Json& document) { return at(document, {"benchmarks"}).is_array(); }

void read_guidellm(const Json& document, Intake& intake) {
  for (const Json& benchmark : at(document, {"benchmarks"})) read_benchmark(document, benchmark, intake);
  if (at(document, {"benchmarks"}).empty()) intake.take(intake.new_run("GuideLLM"), {.unusable = "the file holds no benchmark"});
}

}  // namespace tradewind::measurements
