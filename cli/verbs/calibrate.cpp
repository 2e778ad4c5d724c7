#include <fmt/format.h>

#include "context.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/reports/calibration_report.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/version.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {
namespace {

struct Calibrate {
  std::string pool, out, html;
  std::vector<std::string> measured;
  JsonOutput json;
};

nlohmann::ordered_json as_json(const CalibrationConstants& constants) {
  return {{"scale", constants.scale},
          {"host_ms", constants.host_ms},
          {"host_ms_per_seq", constants.host_ms_per_seq},
          {"frontend_ms", constants.frontend_ms}};
}

nlohmann::ordered_json as_json(const Calibration& calibration, const Measurements& measurements) {
  nlohmann::ordered_json figures = nlohmann::ordered_json::array();
  for (const ComparedLatency& latency : calibration.latencies) {
    const MeasuredRun& run = measurements.runs[latency.run];
    figures.push_back({{"file", run.file},
                       {"tool", run.tool},
                       {"run", run.label},
                       {"figure", latency.measured.name()},
                       {"measured_ms", latency.measured.ms},
                       {"predicted_before_ms", latency.before_ms},
                       {"predicted_ms", latency.after_ms},
                       {"error", latency.error_after()}});
  }
  return {{"version", version()},
          {"before", as_json(calibration.before)},
          {"fitted", as_json(calibration.after)},
          {"mean_error_before", calibration.mean_error_before()},
          {"mean_error", calibration.mean_error_after()},
          {"predictions", calibration.predictions},
          {"figures", figures},
          {"left_out", measurements.left_out}};
}

void print(const Calibration& calibration, const Measurements& measurements) {
  terminal::Table figures(
      {{"run"}, {"figure"}, {"measured, ms", true}, {"predicted before", true}, {"error", true}, {"predicted after", true}, {"error", true}});
  const auto percent = [](double error) { return fmt::format("{:+.1f} %", error * 100); };
  for (const ComparedLatency& latency : calibration.latencies)
    figures.add({measurements.runs[latency.run].label, latency.measured.name(), terminal::milliseconds(latency.measured.ms),
                 terminal::milliseconds(latency.before_ms), percent(latency.error_before()), terminal::milliseconds(latency.after_ms),
                 percent(latency.error_after())});
  figures.print();
  fmt::print("\n");
  terminal::Table constants({{"constant"}, {"before", true}, {"fitted", true}});
  const auto add = [&](const char* name, double before, double after) {
    constants.add({name, fmt::format("{:.4g}", before), fmt::format("{:.4g}", after)});
  };
  add("scale", calibration.before.scale, calibration.after.scale);
  add("host_ms", calibration.before.host_ms, calibration.after.host_ms);
  add("host_ms_per_seq", calibration.before.host_ms_per_seq, calibration.after.host_ms_per_seq);
  add("frontend_ms", calibration.before.frontend_ms, calibration.after.frontend_ms);
  constants.print();
  fmt::print("\nmean error {} (before the fit {})\n", terminal::share(calibration.mean_error_after()),
             terminal::share(calibration.mean_error_before()));
}

Measurements read_all(const std::vector<std::string>& files) {
  Measurements all;
  for (const std::string& file : files) {
    Measurements some = read_measurements(file);
    std::move(some.runs.begin(), some.runs.end(), std::back_inserter(all.runs));
    std::move(some.left_out.begin(), some.left_out.end(), std::back_inserter(all.left_out));
  }
  return all;
}

int run(const Calibrate& args, const Context& context) {
  const LlmPool pool = read_pool(args.pool);
  const Measurements measurements = read_all(args.measured);
  if (!context.quiet)
    for (const std::string& note : measurements.left_out) fmt::print(stderr, "left out: {}\n", terminal::printable(note));
  Calibration calibration;
  {
    terminal::ProgressLine progress(context.quiet);
    calibration = calibrate(pool, measurements.runs, progress.callback(), context.stop);
  }
  if (!args.out.empty()) {
    HardwareEntry entry{.iteration = pool.groups.front().iteration, .mean_error = calibration.mean_error_after(), .measured = args.measured};
    set_constants(entry.iteration, calibration.after);
    write_file(args.out, to_json(entry));
  }
  if (!args.html.empty()) write_file(args.html, calibration_html(pool, measurements.runs, calibration));
  args.json.write(as_json(calibration, measurements));
  if (!args.json.replaces_table()) print(calibration, measurements);
  return exit_code::done;
}

}  // namespace

void add_calibrate(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Calibrate>();
  CLI::App* verb = app.add_subcommand("calibrate", "Fit the constants of a pool's iteration model to load tests of real servers");
  verb->add_option("--pool", args->pool, "Pool file (JSON) of the servers that were measured")->type_name("FILE")->required();
  verb->add_option("--measured", args->measured, "Results of vllm bench serve, sglang.bench_serving, GuideLLM, AIPerf or inference-perf (JSON)")
      ->type_name("FILE...")
      ->required();
  verb->add_option("--out", args->out, "Write a hardware entry, which pool files may name")->type_name("FILE");
  verb->add_option("--html", args->html, "Write the report: measured against predicted")->type_name("FILE");
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind calibrate --pool pool.json --measured rate-5.json rate-20.json --out hardware.json --html fit.html\n"
      "  then in a pool file: \"iteration\": {\"calibration\": \"hardware.json\"}\n\ndocs/replay.md says which results can be used.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
