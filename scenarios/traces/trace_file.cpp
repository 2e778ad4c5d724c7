#include <fmt/format.h>

#include <cmath>

#include "traces/format.h"
#include "traces/line_reader.h"
#include "traces/prompt_contents.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind {
namespace {

using traces::Field;

// Rows that are looked at for more problems behind the first one.
constexpr std::int64_t rows_behind_a_problem = 10'000;

constexpr double longest_ns = 4e18;

class RowTrace final : public TraceFile {
 public:
  RowTrace(const std::filesystem::path& file, const TraceOptions& options)
      : lines_(file),
        of_items_(options.of_items),
        format_(traces::recognise(lines_.head(traces::sample_lines), options, lines_.file_name())),
        contents_(std::max(format_.block_tokens, 1)) {
    std::string_view header;
    if (format_.has_header) lines_.next(header);
  }

  bool next(TraceRequest& request) override {
    while (read_row()) {
      if (!of_items_ && row_.output_tokens == 0 && format_.empty_answer_is_failure) {
        ++failures_;
        continue;
      }
      request.arrival_ns = arrival_ns();
      request.deadline_ns = row_.deadline_ns;
      take_size(request);
      ++requests_;
      return true;
    }
    if (requests_ == 0) refuse({"no request", "at least one row"});
    return false;
  }

  std::string format() const override { return format_.description + (lines_.compressed() ? "; gzip" : ""); }
  std::vector<std::string> notes() const override;
  double progress() const override { return lines_.progress(); }

 private:
  // The next sound row. At the first bad one, reads on to find more, and throws.
  bool read_row();
  void check_row();
  void take_size(TraceRequest& request);
  std::int64_t arrival_ns();
  Problem problem(const traces::RowFinding& finding) const {
    return {Severity::error,  lines_.file_name(), static_cast<int>(lines_.line()), finding.column, "", finding.found,
            finding.expected, finding.proposal};
  }
  [[noreturn]] void refuse(const traces::RowFinding& finding) const { throw InvalidInput(Problems{problem(finding)}); }

  traces::LineReader lines_;
  bool of_items_;
  traces::Format format_;
  traces::PromptContents contents_;
  traces::Row row_;
  traces::RowFindings findings_;
  std::uint64_t requests_ = 0, failures_ = 0;
  bool clock_known_ = false;
  double first_clock_ = 0;
  std::int64_t first_datetime_ns_ = 0, last_arrival_ns_ = 0;
};

bool RowTrace::read_row() {
  Problems problems;
  std::string_view line;
  for (std::int64_t stop_at = 0; (problems.empty() || lines_.line() < stop_at) && lines_.next(line);) {
    if (line.empty()) continue;
    findings_.clear();
    format_.parser->parse(line, row_, findings_);
    if (findings_.empty()) check_row();
    if (findings_.empty() && problems.empty()) return true;
    if (problems.empty()) stop_at = lines_.line() + rows_behind_a_problem;
    for (const traces::RowFinding& finding : findings_) problems.push_back(problem(finding));
    if (problems.size() >= most_trace_problems) break;
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return false;
}

// What one field by itself does not tell.
void RowTrace::check_row() {
  if (of_items_) return;
  if (row_.output_tokens == 0 && !format_.empty_answer_is_failure)
    findings_.push_back({"an answer of 0 tokens", traces::expected_in(Field::output_tokens), "the row left out"});
  if (row_.prefix_tokens > row_.prompt_tokens)
    findings_.push_back({fmt::format("a prefix of {} tokens in a prompt of {}", row_.prefix_tokens, row_.prompt_tokens), "at most the whole prompt"});
  if (row_.prefix_id != 0 && row_.prefix_tokens == 0) findings_.push_back({"a prefix_id without prefix_tokens", "the length of the prefix (tokens)"});
}

void RowTrace::take_size(TraceRequest& request) {
  if (of_items_) {
    request.prompt_tokens = static_cast<std::int32_t>(row_.items);
    request.output_tokens = 1;
    return;
  }
  request.prompt_tokens = static_cast<std::int32_t>(row_.prompt_tokens);
  request.output_tokens = static_cast<std::int32_t>(row_.output_tokens);
  request.priority = row_.priority;
  contents_.name(row_, request);
}

// Since the start of the trace. Only arrival_s counts from there; other clocks count from the first row.
std::int64_t RowTrace::arrival_ns() {
  if (!clock_known_) {
    first_clock_ = format_.time == Field::arrival_s ? 0 : row_.clock;
    first_datetime_ns_ = row_.datetime_ns;
    clock_known_ = true;
  }
  const double ns = format_.time == Field::datetime ? static_cast<double>(row_.datetime_ns - first_datetime_ns_)
                                                    : (row_.clock - first_clock_) * format_.ns_per_unit;
  if (ns > longest_ns) refuse({"a trace of more than 126 years", "a shorter one", "another --timestamp-unit"});
  const auto last = static_cast<double>(last_arrival_ns_);
  if (ns < last - 0.5) refuse({fmt::format("an arrival {:.9g} s before the one above", (last - ns) * 1e-9), "rows sorted by arrival"});
  last_arrival_ns_ = std::max<std::int64_t>(last_arrival_ns_, std::llround(ns));
  return last_arrival_ns_;
}

std::vector<std::string> RowTrace::notes() const {
  std::vector<std::string> notes;
  if (failures_ > 0) notes.push_back(fmt::format("rows left out, because an answer of 0 tokens is a request that failed: {}", failures_));
  if (contents_.begun_anew() > 0)
    notes.push_back(
        fmt::format("turns that are too short to contain the conversation before them, taken as the begin of a new one: {}", contents_.begun_anew()));
  if (contents_.forgotten() > 0)
    notes.push_back(fmt::format("conversations forgotten to bound the memory, with which later turns share nothing: {}", contents_.forgotten()));
  return notes;
}

}  // namespace

std::string_view to_string(TimeUnit unit) {
  constexpr std::string_view names[] = {"s", "ms", "us", "ns"};
  return names[static_cast<int>(unit)];
}

std::unique_ptr<TraceFile> open_trace(const std::filesystem::path& file, const TraceOptions& options) {
  return std::make_unique<RowTrace>(file, options);
}

}  // namespace tradewind
