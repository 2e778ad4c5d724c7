// The benchmark report of llm-d, which other load generators' results are turned into. YAML or JSON; every statistic has its units.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "measurements/distributions.h"
#include "measurements/formats.h"

namespace tradewind::measurements {
namespace {

// A plain scalar as the JSON value that it stands for.
Json scalar_as_json(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;  // in quotes
  const auto number = number_of(Json(text));
  return number ? Json(*number) : Json(text);
}

// `budget`: nodes that may still come. Aliases may name one node many times, and themselves.
Json as_json(const YAML::Node& node, int depth, int& budget) {
  if (depth > 64 || --budget < 0) throw YAML::Exception(node.Mark(), "too large");
  if (node.IsScalar()) return scalar_as_json(node);
  Json json;
  if (node.IsSequence()) json = Json::array();
  if (node.IsMap()) json = Json::object();
  for (const auto& item : node) {
    if (node.IsSequence()) json.push_back(as_json(item, depth + 1, budget));
    if (node.IsMap() && item.first.IsScalar()) json[item.first.Scalar()] = as_json(item.second, depth + 1, budget);
  }
  return json;
}

// Layout 0.2 has the figures under `results`, layout 0.1 under `metrics`.
const Json& figures_of(const Json& document) {
  const Json& newer = at(document, {"results", "request_performance", "aggregate"});
  return newer.is_object() ? newer : at(document, {"metrics"});
}

void set_load(const Json& load, MeasuredRun& run) {
  const auto rate = number_at(load, {"rate_qps"});
  run.max_concurrency = count_at(load, {"concurrency"});
  if (rate && *rate > 0)
    run.rate_rps = *rate;
  else if (is_infinite(at(load, {"rate_qps"})) || run.max_concurrency > 0)
    run.rate_rps = at_once;
}

// In layout 0.1 the load is the load generator's own configuration: vLLM's arguments, GuideLLM's strategy, inference-perf's stages.
void set_native_load(const Json& arguments, std::uint64_t stage, MeasuredRun& run) {
  const Json& stages = at(arguments, {"load", "stages"});
  if (stages.is_array() && stage < stages.size()) run.rate_rps = number_at(stages[stage], {"rate"}).value_or(0);
  for (const char* name : {"request_rate", "request-rate", "rate"})
    if (run.rate_rps == 0) run.rate_rps = is_infinite(at(arguments, {name})) ? at_once : number_at(arguments, {name}).value_or(0);
  for (const char* name : {"max_concurrency", "max-concurrency"})
    if (run.max_concurrency == 0) run.max_concurrency = count_at(arguments, {name});
  if (run.rate_rps == 0 && run.max_concurrency > 0) run.rate_rps = at_once;
}

void add_shared_text(const Json& load, MeasuredRun& run, Findings& findings) {
  const Json &native = at(load, {"native", "config", "data", "shared_prefix"}), &prefix = at(load, {"standardized", "prefix"});
  std::uint64_t count = count_at(native, {"num_groups"}), tokens = count_at(native, {"system_prompt_len"});
  if (count == 0 || tokens == 0) {
    count = std::max(count_at(prefix, {"num_groups"}), std::uint64_t{count_at(prefix, {"num_groups"}) == 0 ? count_at(prefix, {"num_prefixes"}) : 0});
    tokens = count_at(prefix, {"prefix_len", "value"});
  }
  if (at(load, {"standardized", "multi_turn", "enabled"}) == "true" || at(load, {"standardized", "multi_turn", "enabled"}) == true)
    run.notes.emplace_back(
        "conversations of several turns: the file does not say which requests belong together; their prompts are taken to share no turns");
  if (prefix.is_object() && (count == 0 || tokens == 0 || count > 1'000'000 || tokens > 100'000'000))
    findings.unusable = "prompts share prefixes, but the file does not say how many, or how long";
  else
    run.prefix = {static_cast<int>(count), static_cast<int>(tokens)};
}

std::string server_of(const Json& document) {
  const Json& stack = at(document, {"scenario", "stack"});
  for (const Json& component : stack.is_array() ? stack : Json::array()) {
    const Json& standardized = at(component, {"standardized"});
    if (text_at(standardized, {"kind"}) != "inference_engine") continue;
    return fmt::format("{} replicas of {} on {}, tp {}", std::max<std::uint64_t>(1, count_at(standardized, {"replicas"})),
                       text_at(standardized, {"model", "name"}), text_at(standardized, {"accelerator", "model"}),
                       std::max<std::uint64_t>(1, count_at(standardized, {"accelerator", "parallelism", "tp"})));
  }
  return text_at(document, {"scenario", "model", "name"});
}

void add_latencies(const Json& latency, bool guidellm, MeasuredRun& run) {
  // GuideLLM's time per output token holds the first token, too.
  const char* per_token = guidellm ? "inter_token_latency" : "time_per_output_token";
  const std::pair<const char*, MeasuredKind> kinds[] = {
      {"time_to_first_token", MeasuredKind::ttft}, {per_token, MeasuredKind::tpot}, {"request_latency", MeasuredKind::e2e}};
  for (const auto& [name, kind] : kinds) {
    const Json& distribution = at(latency, {name});
    const double ms = ms_per_unit(at(distribution, {"units"}), 1e3);
    if (kind == MeasuredKind::tpot && guidellm)
      add_mean(run, kind, distribution, ms);
    else
      add_distribution(run, kind, distribution, ms);
  }
}

}  // namespace

Json yaml_as_json(const std::string& text) {
  constexpr std::size_t most_bytes = 64 << 20;
  if (text.size() > most_bytes) return Json(Json::value_t::discarded);
  try {
    int budget = 1'000'000;
    return as_json(YAML::Load(text), 0, budget);
  } catch (const YAML::Exception&) {
    return Json(Json::value_t::discarded);
  }
}

bool is_llmd_report(const Json& document) {
  return at(document, {"scenario"}).is_object() && at(figures_of(document), {"latency"}).is_object() &&
         at(figures_of(document), {"requests"}).is_object();
}

void read_llmd_report(const Json& document, Intake& intake) {
  const Json &load = at(document, {"scenario", "load"}), &figures = figures_of(document), &requests = at(figures, {"requests"});
  const std::string tool = text_at(load, {"standardized", "tool"}) + text_at(load, {"name"});
  MeasuredRun run = intake.new_run(fmt::format("llm-d benchmark report ({})", tool.empty() ? "tool not stated" : tool));
  Findings findings{.failed = count_at(requests, {"failures"})};
  set_load(at(load, {"standardized"}), run);
  if (run.rate_rps == 0) set_native_load(at(load, {"args"}), count_at(document, {"scenario", "load", "metadata", "stage"}), run);
  add_shared_text(load, run, findings);
  run.server = server_of(document);
  const std::uint64_t total = count_at(requests, {"total"});
  run.requests = total - std::min(total, findings.failed);
  run.prompt = lengths_of(at(requests, {"input_length"}));
  run.output = lengths_of(at(requests, {"output_length"}));
  for (const char* name : {"request_rate", "requests_per_sec"}) {
    const Json& rate = at(figures, {"throughput", name});
    if (findings.completed_rps == 0) findings.completed_rps = mean_of(rate) ? *mean_of(rate) : number_of(rate).value_or(0);
  }
  add_latencies(at(figures, {"latency"}), tool.find("guidellm") != std::string::npos, run);
  intake.take(std::move(run), findings);
}

}  // namespace tradewind::measurements
