// Classic models: the constants of the time of a batch.
#include <fmt/format.h>

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calibration/fit.h"

namespace tradewind {
namespace {

using calibration::FreeConstant;

BatchModel batch_with(const BatchModel& start, calibration::Constants values) {
  BatchModel batch = start;
  batch.load_factor = 1;
  batch.base_ms = values[0];
  batch.ms_per_item = values[1];
  batch.base_gpu_share = values[2];
  batch.frontend_ms = values[3];
  return batch;
}

// What is plausible: a factor of 2 for both parts of the line (over GPUs and backends a single client's line and the one under load differ by up to
// that, docs/fidelity-classic.md), a quarter of the base (the grid there), 2 ms.
std::vector<FreeConstant> constants_of(const BatchModel& batch) {
  constexpr double least_ms = 1e-3, factor_of_2 = 0.7;
  const double factor = batch.load_factor;
  return {{.name = "base_ms",
           .meaning = "time of every batch, ms",
           .start = std::max(factor * batch.base_ms, least_ms),
           .plausible = factor_of_2,
           .is_factor = true},
          {.name = "ms_per_item",
           .meaning = "time of an item in a batch, ms",
           .start = std::max(factor * batch.ms_per_item, least_ms),
           .plausible = factor_of_2,
           .is_factor = true},
          {.name = "base_gpu_share",
           .meaning = "part of base_ms in which the batch keeps the GPU busy",
           .start = batch.base_gpu_share,
           .plausible = 0.25,
           .most = 1},
          {.name = "frontend_ms", .meaning = "time of a request outside queue and batch, ms", .start = batch.frontend_ms, .plausible = 2}};
}

std::int64_t largest_items(const BatchServer& server, const MeasuredRun& run) {
  return std::int64_t{server.max_batch_size} * (server.counts_requests() ? run.items : 1);
}

// ms; 0 = not known
double latency_ms(const MeasuredRun& run, double percentile) {
  for (const MeasuredFigure& figure : run.figures)
    if (figure.kind == MeasuredKind::e2e && figure.percentile == percentile) return figure.value;
  return 0;
}

// Mean size of a run's batches and how long one takes alone on the GPU, roughly.
struct BatchSeen {
  double items = 1, ms = 0;
};

BatchSeen batch_seen(const ClassicPool& pool, const MeasuredRun& run) {
  const double items = run.items, largest = static_cast<double>(std::max<std::int64_t>(largest_items(pool.server, run), run.items));
  const double instances = static_cast<double>(pool.server.instances) * pool.replicas;
  const double response_ms = latency_ms(run, 0) > 0 ? latency_ms(run, 0) : latency_ms(run, 50);
  const double clients = static_cast<double>(run.max_concurrency);
  // Without the server's own statistics: of those who find the instances busy, half of the time is waiting.
  const double batch_ms = run.batch_ms > 0 ? run.batch_ms : clients > instances ? response_ms / 2 : response_ms;
  // Batches of instances that are all busy share the GPU.
  const double alone_ms = clients > instances ? batch_ms / pool.server.instances : batch_ms;
  const double rate_rps = clients > 0 ? clients / (response_ms * 1e-3 + run.think_s) : run.rate_rps;
  // Little's law for the items that are being computed.
  return {std::clamp(rate_rps * items * batch_ms * 1e-3 / instances, items, largest), alone_ms};
}

// The straight line through what the runs show, where the pool has none: where the fit starts.
BatchModel line_through(const ClassicPool& pool, std::span<const MeasuredRun> runs) {
  Eigen::MatrixXd sizes(static_cast<Eigen::Index>(runs.size()), 2);
  Eigen::VectorXd times(sizes.rows());
  double smallest = 0, largest = 0, shortest_ms = 0, outside_ms = 0;
  for (Eigen::Index i = 0; i < times.size(); ++i) {
    const MeasuredRun& run = runs[static_cast<std::size_t>(i)];
    const BatchSeen seen = batch_seen(pool, run);
    // Each over its time, so that the errors of all weigh the same as shares.
    sizes.row(i) << 1 / seen.ms, seen.items / seen.ms;
    times[i] = 1;
    if (i == 0 || seen.items < smallest) smallest = seen.items, shortest_ms = seen.ms;
    largest = std::max(largest, seen.items);
    if (run.outside_ms > 0 && (outside_ms == 0 || run.outside_ms < outside_ms)) outside_ms = run.outside_ms;
  }
  constexpr double least_spread = 1.25;
  if (largest < least_spread * smallest)
    throw std::invalid_argument(
        fmt::format("calibrate: all batches had about {:.3g} items, which cannot tell the time of a batch from that of an item: "
                    "measure with more clients (up to several times max_batch_size), or say in the pool file what is known, "
                    R"("batch": {{"line": {{"base_ms": ..., "ms_per_item": ...}}}})",
                    smallest));
  const Eigen::VectorXd line = sizes.colPivHouseholderQr().solve(times);
  constexpr double least_share = 0.05;
  return {.source = "as the measurements show",
          .base_ms = std::max(line[0], least_share * shortest_ms),
          .ms_per_item = std::max(line[1], least_share * shortest_ms / smallest),
          .base_gpu_share = 0.5,  // docs/fidelity-classic.md
          .frontend_ms = outside_ms};
}

void check_runs(std::span<const MeasuredRun> runs) {
  if (runs.empty()) throw std::invalid_argument("calibrate: no run of the measurements can be used");
  for (const MeasuredRun& run : runs)
    if (run.items == 0)
      throw std::invalid_argument(
          fmt::format("calibrate: {} measures a language model, the pool serves a classic model: a pool file with \"iteration\""
                      " describes the server",
                      run.file));
}

}  // namespace

Calibration calibrate(const ClassicPool& pool, std::span<const MeasuredRun> runs, const CalibrationOptions& options, const ProgressCallback& progress,
                      std::stop_token stop) {
  check_runs(runs);
  const BatchModel start = pool.batch ? *pool.batch : line_through(pool, runs);
  const auto replayed = [&](calibration::Constants values, Trace& trace, const calibration::RequestSink& sink, const ReplayOptions& how) {
    ClassicPool with = pool;
    with.batch = batch_with(start, values);
    replay(with, trace, sink, how, stop);
  };
  const std::vector<FreeConstant> constants = constants_of(start);
  calibration::Predictor predictor(replayed, calibration::starts_of(constants), runs);
  return calibration::fit(constants, predictor, options, progress);
}

BatchModel fitted_batch(const ClassicPool& pool, std::span<const MeasuredRun> runs, const Calibration& calibration) {
  std::vector<double> values;
  for (const FittedConstant& constant : calibration.constants) values.push_back(constant.after);
  BatchModel batch = batch_with(pool.batch.value_or(BatchModel{}), values);
  batch.mean_error = calibration.mean_error_after();
  // Of the runs that were used, those of closed loops by the clients that there are.
  double largest = 1;
  for (const ComparedFigure& figure : calibration.figures) {
    const MeasuredRun& run = runs[figure.run];
    const double clients = static_cast<double>(run.max_concurrency);
    const auto most = static_cast<double>(std::max<std::int64_t>(largest_items(pool.server, run), run.items));
    largest = std::max(largest, clients > 0 ? std::min(most, clients * run.items) : std::ceil(batch_seen(pool, run).items));
  }
  batch.batch_max = static_cast<int>(largest);
  return batch;
}

}  // namespace tradewind
