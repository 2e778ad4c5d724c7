// One reader for each load generator's format. Each takes what is there; none reads an absent value as zero.
#pragma once

#include <limits>
#include <span>

#include "measurements/json_fields.h"
#include "tradewind/scenarios/measurement.h"

namespace tradewind::measurements {

// The rate of a load that comes at once, and the burstiness of one that comes evenly.
inline constexpr double at_once = std::numeric_limits<double>::infinity();

// What a reader found out about a run, apart from the run itself.
struct Findings {
  double completed_rps = 0;   // 0 = not known
  std::uint64_t failed = 0;   // requests without an answer
  std::string unusable = {};  // why the run cannot be used, where the reader knows
};

// Collects the runs of one file.
class Intake {
 public:
  Intake(std::string file, const UnstatedLoad& unstated) : file_(std::move(file)), unstated_(unstated) {}

  MeasuredRun new_run(std::string tool) const;
  // Adds the run, or says why it cannot be used.
  void take(MeasuredRun run, const Findings& findings);
  const std::string& file() const { return file_; }
  const UnstatedLoad& unstated() const { return unstated_; }
  Measurements take_all() { return std::move(measurements_); }

 private:
  std::string file_;
  UnstatedLoad unstated_;
  Measurements measurements_;
};

// A kind of document, and who reads it.
struct Format {
  const char* name;
  bool (*is)(const Json& document);
  void (*read)(const Json& document, Intake& intake);
};

bool is_bench_serve(const Json& document);
void read_bench_serve(const Json& document, Intake& intake);
bool is_guidellm(const Json& document);
void read_guidellm(const Json& document, Intake& intake);
// AIPerf and its predecessor GenAI-Perf, whose CSV exports are turned into the same JSON.
bool is_aiperf(const Json& document);
bool is_genai_perf(const Json& document);
void read_aiperf(const Json& document, Intake& intake);
bool is_perf_csv(std::string_view text);
Json perf_csv_as_json(std::string_view text);
// Single requests, together one run.
bool is_aiperf_record(const Json& document);
void read_aiperf_records(const Json& records, Intake& intake);
bool is_llmperf_response(const Json& document);
void read_llmperf_responses(const Json& responses, Intake& intake);
bool is_llmperf_summary(const Json& document);
void read_llmperf_summary(const Json& document, Intake& intake);
bool is_inference_perf(const Json& document);
void read_inference_perf(const Json& document, Intake& intake);
bool is_llmd_report(const Json& document);
void read_llmd_report(const Json& document, Intake& intake);
// Load generators of any HTTP service, which know nothing of tokens.
bool is_k6_summary(const Json& document);
void read_k6_summary(const Json& document, Intake& intake);
bool is_k6_point(const Json& document);
void read_k6_points(const Json& list, Intake& intake);

// Readers of what is no JSON.
struct TextFormat {
  bool (*is)(std::string_view text);
  void (*read)(std::string_view text, Intake& intake);
};
bool is_k6_csv(std::string_view text);
void read_k6_csv(std::string_view text, Intake& intake);
bool is_locust_csv(std::string_view text);
void read_locust_csv(std::string_view text, Intake& intake);
bool is_wrk2(std::string_view text);
void read_wrk2(std::string_view text, Intake& intake);
// Of classic models.
bool is_perf_analyzer(std::string_view text);
void read_perf_analyzer(std::string_view text, Intake& intake);

// The first document of a YAML file as JSON; discarded when it is no YAML, or of absurd size.
Json yaml_as_json(const std::string& text);

}  // namespace tradewind::measurements
