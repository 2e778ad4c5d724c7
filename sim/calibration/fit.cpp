#include "calibration/fit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <tuple>
#include <unsupported/Eigen/NonLinearOptimization>

namespace tradewind::calibration {
namespace {

// Of classic models, what docs/fidelity-classic.md found of them: percentiles hang on how clients fall into step with the batches, which no model
// follows.
double uncertainty(const MeasuredFigure& figure, const MeasuredRun& run) {
  constexpr double mean = 0.03, tail = 0.06, far_tail = 0.15, classic_mean = 0.06, classic_tail = 0.15;
  if (run.items > 0) return figure.percentile == 0 ? classic_mean : classic_tail;
  return figure.percentile > 95 ? far_tail : figure.percentile > 50 ? tail : mean;
}

double value_at(const FreeConstant& constant, double x) {
  if (constant.is_factor) return constant.start * std::exp(constant.plausible * x);
  return std::clamp(constant.start + constant.plausible * x, 0.0, constant.most);
}

std::vector<double> values_at(const std::vector<FreeConstant>& constants, const Eigen::VectorXd& x) {
  std::vector<double> values;
  for (std::size_t i = 0; i < constants.size(); ++i) values.push_back(value_at(constants[i], x[static_cast<Eigen::Index>(i)]));
  return values;
}

// For Eigen's Levenberg-Marquardt: residuals of the figures that are fitted, then of the constants.
struct Residuals {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;

  Predictor& predictor;
  const std::vector<FreeConstant>& constants;
  const std::vector<std::size_t>& fitted;  // indices of targets
  const ProgressCallback& progress;

  int inputs() const { return static_cast<int>(constants.size()); }
  int values() const { return static_cast<int>(fitted.size()) + inputs(); }

  int operator()(const Eigen::VectorXd& x, Eigen::VectorXd& residuals) const {
    const std::vector<double> predicted = predictor.predict(values_at(constants, x));
    for (std::size_t i = 0; i < fitted.size(); ++i) {
      const auto& [run, measured] = predictor.targets()[fitted[i]];
      residuals[static_cast<Eigen::Index>(i)] =
          std::log(std::max(predicted[fitted[i]], 1e-6) / measured.value) / uncertainty(measured, predictor.runs()[run]);
    }
    residuals.tail(inputs()) = x;
    // Each step takes a prediction more than there are constants; ten steps are the usual way.
    const double usual = 10.0 * (inputs() + 1);
    if (progress) progress({std::min(0.99, predictor.predictions() / usual), fmt::format("fitting, {} predictions so far", predictor.predictions())});
    return 0;
  }

  // Differences over a step that is large against the jumps of a replay from one schedule to another; downwards where a constant is at its most.
  int df(const Eigen::VectorXd& x, Eigen::MatrixXd& jacobian) const {
    constexpr double length = 0.05;
    Eigen::VectorXd here(values()), there(values());
    (*this)(x, here);
    for (Eigen::Index i = 0; i < inputs(); ++i) {
      const FreeConstant& constant = constants[static_cast<std::size_t>(i)];
      const bool at_most = !constant.is_factor && constant.start + constant.plausible * (x[i] + length) > constant.most;
      const double step = at_most ? -length : length;
      Eigen::VectorXd moved = x;
      moved[i] += step;
      (*this)(moved, there);
      jacobian.col(i) = (there - here) / step;
    }
    return 0;
  }
};

// How uncertain each constant is after the fit, in units of how uncertain it was before, when the figures' residuals scatter as `scatter` says.
std::vector<double> uncertainty_left(const Eigen::MatrixXd& slopes, double scatter) {
  const Eigen::Index count = slopes.cols();
  const Eigen::MatrixXd information = slopes.transpose() * slopes / scatter + Eigen::MatrixXd::Identity(count, count);
  const Eigen::MatrixXd covariance = information.llt().solve(Eigen::MatrixXd::Identity(count, count));
  std::vector<double> left;
  for (Eigen::Index i = 0; i < count; ++i) left.push_back(std::sqrt(covariance(i, i)));
  return left;
}

void add_uncertainty(Calibration& result, const Residuals& residuals, const Eigen::VectorXd& x) {
  const Eigen::Index figures = residuals.values() - residuals.inputs();
  Eigen::VectorXd values(residuals.values());
  Eigen::MatrixXd jacobian(residuals.values(), residuals.inputs());
  residuals(x, values);
  residuals.df(x, jacobian);
  result.scatter = std::max(1.0, values.head(figures).squaredNorm() / static_cast<double>(figures));
  const Eigen::MatrixXd slopes = jacobian.topRows(figures);
  const std::vector<double> if_right = uncertainty_left(slopes, 1), left = uncertainty_left(slopes, result.scatter);
  for (std::size_t i = 0; i < residuals.constants.size(); ++i) {
    const FreeConstant& constant = residuals.constants[i];
    FittedConstant& fitted = result.constants[i];
    fitted.learned = 1 - if_right[i];
    fitted.distance = std::abs(x[static_cast<Eigen::Index>(i)]);
    fitted.standard_error = left[i] * constant.plausible * (constant.is_factor ? fitted.after : 1);
  }
}

// Constants cannot leave their range: there the fit is at the edge, from which the slopes are taken inwards.
Eigen::VectorXd from_the_edge(const std::vector<FreeConstant>& constants, Eigen::VectorXd x) {
  for (std::size_t i = 0; i < constants.size(); ++i) {
    const FreeConstant& constant = constants[i];
    double& at = x[static_cast<Eigen::Index>(i)];
    if (!constant.is_factor) at = std::clamp(at, -constant.start / constant.plausible, (constant.most - constant.start) / constant.plausible);
  }
  return x;
}

void search(Calibration& result, const Residuals& residuals) {
  Eigen::LevenbergMarquardt<const Residuals> solver(residuals);
  solver.parameters.maxfev = 40;
  solver.parameters.xtol = solver.parameters.ftol = 1e-4;
  Eigen::VectorXd x = Eigen::VectorXd::Zero(residuals.inputs());
  solver.minimize(x);
  const std::vector<double> values = values_at(residuals.constants, x);
  for (std::size_t i = 0; i < values.size(); ++i)
    result.constants.push_back({residuals.constants[i].name, residuals.constants[i].meaning, residuals.constants[i].start, values[i]});
  add_uncertainty(result, residuals, from_the_edge(residuals.constants, x));
}

// By rate, then by the requests that are out at a time.
std::tuple<double, std::uint64_t> load_of(const MeasuredRun& run) { return {run.rate_rps, run.max_concurrency}; }

std::set<std::size_t> middle_of(const Predictor& predictor, const std::set<std::size_t>& usable) {
  constexpr std::size_t enough = 4;
  if (usable.size() < enough) return {};
  std::vector<std::size_t> by_load(usable.begin(), usable.end());
  std::ranges::stable_sort(by_load, {}, [&](std::size_t run) { return load_of(predictor.runs()[run]); });
  return {by_load[by_load.size() / 2]};
}

std::set<std::size_t> kept_out(const Predictor& predictor, const CalibrationOptions& options) {
  std::set<std::size_t> usable, out;
  for (const Predictor::Target& target : predictor.targets()) usable.insert(target.run);
  if (!options.keep_out) return middle_of(predictor, usable);
  if (*options.keep_out == "none") return {};
  std::set<std::string> labels;
  for (const std::size_t run : usable) {
    const std::string& label = predictor.runs()[run].label;
    labels.insert(label);
    if (label == *options.keep_out) out.insert(run);
  }
  if (out.empty())
    throw std::invalid_argument(fmt::format("calibrate: no run \"{}\" to keep out; there are: {}", *options.keep_out, fmt::join(labels, "; ")));
  if (out.size() == usable.size()) throw std::invalid_argument("calibrate: nothing is left to fit when all runs are kept out");
  return out;
}

}  // namespace

std::vector<double> starts_of(const std::vector<FreeConstant>& constants) {
  std::vector<double> starts;
  for (const FreeConstant& constant : constants) starts.push_back(constant.start);
  return starts;
}

Calibration fit(const std::vector<FreeConstant>& constants, Predictor& predictor, const CalibrationOptions& options,
                const ProgressCallback& progress) {
  const std::vector<Predictor::Target>& targets = predictor.targets();
  if (targets.empty()) throw std::invalid_argument(fmt::format("calibrate: no run can be used; {}", fmt::join(predictor.left_out(), "; ")));
  const std::set<std::size_t> out = kept_out(predictor, options);
  std::vector<std::size_t> fitted;
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (!out.contains(targets[i].run)) fitted.push_back(i);
  Calibration result;
  result.left_out = predictor.left_out();
  search(result, {predictor, constants, fitted, progress});
  std::vector<double> fitted_values;
  for (const FittedConstant& constant : result.constants) fitted_values.push_back(constant.after);
  const std::vector<double> before = predictor.predict(starts_of(constants)), after = predictor.predict(fitted_values);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto& [run, measured] = targets[i];
    result.figures.push_back({run, measured, out.contains(run), uncertainty(measured, predictor.runs()[run]), before[i], after[i]});
  }
  result.predictions = predictor.predictions();
  return result;
}

}  // namespace tradewind::calibration

namespace tradewind {
namespace {

// Over the figures that were fitted, or those that were kept out; nothing when there is none.
std::optional<double> mean_error(const Calibration& calibration, bool kept_out, double (ComparedFigure::*error)() const) {
  double sum = 0;
  int count = 0;
  for (const ComparedFigure& figure : calibration.figures) {
    if (figure.kept_out != kept_out) continue;
    sum += std::abs((figure.*error)());
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

}  // namespace

const FittedConstant& Calibration::constant(std::string_view name) const {
  const auto found = std::ranges::find(constants, name, &FittedConstant::name);
  if (found == constants.end()) throw std::out_of_range("calibrate: no constant " + std::string(name));
  return *found;
}

double Calibration::mean_error_before() const { return mean_error(*this, false, &ComparedFigure::error_before).value_or(0); }
double Calibration::mean_error_after() const { return mean_error(*this, false, &ComparedFigure::error_after).value_or(0); }
std::optional<double> Calibration::check_error() const { return mean_error(*this, true, &ComparedFigure::error_after); }

std::string verdict(const FittedConstant& constant) {
  constexpr double least_learned = 0.2, most_distance = 3;
  if (constant.distance > most_distance) return "further from its start than is plausible";
  if (constant.learned < least_learned) return "almost nothing: it stays near its start";
  return fmt::format("{:.0f} % of its uncertainty is gone", 100 * constant.learned);
}

std::string warning_of(const Calibration& calibration) {
  if (calibration.scatter <= 4) return "";
  return fmt::format(
      "The model does not explain these figures: their errors are {:.1f} times what measurements of this kind leave uncertain. Does the pool file "
      "describe the servers that were measured (GPU, model, precision, settings), and do the files say all of the load?",
      std::sqrt(calibration.scatter));
}

}  // namespace tradewind
