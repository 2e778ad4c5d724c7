#include "tradewind/sim/calibrate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <unsupported/Eigen/NonLinearOptimization>

#include "calibration/predictor.h"

namespace tradewind {
namespace {

using calibration::Predictor;

constexpr int constant_count = 4;
// What is plausible for the distance of a constant from its start; of the factor, for that of its logarithm.
constexpr std::array<double, constant_count> plausible = {0.3, 1.0, 0.03, 10.0};

double uncertainty(const MeasuredFigure& figure) { return figure.percentile > 95 ? 0.15 : figure.percentile > 50 ? 0.06 : 0.03; }

CalibrationConstants constants_at(const CalibrationConstants& start, const Eigen::VectorXd& x) {
  return {start.scale * std::exp(plausible[0] * x[0]), std::max(0.0, start.host_ms + plausible[1] * x[1]),
          std::max(0.0, start.host_ms_per_seq + plausible[2] * x[2]), std::max(0.0, start.frontend_ms + plausible[3] * x[3])};
}

// For Eigen's Levenberg-Marquardt: residuals of the figures, then of the constants.
struct Residuals {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;

  Predictor& predictor;
  const CalibrationConstants& start;
  const ProgressCallback& progress;

  int inputs() const { return constant_count; }
  int values() const { return static_cast<int>(predictor.targets().size()) + constant_count; }

  int operator()(const Eigen::VectorXd& x, Eigen::VectorXd& residuals) const {
    const std::vector<double> predicted = predictor.predict(constants_at(start, x));
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      const MeasuredFigure& measured = predictor.targets()[i].measured;
      residuals[static_cast<Eigen::Index>(i)] = std::log(std::max(predicted[i], 1e-6) / measured.value) / uncertainty(measured);
    }
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

double mean_of(const std::vector<ComparedFigure>& figures, double (ComparedFigure::*error)() const) {
  if (figures.empty()) return 0;
  double sum = 0;
  for (const ComparedFigure& figure : figures) sum += std::abs((figure.*error)());
  return sum / static_cast<double>(figures.size());
}

void check(const LlmPool& pool, std::span<const MeasuredRun> runs) {
  if (runs.empty()) throw std::invalid_argument("calibrate: no run of the measurements can be used");
  const IterationModel& first = pool.groups.front().iteration;
  for (const ReplicaGroup& group : pool.groups)
    if (group.iteration.source != first.source || group.iteration.gpu != first.gpu || group.iteration.model != first.model)
      throw std::invalid_argument("calibrate: the pool's groups have different iteration models; one at a time can be fitted");
}

using Shares = std::array<double, constant_count>;

CalibrationConstants from(const Shares& values) { return {values[0], values[1], values[2], values[3]}; }

// How uncertain each constant is after the fit, in units of how uncertain it was before, when the figures' residuals scatter as `scatter` says.
Shares uncertainty_left(const Eigen::MatrixXd& slopes, double scatter) {
  const Eigen::MatrixXd information = slopes.transpose() * slopes / scatter + Eigen::MatrixXd::Identity(constant_count, constant_count);
  const Eigen::MatrixXd covariance = information.llt().solve(Eigen::MatrixXd::Identity(constant_count, constant_count));
  Shares left{};
  for (Eigen::Index i = 0; i < constant_count; ++i) left[static_cast<std::size_t>(i)] = std::sqrt(covariance(i, i));
  return left;
}

void add_uncertainty(Calibration& result, const Residuals& residuals, const Eigen::VectorXd& x) {
  const Eigen::Index figures = residuals.values() - constant_count;
  Eigen::VectorXd values(residuals.values());
  Eigen::MatrixXd jacobian(residuals.values(), constant_count);
  residuals(x, values);
  residuals.df(x, jacobian);
  result.scatter = std::max(1.0, values.head(figures).squaredNorm() / static_cast<double>(figures));
  const Eigen::MatrixXd slopes = jacobian.topRows(figures);
  Shares left = uncertainty_left(slopes, 1), learned{}, distance{};
  for (std::size_t i = 0; i < constant_count; ++i) {
    learned[i] = 1 - left[i];
    distance[i] = std::abs(x[static_cast<Eigen::Index>(i)]);
  }
  result.learned = from(learned);
  result.distance = from(distance);
  left = uncertainty_left(slopes, result.scatter);
  for (std::size_t i = 0; i < constant_count; ++i) left[i] *= plausible[i] * (i == 0 ? result.after.scale : 1);
  result.standard_error = from(left);
}

// The constants cannot go below 0: there the fit is at the edge, from which the slopes are taken upwards.
Eigen::VectorXd from_the_edge(const CalibrationConstants& start, Eigen::VectorXd x) {
  const std::array<double, constant_count> starts = {1, start.host_ms, start.host_ms_per_seq, start.frontend_ms};
  for (Eigen::Index i = 1; i < constant_count; ++i)
    x[i] = std::max(x[i], -starts[static_cast<std::size_t>(i)] / plausible[static_cast<std::size_t>(i)]);
  return x;
}

void fit(Calibration& result, Predictor& predictor, const ProgressCallback& progress) {
  const Residuals residuals{predictor, result.before, progress};
  Eigen::LevenbergMarquardt<const Residuals> solver(residuals);
  solver.parameters.maxfev = 40;
  solver.parameters.xtol = solver.parameters.ftol = 1e-4;
  Eigen::VectorXd x = Eigen::VectorXd::Zero(constant_count);
  solver.minimize(x);
  result.after = constants_at(result.before, x);
  add_uncertainty(result, residuals, from_the_edge(result.before, x));
}

}  // namespace

CalibrationConstants constants_of(const IterationModel& model) { return {model.scale, model.host_ms, model.host_ms_per_seq, model.frontend_ms}; }

void set_constants(IterationModel& model, const CalibrationConstants& constants) {
  model.scale = constants.scale;
  model.host_ms = constants.host_ms;
  model.host_ms_per_seq = constants.host_ms_per_seq;
  model.frontend_ms = constants.frontend_ms;
}

std::string verdict(const Calibration& calibration, double CalibrationConstants::*constant) {
  constexpr double least_learned = 0.2, most_distance = 3;
  if (calibration.distance.*constant > most_distance) return "further from its start than is plausible";
  if (calibration.learned.*constant < least_learned) return "almost nothing: it stays near its start";
  return fmt::format("{:.0f} % of its uncertainty is gone", 100 * calibration.learned.*constant);
}

std::string warning_of(const Calibration& calibration) {
  if (calibration.scatter <= 4) return "";
  return fmt::format(
      "The model does not explain these figures: their errors are {:.1f} times what measurements of this kind leave uncertain. Does the pool file "
      "describe the "
      "servers that were measured (GPU, model, precision, settings), and do the files say all of the load?",
      std::sqrt(calibration.scatter));
}

double Calibration::mean_error_before() const { return mean_of(figures, &ComparedFigure::error_before); }
double Calibration::mean_error_after() const { return mean_of(figures, &ComparedFigure::error_after); }

Calibration calibrate(const LlmPool& pool, std::span<const MeasuredRun> runs, const ProgressCallback& progress, std::stop_token stop) {
  check(pool, runs);
  Predictor predictor(pool, runs, stop);
  if (predictor.targets().empty())
    throw std::invalid_argument(fmt::format("calibrate: no run can be used; {}", fmt::join(predictor.left_out(), "; ")));
  Calibration result;
  result.before = constants_of(pool.groups.front().iteration);
  result.left_out = predictor.left_out();
  fit(result, predictor, progress);
  const std::vector<double> before = predictor.predict(result.before), after = predictor.predict(result.after);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Predictor::Target& target = predictor.targets()[i];
    result.figures.push_back({target.run, target.measured, uncertainty(target.measured), before[i], after[i]});
  }
  result.predictions = predictor.predictions();
  return result;
}

}  // namespace tradewind
