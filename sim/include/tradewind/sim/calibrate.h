// Fits the few constants of the iteration model to measurements of real servers, by replaying their load.
//
// Four constants are fitted, for all runs together: a factor on the GPU's time, host time per iteration and per sequence, and the time between the
// HTTP request and the scheduler. A Bayesian fit: least squares on the logarithms of predicted over measured, each over its uncertainty (3 % for
// means, medians and throughputs, 6 % for p90 and p95, 15 % for p99 and above), and on the distance of each constant from where it starts, over what
// is plausible (a factor of 1.35, 1 ms, 0.03 ms, 10 ms). So a single run with two figures moves the constants that it can tell apart and leaves the
// others where they were. Levenberg-Marquardt (MINPACK, in Eigen); every prediction replays the same requests.
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

struct CalibrationConstants {
  double scale = 1;            // of the GPU's time
  double host_ms = 0;          // per iteration
  double host_ms_per_seq = 0;  // per sequence and iteration
  double frontend_ms = 0;      // per request
};

CalibrationConstants constants_of(const IterationModel& model);
void set_constants(IterationModel& model, const CalibrationConstants& constants);

// One figure of one run.
struct ComparedFigure {
  std::size_t run = 0;  // index
  MeasuredFigure measured;
  double uncertainty = 0;        // of the measurement, as a share: one standard deviation
  double before = 0, after = 0;  // predicted with the constants before and after the fit; ms, of a throughput requests/s
  double error_before() const { return before / measured.value - 1; }
  double error_after() const { return after / measured.value - 1; }
};

struct Calibration {
  CalibrationConstants before, after;
  // Of each fitted constant: the square root of the diagonal of (J' J / s + I)^-1, the covariance of the Gaussian that touches the posterior at its
  // top, with J the slopes of the figures' residuals and I what is plausible; s >= 1 is the mean square of the residuals, where the model cannot
  // explain the figures as well as their uncertainties say.
  CalibrationConstants standard_error;
  double scatter = 1;  // s
  // Share of the uncertainty of each constant that the figures take away, were the model right: 0 = they cannot tell, 1 = it is known.
  CalibrationConstants learned;
  // How far each has moved, over what is plausible. More than three means that something else is the matter.
  CalibrationConstants distance;
  std::vector<ComparedFigure> figures;
  std::vector<std::string> left_out;  // runs that the pool cannot have served, and why
  int predictions = 0;                // how often all runs were replayed
  // Mean of |error|, over all figures.
  double mean_error_before() const;
  double mean_error_after() const;
};

// What the figures say of one constant, in words.
std::string verdict(const Calibration& calibration, double CalibrationConstants::*constant);

// A sentence where the model does not explain the figures (a mean square of the residuals above four); else "".
std::string warning_of(const Calibration& calibration);

// Throws std::invalid_argument when there is no run that can be used, or the pool's replicas differ in their iteration model; Interrupted.
Calibration calibrate(const LlmPool& pool, std::span<const MeasuredRun> runs, const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace tradewind
