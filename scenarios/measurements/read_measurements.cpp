// Which format a file is of, by its content.
#include <fmt/format.h>

#include <algorithm>

#include "measurements/formats.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace measurements {
namespace {

constexpr Format formats[] = {{"vllm bench serve or sglang.bench_serving", is_bench_serve, read_bench_serve},
                              {"GuideLLM", is_guidellm, read_guidellm},
                              {"AIPerf", is_aiperf, read_aiperf},
                              {"GenAI-Perf", is_genai_perf, read_aiperf},
                              {"LLMPerf", is_llmperf_summary, read_llmperf_summary},
                              {"inference-perf", is_inference_perf, read_inference_perf},
                              {"llm-d's benchmark report", is_llmd_report, read_llmd_report},
                              {"k6's summary", is_k6_summary, read_k6_summary}};
// Of these a list makes one run.
constexpr Format request_formats[] = {{"AIPerf records", is_aiperf_record, read_aiperf_records},
                                      {"LLMPerf responses", is_llmperf_response, read_llmperf_responses},
                                      {"k6 points", is_k6_point, read_k6_points}};
constexpr TextFormat text_formats[] = {
    {is_k6_csv, read_k6_csv}, {is_locust_csv, read_locust_csv}, {is_wrk2, read_wrk2}, {is_perf_analyzer, read_perf_analyzer}};

constexpr auto expected =
    "a result of vllm bench serve, sglang.bench_serving, GuideLLM, AIPerf (JSON, JSON lines of records, CSV), GenAI-Perf (JSON, CSV), LLMPerf "
    "(summary or "
    "individual responses), inference-perf (lifecycle metrics), a benchmark report of llm-d (YAML, JSON), k6 (summary, JSON or CSV points), Locust "
    "(NAME_stats.csv), wrk2 (--latency) or perf_analyzer (-f)";

[[noreturn]] void refuse(const std::string& file, int line, const std::string& found) {
  throw InvalidInput(Problems{{Severity::error, file, line, 0, "", found, expected, ""}});
}

void read_document(const Json& document, int line, Intake& intake) {
  for (const Format& format : formats)
    if (format.is(document)) return format.read(document, intake);
  refuse(intake.file(), line, "JSON of another kind");
}

// `lines`: of the items in a file of JSON lines; empty for a list in one document.
void read_list(const Json& list, const std::vector<int>& lines, Intake& intake) {
  for (const Format& format : request_formats)
    if (!list.empty() && format.is(list.front())) return format.read(list, intake);
  if (list.empty()) refuse(intake.file(), 0, "an empty list");
  for (std::size_t i = 0; i < list.size(); ++i) read_document(list[i], lines.empty() ? 0 : lines[i], intake);
}

// `--append-result` and AIPerf's records: an object a line, under any file name.
void read_lines(std::string_view text, Intake& intake) {
  Json list = Json::array();
  std::vector<int> lines;
  for (int line = 1; !text.empty(); ++line) {
    const std::string_view row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), row.size() + 1));
    if (row.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Json document = parse_json(row);
    if (document.is_discarded()) refuse(intake.file(), line, "broken JSON");
    list.push_back(std::move(document));
    lines.push_back(line);
  }
  if (list.size() == 1) return read_document(list[0], lines[0], intake);
  read_list(list, lines, intake);
}

void read_text(const std::string& text, Intake& intake) {
  const std::size_t start = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (start == std::string::npos) refuse(intake.file(), 0, "an empty file");
  const std::string_view rest = std::string_view(text).substr(start);
  for (const TextFormat& format : text_formats)
    if (format.is(rest)) return format.read(rest, intake);
  if (rest.starts_with("Timestamp,User Count")) refuse(intake.file(), 1, "Locust's history, whose percentiles are those of the last seconds");
  if (is_perf_csv(text)) return read_document(perf_csv_as_json(text), 1, intake);
  if (text[start] != '{' && text[start] != '[') {
    const Json report = yaml_as_json(text);
    if (!is_llmd_report(report)) refuse(intake.file(), 0, "neither JSON nor a known table or report");
    return read_llmd_report(report, intake);
  }
  const Json document = parse_json(text);
  if (document.is_discarded()) return read_lines(text, intake);
  if (document.is_array() || is_aiperf_record(document) || is_llmperf_response(document))
    return read_list(document.is_array() ? document : Json::array({document}), {}, intake);
  read_document(document, 0, intake);
}

}  // namespace
}  // namespace measurements

std::string_view to_string(MeasuredKind kind) {
  constexpr std::string_view names[] = {"ttft", "tpot", "e2e", "throughput"};
  return names[static_cast<int>(kind)];
}

std::string MeasuredFigure::name() const {
  if (kind == MeasuredKind::throughput) return "throughput";
  return fmt::format("{} {}", to_string(kind), percentile == 0 ? "mean" : fmt::format("p{:g}", percentile));
}

Measurements read_measurements(const std::filesystem::path& file, const UnstatedLoad& unstated) {
  measurements::Intake intake(file.string(), unstated);
  measurements::read_text(read_input(file, "a result file"), intake);
  return intake.take_all();
}

}  // namespace tradewind
