#include "traces/format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "traces/csv_parser.h"
#include "traces/json_parser.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::traces {
namespace {

using Lines = std::vector<std::string>;

[[noreturn]] void fail(const std::string& file, int line, const std::string& found, const std::string& expected, const std::string& proposal = {}) {
  throw InvalidInput(Problems{{Severity::error, file, line, 0, "", found, expected, proposal}});
}

constexpr auto a_trace = "CSV with a header row, or JSON lines, in UTF-8, plain or compressed by gzip";

// Text has no control characters besides tab and the ends of lines.
void refuse_binary(const Lines& lines, const std::string& file) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::any_of(lines[i].begin(), lines[i].end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r'; }))
      fail(file, static_cast<int>(i) + 1, "bytes that are no text", a_trace);
}

Fields fields_of(const std::vector<std::string>& columns, const std::string& file) {
  Fields fields;
  for (const std::string& column : columns) {
    const Field field = field_of(column);
    if (field == Field::ignored) continue;
    if (fields.contains(field) || (is_time(field) && fields.has_time()))
      fail(file, 1, fmt::format("the column \"{}\" beside another one of the same meaning", column), "one of them");
    fields.insert(field);
  }
  return fields;
}

// A column that must be there, under one of its names.
void require(bool there, const std::vector<std::string>& columns, const std::vector<std::string>& names, const std::string& file) {
  if (there) return;
  std::string near;
  for (const std::string& column : columns)
    if (near.empty() && field_of(column) == Field::ignored) near = nearest_name(column, names).empty() ? "" : names.front() + " for " + shown(column);
  fail(file, 1, fmt::format("the columns {}", shown(fmt::format("{}", fmt::join(columns, ", ")))),
       fmt::format("a column {}", fmt::join(names, " or ")), near);
}

std::string csv_name(Field time) {
  return time == Field::datetime ? "CSV as Azure's LLM inference traces" : time == Field::seconds ? "CSV as BurstGPT" : "CSV";
}

Format csv_format(const std::string& header, const TraceOptions& options, const std::string& file) {
  std::vector<std::string> columns;
  if (std::string problem = split_cells(header, columns); !problem.empty()) fail(file, 1, problem, "a header row", "");
  if (columns.size() == 1 && header.find_first_of(";\t") != std::string::npos)
    fail(file, 1, "columns that are not separated by commas", "commas between the columns");
  if (!header.empty() && header.find_first_not_of("0123456789.,-+eE \"") == std::string::npos)
    fail(file, 1, "numbers in the first line", "a header row", options.of_items ? "arrival_s,items" : "arrival_s,prompt_tokens,output_tokens");
  const Fields fields = fields_of(columns, file);
  require(fields.has_time(), columns, {"arrival_s", "timestamp", "TIMESTAMP", "Timestamp"}, file);
  if (options.of_items) {
    require(fields.contains(Field::items), columns, {"items"}, file);
  } else {
    require(fields.contains(Field::prompt_tokens), columns, {"prompt_tokens", "input_length", "ContextTokens", "Request tokens"}, file);
    require(fields.contains(Field::output_tokens), columns, {"output_tokens", "output_length", "GeneratedTokens", "Response tokens"}, file);
  }
  require(!fields.contains(Field::prefix_id) || fields.contains(Field::prefix_tokens), columns, {"prefix_tokens"}, file);

  Format format;
  std::vector<std::string> ignored;
  for (const std::string& column : columns) {
    if (is_time(field_of(column))) format.time = field_of(column);
    if (field_of(column) == Field::ignored) ignored.push_back(shown(column));
  }
  format.description = csv_name(format.time);
  if (!ignored.empty()) format.description += fmt::format("; columns not read: {}", fmt::join(ignored, ", "));
  format.has_header = true;
  format.empty_answer_is_failure = format.time == Field::seconds;
  format.parser = std::make_unique<CsvParser>(std::move(columns));
  return format;
}

Format json_format(const std::string& line, const TraceOptions& options, const std::string& file) {
  if (line.starts_with('[')) fail(file, 1, "a JSON list", "JSON lines: an object a line", "the output of `jq -c '.[]' FILE`");
  Format format;
  auto parser = std::make_unique<JsonParser>(options.of_items);
  Row row;
  RowFindings findings;
  parser->parse(line, row, findings);
  Problems problems;
  for (const RowFinding& finding : findings)
    problems.push_back({Severity::error, file, 1, finding.column, "", finding.found, finding.expected, finding.proposal});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  if (!parser->seen().contains(Field::arrival_s)) format.time = Field::timestamp;
  const bool bailian = parser->seen().contains(Field::chat_id), mooncake = !bailian && parser->seen().contains(Field::hash_ids);
  format.description = bailian                                       ? "JSON lines as Qwen-Bailian's"
                       : mooncake && format.time == Field::timestamp ? "JSON lines as Mooncake's"
                                                                     : "JSON lines";
  format.parser = std::move(parser);
  return format;
}

// The rows of the sample that can be read.
std::vector<Row> sample_of(const Lines& lines, Format& format) {
  std::vector<Row> rows;
  Row row;
  for (std::size_t i = format.has_header ? 1 : 0; i < lines.size(); ++i) {
    RowFindings findings;
    if (lines[i].empty()) continue;
    format.parser->parse(lines[i], row, findings);
    if (findings.empty()) rows.push_back(row);
  }
  return rows;
}

struct Unit {
  TimeUnit unit;
  std::string why;
};

// GuideLLM reads a `timestamp` as seconds, AIPerf and Mooncake as milliseconds, Qwen-Bailian's are seconds.
Unit unit_of(const std::vector<Row>& sample, const TraceOptions& options) {
  if (options.timestamp_unit) return {*options.timestamp_unit, "as told"};
  if (sample.empty()) return {TimeUnit::ms, "the usual unit"};
  const double first = sample.front().clock, last = sample.back().clock;
  if (first > 1e17) return {TimeUnit::ns, "by its size Unix time"};
  if (first > 1e14) return {TimeUnit::us, "by its size Unix time"};
  if (first > 1e11) return {TimeUnit::ms, "by its size Unix time"};
  if (first > 1e9) return {TimeUnit::s, "by its size Unix time"};
  if (sample.front().chat_id != 0) return {TimeUnit::s, "as in Qwen-Bailian's traces"};
  if (!sample.front().hash_ids.empty()) return {TimeUnit::ms, "as in Mooncake's traces"};
  if (std::any_of(sample.begin(), sample.end(), [](const Row& row) { return row.clock != std::floor(row.clock); }))
    return {TimeUnit::s, "because it has fractions"};
  // As milliseconds, a mean gap below 5 would be more than 200 requests/s.
  const double mean_gap = (last - first) / static_cast<double>(std::max<std::size_t>(sample.size() - 1, 1));
  if (sample.size() > 1 && mean_gap < 5) return {TimeUnit::s, fmt::format("by the mean gap of {:.3g}", mean_gap)};
  return {TimeUnit::ms, fmt::format("by the mean gap of {:.3g}", mean_gap)};
}

double ns_of(TimeUnit unit) { return unit == TimeUnit::s ? 1e9 : unit == TimeUnit::ms ? 1e6 : unit == TimeUnit::us ? 1e3 : 1; }

// The block size that explains how many ids the prompts have: 512 as Mooncake's, 16 as Qwen-Bailian's, or another power of two.
int block_tokens_of(const std::vector<Row>& sample, const std::string& file) {
  const auto fits = [&](int block) {
    return std::all_of(sample.begin(), sample.end(), [&](const Row& row) {
      const auto ids = static_cast<std::int64_t>(row.hash_ids.size());
      return ids == 0 || ids == row.prompt_tokens / block || ids == (row.prompt_tokens + block - 1) / block;
    });
  };
  for (const int block : {512, 16, 8, 32, 64, 128, 256, 1024, 2048, 4096})
    if (fits(block)) return block;
  fail(file, 0, "hash_ids whose number fits no block size from 8 to 4096 tokens", "an id for every block of the prompt",
       "--block-tokens with the tokens of one block");
}

}  // namespace

Format recognise(const Lines& lines, const TraceOptions& options, const std::string& file) {
  if (lines.empty()) fail(file, 0, "an empty file", a_trace);
  refuse_binary(lines, file);
  const std::string& first = lines.front();
  Format format = first.starts_with('{') || first.starts_with('[') ? json_format(first, options, file) : csv_format(first, options, file);
  const std::vector<Row> sample = sample_of(lines, format);
  if (format.time == Field::timestamp) {
    const auto [unit, why] = unit_of(sample, options);
    format.ns_per_unit = ns_of(unit);
    format.description += fmt::format("; timestamp in {} ({})", to_string(unit), why);
  }
  if (std::any_of(sample.begin(), sample.end(), [](const Row& row) { return !row.hash_ids.empty(); })) {
    format.block_tokens = options.block_tokens > 0 ? options.block_tokens : block_tokens_of(sample, file);
    format.description += fmt::format("; hash_ids of blocks of {} tokens", format.block_tokens);
  }
  return format;
}

}  // namespace tradewind::traces
