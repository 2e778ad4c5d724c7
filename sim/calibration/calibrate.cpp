// LLM servers: the constants of the iteration model.
#include "tradewind/sim/calibrate.h"

#include <fmt/format.h>

#include <stdexcept>

#include "calibration/fit.h"

namespace tradewind {
namespace {

using calibration::FreeConstant;

// The order in which constants are handed to the replay.
enum : std::size_t { scale, host_ms, host_ms_per_seq, frontend_ms };

void set_constants(IterationModel& model, calibration::Constants values) {
  model.scale = values[scale];
  model.host_ms = values[host_ms];
  model.host_ms_per_seq = values[host_ms_per_seq];
  model.frontend_ms = values[frontend_ms];
}

// What is plausible: a factor of 1.35, 1 ms, 0.03 ms, 10 ms.
std::vector<FreeConstant> constants_of(const IterationModel& model) {
  return {{.name = "scale", .meaning = "factor on the GPU's time", .start = model.scale, .plausible = 0.3, .is_factor = true},
          {.name = "host_ms", .meaning = "host time of an iteration, ms", .start = model.host_ms, .plausible = 1},
          {.name = "host_ms_per_seq", .meaning = "host time of a sequence in an iteration, ms", .start = model.host_ms_per_seq, .plausible = 0.03},
          {.name = "frontend_ms", .meaning = "between the HTTP request and the scheduler, ms", .start = model.frontend_ms, .plausible = 10}};
}

void check(const LlmPool& pool, std::span<const MeasuredRun> runs) {
  if (runs.empty()) throw std::invalid_argument("calibrate: no run of the measurements can be used");
  for (const MeasuredRun& run : runs)
    if (run.items > 0)
      throw std::invalid_argument(
          fmt::format("calibrate: {} measures a classic model, the pool serves a language model: a pool file with \"classic\""
                      " describes the server",
                      run.file));
  const IterationModel& first = pool.groups.front().iteration;
  for (const ReplicaGroup& group : pool.groups)
    if (group.iteration.source != first.source || group.iteration.gpu != first.gpu || group.iteration.model != first.model)
      throw std::invalid_argument("calibrate: the pool's groups have different iteration models; one at a time can be fitted");
}

}  // namespace

void set_constants(IterationModel& model, const Calibration& calibration) {
  std::vector<double> values;
  for (const FittedConstant& constant : calibration.constants) values.push_back(constant.after);
  set_constants(model, calibration::Constants(values));
}

Calibration calibrate(const LlmPool& pool, std::span<const MeasuredRun> runs, const CalibrationOptions& options, const ProgressCallback& progress,
                      std::stop_token stop) {
  check(pool, runs);
  const auto replayed = [&](calibration::Constants values, Trace& trace, const calibration::RequestSink& sink, const ReplayOptions& how) {
    LlmPool with = pool;
    for (ReplicaGroup& group : with.groups) set_constants(group.iteration, values);
    replay(with, trace, sink, how, stop);
  };
  const std::vector<FreeConstant> constants = constants_of(pool.groups.front().iteration);
  calibration::Predictor predictor(replayed, calibration::starts_of(constants), runs);
  return calibration::fit(constants, predictor, options, progress);
}

}  // namespace tradewind
