// How far the simulator is off real vLLM servers, and what each mechanism does about it. Prints the tables of docs/fidelity.md.
//   bench_fidelity CASES.csv [--fit] [--chart FILE.svg] [--errors FILE.csv]
// --fit: fits the global constants on every other case and judges them on the rest, both ways, and then on all.
// --errors: writes the errors by GPU and model that the catalogue ships: scenarios/catalogue/data/timing_errors.csv.
#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "fidelity/chart.h"
#include "fidelity/errors.h"
#include "fidelity/fit.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using namespace tradewind::fidelity;

namespace {

using Cases = std::vector<const Case*>;

void print_cases(const Cases& cases, const Settings& settings) {
  fmt::print(
      "| run | model | GPU | load | E2E mean | E2E p99 | TTFT mean | TTFT p90 | TTFT p99 | E2E − TTFT | iteration time "
      "|\n|---|---|---|---|---|---|---|---|---|---|---|\n");
  const std::vector<Prediction> predictions = predict_all(cases, settings);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& test = *cases[i];
    const Latencies &m = test.measured, &p = predictions[i].run;
    fmt::print("| {} | {} | {} x {} | {} |", test.id.substr(0, test.id.find("-20") == 1 ? 17 : 8),
               test.query.model.substr(test.query.model.find('/') + 1), test.query.gpu, test.query.tensor_parallel, test.workload);
    if (test.overloaded) {
      fmt::print(" overloaded; {} | | | | | | |\n", predictions[i].overloaded ? "called so" : "NOT called so");
      continue;
    }
    fmt::print(" {:+.1f} | {:+.1f} | {:+.1f} | {:+.1f} | {:+.1f} | {:+.1f} | {}{} |\n", error_percent(m.e2e_mean, p.e2e_mean),
               error_percent(m.e2e_p99, p.e2e_p99), error_percent(m.ttft_mean, p.ttft_mean), error_percent(m.ttft_p90, p.ttft_p90),
               error_percent(m.ttft_p99, p.ttft_p99), error_percent(m.decode_mean(), p.decode_mean()), to_string(predictions[i].basis),
               predictions[i].overloaded ? "; falsely called overloaded" : "");
  }
}

struct Effect {
  const char* name;
  std::function<void(Settings&)> change;
};

const std::vector<Effect>& effects() {
  static const std::vector<Effect> all = {
      {"everything on", [](Settings&) {}},
      {"leap off (every iteration)", [](Settings& s) { s.every_iteration = true; }},
      {"prefix cache off", [](Settings& s) { s.prefix_caching = false; }},
      {"only the system prompt shared", [](Settings& s) { s.generator.prompts_repeat = false; }},
      {"async scheduling off", [](Settings& s) { s.async_scheduling = false; }},
      {"CUDA-graph rounding off", [](Settings& s) { s.cuda_graphs = false; }},
      {"host times off", [](Settings& s) { s.host_times = false; }},
      {"front end off", [](Settings& s) { s.constants.frontend_ms_per_request = 0; }},
      {"sampler off", [](Settings& s) { s.constants.sampler_ms_per_million_logits = 0; }},
      {"host pauses off", [](Settings& s) { s.constants.host_pause_requests = 0; }},
      {"all requests of one length", [](Settings& s) { s.generator.length_spread = 0; }},
      {"roofline alone, no tables", [](Settings& s) { s.method = TimingMethod::roofline; }},
  };
  return all;
}

void print_effects(const Cases& cases, const Settings& settings) {
  fmt::print("| | {}\n", markdown_heads());
  for (const Effect& effect : effects()) {
    Settings changed = settings;
    effect.change(changed);
    fmt::print("| {} | {}\n", effect.name, markdown_cells(errors_of(cases, changed)));
  }
}

void print_fits(const Cases& cases) {
  Cases halves[2], judged;
  for (const Case* test : cases)
    if (!test->overloaded) judged.push_back(test);
  for (std::size_t i = 0; i < judged.size(); ++i) halves[i % 2].push_back(judged[i]);
  fmt::print("| fitted on | judged on | {}\n", markdown_heads());
  std::vector<std::string> constants;
  Errors both;
  for (const int fitted : {0, 1}) {
    const Settings settings = fit(halves[fitted], {});
    constants.push_back(describe(settings));
    const Cases& other = halves[1 - fitted];
    fmt::print("| half {} | half {} | {}\n", fitted + 1, 2 - fitted, markdown_cells(errors_of(other, settings)));
    const std::vector<Prediction> predictions = predict_all(other, settings);
    for (std::size_t i = 0; i < other.size(); ++i) both.add(*other[i], predictions[i]);
  }
  fmt::print("| the other half | every run | {}\n\n", markdown_cells(both));
  const Settings all = fit(judged, {});
  fmt::print("half 1: {}\nhalf 2: {}\nall: {}\n\n", constants[0], constants[1], describe(all));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("How far the simulator is off real vLLM servers.");
  std::string file, chart_file, errors_file;
  bool fits = false;
  app.add_option("cases", file, "CSV of load tests")->required();
  app.add_flag("--fit", fits, "fit on one half, judge on the other");
  app.add_option("--chart", chart_file, "SVG of measured against predicted");
  app.add_option("--errors", errors_file, "CSV of the errors, run by run, as the catalogue ships it");
  CLI11_PARSE(app, argc, argv);
  try {
    const std::vector<Case> cases = read_cases(file);
    Cases all;
    for (const Case& test : cases) all.push_back(&test);
    if (fits) print_fits(all);
    const Settings shipped;
    print_cases(all, shipped);
    fmt::print("\n");
    print_effects(all, shipped);
    if (!errors_file.empty()) write_file(errors_file, errors_csv(all, predict_all(all, shipped)));
    if (!chart_file.empty()) write_file(chart_file, chart(all, predict_all(all, shipped)));
  } catch (const InvalidInput& invalid) {
    fmt::print(stderr, "{}\n", invalid.what());
    return 2;
  } catch (const std::invalid_argument& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 2;
  }
}
