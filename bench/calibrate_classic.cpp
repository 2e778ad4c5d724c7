// `calibrate` on tables of real Triton servers (docs/fidelity-classic.md says what was measured).
//   calibrate_classic DATA
// DATA holds triton_dynamic_batching_online.csv. Each model, backend and GPU is a table of closed loops, as perf_analyzer writes one; of each the
// constants are fitted to all rows but one, from what the table itself shows, and judged on that row as well. Prints Markdown.
#include <fmt/core.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <map>

#include "median_and_mean.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/sim/calibrate.h"
#include "triton_pages.h"

using namespace tradewind;

namespace {

using Case = std::array<std::string, 3>;  // model, backend, GPU

// As perf_analyzer writes them, in microseconds.
std::map<Case, std::string> read_tables(const std::string& folder) {
  const CsvTable online(read_file(folder + "/triton_dynamic_batching_online.csv"), "triton_dynamic_batching_online.csv");
  std::map<Case, std::string> tables;
  for (std::size_t row = 0; row < online.rows(); ++row) {
    const auto text = [&](const char* column) { return online.text(row, online.column(column)); };
    const auto us = [&](const char* column) { return 1e3 * online.number(row, online.column(column)); };
    std::string& table = tables[{text("model"), text("backend"), text("gpu")}];
    if (table.empty())
      table =
          "Batch,Concurrency,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Input,Server Compute Infer,Server "
          "Compute Output,Client Recv,p50 latency,p90 latency,p95 latency,p99 latency\n";
    table +=
        fmt::format("{},{},{},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},0,{:.0f},{:.0f},{:.0f},{:.0f}\n", text("client_batch"),
                    text("concurrent_requests"), text("inferences_per_s"), us("client_send_ms"), us("network_server_ms"), us("queue_ms"),
                    us("compute_input_ms"), us("compute_infer_ms"), us("compute_output_ms"), us("p50_ms"), us("p90_ms"), us("p95_ms"), us("p99_ms"));
  }
  return tables;
}

Measurements measured(const std::string& table) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "calibrate_classic.csv";
  write_file(file, table);
  Measurements measurements = read_measurements(file);
  std::filesystem::remove(file);
  return measurements;
}

// In percent of measured.
struct Errors {
  std::vector<double> mean, p99, kept_out;

  void add(const Calibration& calibration) {
    for (const ComparedFigure& figure : calibration.figures) {
      if (figure.measured.kind != MeasuredKind::e2e) continue;
      const double error = 100 * std::abs(figure.error_after());
      if (figure.kept_out) kept_out.push_back(error);
      if (figure.measured.percentile == 0) mean.push_back(error);
      if (figure.measured.percentile == 99) p99.push_back(error);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "calibrate_classic DATA\n");
    return 2;
  }
  Errors all;
  fmt::print("| model | backend | GPU | runs | base_ms | ms_per_item | GPU's share | frontend_ms | mean, % | p99, % | row kept out, % |\n");
  fmt::print("|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& [names, table] : read_tables(argv[1])) {
    const auto& [model, backend, gpu] = names;
    const TritonPage& page = triton_page_of(model);
    const ClassicPool pool{.server = {.max_batch_size = page.max_batch_size, .instances = page.instances}};
    const Measurements measurements = measured(table);
    const Calibration calibration = calibrate(pool, measurements.runs);
    Errors errors;
    errors.add(calibration);
    all.add(calibration);
    const auto constant = [&](const char* name) { return calibration.constant(name).after; };
    fmt::print("| {} | {} | {} | {} | {:.3g} | {:.3g} | {:.2f} | {:.2f} | {} | {} | {} |\n", model, backend, gpu, measurements.runs.size(),
               constant("base_ms"), constant("ms_per_item"), constant("base_gpu_share"), constant("frontend_ms"), median_and_mean(errors.mean),
               median_and_mean(errors.p99), median_and_mean(errors.kept_out));
  }
  fmt::print("\n| {} runs | mean, % | p99, % | rows kept out, % |\n|---|---|---|---|\n| all | {} | {} | {} |\n", all.mean.size(),
             median_and_mean(all.mean), median_and_mean(all.p99), median_and_mean(all.kept_out));
}
