// What a pool would have shown in the load tests, as a function of its constants.
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/trace.h"
#include "tradewind/sim/calibrate.h"

namespace tradewind::calibration {

class Predictor {
 public:
  // Keeps the runs whose every request the pool takes; the others are named in `left_out`. The pool must outlive it.
  Predictor(const LlmPool& pool, std::span<const MeasuredRun> runs, const std::stop_token& stop);

  struct Target {
    std::size_t run = 0;  // index
    MeasuredFigure measured;
  };
  const std::vector<Target>& targets() const { return targets_; }
  const std::vector<std::string>& left_out() const { return left_out_; }

  // One value for each target; 0 where there is none.
  std::vector<double> predict(const CalibrationConstants& constants);
  int predictions() const { return predictions_; }

 private:
  struct Load {
    std::size_t run = 0;  // index
    std::vector<TraceRequest> requests;
  };

  const LlmPool& pool_;
  std::span<const MeasuredRun> runs_;
  std::stop_token stop_;
  std::vector<Load> loads_;
  std::vector<Target> targets_;
  std::vector<std::string> left_out_;
  int predictions_ = 0;
};

}  // namespace tradewind::calibration
