#include <fmt/format.h>

#include "context.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/reports/calibration_report.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/version.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {
namespace {

struct Calibrate {
  std::string pool, out, html;
  std::vector<std::string> measured;
  UnstatedLoad unstated;
  JsonOutput json;
};

nlohmann::ordered_json as_json(const CalibrationConstants& constants) {
  return {{"scale", constants.scale},
          {"host_ms", constants.host_ms},
          {"host_ms_per_seq", constants.host_ms_per_seq},
          {"frontend_ms", constants.frontend_ms}};
}

nlohmann::ordered_json as_json(const ComparedFigure& figure, const MeasuredRun& run) {
  const std::string unit = figure.measured.kind == MeasuredKind::throughput ? "rps" : "ms";
  return {{"file", run.file},
          {"tool", run.tool},
          {"run", run.label},
          {"figure", figure.measured.name()},
          {"measured_" + unit, figure.measured.value},
          {"predicted_before_" + unit, figure.before},
          {"predicted_" + unit, figure.after},
          {"error", figure.error_after()}};
}

nlohmann::ordered_json as_json(const Calibration& calibration, const Measurements& measurements) {
  nlohmann::ordered_json figures = nlohmann::ordered_json::array(), runs = nlohmann::ordered_json::array();
  for (const ComparedFigure& figure : calibration.figures) figures.push_back(as_json(figure, measurements.runs[figure.run]));
  for (const MeasuredRun& run : measurements.runs)
    runs.push_back(
        {{"file", run.file}, {"tool", run.tool}, {"server", run.server}, {"run", run.label}, {"requests", run.requests}, {"notes", run.notes}});
  return {{"version", version()},
          {"before", as_json(calibration.before)},
          {"fitted", as_json(calibration.after)},
          {"standard_error", as_json(calibration.standard_error)},
          {"learned", as_json(calibration.learned)},
          {"scatter", calibration.scatter},
          {"mean_error_before", calibration.mean_error_before()},
          {"mean_error", calibration.mean_error_after()},
          {"predictions", calibration.predictions},
          {"runs", runs},
          {"figures", figures},
          {"left_out", measurements.left_out}};
}

void print_figures(const Calibration& calibration, const Measurements& measurements) {
  terminal::Table table(
      {{"run"}, {"figure"}, {"measured", true}, {"predicted before", true}, {"error", true}, {"predicted after", true}, {"error", true}});
  const auto percent = [](double error) { return fmt::format("{:+.1f} %", error * 100); };
  for (const ComparedFigure& figure : calibration.figures) {
    const auto value = [&](double number) {
      return figure.measured.kind == MeasuredKind::throughput ? fmt::format("{:.3g} /s", number) : terminal::milliseconds(number) + " ms";
    };
    table.add({measurements.runs[figure.run].label, figure.measured.name(), value(figure.measured.value), value(figure.before),
               percent(figure.error_before()), value(figure.after), percent(figure.error_after())});
  }
  table.print();
}

void print_constants(const Calibration& calibration) {
  terminal::Table table({{"constant"}, {"before", true}, {"fitted", true}, {"standard error", true}, {"what the figures say of it"}});
  const auto add = [&](const char* name, double CalibrationConstants::*constant) {
    table.add({name, fmt::format("{:.4g}", calibration.before.*constant), fmt::format("{:.4g}", calibration.after.*constant),
               fmt::format("{:.2g}", calibration.standard_error.*constant), verdict(calibration, constant)});
  };
  add("scale", &CalibrationConstants::scale);
  add("host_ms", &CalibrationConstants::host_ms);
  add("host_ms_per_seq", &CalibrationConstants::host_ms_per_seq);
  add("frontend_ms", &CalibrationConstants::frontend_ms);
  table.print();
}

void print(const Calibration& calibration, const Measurements& measurements) {
  print_figures(calibration, measurements);
  fmt::print("\n");
  print_constants(calibration);
  fmt::print("\nmean error {} (before the fit {})\n", terminal::share(calibration.mean_error_after()),
             terminal::share(calibration.mean_error_before()));
  if (const std::string warning = warning_of(calibration); !warning.empty()) fmt::print("{}\n", warning);
}

// All that is wrong with any of the files at once.
Measurements read_all(const std::vector<std::string>& files, const UnstatedLoad& unstated) {
  Measurements all;
  Problems problems;
  for (const std::string& file : files) try {
      Measurements some = read_measurements(file, unstated);
      std::move(some.runs.begin(), some.runs.end(), std::back_inserter(all.runs));
      std::move(some.left_out.begin(), some.left_out.end(), std::back_inserter(all.left_out));
    } catch (const InvalidInput& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  if (!problems.empty()) throw InvalidInput(problems);
  return all;
}

void say(const char* what, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) fmt::print(stderr, "{}: {}\n", what, terminal::printable(note));
}

void write_entry(const Calibrate& args, const LlmPool& pool, const Calibration& calibration) {
  HardwareEntry entry{.iteration = pool.groups.front().iteration, .mean_error = calibration.mean_error_after(), .measured = args.measured};
  set_constants(entry.iteration, calibration.after);
  write_file(args.out, to_json(entry));
}

int run(const Calibrate& args, const Context& context) {
  const LlmPool pool = read_pool(args.pool);
  Measurements measurements = read_all(args.measured, args.unstated);
  if (!context.quiet) {
    say("left out", measurements.left_out);
    for (const MeasuredRun& run : measurements.runs)
      for (const std::string& note : run.notes) say("note", {fmt::format("{} ({}): {}", run.file, run.label, note)});
  }
  Calibration calibration;
  {
    terminal::ProgressLine progress(context.quiet);
    calibration = calibrate(pool, measurements.runs, progress.callback(), context.stop);
  }
  if (!context.quiet) say("left out", calibration.left_out);
  if (!args.out.empty()) write_entry(args, pool, calibration);
  if (!args.html.empty()) write_file(args.html, calibration_html(pool, measurements, calibration));
  measurements.left_out.insert(measurements.left_out.end(), calibration.left_out.begin(), calibration.left_out.end());
  args.json.write(as_json(calibration, measurements));
  if (!args.json.replaces_table()) print(calibration, measurements);
  return exit_code::done;
}

}  // namespace

void add_calibrate(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Calibrate>();
  CLI::App* verb = app.add_subcommand("calibrate", "Fit the constants of a pool's iteration model to load tests of real servers");
  verb->add_option("--pool", args->pool, "Pool file (JSON) of the servers that were measured")->type_name("FILE")->required();
  verb->add_option("--measured", args->measured,
                   "Results of vllm bench serve, sglang.bench_serving, GuideLLM, AIPerf, GenAI-Perf, LLMPerf, inference-perf, llm-d's benchmark "
                   "report, k6, Locust or "
                   "wrk2")
      ->type_name("FILE...")
      ->required();
  verb->add_option("--rate", args->unstated.rate_rps, "Request rate, 1/s, of runs whose files do not say their load")->check(CLI::PositiveNumber);
  verb->add_option("--concurrency", args->unstated.max_concurrency, "Requests out at a time, of runs whose files do not say their load")
      ->check(CLI::PositiveNumber);
  verb->add_option("--prompt-tokens", args->unstated.prompt_tokens, "Tokens of each prompt, of runs whose files do not say it (k6, Locust, wrk2)")
      ->check(CLI::Range(1, 10'000'000));
  verb->add_option("--output-tokens", args->unstated.output_tokens, "Tokens of each answer, likewise")->check(CLI::Range(1, 10'000'000));
  verb->add_option("--out", args->out, "Write a hardware entry, which pool files may name")->type_name("FILE");
  verb->add_option("--html", args->html, "Write the report: measured against predicted")->type_name("FILE");
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind calibrate --pool pool.json --measured rate-5.json rate-20.json --out hardware.json --html fit.html\n"
      "  then in a pool file: \"iteration\": {\"calibration\": \"hardware.json\"}\n\ndocs/replay.md says which results can be used.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
