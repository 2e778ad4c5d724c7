// NVIDIA's AIPerf and its predecessor GenAI-Perf: a distribution with its unit for each metric, and the configuration of the run.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <regex>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "measurements/single_requests.h"

namespace tradewind::measurements {
namespace {

// The first value under `key` anywhere inside: the layout of the configuration changes from version to version, its names do not.
const Json& anywhere(const Json& json, const char* key, int depth = 0) {
  static const Json none;
  if (depth > 8) return none;
  if (json.is_object())
    if (const Json& here = at(json, {key}); !here.is_null()) return here;
  if (json.is_structured())
    for (const Json& inner : json)
      if (const Json& found = anywhere(inner, key, depth + 1); !found.is_null()) return found;
  return none;
}

void set_phase_load(const Json& load, MeasuredRun& run) {
  const auto rate = number_at(load, {"rate"}) ? number_at(load, {"rate"}) : number_at(load, {"request_rate"});
  run.max_concurrency = count_at(load, {"concurrency"});
  run.rate_rps = rate && *rate > 0 ? *rate : run.max_concurrency > 0 ? at_once : 0;
  for (const char* name : {"type", "request_rate_mode", "arrival_pattern"})
    if (text_at(load, {name}) == "constant") run.burstiness = at_once;
}

// Version 0.11 of AIPerf has phases, older ones `loadgen`; GenAI-Perf a stimulus, or its arguments as they are.
void set_load_from(const Json& config, MeasuredRun& run) {
  const Json& phases = at(config, {"phases"});
  for (const Json& phase : phases.is_array() ? phases : Json::array())
    if (text_at(phase, {"name"}) != "warmup") set_phase_load(phase, run);
  const Json* holders[] = {&at(config, {"loadgen"}), &at(config, {"perf_analyzer", "stimulus"}), &config};
  for (const Json* holder : holders)
    if (run.rate_rps == 0) set_phase_load(*holder, run);
}

// GenAI-Perf's folders are named after the load: "...-concurrency8", "...-request_rate2.0".
void set_load_from_folder(const std::string& file, MeasuredRun& run) {
  static const std::regex named("(concurrency|request_rate)([0-9.]+)$");
  const std::string folder = std::filesystem::path(file).parent_path().filename().string();
  std::smatch found;
  if (run.rate_rps > 0 || folder.size() > 500 || !std::regex_search(folder, found, named)) return;
  set_phase_load({{found[1].str(), found[2].str()}}, run);
  if (run.rate_rps > 0) run.notes.emplace_back("the load is taken from the name of the folder");
}

void add_prompt_prefix(const Json& config, MeasuredRun& run, Findings& findings) {
  const Json& pool = anywhere(config, "prefix_prompt");
  std::uint64_t count = 1, tokens = count_at(anywhere(config, "shared_system_prompt_length"), {});
  if (tokens == 0) {
    tokens = std::max(count_at(pool, {"length"}), count_at(anywhere(config, "prefix_prompt_length"), {}));
    count = std::max({count_at(pool, {"pool_size"}), count_at(pool, {"num"}), count_at(anywhere(config, "num_prefix_prompts"), {})});
  }
  // GenAI-Perf states a length also where it makes no prefixes.
  if (tokens == 0 || count == 0) return;
  if (count > 1'000'000 || tokens > 100'000'000)
    findings.unusable = "the shared prefix has no sensible size";
  else
    run.prefix = {static_cast<int>(count), static_cast<int>(tokens)};
}

std::uint64_t failures_in(const Json& document) {
  std::uint64_t failed = count_at(document, {"error_request_count", "avg"});
  const Json& errors = at(document, {"error_summary"});
  if (failed == 0 && errors.is_array())
    for (const Json& error : errors) failed += count_at(error, {"count"});
  return failed;
}

std::string model_of(const Json& config) {
  const Json& items = anywhere(config, "model_names");
  if (items.is_array() && !items.empty() && items[0].is_string()) return items[0].get<std::string>();
  const Json& models = at(config, {"models", "items"});
  return models.is_array() && !models.empty() ? text_at(models[0], {"name"}) : "";
}

// "Time To First Token (ms)" -> "time_to_first_token", "ms"
std::pair<std::string, std::string> key_and_unit(std::string name) {
  std::string unit;
  if (const auto open = name.rfind('('); open != std::string::npos && name.ends_with(')')) {
    unit = name.substr(open + 1, name.size() - open - 2);
    name.resize(open);
  }
  while (name.ends_with(' ')) name.pop_back();
  for (char& c : name) c = c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return {name, unit};
}

// Commas and quotes as RFC 4180 has them; a row never spans lines here.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
}

}  // namespace

bool is_aiperf(const Json& document) { return document.is_object() && document.contains("aiperf_version"); }

bool is_genai_perf(const Json& document) { return at(document, {"request_latency"}).is_object() && document["request_latency"].contains("avg"); }

void read_aiperf(const Json& document, Intake& intake) {
  const std::string version = text_at(document, {"aiperf_version"});
  MeasuredRun run = intake.new_run(version.empty() ? "GenAI-Perf" : "AIPerf " + version);
  Findings findings{.completed_rps = mean_of(at(document, {"request_throughput"})).value_or(0), .failed = failures_in(document)};
  const Json& config = at(document, {"input_config"});
  set_load_from(config, run);
  set_load_from_folder(intake.file(), run);
  add_prompt_prefix(config, run, findings);
  run.server = model_of(config);
  run.requests = count_at(document, {"request_count", "avg"});
  if (run.requests == 0) run.requests = count_at(document, {"request_latency", "count"});
  run.prompt = lengths_of(at(document, {"input_sequence_length"}));
  run.output = lengths_of(at(document, {"output_sequence_length"}));
  const std::pair<const char*, MeasuredKind> kinds[] = {
      {"time_to_first_token", MeasuredKind::ttft}, {"inter_token_latency", MeasuredKind::tpot}, {"request_latency", MeasuredKind::e2e}};
  for (const auto& [name, kind] : kinds) add_distribution(run, kind, at(document, {name}), ms_per_unit(at(document, {name, "unit"}), 1));
  if (at(document, {"was_cancelled"}) == true) run.notes.emplace_back("the run was cancelled before its end");
  intake.take(std::move(run), findings);
}

bool is_aiperf_record(const Json& document) {
  return at(document, {"metadata", "request_start_ns"}).is_number() && at(document, {"metrics"}).is_object();
}

void read_aiperf_records(const Json& records, Intake& intake) {
  MeasuredRun run = intake.new_run("AIPerf records");
  std::vector<SingleRequest> requests;
  std::uint64_t failed = 0;
  for (const Json& record : records) {
    if (text_at(record, {"metadata", "benchmark_phase"}) == "warmup") continue;
    const auto seconds = [&](const char* name) {
      const Json& metric = at(record, {"metrics", name});
      return number_at(metric, {"value"}).value_or(0) * ms_per_unit(at(metric, {"unit"}), 1) * 1e-3;
    };
    if (!at(record, {"error"}).is_null() || at(record, {"metadata", "was_cancelled"}) == true) {
      ++failed;
      continue;
    }
    requests.push_back({.start_s = number_at(record, {"metadata", "request_start_ns"}).value_or(std::nan("")) * 1e-9,
                        .ttft_s = seconds("time_to_first_token"),
                        .e2e_s = seconds("request_latency"),
                        .prompt = number_at(record, {"metrics", "input_sequence_length", "value"}).value_or(0),
                        .output = number_at(record, {"metrics", "output_sequence_length", "value"}).value_or(0)});
  }
  run.max_concurrency = constant_concurrency(requests);
  failed += add_requests(run, std::move(requests));
  Findings findings{.failed = failed};
  const double span_s = run.start_s.empty() ? 0 : run.start_s.back();
  if (run.max_concurrency > 0) {
    run.notes.emplace_back(fmt::format("{} requests were out at almost every start: taken as a closed loop", run.max_concurrency));
    run.rate_rps = at_once;
  } else if (span_s > 0) {
    run.rate_rps = static_cast<double>(run.requests - 1) / span_s;
  }
  intake.take(std::move(run), findings);
}

bool is_perf_csv(std::string_view text) {
  const std::string_view start = without_mark(text);
  return start.starts_with("Metric,") || start.starts_with("\"Metric\",");
}

// Tables that begin with "Metric" follow each other: distributions, then single values.
Json perf_csv_as_json(std::string_view text) {
  Json document = Json::object();
  std::vector<std::string> columns;
  text = without_mark(text);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::vector<std::string> cells = cells_of(line);
    if (cells.front() == "Metric") {
      columns = cells;
      continue;
    }
    const auto [key, unit] = key_and_unit(cells.front());
    if (key.empty()) continue;
    Json metric = {{"unit", unit}};
    for (std::size_t i = 1; i < std::min(cells.size(), columns.size()); ++i) metric[columns[i] == "Value" ? "avg" : columns[i]] = cells[i];
    document[key] = std::move(metric);
  }
  return document;
}

}  // namespace tradewind::measurements
