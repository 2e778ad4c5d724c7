#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measurements/formats.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {

namespace measurements {

std::optional<double> number_at(const Json& json, std::initializer_list<const char*> keys) {
  const Json* at = &json;
  for (const char* key : keys) {
    if (!at->is_object()) return std::nullopt;
    const auto found = at->find(key);
    if (found == at->end()) return std::nullopt;
    at = &*found;
  }
  if (!at->is_number()) return std::nullopt;
  const double value = at->get<double>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void add_latency(MeasuredRun& run, LatencyKind kind, double percentile, std::optional<double> value, double ms_per_unit) {
  if (value && *value > 0) run.latencies.push_back({kind, percentile, *value * ms_per_unit});
}

void take(MeasuredRun run, double completed_rps, Measurements& measurements) {
  // The rate is that of the whole run, whose end waits for the last answers.
  constexpr double least_share = 0.85;
  const auto usable = [](const MeasuredLengths& lengths) { return !lengths.each.empty() || !lengths.quantiles.empty(); };
  std::string why;
  if (run.rate_rps <= 0)
    why = "a closed loop: only runs with a request rate are used";
  else if (run.requests == 0)
    why = "no request was completed";
  else if (!usable(run.prompt) || !usable(run.output))
    why = "no lengths of prompts and answers";
  else if (run.latencies.empty())
    why = "no latencies";
  else if (completed_rps > 0 && std::isfinite(run.rate_rps) && completed_rps < least_share * run.rate_rps)
    why = fmt::format("{:.3g} requests/s were completed of {:.3g} offered: overloaded, or a limit on concurrency", completed_rps, run.rate_rps);
  if (why.empty())
    measurements.runs.push_back(std::move(run));
  else
    measurements.left_out.push_back(fmt::format("{} ({}): {}", run.file, run.label, why));
}

namespace {

[[noreturn]] void refuse(const std::string& file, int line, const std::string& found) {
  throw InvalidInput(
      Problems{{Severity::error, file, line, 0, "", found,
                "a result of vllm bench serve, sglang.bench_serving, GuideLLM (0.8 or later), AIPerf or inference-perf, as JSON", ""}});
}

void read_document(const Json& document, const std::string& file, int line, Measurements& measurements) {
  MeasuredRun run;
  run.file = file;
  if (is_bench_serve(document)) return read_bench_serve(document, run, measurements);
  if (is_guidellm(document)) return read_guidellm(document, run, measurements);
  if (is_aiperf(document)) return read_aiperf(document, run, measurements);
  if (is_inference_perf(document)) return read_inference_perf(document, run, measurements);
  refuse(file, line, "JSON of another kind");
}

// `--append-result` writes an object a line, under any file name.
void read_lines(std::string_view text, const std::string& file, Measurements& measurements) {
  int line = 0;
  while (!text.empty()) {
    ++line;
    const std::string_view row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), row.size() + 1));
    if (row.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Json document = Json::parse(row, nullptr, false);
    if (document.is_discarded()) refuse(file, line, "broken JSON");
    read_document(document, file, line, measurements);
  }
  if (line == 0) refuse(file, 0, "an empty file");
}

}  // namespace
}  // namespace measurements

std::string_view to_string(LatencyKind kind) {
  constexpr std::string_view names[] = {"ttft", "tpot", "e2e"};
  return names[static_cast<int>(kind)];
}

std::string MeasuredLatency::name() const {
  return fmt::format("{} {}", to_string(kind), percentile == 0 ? "mean" : fmt::format("p{:g}", percentile));
}

Measurements read_measurements(const std::filesystem::path& file) {
  const std::string text = read_input(file, "a result file");
  Measurements measurements;
  const auto document = nlohmann::json::parse(text, nullptr, false);
  if (document.is_discarded())
    measurements::read_lines(text, file.string(), measurements);
  else
    measurements::read_document(document, file.string(), 0, measurements);
  return measurements;
}

}  // namespace tradewind
