// Fits the few constants of a server's model to measurements of real servers, by replaying their load.
//
// Of LLM servers four constants are fitted, for all runs together: a factor on the GPU's time, host time per iteration and per sequence, and the time
// between the HTTP request and the scheduler. Of a classic model: the time of a batch and of an item in it, the GPU's share of the former, and the
// time of a request outside queue and batch; every prediction goes through dynamic batching, in the closed loop that was measured.
//
// A Bayesian fit: least squares on the logarithms of predicted over measured, each over its uncertainty (3 % for means, medians and throughputs, 6 %
// for p90 and p95, 15 % for p99 and above), and on the distance of each constant from where it starts, over what is plausible. So a single run with
// two figures moves the constants that it can tell apart and leaves the others where they were. Levenberg-Marquardt (MINPACK, in Eigen); every
// prediction replays the same requests. One run is kept out of the fit as a check on it.
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

struct FittedConstant {
  std::string name;     // "host_ms"
  std::string meaning;  // "host time of an iteration, ms"
  double before = 0, after = 0;
  // The square root of the diagonal of (J' J / s + I)^-1, the covariance of the Gaussian that touches the posterior at its top, with J the slopes of
  // the figures' residuals and I what is plausible; s is Calibration::scatter.
  double standard_error = 0;
  // Share of its uncertainty that the figures take away, were the model right: 0 = they cannot tell, 1 = it is known.
  double learned = 0;
  double distance = 0;  // how far it has moved, over what is plausible. More than three means that something else is the matter
};

// One figure of one run.
struct ComparedFigure {
  std::size_t run = 0;  // index
  MeasuredFigure measured;
  bool kept_out = false;         // of the fit
  double uncertainty = 0;        // of the measurement, as a share: one standard deviation
  double before = 0, after = 0;  // predicted with the constants before and after the fit; ms, of a throughput requests/s
  double error_before() const { return before / measured.value - 1; }
  double error_after() const { return after / measured.value - 1; }
};

struct Calibration {
  std::vector<FittedConstant> constants;
  // The mean square of the residuals of what was fitted, at least 1: more where the model cannot explain the figures as well as their uncertainties
  // say.
  double scatter = 1;
  std::vector<ComparedFigure> figures;
  std::vector<std::string> left_out;  // runs that the pool cannot have served, and why
  int predictions = 0;                // how often all runs were replayed

  const FittedConstant& constant(std::string_view name) const;  // throws std::out_of_range
  // Mean of |error|, over all figures that were fitted.
  double mean_error_before() const;
  double mean_error_after() const;
  std::optional<double> check_error() const;  // the same after the fit over those that were kept out
};

struct CalibrationOptions {
  // Label of the run to keep out; "none" = all are fitted. Absent: of four or more runs the one whose load is in the middle.
  std::optional<std::string> keep_out;
};

// What the figures say of one constant, in words.
std::string verdict(const FittedConstant& constant);

// A sentence where the model does not explain the figures (a mean square of the residuals above four); else "".
std::string warning_of(const Calibration& calibration);

// Throws std::invalid_argument when there is no run that can be used, the pool's replicas differ in their iteration model, or no run has the label to
// keep out; Interrupted.
Calibration calibrate(const LlmPool& pool, std::span<const MeasuredRun> runs, const CalibrationOptions& options = {},
                      const ProgressCallback& progress = {}, std::stop_token stop = {});
void set_constants(IterationModel& model, const Calibration& calibration);

// Of a classic model. Where the pool does not say how long a batch takes, the fit starts from what the runs show; std::invalid_argument, too, when
// all of their batches are alike, so that they cannot tell a batch from its items.
Calibration calibrate(const ClassicPool& pool, std::span<const MeasuredRun> runs, const CalibrationOptions& options = {},
                      const ProgressCallback& progress = {}, std::stop_token stop = {});
// The fitted model, by name and GPU that of the pool where it has one, with its mean error and the largest batch that the runs can have formed.
BatchModel fitted_batch(const ClassicPool& pool, std::span<const MeasuredRun> runs, const Calibration& calibration);

}  // namespace tradewind
