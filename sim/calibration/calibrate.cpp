#include "tradewind/sim/calibrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>
#include <unsupported/Eigen/NonLinearOptimization>

#include "calibration/measured_load.h"
#include "tradewind/scenarios/percentile.h"
#include "tradewind/sim/replay.h"

namespace tradewind {
namespace {

constexpr int constant_count = 4;
// What is plausible for the distance of a constant from its start; of the factor, for that of its logarithm.
constexpr std::array<double, constant_count> plausible = {0.3, 1.0, 0.03, 10.0};

double uncertainty(const MeasuredLatency& latency) { return latency.percentile > 95 ? 0.15 : latency.percentile > 50 ? 0.06 : 0.03; }

CalibrationConstants constants_at(const CalibrationConstants& start, const Eigen::VectorXd& x) {
  return {start.scale * std::exp(plausible[0] * x[0]), std::max(0.0, start.host_ms + plausible[1] * x[1]),
          std::max(0.0, start.host_ms_per_seq + plausible[2] * x[2]), std::max(0.0, start.frontend_ms + plausible[3] * x[3])};
}

// Values of the completed requests of one replay, by kind, ascending.
using Values = std::map<LatencyKind, std::vector<double>>;

double statistic(const std::vector<double>& values_ms, double percentile) {
  if (values_ms.empty()) return 0;
  if (percentile > 0) return percentile_of(values_ms, percentile);
  return std::accumulate(values_ms.begin(), values_ms.end(), 0.0) / static_cast<double>(values_ms.size());
}

// The predictions of a pool for all figures of all runs, as a function of its constants.
class Predictor {
 public:
  Predictor(const LlmPool& pool, std::span<const MeasuredRun> runs, const std::stop_token& stop) : pool_(pool), runs_(runs), stop_(stop) {
    for (const MeasuredRun& run : runs) loads_.push_back(calibration::requests_of(run));
  }

  // In the order of the runs and their latencies, ms.
  std::vector<double> predict(const CalibrationConstants& constants) {
    LlmPool pool = pool_;
    for (ReplicaGroup& group : pool.groups) set_constants(group.iteration, constants);
    std::vector<double> predicted;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      Values values = values_of(pool, loads_[run]);
      for (const MeasuredLatency& latency : runs_[run].latencies) predicted.push_back(statistic(values[latency.kind], latency.percentile));
    }
    ++predictions_;
    return predicted;
  }
  int predictions() const { return predictions_; }

 private:
  Values values_of(const LlmPool& pool, const std::vector<TraceRequest>& requests) const {
    if (stop_.stop_requested()) throw Interrupted{};
    Values values;
    calibration::ListTrace trace(requests);
    replay(
        pool, trace,
        [&](const ReplayedRequest& request) {
          if (request.fate != ReplayFate::completed) return;
          values[LatencyKind::ttft].push_back(request.ttft_s * 1e3);
          values[LatencyKind::e2e].push_back(request.e2e_s * 1e3);
          if (request.output_tokens > 1) values[LatencyKind::tpot].push_back(request.tpot_s * 1e3);
        },
        {}, stop_);
    for (auto& [kind, values_ms] : values) std::ranges::sort(values_ms);
    return values;
  }

  const LlmPool& pool_;
  std::span<const MeasuredRun> runs_;
  std::stop_token stop_;
  std::vector<std::vector<TraceRequest>> loads_;
  int predictions_ = 0;
};

// For Eigen's Levenberg-Marquardt: residuals of the figures, then of the constants.
struct Residuals {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;

  Predictor& predictor;
  const CalibrationConstants& start;
  const std::vector<MeasuredLatency>& measured;
  const ProgressCallback& progress;

  int inputs() const { return constant_count; }
  int values() const { return static_cast<int>(measured.size()) + constant_count; }

  int operator()(const Eigen::VectorXd& x, Eigen::VectorXd& residuals) const {
    const std::vector<double> predicted = predictor.predict(constants_at(start, x));
    for (std::size_t i = 0; i < measured.size(); ++i)
      residuals[static_cast<Eigen::Index>(i)] = std::log(std::max(predicted[i], 1e-6) / measured[i].ms) / uncertainty(measured[i]);
    residuals.tail(constant_count) = x;
    // Each step takes five predictions; ten steps are the usual way.
    if (progress) progress({std::min(0.99, predictor.predictions() / 50.0), fmt::format("fitting, {} predictions so far", predictor.predictions())});
    return 0;
  }

  // Differences over a step that is large against the jumps of a replay from one schedule to another.
  int df(const Eigen::VectorXd& x, Eigen::MatrixXd& jacobian) const {
    constexpr double step = 0.05;
    Eigen::VectorXd here(values()), there(values());
    (*this)(x, here);
    for (Eigen::Index i = 0; i < constant_count; ++i) {
      Eigen::VectorXd moved = x;
      moved[i] += step;
      (*this)(moved, there);
      jacobian.col(i) = (there - here) / step;
    }
    return 0;
  }
};

double mean_of(const std::vector<ComparedLatency>& latencies, double (ComparedLatency::*error)() const) {
  if (latencies.empty()) return 0;
  double sum = 0;
  for (const ComparedLatency& latency : latencies) sum += std::abs((latency.*error)());
  return sum / static_cast<double>(latencies.size());
}

void check(const LlmPool& pool, std::span<const MeasuredRun> runs) {
  if (runs.empty()) throw std::invalid_argument("calibrate: no run of the measurements can be used");
  const IterationModel& first = pool.groups.front().iteration;
  for (const ReplicaGroup& group : pool.groups)
    if (group.iteration.source != first.source || group.iteration.gpu != first.gpu || group.iteration.model != first.model)
      throw std::invalid_argument("calibrate: the pool's groups have different iteration models; one at a time can be fitted");
}

}  // namespace

CalibrationConstants constants_of(const IterationModel& model) { return {model.scale, model.host_ms, model.host_ms_per_seq, model.frontend_ms}; }

void set_constants(IterationModel& model, const CalibrationConstants& constants) {
  model.scale = constants.scale;
  model.host_ms = constants.host_ms;
  model.host_ms_per_seq = constants.host_ms_per_seq;
  model.frontend_ms = constants.frontend_ms;
}

double Calibration::mean_error_before() const { return mean_of(latencies, &ComparedLatency::error_before); }
double Calibration::mean_error_after() const { return mean_of(latencies, &ComparedLatency::error_after); }

Calibration calibrate(const LlmPool& pool, std::span<const MeasuredRun> runs, const ProgressCallback& progress, std::stop_token stop) {
  check(pool, runs);
  Calibration result;
  result.before = constants_of(pool.groups.front().iteration);
  std::vector<MeasuredLatency> measured;
  for (std::size_t run = 0; run < runs.size(); ++run)
    for (const MeasuredLatency& latency : runs[run].latencies) {
      measured.push_back(latency);
      result.latencies.push_back({.run = run, .measured = latency});
    }

  Predictor predictor(pool, runs, stop);
  const Residuals residuals{predictor, result.before, measured, progress};
  Eigen::LevenbergMarquardt<const Residuals> fit(residuals);
  fit.parameters.maxfev = 40;
  fit.parameters.xtol = fit.parameters.ftol = 1e-4;
  Eigen::VectorXd x = Eigen::VectorXd::Zero(constant_count);
  fit.minimize(x);
  result.after = constants_at(result.before, x);

  const std::vector<double> before = predictor.predict(result.before), after = predictor.predict(result.after);
  for (std::size_t i = 0; i < measured.size(); ++i) {
    result.latencies[i].before_ms = before[i];
    result.latencies[i].after_ms = after[i];
  }
  result.predictions = predictor.predictions();
  return result;
}

}  // namespace tradewind
