// Times and lengths of time by chance.
#pragma once

#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "kernel/time.h"
#include "random/draws.h"

namespace tradewind::random {

enum class Law : std::uint8_t {
  fixed,
  uniform,  // between (1 - spread) and (1 + spread) times the mean
  exponential,
  weibull,     // shape: below 1 = failures come in bursts, above 1 = wear
  log_normal,  // shape: standard deviation of the logarithm
};

// A law with its mean and, where it has one, its shape.
class Durations {
 public:
  Durations() = default;
  // Throws std::invalid_argument: a mean that is negative or not finite, a shape that the law does not allow.
  Durations(Law law, double mean_s, double shape = 0) : law_(law), mean_s_(mean_s), shape_(shape) {
    if (!(mean_s >= 0) || !std::isfinite(mean_s)) throw std::invalid_argument("The mean of a duration must be a number of seconds, at least 0.");
    if (law == Law::uniform && !(shape >= 0 && shape <= 1)) throw std::invalid_argument("The spread of a uniform duration lies between 0 and 1.");
    if (law == Law::weibull && !(shape > 0)) throw std::invalid_argument("The shape of a Weibull duration must be positive.");
    if (law == Law::log_normal && !(shape >= 0)) throw std::invalid_argument("The shape of a log-normal duration must be at least 0.");
    if (law == Law::weibull) scale_s_ = mean_s / std::tgamma(1 + 1 / shape);
    if (law == Law::log_normal) scale_s_ = mean_s * std::exp(-shape * shape / 2);
  }
  static Durations fixed(double s) { return {Law::fixed, s}; }
  static Durations between(double least_s, double most_s) {
    const double mean = (least_s + most_s) / 2;
    return {Law::uniform, mean, mean > 0 ? (most_s - least_s) / (2 * mean) : 0};
  }

  Law law() const { return law_; }
  double mean_s() const { return mean_s_; }
  double shape() const { return shape_; }

  // u, v: uniform on (0, 1]; only the log-normal law uses both.
  double seconds(double u, double v) const {
    switch (law_) {
      case Law::fixed:
        return mean_s_;
      case Law::uniform:
        return mean_s_ * (1 + shape_ * (2 * u - 1));
      case Law::exponential:
        return -mean_s_ * std::log(u);
      case Law::weibull:
        return scale_s_ * std::pow(-std::log(u), 1 / shape_);
      case Law::log_normal:
        return scale_s_ * std::exp(shape_ * normal_pair(u, v)[0]);
    }
    return mean_s_;
  }
  kernel::Time draw(double u, double v) const { return kernel::from_s(seconds(u, v)); }

 private:
  Law law_ = Law::fixed;
  double mean_s_ = 0, shape_ = 0, scale_s_ = 0;
};

}  // namespace tradewind::random
