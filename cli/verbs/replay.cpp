#include <fmt/compile.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>

#include "context.h"
#include "replay_result.h"
#include "seed_flag.h"
#include "terminal/progress.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/trace.h"
#include "tradewind/sim/replay.h"

namespace tradewind {
namespace {

struct Replay {
  std::string pool, trace, out;
  TraceOptions trace_options;
  std::string timestamp_unit;
  ReplayOptions options;
  std::uint64_t limit = 0;  // 0 = the whole trace
  JsonOutput json;
};

// The trace up to the limit, telling how far it is.
class WatchedTrace final : public Trace {
 public:
  WatchedTrace(TraceFile& trace, std::uint64_t limit, ProgressCallback progress) : trace_(trace), limit_(limit), progress_(std::move(progress)) {}

  bool next(TraceRequest& request) override {
    if (limit_ > 0 && read_ == limit_) return false;
    if (read_ % reads_between_looks == 0 && progress_) report();
    if (!trace_.next(request)) return false;
    ++read_;
    return true;
  }

 private:
  static constexpr std::uint64_t reads_between_looks = 1 << 14;

  void report() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_report_ < std::chrono::milliseconds(250)) return;
    last_report_ = now;
    const double of_limit = limit_ > 0 ? static_cast<double>(read_) / static_cast<double>(limit_) : 0;
    progress_({std::max(trace_.progress(), of_limit), fmt::format("replaying, {} requests so far", read_)});
  }

  TraceFile& trace_;
  std::uint64_t limit_, read_ = 0;
  ProgressCallback progress_;
  std::chrono::steady_clock::time_point last_report_ = std::chrono::steady_clock::now();
};

// Rows of the result: to a file, to stdout, or to nowhere.
class ResultRows {
 public:
  ResultRows(const std::string& file, bool to_stdout) : to_stdout_(to_stdout) {
    if (!file.empty()) writer_.emplace(file);
    rows_ += "id,arrival_s,ttft_s,tpot_s,e2e_s,replica,status,cached_tokens\n";
  }

  void add(const ReplayedRequest& request) {
    if (!writer_ && !to_stdout_) return;
    const auto end = std::back_inserter(rows_);
    fmt::format_to(end, FMT_COMPILE("{},{},"), request.id, request.arrival_s);
    if (request.fate == ReplayFate::completed)
      fmt::format_to(end, FMT_COMPILE("{},{},{}"), request.ttft_s, std::round(request.tpot_s * 1e9) / 1e9, request.e2e_s);
    else
      rows_ += ",,";
    fmt::format_to(end, FMT_COMPILE(",{},{},{}\n"), request.replica, to_string(request.fate), request.cached_tokens);
    if (rows_.size() > 1 << 20) flush();
  }

  void finish() {
    flush();
    if (writer_) writer_->finish();
  }

 private:
  void flush() {
    if (writer_) writer_->write(rows_);
    if (to_stdout_ && std::fwrite(rows_.data(), 1, rows_.size(), stdout) != rows_.size())
      throw FileError("cannot write", "standard output", std::strerror(errno));
    rows_.clear();
  }

  bool to_stdout_;
  std::optional<FileWriter> writer_;
  std::string rows_;
};

// A pool file for `calibrate`, which says how long a batch takes only after that.
[[noreturn]] void refuse_untimed(const std::string& file) {
  throw InvalidInput(Problems{{Severity::error, file, 0, 0, "/classic", "no batch", "how long a batch takes",
                               R"("batch": {"calibration": "entry.json"}, written by `tradewind calibrate`)"}});
}

int run(const Replay& args, const Context& context) {
  const auto start = std::chrono::steady_clock::now();
  const ServerPool pool = read_pool(args.pool);
  const auto* classic = std::get_if<ClassicPool>(&pool);
  if (classic != nullptr && !classic->batch) refuse_untimed(args.pool);
  TraceOptions trace_options = args.trace_options;
  trace_options.of_items = classic != nullptr;
  const auto trace = open_trace(args.trace, trace_options);
  ReplayResult result{.pool_file = args.pool, .trace_file = args.trace, .pool = pool, .seed = args.options.seed};
  // Rows go to stdout unless something else is asked for.
  const bool rows_to_stdout = args.out == "-" || (args.out.empty() && args.json.file.empty());
  ResultRows rows(args.out == "-" ? "" : args.out, rows_to_stdout);
  ReplayStatistics statistics;
  {
    terminal::ProgressLine progress(context.quiet);
    WatchedTrace watched(*trace, args.limit, progress.callback());
    const auto sink = [&](const ReplayedRequest& request) {
      statistics.add(request);
      rows.add(request);
    };
    try {
      result.summary = std::visit([&](const auto& servers) { return replay(servers, watched, sink, args.options, context.stop); }, pool);
    } catch (const Interrupted&) {
      result.interrupted = true;
    }
  }
  rows.finish();
  result.figures = statistics.figures();
  result.trace_format = trace->format();
  result.trace_notes = trace->notes();
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  args.json.write(replay_json(result));
  if (!args.json.replaces_table() && !(rows_to_stdout && context.quiet)) print_replay(result, rows_to_stdout ? stderr : stdout);
  if (result.interrupted) throw Interrupted{};
  return exit_code::done;
}

}  // namespace

void add_replay(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Replay>();
  CLI::App* verb = app.add_subcommand("replay", "One pool of LLM servers, or of a classic model, on a trace file, request by request");
  verb->add_option("--pool", args->pool, "Pool file (JSON)")->type_name("FILE")->required();
  verb->add_option("--trace", args->trace, "Trace: CSV or JSON lines, plain or gzip; - reads stdin")->type_name("FILE")->required();
  verb->add_option("--out", args->out, "Write a row for each request as CSV to FILE (default: to stdout)")->type_name("FILE|-");
  verb->add_option("--limit", args->limit, "Stop after so many requests of the trace")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, ~std::uint64_t{0}));
  add_seed_flag(*verb, args->options.seed, "Seed of the balancing draws");
  verb->add_option("--timestamp-unit", args->timestamp_unit, "Unit of a column or key `timestamp` (default: inferred)")
      ->check(CLI::IsMember({"s", "ms", "us", "ns"}));
  verb->add_option("--block-tokens", args->trace_options.block_tokens, "Tokens that one of hash_ids stands for (default: inferred)")
      ->check(CLI::Range(1, 1 << 20));
  verb->add_flag("--every-iteration", args->options.every_iteration,
                 "Simulate LLM servers iteration by iteration: the same result, slower; to check the leaps");
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind replay --pool pool.json --trace requests.csv.gz --out latencies.csv\n"
      "  tradewind replay --pool pool.json --trace mooncake.jsonl --json - --limit 10000\n\n"
      "docs/replay.md describes pool files, trace formats and the result.");
  verb->callback([args, &context] {
    for (const TimeUnit unit : {TimeUnit::s, TimeUnit::ms, TimeUnit::us, TimeUnit::ns})
      if (args->timestamp_unit == to_string(unit)) args->trace_options.timestamp_unit = unit;
    context.run = [args, &context] { return run(*args, context); };
  });
}

}  // namespace tradewind
