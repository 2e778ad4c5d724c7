#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "calibration_result.h"
#include "context.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "tradewind/reports/calibration_report.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind {
namespace {

struct Calibrate {
  std::string pool, out, html;
  std::vector<std::string> measured;
  UnstatedLoad unstated;
  std::string request_distribution;
  CalibrationOptions options;
  std::string model, gpu, backend;  // of a classic model whose pool does not name it
  bool names_a_model() const { return !model.empty() || !gpu.empty() || !backend.empty(); }
  JsonOutput json;
};

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

std::string entry_of(const Calibrate& args, const LlmPool& pool, const Measurements&, const Calibration& calibration) {
  HardwareEntry entry{.iteration = pool.groups.front().iteration,
                      .mean_error = calibration.mean_error_after(),
                      .check_error = calibration.check_error(),
                      .measured = args.measured};
  set_constants(entry.iteration, calibration);
  return to_json(entry);
}

// Load generators do not say which model and GPU they measured; the entry must.
void check_names(const Calibrate& args, const LlmPool&) {
  if (args.names_a_model())
    throw std::invalid_argument("calibrate: --model, --gpu and --backend are for classic models: an LLM stands in the pool file");
}
void check_names(const Calibrate& args, const ClassicPool& pool) {
  const bool in_pool = pool.batch && !pool.batch->gpu.empty();
  if (in_pool && args.names_a_model())
    throw std::invalid_argument(
        fmt::format("calibrate: --model, --gpu or --backend for a pool file that names {} on {} itself", pool.batch->model, pool.batch->gpu));
  if (!in_pool && !args.out.empty() && (args.model.empty() || args.gpu.empty()))
    throw std::invalid_argument(
        "calibrate: neither the pool file nor the measurements say which model on which GPU was measured, and an entry must: "
        "give --model and --gpu");
  if (args.gpu.empty()) return;
  if (const auto gpu = Catalogue::shipped().find_gpu(args.gpu); gpu.entry == nullptr)
    throw std::invalid_argument("calibrate: --gpu: " + gpu.complaint);
}

std::string entry_of(const Calibrate& args, const ClassicPool& pool, const Measurements& measurements, const Calibration& calibration) {
  BatchEntry entry{fitted_batch(pool, measurements.runs, calibration), calibration.check_error(), args.measured};
  if (args.names_a_model()) {
    entry.model.model = args.model;
    entry.model.gpu = Catalogue::shipped().find_gpu(args.gpu).entry->name;
    entry.model.backend = args.backend;
  }
  return to_json(entry);
}

// What was calibrated, for the head of the report.
std::string subject_of(const Calibrate&, const LlmPool& pool) {
  const IterationModel& model = pool.groups.front().iteration;
  return model.gpu.empty() ? "an affine iteration" : fmt::format("{} on {}, tp {}", model.model, model.gpu, model.tensor_parallel);
}
std::string subject_of(const Calibrate& args, const ClassicPool& pool) {
  if (pool.batch && !pool.batch->gpu.empty()) return fmt::format("{} on {}", pool.batch->model, pool.batch->gpu);
  return args.model.empty() ? "a classic model" : args.model + (args.gpu.empty() ? "" : " on " + args.gpu);
}

std::string source_of(const LlmPool& pool) { return "Iteration times: " + pool.groups.front().iteration.source; }
std::string source_of(const ClassicPool& pool) { return "Times of batches: " + (pool.batch ? pool.batch->source : "as the measurements show"); }

int run(const Calibrate& args, const Context& context) {
  const ServerPool pool = read_pool(args.pool);
  std::visit([&](const auto& servers) { check_names(args, servers); }, pool);
  Measurements measurements = read_all(args.measured, args.unstated);
  if (!context.quiet) {
    say("left out", measurements.left_out);
    for (const MeasuredRun& run : measurements.runs)
      for (const std::string& note : run.notes) say("note", {fmt::format("{} ({}): {}", run.file, run.label, note)});
  }
  Calibration calibration;
  {
    terminal::ProgressLine progress(context.quiet);
    calibration =
        std::visit([&](const auto& servers) { return calibrate(servers, measurements.runs, args.options, progress.callback(), context.stop); }, pool);
  }
  if (!context.quiet) say("left out", calibration.left_out);
  if (!args.out.empty())
    write_file(args.out, std::visit([&](const auto& servers) { return entry_of(args, servers, measurements, calibration); }, pool));
  if (!args.html.empty()) {
    const auto [subject, source] = std::visit([&](const auto& servers) { return std::pair(subject_of(args, servers), source_of(servers)); }, pool);
    write_file(args.html, calibration_html(subject, source, measurements, calibration));
  }
  measurements.left_out.insert(measurements.left_out.end(), calibration.left_out.begin(), calibration.left_out.end());
  args.json.write(calibration_json(calibration, measurements));
  if (!args.json.replaces_table()) print_calibration(calibration, measurements);
  return exit_code::done;
}

// Names are written to files that are read again.
std::string fits_entry(const std::string& name) {
  constexpr std::size_t longest = 200;
  const bool plain = std::ranges::none_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  return plain && !name.empty() && name.size() <= longest ? "" : "a name has 1 to 200 bytes and no control characters";
}

}  // namespace

void add_calibrate(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Calibrate>();
  CLI::App* verb = app.add_subcommand("calibrate", "Fit the constants of a pool's servers to load tests of real ones");
  verb->add_option("--pool", args->pool, "Pool file (JSON) of the servers that were measured")->type_name("FILE")->required();
  verb->add_option("--measured", args->measured,
                   "Results of vllm bench serve, sglang.bench_serving, GuideLLM, AIPerf, GenAI-Perf, LLMPerf, inference-perf, llm-d's benchmark "
                   "report, k6, Locust or wrk2; of classic models also tables of perf_analyzer (-f)")
      ->type_name("FILE...")
      ->required();
  verb->add_option("--rate", args->unstated.rate_rps, "Request rate, 1/s, of runs whose files do not say their load")->check(CLI::PositiveNumber);
  verb->add_option("--concurrency", args->unstated.max_concurrency, "Requests out at a time, of runs whose files do not say their load")
      ->check(CLI::PositiveNumber);
  verb->add_option("--prompt-tokens", args->unstated.prompt_tokens, "Tokens of each prompt, of runs whose files do not say it (k6, Locust, wrk2)")
      ->check(CLI::Range(1, 10'000'000));
  verb->add_option("--output-tokens", args->unstated.output_tokens, "Tokens of each answer, likewise")->check(CLI::Range(1, 10'000'000));
  verb->add_option("--batch", args->unstated.items, "Items of each request to a classic model (perf_analyzer -b), of runs whose files do not say it")
      ->check(CLI::Range(1, 1'000'000));
  verb->add_option("--request-distribution", args->request_distribution,
                   "How perf_analyzer spaced the requests of a request rate (default: constant)")
      ->check(CLI::IsMember({"constant", "poisson"}));
  verb->add_option("--keep-out", args->options.keep_out,
                   "Run to keep out of the fit and to check it with, by its name in the table, or none (default: of four or more runs the one whose "
                   "load is in the middle)")
      ->type_name("RUN");
  verb->add_option("--model", args->model, "Name of the classic model that was measured, where the pool file has none")
      ->check(CLI::Validator(fits_entry, "NAME"));
  verb->add_option("--gpu", args->gpu, "GPU on which it was measured, likewise");
  verb->add_option("--backend", args->backend, "What computed it, likewise: \"TensorRT FP16\"")->check(CLI::Validator(fits_entry, "NAME"));
  verb->add_option("--out", args->out, "Write an entry, which pool files may name and scenarios of classic models may hold")->type_name("FILE");
  verb->add_option("--html", args->html, "Write the report: measured against predicted")->type_name("FILE");
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind calibrate --pool pool.json --measured rate-5.json rate-20.json --out hardware.json --html fit.html\n"
      "  then in a pool file: \"iteration\": {\"calibration\": \"hardware.json\"}\n"
      "  tradewind calibrate --pool triton.json --measured perf.csv --model resnet50 --gpu t4 --out resnet50-t4.json\n"
      "  then in a pool file: \"classic\": {\"batch\": {\"calibration\": \"resnet50-t4.json\"}}\n"
      "  and in a scenario: \"classic\": {\"measured\": [ what resnet50-t4.json holds ]}\n\ndocs/replay.md says which results can be used.");
  verb->callback([args, &context] {
    args->unstated.poisson = args->request_distribution == "poisson";
    context.run = [args, &context] { return run(*args, context); };
  });
}

}  // namespace tradewind
