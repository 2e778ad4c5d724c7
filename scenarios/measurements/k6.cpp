// k6: the summary of handleSummary, and the single points of its JSON and CSV outputs, all in ms. It knows requests and not tokens: http_req_duration
// is the whole answer, and http_req_waiting, the time to its first byte, that to the first token of an answer that is streamed.
#include <fmt/format.h>

#include <numeric>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "measurements/single_requests.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind::measurements {
namespace {

constexpr const char *duration = "http_req_duration", *waiting = "http_req_waiting";

// {"avg", "med", "p(95)", ...} in the names that the other tools have.
Json distribution_of(const Json& trend) {
  Json distribution = {{"mean", at(trend, {"avg"})}, {"p50", at(trend, {"med"})}};
  if (!trend.is_object()) return distribution;
  for (const auto& [name, value] : trend.items())
    if (name.starts_with("p(") && name.ends_with(")")) distribution["p" + name.substr(2, name.size() - 3)] = value;
  return distribution;
}

double mean(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

// Whether the first byte comes long before the last one; else the server sends its answer as a whole.
bool streams(MeasuredRun& run, double waiting_ms, double duration_ms) {
  constexpr double first_part = 0.9;
  const bool streamed = waiting_ms > 0 && waiting_ms < first_part * duration_ms;
  run.notes.emplace_back(streamed ? "the time to the first byte (http_req_waiting) is taken for that to the first token"
                                  : "answers came as a whole: no time to the first token");
  return streamed;
}

// One sample of a metric.
struct Points {
  std::vector<double> duration_s, waiting_s;
  std::uint64_t failed = 0;

  void add(std::string_view metric, std::string_view status, double ms) {
    if (metric != duration && metric != waiting) return;
    if (!status.starts_with('2')) {
      failed += metric == duration;
    } else {
      (metric == duration ? duration_s : waiting_s).push_back(ms * 1e-3);
    }
  }
  void take(Intake& intake) const {
    MeasuredRun run = intake.new_run("k6");
    run.requests = duration_s.size();
    add_statistics(run, MeasuredKind::e2e, duration_s);
    if (!waiting_s.empty() && streams(run, mean(waiting_s), mean(duration_s))) add_statistics(run, MeasuredKind::ttft, waiting_s);
    intake.take(std::move(run), {.failed = failed});
  }
};

}  // namespace

bool is_k6_summary(const Json& document) { return at(document, {"metrics", duration, "values"}).is_object(); }

void read_k6_summary(const Json& document, Intake& intake) {
  MeasuredRun run = intake.new_run("k6");
  const auto values = [&](const char* metric) -> const Json& { return at(document, {"metrics", metric, "values"}); };
  run.requests = count_at(values("http_reqs"), {"count"});
  const double failed_share = number_at(values("http_req_failed"), {"rate"}).value_or(0);
  const auto failed = static_cast<std::uint64_t>(failed_share * static_cast<double>(run.requests) + 0.5);
  run.requests -= std::min(failed, run.requests);
  add_distribution(run, MeasuredKind::e2e, distribution_of(values(duration)), 1);
  const double waiting_ms = number_at(values(waiting), {"avg"}).value_or(0);
  if (waiting_ms > 0 && streams(run, waiting_ms, number_at(values(duration), {"avg"}).value_or(0)))
    add_distribution(run, MeasuredKind::ttft, distribution_of(values(waiting)), 1);
  Findings findings{.completed_rps = number_at(values("http_reqs"), {"rate"}).value_or(0), .failed = failed};
  if (failed > 0) findings.unusable = fmt::format("{} requests failed, and the summary has them among its latencies", failed);
  intake.take(std::move(run), findings);
}

bool is_k6_point(const Json& document) {
  const std::string type = text_at(document, {"type"});
  return (type == "Point" || type == "Metric") && at(document, {"metric"}).is_string() && at(document, {"data"}).is_object();
}

void read_k6_points(const Json& list, Intake& intake) {
  Points points;
  for (const Json& line : list)
    if (text_at(line, {"type"}) == "Point")
      points.add(text_at(line, {"metric"}), text_at(line, {"data", "tags", "status"}), number_at(line, {"data", "value"}).value_or(0));
  points.take(intake);
}

bool is_k6_csv(std::string_view text) { return text.starts_with("metric_name,timestamp,metric_value"); }

void read_k6_csv(std::string_view text, Intake& intake) {
  const CsvTable table(text, intake.file());
  const std::size_t metric = table.column("metric_name"), value = table.column("metric_value"), status = table.column("status");
  Points points;
  for (std::size_t row = 0; row < table.rows(); ++row) points.add(table.text(row, metric), table.text(row, status), table.number(row, value));
  points.take(intake);
}

}  // namespace tradewind::measurements
