#include "fidelity/fit.h"

#include <fmt/core.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/NonLinearOptimization>
#include <unsupported/Eigen/NumericalDiff>

namespace tradewind::fidelity {
namespace {

constexpr double soft = 0.02;    // log errors beyond this count in proportion instead of squared
constexpr double outlier = 0.4;  // log error of a TTFT p99 beyond which another cause is at work than pauses
constexpr double prior = 0.02;   // weight of a tenth of a knob's range away from its start

double soft_residual(double predicted, double measured) {
  const double r = std::log(predicted / measured) / soft;
  return std::copysign(std::sqrt(2 * (std::sqrt(1 + r * r) - 1)), r);
}

struct Residuals {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };

  std::span<const Case* const> cases;
  const Settings& start;

  int inputs() const { return static_cast<int>(knobs().size()); }
  int values() const { return static_cast<int>(3 * cases.size() + knobs().size()); }

  Settings at(const Eigen::VectorXd& x) const {
    Settings settings = start;
    for (std::size_t k = 0; k < knobs().size(); ++k) {
      const Knob& knob = knobs()[k];
      knob.set(settings, knob.low + std::clamp(x[static_cast<Eigen::Index>(k)], 0.0, 1.0) * (knob.high - knob.low));
    }
    return settings;
  }

  static Eigen::VectorXd origin() {
    Eigen::VectorXd x(static_cast<Eigen::Index>(knobs().size()));
    for (std::size_t k = 0; k < knobs().size(); ++k)
      x[static_cast<Eigen::Index>(k)] = (knobs()[k].start - knobs()[k].low) / (knobs()[k].high - knobs()[k].low);
    return x;
  }

  int operator()(const Eigen::VectorXd& x, Eigen::VectorXd& out) const {
    const Settings settings = at(x);
    out.tail(x.size()) = (x - origin()) * (prior / 0.1);
#pragma omp parallel for schedule(dynamic)
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Latencies p = predict(*cases[i], settings).run, &m = cases[i]->measured;
      const auto row = static_cast<Eigen::Index>(3 * i);
      out[row] = soft_residual(p.e2e_mean, m.e2e_mean);
      out[row + 1] = soft_residual(p.decode_mean(), m.decode_mean());
      out[row + 2] = soft_residual(p.ttft_mean, m.ttft_mean);
    }
    return 0;
  }
};

void fit_pauses(std::span<const Case* const> cases, Settings& settings) {
  double least = std::numeric_limits<double>::max();
  Settings best = settings;
  for (const double pause_ms : {0.0, 20.0, 25.0, 30.0, 40.0, 60.0}) {
    for (const double requests : {30.0, 45.0, 60.0, 90.0, 120.0}) {
      settings.constants.host_pause_ms = pause_ms;
      settings.constants.host_pause_requests = requests;
      double sum = 0;
#pragma omp parallel for schedule(dynamic) reduction(+ : sum)
      for (const Case* test : cases) sum += std::min(std::abs(std::log(predict(*test, settings).run.ttft_p99 / test->measured.ttft_p99)), outlier);
      if (sum >= least) continue;
      least = sum;
      best = settings;
    }
  }
  settings = best;
}

}  // namespace

const std::vector<Knob>& knobs() {
  const auto hopper = [](Settings& s, double v) {
    for (const char* gpu : {"h100-sxm-80gb", "h200-sxm-141gb"}) s.constants.kernel_scale[gpu] = v;
  };
  static const std::vector<Knob> all = {
      {"kernel_scale (Hopper)", 0.95, 0.7, 1.3, hopper},
      {"fp8_kernel_scale", 1.0, 0.7, 1.5, [](Settings& s, double v) { s.constants.fp8_kernel_scale = v; }},
      {"host_ms_per_iteration", 0.6, 0, 3, [](Settings& s, double v) { s.constants.host_ms_per_iteration = v; }},
      {"host_ms_per_layer", 0.006, 0, 0.05, [](Settings& s, double v) { s.constants.host_ms_per_layer = v; }},
      {"host_ms_per_sequence", 0.015, 0, 0.06, [](Settings& s, double v) { s.constants.host_ms_per_sequence = v; }},
      {"frontend_ms_per_request", 6, 2, 15, [](Settings& s, double v) { s.constants.frontend_ms_per_request = v; }},
      {"all_reduce_us", 9.1, 2, 16, [](Settings& s, double v) { s.constants.all_reduce_us = v; }},
      {"sampler_ms_per_million_logits", 0.05, 0, 0.3, [](Settings& s, double v) { s.constants.sampler_ms_per_million_logits = v; }},
  };
  return all;
}

Settings fit(std::span<const Case* const> cases, const Settings& start) {
  const Residuals residuals{cases, start};
  Eigen::NumericalDiff<Residuals> with_slopes(residuals, 1e-3);  // steps of 3 %: what requests meet by chance is noise to a fit
  Eigen::LevenbergMarquardt<Eigen::NumericalDiff<Residuals>> solver(with_slopes);
  solver.parameters.maxfev = 400;
  Eigen::VectorXd x = Residuals::origin();
  solver.minimize(x);
  Settings settings = residuals.at(x);
  fit_pauses(cases, settings);
  return settings;
}

std::string describe(const Settings& settings) {
  const IterationConstants& c = settings.constants;
  return fmt::format(
      "kernel_scale (Hopper) {:.3f}, fp8_kernel_scale {:.3f}, host_ms_per_iteration {:.3f}, host_ms_per_layer {:.4f}, host_ms_per_sequence {:.4f}, "
      "frontend_ms_per_request {:.2f}, all_reduce_us {:.1f}, sampler_ms_per_million_logits {:.3f}, host_pause_ms {:.0f} every {:.0f} requests",
      c.kernel_scale.at("h100-sxm-80gb"), c.fp8_kernel_scale, c.host_ms_per_iteration, c.host_ms_per_layer, c.host_ms_per_sequence,
      c.frontend_ms_per_request, c.all_reduce_us, c.sampler_ms_per_million_logits, c.host_pause_ms, c.host_pause_requests);
}

}  // namespace tradewind::fidelity
